import type { ServiceSpace } from '../../address';
import { holdsBlock } from '../../address';
import type { WorldView } from '../../engine/world-view';
import type { AddressMatch, FirewallRule, TransitRoute } from '../../network/types';
import type { PolicyFinding } from '../types';
import { coversMatch, coversServices, matchKey } from './cover';
import { warningFinding } from './make-finding';

/**
 * Rules of firewalls that never decide because an earlier one does.
 *
 * @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/suricata-rule-evaluation-order.html read 2026-11-26
 */
export function firewallRuleFindings({ network, judge }: WorldView): readonly PolicyFinding[] {
  const space = judge.graph.env.spaces.services;
  const policies = new Map(
    network.firewalls.flatMap(({ policy }) => policy.options.map((option) => [option.id, option] as const)),
  );
  return [...policies.values()].flatMap(({ stateless, stateful }) =>
    [stateless, stateful].flatMap((rules) =>
      rules.flatMap((rule, index) => {
        const cover = rules.slice(0, index).find((other) => decidesBefore(other, rule, space));
        return cover === undefined
          ? []
          : [
              warningFinding(
                'FIREWALL_RULE_SHADOWED',
                rule.origin,
                {
                  en: `the rule never decides: ${cover.origin.label}${at(cover)} decides for every packet that it matches`,
                  ja: `このルールに一致するパケットはすべて、先に評価される ${cover.origin.label}${at(cover)} で判定されるため、このルールは評価されない`,
                },
                ['NFW-02'],
              ),
            ];
      }),
    ),
  );
}

function decidesBefore(other: FirewallRule, rule: FirewallRule, space: ServiceSpace): boolean {
  return (
    other.origin.id !== rule.origin.id &&
    other.action !== 'alert' &&
    !other.isPartial &&
    other.exists === 'yes' &&
    (other.bothWays || !rule.bothWays) &&
    other.sourcePorts === undefined &&
    (other.exceptSource ?? []).length + (other.exceptDestination ?? []).length === 0 &&
    coversSide(other.source, rule.source) &&
    coversSide(other.destination, rule.destination) &&
    coversServices(space, other.services, rule.services)
  );
}

function coversSide(outer: FirewallRule['source'], inner: FirewallRule['source']): boolean {
  if (outer === 'any') {
    return true;
  }
  return inner !== 'any' && inner.every((match) => outer.some((each) => coversMatch(each, match)));
}

function at({ origin }: FirewallRule): string {
  return origin.property === undefined ? '' : ` ${origin.property}`;
}

/**
 * Routes of transit gateways that are never taken: of equal prefixes a static route wins over a propagated one, and routes to
 * shorter ones are not asked where longer ones hold all of their addresses.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html#tgw-route-evaluation-overview read 2026-11-26
 */
export function transitRouteFindings({ network }: WorldView): readonly PolicyFinding[] {
  return network.transitGateways.flatMap(({ tables }) =>
    tables.flatMap(({ routes, origin: table }) =>
      routes.flatMap((route) => {
        const cover = routes.find((other) => winsOver(other, route));
        return cover === undefined
          ? []
          : [
              warningFinding(
                'TGW_ROUTE_SHADOWED',
                route.origin,
                {
                  en: `the route is never taken in ${table.label}: the static route ${cover.origin.label} to the same block wins`,
                  ja: `同じ宛先の静的ルート ${cover.origin.label} が優先されるため、${table.label} でこのルートは使用されない`,
                },
                ['TGW-01'],
              ),
            ];
      }),
    ),
  );
}

function winsOver(other: TransitRoute, route: TransitRoute): boolean {
  return (
    other !== route &&
    other.exists === 'yes' &&
    other.kind === 'static' &&
    route.kind === 'propagated' &&
    isSame(other.match, route.match)
  );
}

function isSame(a: AddressMatch, b: AddressMatch): boolean {
  return (
    matchKey(a) === matchKey(b) ||
    (a.kind === 'block' &&
      b.kind === 'block' &&
      holdsBlock(a.block, b.block) === 'yes' &&
      holdsBlock(b.block, a.block) === 'yes')
  );
}
