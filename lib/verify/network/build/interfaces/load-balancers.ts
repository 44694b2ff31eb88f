import { keyOf, knownText, targetOf, type TemplateResource, type Value } from '../../../../template';
import { TCP, UDP, type Certainty } from '../../../address';
import type { GroupSet, Interface, Proxy, ServiceMatch } from '../../types';
import { originOf, type BuildContext, type Draft } from '../context';
import { groupSet, UNFILTERED } from '../groups';
import { matchOf, portMatch, withPings } from '../read-services';
import { both, entry, listed, textIs, truth } from '../read-values';
import { subnetOf } from '../subnets';
import { associateAddress, elasticAddress, makeInterface } from './make-interface';

const V2 = 'AWS::ElasticLoadBalancingV2::LoadBalancer';

/** Load balancers: an interface in each subnet that takes packets on its listeners only. */
export function buildLoadBalancers(ctx: BuildContext): void {
  const listeners = ctx.resources('AWS::ElasticLoadBalancingV2::Listener');
  for (const resource of ctx.resources(V2)) {
    const type =
      knownText(ctx.property(resource, 'Type')) ??
      (ctx.property(resource, 'Type').kind === 'absent' ? 'application' : '?');
    if (type !== 'application' && type !== 'network') {
      ctx.cloud(resource, type === 'gateway' ? 'Gateway Load Balancers are not modelled' : 'its type is not known');
    }
    const entries = listeners
      .filter((listener) => targetOf(ctx.property(listener, 'LoadBalancerArn')) === resource)
      .map((listener) => listenerServices(ctx, listener));
    const interfaces = addInterfaces(ctx, resource, type, unionOf(entries));
    ctx.proxies.push({
      id: originOf(resource).id,
      kind: type === 'network' ? 'network' : 'application',
      origin: originOf(resource),
      interfaces,
      isPublicEntry: 'no',
      entries,
      nextHops: [],
    });
  }
  for (const listener of listeners) {
    if (targetOf(ctx.property(listener, 'LoadBalancerArn'))?.type !== V2) {
      ctx.cloud(listener, 'its load balancer is not in the templates');
    }
  }
  for (const resource of ctx.resources('AWS::ElasticLoadBalancing::LoadBalancer')) {
    addClassic(ctx, resource);
  }
  openToAccounts(ctx);
}

/**
 * Endpoints of accounts that an endpoint service admits come out at its load balancers; nobody is admitted by default.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html read 2026-11-26
 */
function openToAccounts(ctx: BuildContext): void {
  for (const permissions of ctx.resources('AWS::EC2::VPCEndpointServicePermissions')) {
    const principals = listed(ctx.property(permissions, 'AllowedPrincipals'));
    const service = targetOf(ctx.property(permissions, 'ServiceId'));
    const balancers = service === undefined ? undefined : ctx.property(service, 'NetworkLoadBalancerArns');
    const named = balancers === undefined ? undefined : listed(balancers);
    for (const proxy of ctx.proxies) {
      const isNamed = named?.items.some(({ value }) => targetOf(value) === proxy.origin.resource) ?? true;
      const isAdmitted = principals.items.length > 0 || principals.open !== undefined;
      if (proxy.kind === 'network' && isAdmitted && (isNamed || named?.open !== undefined)) {
        proxy.isPublicEntry = 'unknown';
      }
    }
  }
}

function addInterfaces(
  ctx: BuildContext,
  resource: TemplateResource,
  type: string,
  receives: ServiceMatch,
): Draft<Interface>[] {
  const isPublic = textIs(ctx.property(resource, 'Scheme'), (text) => text === 'internet-facing', true);
  const deniesInternet = deniesGateway(ctx, resource, isPublic);
  const isIpv4Public = textIs(
    ctx.property(resource, 'IpAddressType'),
    (text) => text !== 'dualstack-without-public-ipv4',
    true,
  );
  const hasIpv6 = textIs(ctx.property(resource, 'IpAddressType'), (text) => text.startsWith('dualstack'), false);
  const mappings = listed(ctx.property(resource, 'SubnetMappings'));
  const plain = listed(ctx.property(resource, 'Subnets'));
  const open = mappings.open ?? plain.open;
  if (open !== undefined) {
    ctx.cloud(resource, `its subnets: ${open}`);
  }
  const subnets = [
    ...plain.items.map((item) => ({ ...item, address: { kind: 'absent' } as Value })),
    ...mappings.items.map((item) => ({
      ...item,
      value: entry(item.value, 'SubnetId'),
      address: entry(item.value, 'AllocationId'),
    })),
  ];
  return subnets.map((item) => {
    const subnet = subnetOf(ctx, item.value, resource);
    const added = makeInterface(ctx, resource, {
      kind: 'load-balancer',
      origin: originOf(resource),
      subnet,
      groups: groupsOfBalancer(ctx, resource, type, subnet.vpc),
      isPublic: both(isPublic, isIpv4Public),
      hasIpv6,
      deniesInternet,
      receives: withPings(receives),
      exists: both(item.exists, ctx.exists(resource)),
    });
    const address = elasticAddress(item.address);
    if (address !== undefined) {
      associateAddress(ctx, added, address, 'yes');
    }
    return added;
  });
}

