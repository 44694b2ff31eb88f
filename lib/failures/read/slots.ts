import {
  describeValue,
  knownNumber,
  knownText,
  resourceKey,
  targetOf,
  type TemplateResource,
  type Value,
} from '../../template';
import { entry, type Subnet } from '../../verify';
import type { ReadContext } from './context';
import { labelOf } from './draft';
import { knownOr } from './delays';
import { unreadAt } from './findings';
import { standsIn, standsOn } from './structure';

/** Types whose resources are servers. */
export const SERVER_TYPES = ['AWS::AutoScaling::AutoScalingGroup', 'AWS::EC2::Instance', 'AWS::ECS::Service'];

/** One server of a tier. */
export interface Slot {
  /** Short and unique within the tier. */
  readonly id: string;
  readonly part: string;
  readonly zone: string;
  readonly subnet: Subnet;
}

/**
 * Servers that are always there: of a group its least number, spread over its zones as evenly as it goes, the first ones
 * first.
 *
 * @throws UnreadError for what is no server
 */
export function slotsOf(ctx: ReadContext, owner: TemplateResource): readonly Slot[] {
  const subnets = [...new Map(ctx.interfacesOf(owner).map(({ subnet }) => [subnet.id, subnet])).values()];
  const zones = [...new Set(subnets.map((subnet) => ctx.zoneOf(subnet)))];
  if (subnets.length === 0) {
    throw unreadAt(owner, resourceKey(owner), 'in which subnets it stands is not known');
  }
  const count = countOf(ctx, owner);
  if (count < 1) {
    throw unreadAt(owner, resourceKey(owner), 'its least number is 0: nobody is sure to serve');
  }
  const base = resourceKey(owner);
  const fate = releaseOf(ctx, owner);
  const isOne = owner.type === 'AWS::EC2::Instance';
  return Array.from({ length: count }, (_, index): Slot => {
    const zone = zones[index % zones.length] ?? '';
    const round = Math.floor(index / zones.length);
    const own = subnets.filter((subnet) => ctx.zoneOf(subnet) === zone);
    const subnet = own[round % own.length] ?? own[0];
    if (subnet === undefined) {
      throw new Error(`zone ${zone} has no subnet`);
    }
    const id = isOne ? zone : `${zone}/${String(round + 1)}`;
    const part = ctx.draft.part({
      id: isOne ? base : `${base}#${id}`,
      label: isOne ? labelOf(owner) : `${labelOf(owner)} ${id}`,
      zone,
      tier: owner,
      element: 'instance',
      fate,
      standsOn: [...standsOn(ctx, owner), ...standsIn(ctx, subnet)],
    });
    return { id, part, zone, subnet };
  });
}

function countOf(ctx: ReadContext, owner: TemplateResource): number {
  switch (owner.type) {
    case 'AWS::AutoScaling::AutoScalingGroup': {
      const usual = knownOr(ctx, owner, 'MinSize', 1);
      return ctx.isOnSale ? Math.max(usual, ...scheduledMinimums(ctx, owner)) : usual;
    }
    case 'AWS::ECS::Service':
      return knownOr(ctx, owner, 'DesiredCount', 1);
    case 'AWS::EC2::Instance':
      return 1;
    default:
      throw unreadAt(owner, resourceKey(owner), `${owner.type} is not modelled as a server`);
  }
}

/** Least numbers to which schedules set a group. */
function scheduledMinimums(ctx: ReadContext, group: TemplateResource): readonly number[] {
  return ctx
    .resources('AWS::AutoScaling::ScheduledAction')
    .filter((action) => ctx.target(action, 'AutoScalingGroupName') === group)
    .flatMap((action) => knownNumber(ctx.property(action, 'MinSize')) ?? []);
}

/** What a bad release takes along: the launch template, and the image, which other tiers may use too. */
function releaseOf(ctx: ReadContext, owner: TemplateResource): readonly string[] {
  const { resource, data } = launchOf(ctx, owner);
  const image = resource === undefined ? { kind: 'absent' as const } : entry(data, 'ImageId');
  const name = imageName(image);
  return [
    ...(resource === undefined ? [] : [ctx.draft.groupOf(resource, 'release')]),
    ...(name === undefined
      ? []
      : [ctx.draft.addGroup({ id: `image ${name}`, kind: 'shared', label: `image ${name}` })]),
  ];
}

function imageName(image: Value): string | undefined {
  return image.kind === 'symbol'
    ? image.label
    : image.kind === 'absent' || targetOf(image) !== undefined
      ? undefined
      : (knownText(image) ?? describeValue(image));
}

/** What a server is launched from. */
export function launchOf(
  ctx: ReadContext,
  owner: TemplateResource,
): { readonly resource: TemplateResource | undefined; readonly data: Value } {
  if (owner.type === 'AWS::ECS::Service') {
    const task = ctx.target(owner, 'TaskDefinition');
    return { resource: task, data: task === undefined ? { kind: 'absent' } : ctx.property(task) };
  }
  const template =
    ctx.target(owner, 'LaunchTemplate', 'LaunchTemplateId') ??
    ctx.target(owner, 'MixedInstancesPolicy', 'LaunchTemplate', 'LaunchTemplateSpecification', 'LaunchTemplateId');
  if (template?.type === 'AWS::EC2::LaunchTemplate') {
    return { resource: template, data: ctx.property(template, 'LaunchTemplateData') };
  }
  const configuration = ctx.target(owner, 'LaunchConfigurationName');
  return configuration === undefined
    ? { resource: owner.type === 'AWS::EC2::Instance' ? owner : undefined, data: ctx.property(owner) }
    : { resource: configuration, data: ctx.property(configuration) };
}

/** The role of servers, by their instance profile or task definition. */
export function roleOf(ctx: ReadContext, owner: TemplateResource): TemplateResource | undefined {
  const { data } = launchOf(ctx, owner);
  const profile = entry(data, 'IamInstanceProfile');
  const named = [entry(profile, 'Arn'), entry(profile, 'Name'), profile, entry(data, 'TaskRoleArn')];
  const found = named.flatMap((value) => targetOf(value) ?? [])[0];
  if (found?.type !== 'AWS::IAM::InstanceProfile') {
    return found;
  }
  ctx.draft.touched.add(found);
  return targetOf(entry(ctx.property(found, 'Roles'), '0'));
}
