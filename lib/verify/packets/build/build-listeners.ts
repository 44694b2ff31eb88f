import { itemsOf, knownText, targetOf, type TemplateResource, type Value } from '../../../template';
import { parseAddress } from '../net/address';
import type { Listener, Target, TargetGroup } from '../net/balancer';
import type { Truth } from '../net/truth';
import { attribute, portOf, protocolsOf } from './attributes';
import type { Draft } from './draft';
import { entry, truthIn } from './reader';

/** Makes target groups and listeners. */
export function buildListeners(draft: Draft): void {
  const { reader } = draft;
  reader.all('AWS::ElasticLoadBalancingV2::TargetGroup').forEach((resource) => addTargetGroup(draft, resource));
  addTargetsOfOthers(draft);
  for (const resource of reader.all('AWS::ElasticLoadBalancingV2::Listener')) {
    const owner = reader.target(resource, 'LoadBalancerArn');
    const balancer = owner === undefined ? undefined : draft.balancers.get(owner);
    if (balancer === undefined) {
      draft.balancers.forEach((any) => (any.doubt = `${resource.logicalId} belongs to a load balancer not known`));
    } else {
      const listener = listenerOf(draft, resource);
      balancer.listeners.push(listener);
      if (listener.protocols.length === 0) {
        balancer.doubt = `the protocol of ${listener.name} is not known`;
      }
    }
  }
  for (const [resource, balancer] of draft.balancers) {
    if (balancer.kind === 'classic') {
      balancer.listeners.push(...classicListeners(draft, resource));
    }
  }
}

/** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html */
function listenerOf(draft: Draft, resource: TemplateResource): Listener {
  const { reader } = draft;
  const rules = reader
    .all('AWS::ElasticLoadBalancingV2::ListenerRule')
    .filter((rule) => reader.target(rule, 'ListenerArn') === resource);
  const actions = [
    ...(reader.items(resource, 'DefaultActions') ?? []),
    ...rules.flatMap((rule) => reader.items(rule, 'Actions') ?? []),
  ];
  const named = actions.flatMap(groupsNamed).map(targetOf);
  const groups = named.map((target) => (target === undefined ? undefined : draft.targetGroups.get(target)));
  const known = groups.filter((group) => group !== undefined);
  const doubt = known.length < groups.length ? `${resource.logicalId} sends to targets that are not known` : undefined;
  return {
    name: reader.name(resource),
    protocols: protocolsOf(reader.value(resource, 'Protocol')),
    port: portOf(reader.value(resource, 'Port')),
    groups: [...new Set(known)],
    authenticates: actions.some((action) => knownText(entry(action, 'Type'))?.startsWith('authenticate') === true),
    ...(doubt === undefined ? {} : { doubt }),
  };
}

/** Groups of targets that an action forwards to; none for an answer that is fixed or sends elsewhere. */
function groupsNamed(action: Value): readonly Value[] {
  const single = entry(action, 'TargetGroupArn');
  const several = itemsOf(entry(entry(action, 'ForwardConfig'), 'TargetGroups')) ?? [];
  return [...(single.kind === 'absent' ? [] : [single]), ...several.map((item) => entry(item, 'TargetGroupArn'))];
}

/**
 * Client addresses are kept for targets that are instances, and for every target of UDP.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html
 * read 2026-11-25
 */