/**
 * Whether packets that come through an internet gateway are dropped: unless it is said, of internal load balancers.
 *
 * @see https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_elasticloadbalancingv2.NetworkLoadBalancerProps.html
 * `denyAllIgwTraffic`, read 2026-11-26
 */
function deniesGateway(ctx: BuildContext, resource: TemplateResource, isPublic: Certainty): Certainty {
  const { items, open } = listed(ctx.property(resource, 'LoadBalancerAttributes'));
  const own = items.find(({ value }) => knownText(entry(value, 'Key')) === 'ipv6.deny_all_igw_traffic');
  if (own !== undefined) {
    return truth(entry(own.value, 'Value'), false);
  }
  return open !== undefined ? 'unknown' : isPublic === 'no' ? 'yes' : isPublic === 'yes' ? 'no' : 'unknown';
}

/** Without groups an application load balancer takes the default one; before a network load balancer stands none. */
function groupsOfBalancer(
  ctx: BuildContext,
  resource: TemplateResource,
  type: string,
  vpc: Interface['subnet']['vpc'],
): GroupSet {
  const value = ctx.property(resource, 'SecurityGroups');
  const isBare = value.kind === 'absent' || (value.kind === 'known' && keyOf(value) === '=[]');
  if (isBare && type !== 'application') {
    return UNFILTERED;
  }
  const found = groupSet(ctx, value, resource, vpc);
  return found.any !== undefined && type !== 'application' ? { ...found, isUnfiltered: 'unknown' } : found;
}

/** What a listener takes: TCP for HTTP, HTTPS and TLS, otherwise what it says. */
export function listenerServices(ctx: BuildContext, listener: TemplateResource): ServiceMatch {
  const protocol = knownText(ctx.property(listener, 'Protocol')) ?? 'TCP_UDP';
  const port = ctx.property(listener, 'Port');
  const match = joinMatches(protocolsOf(protocol).map((number) => portMatch(number, port, port)));
  return ctx.exists(listener) === 'yes'
    ? match
    : { may: match.may, must: [], because: `condition of ${listener.logicalId}` };
}

/** Protocols of the transport that a listener or target group uses. */
export function protocolsOf(name: string): readonly number[] {
  return name === 'UDP' || name === 'QUIC' ? [UDP] : name === 'TCP_UDP' || name === 'TCP_QUIC' ? [TCP, UDP] : [TCP];
}

export function joinMatches(matches: readonly ServiceMatch[]): ServiceMatch {
  const because = matches.find((match) => match.because !== undefined)?.because;
  return {
    may: matches.flatMap(({ may }) => may),
    must: matches.flatMap(({ must }) => must),
    ...(because === undefined ? {} : { because }),
  };
}

function unionOf(matches: readonly ServiceMatch[]): ServiceMatch {
  return matches.length === 0 ? matchOf([]) : joinMatches(matches);
}

function addClassic(ctx: BuildContext, resource: TemplateResource): void {
  const listeners = listed(ctx.property(resource, 'Listeners'));
  const entries = listeners.items.map(({ value }) =>
    portMatch(TCP, entry(value, 'LoadBalancerPort'), entry(value, 'LoadBalancerPort')),
  );
  const isPublic = textIs(ctx.property(resource, 'Scheme'), (text) => text === 'internet-facing', true);
  const subnets = listed(ctx.property(resource, 'Subnets'));
  const instances = listed(ctx.property(resource, 'Instances'));
  const open = subnets.open ?? listeners.open ?? instances.open;
  if (open !== undefined) {
    ctx.cloud(resource, open);
  }
  const exists: Certainty = ctx.exists(resource);
  const interfaces = subnets.items.map((item) => {
    const subnet = subnetOf(ctx, item.value, resource);
    const groups = groupSet(ctx, ctx.property(resource, 'SecurityGroups'), resource, subnet.vpc);
    return makeInterface(ctx, resource, {
      kind: 'load-balancer',
      origin: originOf(resource),
      subnet,
      groups,
      isPublic,
      receives: withPings(unionOf(entries)),
      exists: both(item.exists, exists),
    });
  });
  const proxy: Draft<Proxy> = {
    id: originOf(resource).id,
    kind: 'classic',
    origin: originOf(resource),
    interfaces,
    isPublicEntry: 'no',
    entries,
    nextHops: [],
  };
  ctx.proxies.push(proxy);
  for (const { value } of listeners.items) {
    proxy.nextHops.push({
      origin: originOf(resource, 'Listeners'),
      to: {
        kind: 'interfaces',
        interfaces: classicTargets(
          ctx,
          resource,
          instances.items.map((item) => item.value),
        ),
      },
      services: portMatch(TCP, entry(value, 'InstancePort'), entry(value, 'InstancePort')),
      from: portMatch(TCP, entry(value, 'LoadBalancerPort'), entry(value, 'LoadBalancerPort')),
      keepsClientAddress: 'no',
      exists,
    });
  }
}

function classicTargets(ctx: BuildContext, resource: TemplateResource, instances: readonly Value[]): Interface[] {
  const groups = ctx
    .resources('AWS::AutoScaling::AutoScalingGroup')
    .filter((group) =>
      listed(ctx.property(group, 'LoadBalancerNames')).items.some(({ value }) => targetOf(value) === resource),
    );
  const owners = [...instances.flatMap((value) => targetOf(value) ?? []), ...groups];
  return owners.flatMap((owner) => ctx.byOwner.get(owner) ?? []);
}
