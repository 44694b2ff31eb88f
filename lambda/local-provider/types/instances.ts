import {
  DescribeInstancesCommand,
  RunInstancesCommand,
  TerminateInstancesCommand,
  type EC2Client,
  type Instance,
} from '@aws-sdk/client-ec2';
import {
  DeregisterTargetsCommand,
  RegisterTargetsCommand,
  type ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import * as z from 'zod/mini';
import type { InstancesProperties } from '../contract';
import { orUndo, required, unlessGone } from '../failure';
import { inOrder } from '../in-order';
import { playedType, type Made, type Wanted } from '../played-type';
import { number, text, texts } from '../shapes';
import { tagSpecifications } from '../tags';
import { planInstances } from './plan-instances';

const properties: z.ZodMiniType<InstancesProperties> = z.strictObject({
  AutoScalingGroupName: text,
  Subnets: texts.check(z.minLength(1)),
  DesiredCapacity: number.check(z.gte(0)),
  LaunchTemplateId: z.optional(text),
  SecurityGroupIds: z.optional(texts),
  TargetGroupArns: texts,
  Port: z.optional(number),
});

/**
 * `Honmaru::Local::Instances`: what an Auto Scaling group would start. `Ref` is the group.
 *
 * The instances are found by the tag that Auto Scaling puts on its own, so that one that was replaced or has ended
 * since does not matter.
 */
export const instances = playedType({
  properties,
  replacing: ['AutoScalingGroupName'],
  naming: { property: 'AutoScalingGroupName', maxLength: 255 },
  create: async (wanted) =>
    await orUndo(
      () => converge(wanted, wanted.properties.TargetGroupArns, false),
      () => endAll(wanted.name, wanted),
    ),
  update: async (_name, wanted, { keys, before }) =>
    keys.size === 0 ? describe(wanted) : await converge(wanted, before.TargetGroupArns, keys.has('Port')),
  remove: endAll,
});

const GROUP_TAG = 'aws:autoscaling:groupName';

const ALIVE = ['pending', 'running', 'stopping', 'stopped'];

/** Starts, registers, deregisters and ends, in this order: a group that moves is never without instances. */
async function converge(
  wanted: Wanted<InstancesProperties>,
  targetGroupsBefore: readonly string[],
  registerAgain: boolean,
): Promise<Made> {
  const { AutoScalingGroupName, Subnets, DesiredCapacity, TargetGroupArns, Port } = wanted.properties;
  const { ec2, loadBalancing } = wanted.clients;
  const alive = (await findInstances(ec2, AutoScalingGroupName)).filter(isAlive);
  const running = alive.map((instance) => ({ id: idOf(instance), subnet: instance.SubnetId ?? '' }));
  const plan = planInstances(running, Subnets, DesiredCapacity);
  const started = await inOrder(plan.start, ({ subnet, count }) => start(wanted, subnet, count));
  const staying = [...running.map(({ id }) => id).filter((id) => !plan.end.includes(id)), ...started.flat()];
  const left = targetGroupsBefore.filter((arn) => !TargetGroupArns.includes(arn));
  await deregister(loadBalancing, left, staying);
  if (registerAgain) {
    await deregister(loadBalancing, TargetGroupArns, staying);
  }
  if (staying.length > 0) {
    const Targets = staying.map((Id) => ({ Id, Port }));
    await Promise.all(
      TargetGroupArns.map((TargetGroupArn) =>
        loadBalancing.send(new RegisterTargetsCommand({ TargetGroupArn, Targets })),
      ),
    );
  }
  await deregister(loadBalancing, [...TargetGroupArns, ...left], plan.end);
  await end(ec2, plan.end);
  return describe(wanted);
}

async function endAll(group: string, { properties, clients }: Wanted<InstancesProperties>): Promise<void> {
  const found = await findInstances(clients.ec2, group);
  await deregister(clients.loadBalancing, properties.TargetGroupArns, found.map(idOf));
  await end(clients.ec2, found.filter(isAlive).map(idOf));
}

async function start(
  { properties, clients: { ec2 } }: Wanted<InstancesProperties>,
  subnet: string,
  count: number,
): Promise<readonly string[]> {
  const { AutoScalingGroupName, LaunchTemplateId, SecurityGroupIds = [] } = properties;
  const made = await ec2.send(
    new RunInstancesCommand({
      MinCount: count,
      MaxCount: count,
      SubnetId: subnet,
      LaunchTemplate: LaunchTemplateId === undefined ? undefined : { LaunchTemplateId },
      SecurityGroupIds: SecurityGroupIds.length === 0 ? undefined : [...SecurityGroupIds],
      TagSpecifications: tagSpecifications('instance', [{ Key: GROUP_TAG, Value: AutoScalingGroupName }]),
    }),
  );
  return (made.Instances ?? []).map(idOf);
}

/** Every instance of the group that EC2 still shows, ended ones as well. */
async function findInstances(ec2: EC2Client, group: string): Promise<readonly Instance[]> {
  const found: Instance[] = [];
  let token: string | undefined;
  do {
    const page: { readonly NextToken?: string | undefined; readonly Reservations?: { Instances?: Instance[] }[] } =
      await ec2.send(
        new DescribeInstancesCommand({ Filters: [{ Name: `tag:${GROUP_TAG}`, Values: [group] }], NextToken: token }),
      );
    found.push(...(page.Reservations ?? []).flatMap(({ Instances }) => Instances ?? []));
    token = page.NextToken;
  } while (token !== undefined);
  return found;
}

async function deregister(
  loadBalancing: ElasticLoadBalancingV2Client,
  targetGroups: readonly string[],
  ids: readonly string[],
): Promise<void> {
  const Targets = ids.map((Id) => ({ Id }));
  if (Targets.length > 0) {
    await Promise.all(
      targetGroups.map((TargetGroupArn) =>
        unlessGone(loadBalancing.send(new DeregisterTargetsCommand({ TargetGroupArn, Targets })), [
          'TargetGroupNotFound',
          'TargetGroupNotFoundException',
        ]),
      ),
    );
  }
}

/** One by one: a single instance that has disappeared meanwhile would make EC2 refuse all of them. */
async function end(ec2: EC2Client, ids: readonly string[]): Promise<void> {
  await Promise.all(
    ids.map((id) =>
      unlessGone(ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] })), ['InvalidInstanceID.NotFound']),
    ),
  );
}

function isAlive({ State }: Instance): boolean {
  return ALIVE.includes(State?.Name ?? '');
}

function idOf({ InstanceId }: Instance): string {
  return required(InstanceId, 'InstanceId');
}

function describe({ name }: Wanted<InstancesProperties>): Made {
  return { physicalId: name, attributes: {} };
}
