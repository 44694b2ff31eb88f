import { containsUnknown, describeValue, keyOf, knownText, targetOf, type Value } from '../../../template';
import {
  abstractBlock,
  blockKey,
  holdsBlock,
  literalBlock,
  type Block,
  type Family,
  type LiteralBlock,
} from '../../address';
import type { AddressMatch, Vpc } from '../types';
import type { BuildContext } from './context';

/** The block that a value names; `undefined` when it may be any. */
export function blockOf(
  ctx: BuildContext,
  value: Value,
  family: Family,
  bounds: { readonly within?: Block } = {},
): Block | undefined {
  const text = knownText(value);
  const literal = text === undefined ? undefined : literalBlock(text);
  if (literal !== undefined) {
    return literal;
  }
  if (text !== undefined || value.kind === 'one-of' || value.kind === 'absent' || containsUnknown(value)) {
    return undefined;
  }
  const address = hostAddress(value);
  const key = keyOf(address ?? value);
  const known = ctx.blocks.get(`${family}${key}`);
  if (known !== undefined) {
    return known;
  }
  const around = bounds.within ?? withinOf(ctx, value, family);
  const isPublic = address !== undefined && targetOf(address)?.type === 'AWS::EC2::EIP';
  const among = allowedBlocks(value, family);
  const made = abstractBlock(family, key, describeValue(value), {
    ...(around === undefined ? {} : { within: around }),
    isPublic,
    ...(among === undefined ? {} : { among }),
    ...(isPublic ? { pool: 'interfaces' } : {}),
  });
  ctx.blocks.set(`${family}${key}`, made);
  return made;
}

/** The blocks that a parameter may be, when all of them are known. */
function allowedBlocks(value: Value, family: Family): readonly LiteralBlock[] | undefined {
  const allowed = value.kind === 'symbol' ? (value.constraints.allowedValues ?? []) : [];
  const blocks = allowed.map((each) => (typeof each === 'string' ? literalBlock(each) : undefined));
  const found = blocks.flatMap((block) => (block?.interval.family === family ? [block] : []));
  return found.length > 0 && found.length === blocks.length ? found : undefined;
}

/** Every block that a value can name. */
export function matchesOf(ctx: BuildContext, value: Value, family: Family): readonly AddressMatch[] {
  if (value.kind === 'one-of') {
    return value.alternatives.flatMap((alternative) => matchesOf(ctx, alternative.value, family));
  }
  const block = blockOf(ctx, value, family);
  return [block === undefined ? { kind: 'unknown', reason: describeValue(value) } : { kind: 'block', block }];
}

/** The block of a subnet, which lies inside its VPC. */
export function subnetBlock(ctx: BuildContext, value: Value, family: Family, vpc: Vpc, id: string): Block {
  const literal = blockOfText(value);
  if (literal !== undefined) {
    return literal;
  }
  const own = vpc.blocks.filter(
    (block) => (block.kind === 'literal' ? block.interval.family : block.family) === family,
  );
  const [only] = own;
  const around = own.length === 1 ? only : undefined;
  const made = blockOf(ctx, value, family, around === undefined ? {} : { within: around });
  if (made !== undefined && (around === undefined || holdsBlock(around, made) === 'yes')) {
    return made;
  }
  const block = abstractBlock(
    family,
    `${made === undefined ? '' : blockKey(made)}subnet ${id}`,
    `${id} block`,
    around === undefined ? {} : { within: around },
  );
  ctx.blocks.set(blockKey(block), block);
  return block;
}

function blockOfText(value: Value): Block | undefined {
  const text = knownText(value);
  return text === undefined ? undefined : literalBlock(text);
}

/** `<address>/32` of something that is one address. */
function hostAddress(value: Value): Value | undefined {
  if (value.kind === 'reference') {
    return value;
  }
  const [address, rest] = value.kind === 'text' && value.parts.length === 2 ? value.parts : [];
  const length = rest === undefined ? undefined : knownText(rest);
  return address?.kind === 'reference' && (length === '/32' || length === '/128') ? address : undefined;
}

function withinOf(ctx: BuildContext, value: Value, family: Family): Block | undefined {
  return value.kind === 'symbol' && value.constraints.within !== undefined
    ? blockOf(ctx, value.constraints.within, family)
    : undefined;
}
