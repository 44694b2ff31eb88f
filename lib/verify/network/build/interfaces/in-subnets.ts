import type { TemplateResource, Value } from '../../../../template';
import type { Certainty } from '../../../address';
import type { InterfaceKind, Vpc } from '../../types';
import { originOf, type BuildContext } from '../context';
import { groupSet } from '../groups';
import { both, listed, textIs } from '../read-values';
import { subnetOf } from '../subnets';
import { makeInterface } from './make-interface';

/** An interface in each of some subnets. */
export function addInSubnets(
  ctx: BuildContext,
  resource: TemplateResource,
  kind: InterfaceKind,
  subnets: Value,
  groups: Value,
  isPublic: (vpc: Vpc) => Certainty,
  more: { readonly sends?: boolean; readonly receives?: 'all' | 'none'; readonly hasIpv6?: Certainty } = {},
): void {
  const items = listed(subnets);
  if (items.open !== undefined) {
    ctx.cloud(resource, `its subnets: ${items.open}`);
  }
  const network = ctx.property(resource, 'NetworkType');
  const dual = textIs(network, (text) => /dual/i.test(text), false);
  for (const { value, exists } of items.items) {
    const subnet = subnetOf(ctx, value, resource);
    makeInterface(ctx, resource, {
      kind,
      origin: originOf(resource),
      subnet,
      groups: groupSet(ctx, groups, resource, subnet.vpc),
      isPublic: isPublic(subnet.vpc),
      // Whether the internet gets to the IPv6 address of a private database is not said for every kind of them.
      ...(kind === 'database' && isPublic(subnet.vpc) !== 'yes' ? { deniesInternet: 'unknown' as const } : {}),
      hasIpv6: more.hasIpv6 ?? dual,
      exists: both(exists, ctx.exists(resource)),
      ...(more.sends === undefined ? {} : { sends: more.sends }),
      ...(more.receives === undefined ? {} : { receives: more.receives }),
    });
  }
}
