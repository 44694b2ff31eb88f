import { RunInstancesCommand, StopInstancesCommand, TerminateInstancesCommand } from '@aws-sdk/client-ec2';
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateRuleCommand,
  CreateTargetGroupCommand,
  DescribeLoadBalancersCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  RegisterTargetsCommand,
  type ActionTypeEnum,
  type LoadBalancer,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { plainRequest, type LocalClients } from '../../../../lib/local/aws';
import type { DivergenceId } from '../../../../lib/local/gateway';
import { ACCOUNT, emulatorUrl, makeNetwork, makeStack, present, REGION } from './emulator';
import type { Probe } from './probe';

/** Probes of load balancing and Auto Scaling. */
export const LOAD_BALANCING_PROBES = {
  TargetAlwaysHealthy: {
    observe: async (clients) => {
      const { TargetGroupArn, instanceId } = await makeTarget(clients, 'healthy');
      await clients.ec2.send(new StopInstancesCommand({ InstanceIds: [instanceId] }));
      return healthOf(clients, TargetGroupArn);
    },
    diverging: ['healthy'],
  },
  TerminatedTargetStaysRegistered: {
    observe: async (clients) => {
      const { TargetGroupArn, instanceId } = await makeTarget(clients, 'terminated');
      await clients.ec2.send(new TerminateInstancesCommand({ InstanceIds: [instanceId] }));
      return (await healthOf(clients, TargetGroupArn))?.length;
    },
    diverging: 1,
  },
  LoadBalancerZoneIgnoresSubnet: {
    observe: async (clients) => {
      const { LoadBalancerArn } = await makeLoadBalancer(clients, 'zones');
      const LoadBalancerArns = [present(LoadBalancerArn)];
      const answer = await clients.loadBalancing.send(new DescribeLoadBalancersCommand({ LoadBalancerArns }));
      return answer.LoadBalancers?.[0]?.AvailabilityZones?.map(({ ZoneName }) => ZoneName);
    },
    diverging: [`${REGION}a`, `${REGION}a`],
  },
  TargetGroupOfRuleUnused: {
    observe: async (clients) => {
      const { loadBalancing } = clients;
      const { LoadBalancerArn } = await makeLoadBalancer(clients, 'rule');
      const TargetGroupArn = await makeTargetGroup(clients, 'rule');
      const refuse = { Type: 'fixed-response' as ActionTypeEnum, FixedResponseConfig: { StatusCode: '403' } };
      const { Listeners } = await loadBalancing.send(
        new CreateListenerCommand({ LoadBalancerArn, Port: 80, Protocol: 'HTTP', DefaultActions: [refuse] }),
      );
      await loadBalancing.send(
        new CreateRuleCommand({
          ListenerArn: Listeners?.[0]?.ListenerArn,
          Priority: 1,
          Conditions: [{ Field: 'path-pattern', Values: ['/*'] }],
          Actions: [{ Type: 'forward', TargetGroupArn }],
        }),
      );
      const answer = await loadBalancing.send(new DescribeTargetGroupsCommand({ TargetGroupArns: [TargetGroupArn] }));
      return answer.TargetGroups?.[0]?.LoadBalancerArns ?? [];
    },
    diverging: [],
  },
  AutoScalingGroupEmpty: {
    observe: async (clients) => {
      const { subnets } = await makeNetwork(clients);
      await makeStack(clients, 'AutoScalingGroupEmpty', {
        Group: {
          Type: 'AWS::AutoScaling::AutoScalingGroup',
          Properties: {
            AutoScalingGroupName: 'probe',
            MinSize: '2',
            MaxSize: '2',
            VPCZoneIdentifier: Object.values(subnets),
          },
        },
      });
      // The AWS SDK's client of Auto Scaling is not installed, and one question does not need it.
      const scope = `${ACCOUNT}/20260101/${REGION}/autoscaling/aws4_request`;
      const answer = await fetch(emulatorUrl(), {
        method: 'POST',
        headers: { authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0` },
        body: new URLSearchParams({ Action: 'DescribeAutoScalingGroups', 'AutoScalingGroupNames.member.1': 'probe' }),
      });
      return /<Instances.*?(?:<\/Instances>|\/>)/s.exec(await answer.text())?.[0];
    },
    diverging: '<Instances/>',
  },
  ZonalShiftUnknown: {
    observe: async ({ address, region }) => {
      const arn = encodeURIComponent(`arn:aws:elasticloadbalancing:${REGION}:${ACCOUNT}:loadbalancer/app/probe/1`);
      const request = { service: 'arc-zonal-shift', region, method: 'GET', path: `/managedresources/${arn}` };
      return plainRequest(address, request).then(
        () => 'accepted',
        (error: unknown) => /Unsupported service/.exec(String(error))?.[0] ?? String(error),
      );
    },
    diverging: 'Unsupported service',
  },
} satisfies Partial<Record<DivergenceId, Probe>>;

async function makeTarget(clients: LocalClients, name: string) {
  const { ec2, loadBalancing } = clients;
  const { subnets } = await makeNetwork(clients);
  const { Instances } = await ec2.send(
    new RunInstancesCommand({ ImageId: 'ami-1', MinCount: 1, MaxCount: 1, SubnetId: subnets.c }),
  );
  const instanceId = present(Instances?.[0]?.InstanceId);
  const TargetGroupArn = await makeTargetGroup(clients, name);
  await loadBalancing.send(new RegisterTargetsCommand({ TargetGroupArn, Targets: [{ Id: instanceId }] }));
  return { TargetGroupArn, instanceId };
}

async function makeTargetGroup({ loadBalancing }: LocalClients, name: string): Promise<string> {
  const input = { Name: `probe-${name}`, Protocol: 'HTTP', Port: 80 } as const;
  const { TargetGroups } = await loadBalancing.send(new CreateTargetGroupCommand(input));
  return present(TargetGroups?.[0]?.TargetGroupArn);
}

async function makeLoadBalancer(clients: LocalClients, name: string): Promise<LoadBalancer> {
  const { subnets } = await makeNetwork(clients);
  const input = { Name: `probe-${name}`, Subnets: Object.values(subnets) };
  return present((await clients.loadBalancing.send(new CreateLoadBalancerCommand(input))).LoadBalancers?.[0]);
}

async function healthOf({ loadBalancing }: LocalClients, TargetGroupArn: string) {
  const answer = await loadBalancing.send(new DescribeTargetHealthCommand({ TargetGroupArn }));
  return answer.TargetHealthDescriptions?.map(({ TargetHealth }) => TargetHealth?.State);
}
