import { describeValue, knownText, targetOf, type TemplateResource, type Value } from '../../../../template';
import { blockKey, literalBlock, type Block, type Certainty } from '../../../address';
import type { FunctionNode, Interface, NextHop, Proxy, ServiceMatch } from '../../types';
import { originOf, type BuildContext } from '../context';
import { EVERY_SERVICE, portMatch } from '../read-services';
import { both, entry, listed, truth } from '../read-values';
import { joinMatches, listenerServices, protocolsOf } from './load-balancers';
import { authorityHop, crossesZones, healthChecks, inEnabledZones } from './target-zones';

/** Where load balancers forward: the targets of the groups that their listeners and rules name. */
export function buildTargets(ctx: BuildContext): void {
  const listeners = ctx.resources('AWS::ElasticLoadBalancingV2::Listener');
  const rules = ctx.resources('AWS::ElasticLoadBalancingV2::ListenerRule');
  for (const proxy of ctx.proxies) {
    const own = listeners.filter(
      (listener) => targetOf(ctx.property(listener, 'LoadBalancerArn')) === proxy.origin.resource,
    );
    for (const listener of own) {
      const from = listenerServices(ctx, listener);
      const ofListener = rules.filter((rule) => targetOf(ctx.property(rule, 'ListenerArn')) === listener);
      proxy.nextHops.push(
        ...forwards(ctx, proxy, listener, 'DefaultActions', from),
        ...ofListener.flatMap((rule) => forwards(ctx, proxy, rule, 'Actions', from)),
      );
    }
  }
}

function forwards(
  ctx: BuildContext,
  proxy: Proxy,
  resource: TemplateResource,
  property: string,
  from: ServiceMatch,
): NextHop[] {
  const actions = listed(ctx.property(resource, property));
  if (actions.open !== undefined) {
    ctx.cloud(resource, `its actions: ${actions.open}`);
  }
  return actions.items.flatMap(({ value, exists }) => {
    if (/^(authenticate|jwt)-/.test(knownText(entry(value, 'Type')) ?? '')) {
      return [authorityHop(resource)];
    }
    const direct = entry(value, 'TargetGroupArn');
    const many = listed(entry(value, 'ForwardConfig', 'TargetGroups'));
    const groups = [
      ...(direct.kind === 'absent' ? [] : [direct]),
      ...many.items.map((item) => entry(item.value, 'TargetGroupArn')),
    ];
    const distinct = groups.filter(
      (group, index) => groups.findIndex((other) => targetOf(other) === targetOf(group)) === index,
    );
    return distinct.flatMap((group) => hopsOf(ctx, proxy, group, from, both(exists, ctx.exists(resource)), resource));
  });
}

function hopsOf(
  ctx: BuildContext,
  proxy: Proxy,
  group: Value,
  from: ServiceMatch,
  exists: Certainty,
  by: TemplateResource,
): NextHop[] {
  const resource = targetOf(group);
  if (resource?.type !== 'AWS::ElasticLoadBalancingV2::TargetGroup') {
    return [unknownHop(by, from, `target group ${describeValue(group)}`)];
  }
  const base = {
    origin: originOf(resource),
    from,
    exists: both(exists, ctx.exists(resource)),
    keepsClientAddress: keepsAddress(ctx, proxy, resource),
    crossesZones: crossesZones(ctx, proxy, resource),
  };
  const protocol = knownText(ctx.property(resource, 'Protocol')) ?? 'TCP_UDP';
  const port = ctx.property(resource, 'Port');
  const onPort = (override: Value): ServiceMatch =>
    joinMatches(
      protocolsOf(protocol).map((number) =>
        portMatch(number, override.kind === 'absent' ? port : override, override.kind === 'absent' ? port : override),
      ),
    );
  const type = ctx.property(resource, 'TargetType');
  const kind = type.kind === 'absent' ? 'instance' : knownText(type);
  const targets = listed(ctx.property(resource, 'Targets'));
  const hops: NextHop[] = targets.items.map((item): NextHop => ({
    ...base,
    to: targetNode(ctx, kind, entry(item.value, 'Id')),
    services: kind === 'lambda' ? EVERY_SERVICE : onPort(entry(item.value, 'Port')),
    exists: both(base.exists, item.exists),
  }));
  const registered = registeredTargets(ctx, resource);
  for (const { interfaces, port: own } of registered) {
    hops.push({ ...base, to: { kind: 'interfaces', interfaces }, services: onPort(own) });
  }
  const zoned = hops.map((hop) => inEnabledZones(proxy, hop));
  hops.splice(0, hops.length, ...zoned, ...healthChecks(ctx, resource, zoned));
  if (targets.open !== undefined || kind === undefined) {
    hops.push(unknownHop(resource, from, `targets of ${originOf(resource).label}`));
  }
  return hops;
}

