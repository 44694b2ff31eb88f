import type { TemplateResource, Value } from '../../../template';
import type { Subnet } from '../types';
import type { BuildContext, Draft } from './context';
import { givenBlock } from './interfaces/make-interface';

/** Every resource that a value names. */
export function collect(value: Value, into: Set<TemplateResource>): void {
  switch (value.kind) {
    case 'reference':
      into.add(value.resource);
      break;
    case 'text':
      value.parts.forEach((part) => {
        collect(part, into);
      });
      break;
    case 'list':
      value.items.forEach((item) => {
        collect(item, into);
      });
      break;
    case 'object':
      Object.values(value.entries).forEach((item) => {
        collect(item, into);
      });
      break;
    case 'one-of':
      value.alternatives.forEach((alternative) => {
        collect(alternative.value, into);
      });
      break;
    case 'known':
    case 'symbol':
    case 'absent':
    case 'unknown':
      break;
  }
}

/** Opens what a resource decides; returns the subnets in which something joined to it may stand. */
export function touch(ctx: BuildContext, resource: TemplateResource, reason: string): readonly Subnet[] {
  const group = ctx.groups.get(resource);
  const table = ctx.tables.get(resource);
  const acl = ctx.acls.get(resource);
  const list = ctx.lists.get(resource);
  const gateway = ctx.transitGateways.get(resource);
  const transitTable = ctx.transitTables.get(resource);
  const virtual = ctx.virtualGateways.get(resource);
  for (const each of [group, table, acl, list, gateway, transitTable, virtual]) {
    if (each !== undefined) {
      each.open ??= reason;
    }
  }
  const vpc = ctx.vpcs.get(resource) ?? (group?.vpc as Draft<Subnet['vpc']> | undefined);
  const own = ctx.subnets.get(resource);
  const joined = [...ctx.vpcs.values()].filter(
    ({ virtualPrivateGateway }) => virtual !== undefined && virtualPrivateGateway?.id === virtual.id,
  );
  const attached = [...ctx.transitGateways.values()].filter(
    (each) => each === gateway || (transitTable !== undefined && each.tables.includes(transitTable)),
  );
  const forwarding = ctx.proxies.filter(({ nextHops }) => nextHops.some(({ origin }) => origin.resource === resource));
  return [
    ...[...ctx.subnets.values()].filter((subnet) => joined.some(({ id }) => id === subnet.vpc.id)),
    ...attached.flatMap(({ attachments }) => attachments.flatMap(({ subnets }) => subnets)),
    ...forwarding.flatMap(({ interfaces }) => interfaces.map(({ subnet }) => subnet)),
    ...(own === undefined ? [] : [own]),
    ...(vpc === undefined ? [] : [...ctx.subnets.values()].filter((subnet) => subnet.vpc.id === vpc.id)),
    ...(ctx.byOwner.get(resource) ?? []).map(({ subnet }) => subnet),
  ];
}

/** What is launched from a template: groups of instances, and instances. */
export function usersOf(ctx: BuildContext, resource: TemplateResource): readonly TemplateResource[] {
  if (resource.type !== 'AWS::EC2::LaunchTemplate' && resource.type !== 'AWS::AutoScaling::LaunchConfiguration') {
    return [];
  }
  return ctx.resources('AWS::AutoScaling::AutoScalingGroup', 'AWS::EC2::Instance').filter((user) => {
    const named = new Set<TemplateResource>();
    collect(ctx.property(user), named);
    return named.has(resource);
  });
}

/** The interfaces of a resource that is not understood: groups, addresses and what they do with packets may be others. */
export function blurInterfaces(ctx: BuildContext, resource: TemplateResource, reason: string): void {
  for (const each of ctx.byOwner.get(resource) ?? []) {
    const { surely, perhaps } = each.groups;
    each.groups = { surely: [], perhaps: [...surely, ...perhaps], any: reason, isUnfiltered: 'unknown' };
    each.exists = 'unknown';
    each.forwards = each.forwards === 'no' ? 'unknown' : each.forwards;
    if (each.publicAddress.has === 'no') {
      each.publicAddress = { has: 'unknown', block: givenBlock(ctx, each) };
    }
  }
}
