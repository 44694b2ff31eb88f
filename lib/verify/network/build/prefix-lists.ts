import { describeValue, keyOf, knownText, targetOf, type Value } from '../../../template';
import { abstractBlock } from '../../address';
import type { PrefixList } from '../types';
import { originOf, type BuildContext, type Draft } from './context';
import { matchesOf } from './read-blocks';
import { entry, listed } from './read-values';
import { WELL_KNOWN_LISTS } from './well-known-lists';

/** Prefix lists of the templates. */
export function buildPrefixLists(ctx: BuildContext): void {
  for (const resource of ctx.resources('AWS::EC2::PrefixList')) {
    const entries = listed(ctx.property(resource, 'Entries'));
    const matches = entries.items.flatMap(({ value }) =>
      matchesOf(ctx, entry(value, 'Cidr'), familyOfList(ctx, resource)),
    );
    const blocks = matches.flatMap((match) => (match.kind === 'block' ? [match.block] : []));
    const unknown = matches.find((match) => match.kind === 'unknown');
    const isUncertain = entries.items.some(({ exists }) => exists !== 'yes');
    const open =
      entries.open ??
      (unknown?.kind === 'unknown' ? unknown.reason : undefined) ??
      (isUncertain ? 'some of its entries depend on conditions' : undefined);
    ctx.lists.set(resource, {
      id: originOf(resource).id,
      label: originOf(resource).label,
      origin: originOf(resource),
      blocks: isUncertain ? [] : blocks,
      ...(open === undefined ? {} : { open }),
    });
  }
}

function familyOfList(ctx: BuildContext, resource: Parameters<BuildContext['property']>[0]): 4 | 6 {
  return knownText(ctx.property(resource, 'AddressFamily')) === 'IPv6' ? 6 : 4;
}

/** The prefix list that a value names. */
export function prefixListOf(ctx: BuildContext, value: Value): PrefixList {
  const target = targetOf(value);
  const own = target === undefined ? undefined : ctx.lists.get(target);
  if (own !== undefined) {
    return own;
  }
  const text = knownText(value);
  const known = text === undefined ? undefined : WELL_KNOWN_LISTS.get(text);
  if (known !== undefined) {
    return managedList(ctx, known);
  }
  const key = `pl:${keyOf(value)}`;
  const found = ctx.lists.get(key);
  if (found !== undefined) {
    return found;
  }
  const label = describeValue(value);
  const made: Draft<PrefixList> = { id: key, label, blocks: [], open: `what ${label} holds`, wellKnown: 'other' };
  ctx.lists.set(key, made);
  return made;
}

/** A list that AWS keeps: of one purpose in one Region there is one. */
export function managedList(
  ctx: BuildContext,
  name: { readonly purpose: 'cloudfront-origin-facing' | 's3' | 'dynamodb'; readonly region: string },
): PrefixList {
  // CloudFront's list is the same everywhere.
  const key = name.purpose === 'cloudfront-origin-facing' ? name.purpose : `${name.purpose}.${name.region}`;
  const found = ctx.lists.get(key);
  if (found !== undefined) {
    return found;
  }
  const block = abstractBlock(4, `aws:${key}`, `addresses of ${key}`, { isPublic: true, pool: 'services' });
  ctx.blocks.set(`aws:${key}`, block);
  const made: Draft<PrefixList> = { id: key, label: `com.amazonaws ${key}`, blocks: [block], wellKnown: name.purpose };
  ctx.lists.set(key, made);
  return made;
}
