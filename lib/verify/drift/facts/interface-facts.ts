import { asString, resourceKey } from '../../../template';
import type {
  FirewallEndpoint,
  Interface,
  InterfaceKind,
  Network,
  NextHop,
  Origin,
  Proxy,
  Vpc,
} from '../../network/types';
import type { Names } from '../names';
import { applianceName, blockTold, certain, firewallEndpoint, listed, servicesTold, sorted, type Told } from '../texts';
import type { Facts } from './facts';
import { isIn } from './in-vpcs';
import { doubt } from './vpc-facts';

/** Kinds of interfaces that a snapshot of a running network shows. */
const SHOWN: readonly InterfaceKind[] = [
  'database',
  'function',
  'gateway-load-balancer-endpoint',
  'group-of-instances',
  'instance',
  'interface-endpoint',
  'load-balancer',
  'nat-gateway',
  'network-interface',
];

/** Kinds that are not there by themselves: what someone might start, and what stands for something else. */
const ELSEWHERE: readonly InterfaceKind[] = [
  'cloudfront-origin',
  'firewall-endpoint',
  'hypothetical',
  'managed',
  'octopus',
];

/** Whether a snapshot could show an interface; `undefined` when the interface is nothing of its own. */
export function isShown({ kind, origin }: Interface): boolean | undefined {
  return ELSEWHERE.includes(kind) || isOfService(origin) ? undefined : SHOWN.includes(kind);
}

/** Whether a service keeps an interface for something that another answer shows, such as a load balancer. */
function isOfService({ resource }: Origin): boolean {
  const type = asString(resource?.properties['InterfaceType']) ?? 'interface';
  return resource?.stack.observed === true && (resource.metadata['RequesterManaged'] === true || type !== 'interface');
}

/** What has an interface. */
export type OwnerOf = (each: Interface) => Origin;

/** Who has each interface: the instance that it is attached to, or what it was made for. */
export function ownersOf(network: Network): OwnerOf {
  const instances = new Map(
    network.owners
      .filter(({ resource }) => resource.type === 'AWS::EC2::Instance')
      .flatMap(({ resource, interfaces }) =>
        interfaces.map((each) => [each, { id: resourceKey(resource), label: resource.logicalId, resource }] as const),
      ),
  );
  return (each) => instances.get(each) ?? each.origin;
}

/** Who has interfaces in which subnets with which groups, and where load balancers forward. */
export function addInterfaceFacts(network: Network, vpcs: readonly Vpc[], names: Names, facts: Facts): void {
  const isOf = ({ subnet }: Interface) => vpcs.includes(subnet.vpc);
  const ownerOf = ownersOf(network);
  for (const each of network.interfaces.filter((candidate) => isOf(candidate) && isShown(candidate) === true)) {
    addInterface(each, ownerOf(each), names, facts);
  }
  for (const { interface: each, origin } of network.firewalls
    .flatMap(({ endpoints }) => endpoints)
    .filter(isOfVpc(isOf))) {
    facts.about(firewallEndpoint(names.of(each.subnet.origin)), origin).say('is there', { text: 'yes' });
  }
  for (const proxy of network.proxies.filter(({ interfaces }) => interfaces.some(isOf))) {
    addListeners(proxy, ownerOf, names, facts);
  }
  for (const { origin, list, isUnrestricted } of network.services.filter(({ origin }) => isIn(origin, vpcs))) {
    facts
      .about(names.of(origin), origin)
      .say('service', { text: list.label })
      .say('lets anyone carry anything', certain(isUnrestricted, 'its policy'));
  }
}

function isOfVpc(isOf: (each: Interface) => boolean) {
  return ({ interface: each }: FirewallEndpoint): boolean => isOf(each);
}

function addInterface(each: Interface, origin: Origin, names: Names, facts: Facts): void {
  const { subnet, kind } = each;
  if (kind === 'gateway-load-balancer-endpoint') {
    facts.about(applianceName(each, names), origin).say('is there', { text: 'yes' });
    return;
  }
  const speaker = facts
    .about(names.of(origin), origin)
    .say(`in ${names.of(subnet.origin)}`, { text: 'yes', ...doubt(each.exists, origin) }, origin, 'subnets')
    .say('security groups', groupsTold(each, names))
    .say('public address', certain(each.publicAddress.has, 'whether it has a public address'))
    .say('takes what is not for it', certain(each.forwards, 'SourceDestCheck'));
  if (kind === 'group-of-instances') {
    speaker.permits('subnets');
  }
}

function groupsTold({ groups }: Interface, names: Names): Told {
  if (groups.isUnfiltered === 'yes') {
    return { text: 'none' };
  }
  const surely = listed(groups.surely.map(({ origin }) => ({ text: names.of(origin) })));
  const open = groups.any ?? (groups.perhaps.length > 0 ? 'which of several groups' : undefined);
  return open === undefined ? surely : { ...surely, open };
}

/** What a load balancer takes, and where it sends that; health checks follow from the targets. */
function addListeners(proxy: Proxy, ownerOf: OwnerOf, names: Names, facts: Facts): void {
  if (proxy.kind !== 'application' && proxy.kind !== 'network') {
    return;
  }
  const speaker = facts.about(names.of(proxy.origin), proxy.origin).mayHoldMore('targets', proxy.open);
  for (const entry of proxy.entries) {
    const { text, open } = servicesTold(entry);
    if (open === undefined) {
      speaker.say(`listens on ${text}`, { text: 'yes' }, proxy.origin, 'listeners');
    } else {
      speaker.mayHoldMore('listeners', open);
    }
  }
  for (const hop of proxy.nextHops.filter(({ from }) => from.may.length > 0)) {
    const [from, services] = [servicesTold(hop.from), servicesTold(hop.services)];
    const to = hopTold(hop, ownerOf, names);
    const open = from.open ?? services.open ?? to.open;
    if (open === undefined) {
      speaker.say(`forwards ${from.text}`, { text: `${services.text} to ${to.text}` }, hop.origin, 'targets');
    } else {
      speaker.mayHoldMore('targets', open);
    }
  }
}

function hopTold({ to, exists, origin }: NextHop, ownerOf: OwnerOf, names: Names): Told {
  switch (to.kind) {
    case 'interfaces':
      return {
        text: sorted(to.interfaces.map((each) => names.of(ownerOf(each)))).join(', ') || 'nobody',
        ...doubt(exists, origin),
      };
    case 'function':
      return { text: names.of(to.function.origin) };
    case 'internet':
    case 'service':
      return { text: to.kind };
    case 'address':
      return blockTold(to.block);
    case 'unknown':
      return { text: 'unknown', open: to.reason };
  }
}