function targetNode(ctx: BuildContext, kind: string | undefined, id: Value): NextHop['to'] {
  const target = targetOf(id);
  const own = target === undefined ? undefined : ctx.byOwner.get(target);
  if (target?.type === 'AWS::Lambda::Function' || kind === 'lambda') {
    const node = target === undefined ? undefined : ctx.functions.get(target);
    return node === undefined
      ? { kind: 'unknown', reason: `function ${describeValue(id)}` }
      : { kind: 'function', function: node };
  }
  if (own !== undefined && own.length > 0) {
    return { kind: 'interfaces', interfaces: own };
  }
  const text = knownText(id);
  const block = text === undefined ? undefined : literalBlock(text);
  const owners = block === undefined ? [] : ctx.interfaces.filter((each) => hasAddress(each, block));
  if (owners.length === 1) {
    return { kind: 'interfaces', interfaces: owners };
  }
  return block === undefined ? { kind: 'unknown', reason: `target ${describeValue(id)}` } : { kind: 'address', block };
}

/** Whether an interface has just this address. */
function hasAddress({ addresses }: Interface, block: Block): boolean {
  return addresses.some((each) => blockKey(each.block) === blockKey(block));
}

/** What registers itself: Auto Scaling groups and services of containers. */
function registeredTargets(
  ctx: BuildContext,
  group: TemplateResource,
): readonly { readonly interfaces: readonly Interface[]; readonly port: Value }[] {
  const none: Value = { kind: 'absent' };
  const scaling = ctx
    .resources('AWS::AutoScaling::AutoScalingGroup')
    .filter((each) =>
      listed(ctx.property(each, 'TargetGroupARNs')).items.some(({ value }) => targetOf(value) === group),
    )
    .map((each) => ({ interfaces: ctx.byOwner.get(each) ?? [], port: none }));
  const tasks = ctx.resources('AWS::ECS::Service').flatMap((each) =>
    listed(ctx.property(each, 'LoadBalancers'))
      .items.filter(({ value }) => targetOf(entry(value, 'TargetGroupArn')) === group)
      .map(({ value }) => ({ interfaces: ctx.byOwner.get(each) ?? [], port: entry(value, 'ContainerPort') })),
  );
  return [...scaling, ...tasks];
}

/**
 * Whether targets see the client's address.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html "Client IP
 * preservation", read 2026-11-25: on for instances and for UDP, off for addresses with TCP or TLS, unless it is set.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html read
 * 2026-11-26: on for whatever is not an address, and so for application load balancers.
 */
function keepsAddress(ctx: BuildContext, proxy: Proxy, group: TemplateResource): Certainty {
  if (proxy.kind !== 'network') {
    return 'no';
  }
  const attributes = listed(ctx.property(group, 'TargetGroupAttributes'));
  const set = attributes.items.find(({ value }) => knownText(entry(value, 'Key')) === 'preserve_client_ip.enabled');
  if (set !== undefined) {
    return truth(entry(set.value, 'Value'), false);
  }
  if (attributes.open !== undefined) {
    return 'unknown';
  }
  const isByAddress = knownText(ctx.property(group, 'TargetType')) === 'ip';
  const isUdp = /UDP|QUIC/.test(knownText(ctx.property(group, 'Protocol')) ?? '');
  return isByAddress && !isUdp ? 'no' : 'yes';
}

function unknownHop(by: TemplateResource, from: ServiceMatch, reason: string): NextHop {
  return {
    origin: originOf(by),
    to: { kind: 'unknown', reason },
    services: EVERY_SERVICE,
    from,
    keepsClientAddress: 'unknown',
    exists: 'unknown',
  };
}

/** The node of a function, for hops that call it. */
export function functionNode(ctx: BuildContext, resource: TemplateResource): FunctionNode {
  const found = ctx.functions.get(resource);
  const made = found ?? {
    id: originOf(resource).id,
    origin: originOf(resource),
    interfaces: ctx.byOwner.get(resource) ?? [],
  };
  ctx.functions.set(resource, made);
  return made;
}