function addTargetGroup(draft: Draft, resource: TemplateResource): void {
  const { reader } = draft;
  const type = reader.word(resource, ['TargetType'], 'instance');
  const protocol = reader.text(resource, 'Protocol');
  const isUdp = protocol !== undefined && /UDP|QUIC/.test(protocol);
  const asked = attribute(draft, resource, 'TargetGroupAttributes', 'preserve_client_ip.enabled');
  const crosses = attribute(draft, resource, 'TargetGroupAttributes', 'load_balancing.cross_zone.enabled');
  const healthPort = portOf(reader.value(resource, 'HealthCheckPort'));
  const isOwn = crosses.kind === 'known' && crosses.value !== 'use_load_balancer_configuration';
  const keeps: Truth = isUdp ? 'yes' : truthIn(asked, KEEPS[type] ?? 'unknown');
  const group: TargetGroup = {
    name: reader.name(resource),
    port: portOf(reader.value(resource, 'Port')),
    ...(healthPort === undefined ? {} : { healthPort }),
    protocol,
    crossesZones: isOwn ? truthIn(crosses, 'no') : undefined,
    keepsClient: keeps,
    targets: [],
  };
  draft.targetGroups.set(resource, group);
  const items = reader.items(resource, 'Targets');
  if (items === undefined) {
    group.doubt = `the targets of ${group.name} are not known`;
  }
  (items ?? []).forEach((item) => {
    addTarget(draft, group, entry(item, 'Id'), portOf(entry(item, 'Port')));
  });
}

const KEEPS: Readonly<Record<string, Truth>> = { instance: 'yes', alb: 'yes', ip: 'no', lambda: 'no' };

function addTarget(draft: Draft, group: TargetGroup, id: Value, port: number | undefined): void {
  const target = targetOf(id);
  const balancer = target === undefined ? undefined : draft.balancers.get(target);
  const address = parseAddress(knownText(id) ?? '');
  const at = address === undefined ? undefined : ownerOf(draft, address.value);
  if (balancer !== undefined) {
    group.targets.push({ kind: 'balancer', to: balancer, port });
  } else if (target?.type === 'AWS::Lambda::Function') {
    group.targets.push({ kind: 'function', name: target.logicalId });
  } else if (target !== undefined && draft.interfacesOf(target).length > 0) {
    group.targets.push(...interfacesAs(draft, target, port));
  } else if (at !== undefined) {
    group.targets.push({ kind: 'interface', to: at, port });
  } else {
    group.doubt = `a target of ${group.name} is not known`;
  }
}

function ownerOf(draft: Draft, address: bigint): ReturnType<Draft['interfacesOf']>[number] | undefined {
  return [...draft.vpcs.values()].map((vpc) => vpc.byAddress.get(address)).find((found) => found !== undefined);
}

function interfacesAs(draft: Draft, owner: TemplateResource, port: number | undefined): readonly Target[] {
  return draft.interfacesOf(owner).map((to) => ({ kind: 'interface', to, port }));
}

/** Auto Scaling groups and services put their own members into target groups. */
function addTargetsOfOthers(draft: Draft): void {
  const { reader } = draft;
  for (const resource of reader.all('AWS::AutoScaling::AutoScalingGroup')) {
    for (const found of reader.targets(resource, 'TargetGroupARNs').found) {
      draft.targetGroups.get(found)?.targets.push(...interfacesAs(draft, resource, undefined));
    }
  }
  for (const resource of reader.all('AWS::ECS::Service')) {
    for (const item of reader.items(resource, 'LoadBalancers') ?? []) {
      const found = targetOf(entry(item, 'TargetGroupArn'));
      const group = found === undefined ? undefined : draft.targetGroups.get(found);
      group?.targets.push(...interfacesAs(draft, resource, portOf(entry(item, 'ContainerPort'))));
    }
  }
}

function classicListeners(draft: Draft, resource: TemplateResource): readonly Listener[] {
  const { reader } = draft;
  const members = [
    ...reader.targets(resource, 'Instances').found,
    ...reader
      .all('AWS::AutoScaling::AutoScalingGroup')
      .filter((group) => reader.targets(group, 'LoadBalancerNames').found.includes(resource)),
  ];
  return (reader.items(resource, 'Listeners') ?? []).map((item, index) => {
    const port = portOf(entry(item, 'InstancePort'));
    const name = `${resource.logicalId}.Listeners[${index}]`;
    const targets = members.flatMap((member) => interfacesAs(draft, member, port));
    const group: TargetGroup = { name, port, protocol: 'TCP', crossesZones: undefined, keepsClient: 'no', targets };
    return {
      name,
      protocols: protocolsOf(entry(item, 'Protocol')),
      port: portOf(entry(item, 'LoadBalancerPort')),
      groups: [group],
      authenticates: false,
    };
  });
}
