import { literalBlock } from '../../../address';
import type { AddressMatch } from '../../types';

/** Addresses or ports as a rule of a firewall writes them, after variables were put in. */
export interface AddressList {
  readonly match: readonly AddressMatch[] | 'any';
  readonly except: readonly AddressMatch[];
}

/** Lists of addresses, by the name of their variable without `$` or `@`. */
export type Variables = ReadonlyMap<string, readonly string[] | undefined>;

/** Parses `ANY`, a CIDR block, `$NAME`, `[a,b]`, and `!` before any of them. */
export function parseAddresses(text: string, variables: Variables): AddressList {
  const positive: (AddressMatch | 'any')[] = [];
  const negative: AddressMatch[] = [];
  for (const { item, isNegated } of flatten(text, variables, false, 0)) {
    if (/^any$/i.test(item) && !isNegated) {
      positive.push('any');
      continue;
    }
    const block = literalBlock(item);
    const match: AddressMatch = block === undefined ? { kind: 'unknown', reason: item } : { kind: 'block', block };
    if (isNegated) {
      negative.push(match);
    } else {
      positive.push(match);
    }
  }
  const listed = positive.flatMap((match) => (match === 'any' ? [] : [match]));
  return positive.includes('any') || positive.length === 0
    ? { match: 'any', except: negative }
    : { match: listed, except: negative };
}

/** Parses `ANY`, `80`, `1:1024`, `[80,443]`; `undefined` when it says something else. */
export function parsePorts(
  text: string,
  variables: Variables,
): readonly { readonly from: number; readonly to: number }[] | 'any' | undefined {
  const ranges: { from: number; to: number }[] = [];
  for (const { item, isNegated } of flatten(text, variables, false, 0)) {
    if (/^any$/i.test(item) && !isNegated) {
      return 'any';
    }
    const [, from, colon, to] = /^(\d*)(:?)(\d*)$/.exec(item) ?? [];
    if (from === undefined || to === undefined || isNegated || item === '') {
      return undefined;
    }
    const first = from === '' ? 0 : Number(from);
    ranges.push({ from: first, to: colon === '' ? first : to === '' ? 65535 : Number(to) });
  }
  return ranges;
}

interface Item {
  readonly item: string;
  readonly isNegated: boolean;
}

function flatten(text: string, variables: Variables, isNegated: boolean, depth: number): readonly Item[] {
  const trimmed = text.trim();
  if (depth > 8) {
    return [{ item: `${trimmed} (nested too deep)`, isNegated }];
  }
  if (trimmed.startsWith('!')) {
    return flatten(trimmed.slice(1), variables, !isNegated, depth + 1);
  }
  if (trimmed.startsWith('[') && trimmed.endsWith(']')) {
    return splitTop(trimmed.slice(1, -1)).flatMap((part) => flatten(part, variables, isNegated, depth + 1));
  }
  const [, name] = /^[$@](\w+)$/.exec(trimmed) ?? [];
  if (name === undefined) {
    return [{ item: trimmed, isNegated }];
  }
  const values = variables.get(name);
  if (values !== undefined) {
    return values.flatMap((value) => flatten(value, variables, isNegated, depth + 1));
  }
  // What is not home is external, unless something else is said.
  return name === 'EXTERNAL_NET' && variables.get('HOME_NET') !== undefined
    ? flatten('$HOME_NET', variables, !isNegated, depth + 1)
    : [{ item: trimmed, isNegated }];
}

function splitTop(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let current = '';
  for (const letter of text) {
    depth += letter === '[' ? 1 : letter === ']' ? -1 : 0;
    if (letter === ',' && depth === 0) {
      parts.push(current);
      current = '';
    } else {
      current += letter;
    }
  }
  return [...parts, current].filter((part) => part.trim() !== '');
}
