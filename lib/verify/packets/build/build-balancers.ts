import { itemsOf, knownText, targetOf, type TemplateResource, type Value } from '../../../template';
import type { Balancer } from '../net/balancer';
import type { Subnet } from '../net/network';
import { truthOf, type Truth } from '../net/truth';
import { attribute } from './attributes';
import { addInterface, groupsOf } from './build-interfaces';
import type { Draft } from './draft';
import { entry, truthIn } from './reader';

/** Makes load balancers with a node in each of their zones. */
export function buildBalancers(draft: Draft): void {
  draft.reader.all('AWS::ElasticLoadBalancingV2::LoadBalancer').forEach((resource) => addBalancer(draft, resource));
  draft.reader.all('AWS::ElasticLoadBalancing::LoadBalancer').forEach((resource) => addClassic(draft, resource));
}

/**
 * Cross-zone load balancing is always on for an application load balancer, and off for a network load balancer unless
 * it is turned on.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html
 * read 2026-11-25
 */
function addBalancer(draft: Draft, resource: TemplateResource): void {
  const { reader } = draft;
  const kind = reader.word(resource, ['Type'], 'application') as Balancer['kind'];
  const crosses = attribute(draft, resource, 'LoadBalancerAttributes', 'load_balancing.cross_zone.enabled');
  const balancer: Balancer = {
    name: reader.name(resource),
    resource,
    kind,
    nodes: [],
    listeners: [],
    crossesZones: kind === 'application' ? 'yes' : truthIn(crosses, 'no'),
    filtersPrivateLink: reader.truth(resource, ['EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic'], 'yes'),
  };
  draft.balancers.set(resource, balancer);
  const mappings = reader.items(resource, 'SubnetMappings') ?? [];
  const places = mappings.length > 0 ? mappings : reader.items(resource, 'Subnets');
  if (places === undefined || places.length === 0 || !['application', 'network'].includes(kind)) {
    draft.doubts.set(resource, 'its subnets are not known, or it is a gateway load balancer');
    return;
  }
  for (const place of places) {
    const target = targetOf(mappings.length > 0 ? entry(place, 'SubnetId') : place);
    const subnet = target === undefined ? undefined : draft.subnets.get(target);
    if (subnet === undefined) {
      draft.doubts.set(resource, 'one of its subnets is not known');
    } else {
      addNode(draft, balancer, subnet, knownText(entry(place, 'PrivateIPv4Address')));
    }
  }
}

/**
 * An application load balancer without groups has the default group of its VPC; a network load balancer without groups
 * filters nothing.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
 * read 2026-11-25
 */
function addNode(draft: Draft, balancer: Balancer, subnet: Subnet, fixed: string | undefined): void {
  const { reader } = draft;
  const groups = reader.value(balancer.resource, 'SecurityGroups');
  const isOpen = balancer.kind === 'network' && itemsOf(groups)?.length === 0;
  const scheme = reader.value(balancer.resource, 'Scheme');
  const addressing = reader.word(balancer.resource, ['IpAddressType'], 'ipv4');
  balancer.nodes.push(
    addInterface(draft, {
      owner: balancer.resource,
      subnet,
      ...(isOpen ? { groups: undefined } : groupsOf(draft, groups, subnet)),
      device: { kind: 'balancer', balancer },
      listens: 'nothing',
      hasPublic: publicOf(scheme),
      checksAddresses: 'no',
      hasIpv6: addressing === '?' ? 'unknown' : truthOf(addressing.startsWith('dualstack')),
      ...(fixed === undefined ? {} : { fixed }),
    }),
  );
}

/** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html */
function publicOf(scheme: Value): Truth {
  const text = knownText(scheme);
  if (scheme.kind === 'absent') {
    return 'yes';
  }
  return text === 'internet-facing' ? 'yes' : text === 'internal' ? 'no' : 'unknown';
}

function addClassic(draft: Draft, resource: TemplateResource): void {
  const { reader } = draft;
  const balancer: Balancer = {
    name: reader.name(resource),
    resource,
    kind: 'classic',
    nodes: [],
    listeners: [],
    crossesZones: reader.truth(resource, ['CrossZone'], 'no'),
    filtersPrivateLink: 'yes',
  };
  draft.balancers.set(resource, balancer);
  for (const place of reader.items(resource, 'Subnets') ?? []) {
    const target = targetOf(place);
    const subnet = target === undefined ? undefined : draft.subnets.get(target);
    if (subnet !== undefined) {
      addNode(draft, balancer, subnet, undefined);
    }
  }
  if (balancer.nodes.length === 0) {
    draft.doubts.set(resource, 'its subnets are not known');
  }
}
