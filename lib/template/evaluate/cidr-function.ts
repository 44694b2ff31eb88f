import { isList, type JsonValue } from '../json';
import { distribute } from '../values/alternatives';
import { containsUnknown, keyOf } from '../values/key-of';
import { knownNumber, knownText } from '../values/read-value';
import { known, symbol, unknown, type Value } from '../values/value';
import { divideBlock } from './divide-block';
import type { Scope } from './scope';
import { invalid, unfit } from './invalid';

/** Most blocks that `Fn::Cidr` makes. */
const MAX_COUNT = 256;

/**
 * `Fn::Cidr`: divides a block into `count` blocks of `cidrBits` host bits each.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-cidr.html
 */
export function evaluateCidr(scope: Scope, argument: JsonValue | undefined): Value {
  const [block, count, bits] = isList(argument) ? argument : [];
  return distribute([scope.evaluate(block), scope.evaluate(count), scope.evaluate(bits)], (values) => {
    const [blockValue, countValue, bitsValue] = values;
    if (blockValue === undefined || countValue === undefined || bitsValue === undefined) {
      return unknown('Fn::Cidr');
    }
    const number = knownNumber(countValue);
    const hostBits = bitsValue.kind === 'absent' ? undefined : knownNumber(bitsValue);
    const text = knownText(blockValue);
    if (text === undefined || number === undefined || hostBits === undefined) {
      return openBlocks(scope, blockValue, countValue, bitsValue);
    }
    const blocks = number < 1 || number > MAX_COUNT ? undefined : divideBlock(text, number, hostBits);
    return blocks === undefined
      ? invalid(scope, 'Fn::Cidr', `${text} has no ${number} blocks of ${hostBits} host bits`)
      : known(blocks);
  });
}

/** Blocks of a block that only the deployment tells: they do not overlap and lie inside it. */
function openBlocks(scope: Scope, block: Value, count: Value, bits: Value): Value {
  const values = [block, count, bits];
  if (values.some(containsUnknown) || !values.some((value) => canBecome(value))) {
    return unfit(scope, 'Fn::Cidr', values);
  }
  const id = `cidr(${[block, count, bits].map(keyOf).join(', ')})`;
  return symbol(id, 'List<Cidr>', 'Fn::Cidr', { disjoint: id, within: block });
}

function canBecome(value: Value): boolean {
  return value.kind === 'symbol' || value.kind === 'reference' || value.kind === 'text';
}
