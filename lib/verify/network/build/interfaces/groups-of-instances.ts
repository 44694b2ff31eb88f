import { targetOf, type TemplateResource, type Value } from '../../../../template';
import { originOf, type BuildContext } from '../context';
import { groupSet } from '../groups';
import { both, entry, listed } from '../read-values';
import { subnetOf } from '../subnets';
import { ipv6Of, publicOf } from './instances';
import { makeInterface, portsOfImage } from './make-interface';

/** Auto Scaling groups: one class of interfaces for each subnet and each interface of their launch template. */
export function buildGroupsOfInstances(ctx: BuildContext): void {
  for (const resource of ctx.resources('AWS::AutoScaling::AutoScalingGroup')) {
    const data = launchData(ctx, resource);
    if (data === undefined) {
      ctx.cloud(resource, 'what it launches is not in the templates');
    }
    const subnets = listed(splitList(ctx.property(resource, 'VPCZoneIdentifier')));
    if (subnets.open !== undefined) {
      ctx.cloud(resource, `its subnets: ${subnets.open}`);
    }
    const zoned =
      subnets.items.length > 0
        ? subnets.items
        : [{ value: { kind: 'absent' } as Value, exists: 'yes' as const, index: 0 }];
    for (const { value, exists } of zoned) {
      addClasses(
        ctx,
        resource,
        data ?? { kind: 'absent' },
        value,
        both(exists, ctx.exists(resource)),
        data === undefined,
      );
    }
  }
}

function addClasses(
  ctx: BuildContext,
  resource: TemplateResource,
  data: Value,
  subnetValue: Value,
  exists: 'yes' | 'no' | 'unknown',
  isUnknown: boolean,
): void {
  const subnet = subnetOf(ctx, subnetValue, resource);
  const interfaces = listed(entry(data, 'NetworkInterfaces'));
  const own =
    entry(data, 'SecurityGroupIds').kind === 'absent' ? entry(data, 'SecurityGroups') : entry(data, 'SecurityGroupIds');
  const specs =
    interfaces.items.length === 0 ? [{ value: { kind: 'absent' } as Value, exists: 'yes' as const }] : interfaces.items;
  if (interfaces.open !== undefined) {
    ctx.cloud(resource, `interfaces of its launch template: ${interfaces.open}`);
  }
  for (const spec of specs) {
    const groups = entry(spec.value, 'Groups');
    const isPublic = entry(spec.value, 'AssociatePublicIpAddress');
    const ofConfiguration = entry(data, 'AssociatePublicIpAddress');
    makeInterface(ctx, resource, {
      kind: 'group-of-instances',
      origin: originOf(resource),
      subnet,
      groups: isUnknown
        ? { surely: [], perhaps: [], any: `launch template of ${originOf(resource).label}`, isUnfiltered: 'no' }
        : groupSet(ctx, groups.kind === 'absent' ? own : groups, resource, subnet.vpc),
      isPublic: isUnknown ? 'unknown' : publicOf(isPublic.kind === 'absent' ? ofConfiguration : isPublic, subnet),
      hasIpv6: ipv6Of(spec.value, subnet),
      sourcePorts: portsOfImage(entry(data, 'ImageId')),
      exists: both(exists, spec.exists),
    });
  }
}

/** Properties of the launch template, or of the launch configuration, that a group uses. */
function launchData(ctx: BuildContext, resource: TemplateResource): Value | undefined {
  const direct = ctx.property(resource, 'LaunchTemplate');
  const mixed = ctx.property(resource, 'MixedInstancesPolicy', 'LaunchTemplate');
  const overrides = listed(entry(mixed, 'Overrides')).items.some(
    ({ value }) => entry(value, 'LaunchTemplateSpecification').kind !== 'absent',
  );
  if (overrides) {
    return undefined;
  }
  const specification = direct.kind === 'absent' ? entry(mixed, 'LaunchTemplateSpecification') : direct;
  const template = targetOf(entry(specification, 'LaunchTemplateId'));
  if (template?.type === 'AWS::EC2::LaunchTemplate') {
    return ctx.property(template, 'LaunchTemplateData');
  }
  const configuration = targetOf(ctx.property(resource, 'LaunchConfigurationName'));
  if (configuration?.type === 'AWS::AutoScaling::LaunchConfiguration') {
    return ctx.property(configuration);
  }
  const instance = targetOf(ctx.property(resource, 'InstanceId'));
  return instance?.type === 'AWS::EC2::Instance' ? ctx.property(instance) : undefined;
}

/** `VPCZoneIdentifier` may also be one string with commas. */
function splitList(value: Value): Value {
  if (value.kind === 'known' && typeof value.value === 'string') {
    return { kind: 'known', value: value.value.split(',').map((item) => item.trim()) };
  }
  if (value.kind === 'text') {
    const items = value.parts.filter((part) => part.kind !== 'known');
    const isPlain = value.parts.every((part) => part.kind !== 'known' || part.value === ',');
    return isPlain ? { kind: 'list', items } : value;
  }
  return value;
}
