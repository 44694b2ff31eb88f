import type { JsonValue } from '../json';
import { distribute } from '../values/alternatives';
import { itemOfSymbol } from '../values/item-of-symbol';
import { knownText } from '../values/read-value';
import { known, symbol, unknown, type SymbolValue, type Value } from '../values/value';
import { environmentOf } from './model-index';
import { pseudoParameter } from './pseudo-parameters';
import type { Scope } from './scope';

/**
 * `Fn::GetAZs`: which zones an account has, and in which order, only the account tells; so each is a symbol of its
 * own unless the stack is bound to a Region and the zones of that Region are given.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getavailabilityzones.html
 */
export function evaluateZones(scope: Scope, argument: JsonValue | undefined): Value {
  return distribute([scope.evaluate(argument)], ([asked]) => {
    const text = asked === undefined ? undefined : knownText(asked);
    if (text === undefined) {
      return asked?.kind === 'symbol' && asked.id === pseudoParameter(scope, 'AWS::Region').id
        ? zonesSymbol(scope, scope.stack.region)
        : unknown('Fn::GetAZs');
    }
    const region = text === '' ? scope.stack.region : text;
    const pinned = region === undefined ? undefined : scope.model.given.zones?.[region];
    return pinned === undefined || scope.stack.region === undefined ? zonesSymbol(scope, region) : known(pinned);
  });
}

/** Zone at a position of the list of an environment. */
export function zoneSymbol(scope: Scope, index: number): Value {
  return itemOfSymbol(zonesSymbol(scope, scope.stack.region), index);
}

function zonesSymbol(scope: Scope, region: string | undefined): SymbolValue {
  const id = `az:${environmentOf({ ...scope.stack, region })}`;
  return symbol(id, 'List<AvailabilityZone>', `zones of ${region ?? 'the Region'}`, { distinct: id });
}
