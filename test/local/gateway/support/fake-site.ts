import type { Call } from '../../../../lib/local/gateway/call';
import { ec2, elb, list, members, tag, ZONES } from './emulator-words';
import { DATA_ANSWERS } from './fake-data';
import type { FakeReply } from './fake-emulator';
import { STACK_ANSWERS } from './fake-stacks';

const VPC = 'vpc-1';

/** A small site as the emulator would describe it, with its divergences; a test changes it. */
export class FakeSite {
  readonly instances = [
    { id: 'i-web-c', group: 'web', subnetId: 'subnet-c', state: 'running' },
    { id: 'i-web-d', group: 'web', subnetId: 'subnet-d', state: 'running' },
    { id: 'i-app-c', group: 'app', subnetId: 'subnet-c', state: 'running' },
    { id: 'i-app-d', group: 'app', subnetId: 'subnet-d', state: 'running' },
  ];
  readonly natGateways = new Map([
    ['nat-c', 'available'],
    ['nat-d', 'available'],
  ]);
  /** Networks the internet gateway is attached to. */
  readonly attachments = [VPC];
  readonly endpoints = new Map([['vpce-ssm', 'available']]);
  /** Subnets of each load balancer. */
  readonly balancerSubnets = ['subnet-c', 'subnet-d'];
  /** Whether the listeners send requests to the groups by their default action, by a rule or not at all. */
  forwards: 'by default' | 'by rule' | 'by weight' | 'not' = 'by default';
  targetType = 'instance';
  /** What the stack of the vaults says of their lock. */
  lock: object | undefined = { MinRetentionDays: 3, MaxRetentionDays: 35 };
  clusterStatus = 'available';
  /** Answers in place of those of the site, by action. */
  readonly instead = new Map<string, FakeReply>();

  /** Answers a call. */
  readonly answer = (call: Call, body: Buffer): FakeReply => {
    const reply = this.instead.get(call.action);
    return reply ?? ANSWERS[call.action]?.(this, call, body) ?? { status: 400, body: `no ${call.action}` };
  };
}

const ANSWERS: Readonly<Record<string, (site: FakeSite, call: Call, body: Buffer) => FakeReply>> = {
  ...DATA_ANSWERS,
  ...STACK_ANSWERS,
  DescribeInstances: ({ instances }, { parameters }) => {
    const group = parameters.get('Filter.1.Value.1');
    const states = parameters.get('Filter.2.Value.1') ?? '';
    const chosen = instances.filter(
      (instance) => (group === undefined || instance.group === group) && (states === '' || instance.state === states),
    );
    return ec2('DescribeInstances', list('reservationSet', chosen.map(reservation)));
  },
  DescribeSubnets: () =>
    ec2(
      'DescribeSubnets',
      list(
        'subnetSet',
        ZONES.map((zone) => `${tag('subnetId', `subnet-${zone.slice(-1)}`)}${tag('availabilityZone', zone)}`),
      ),
    ),
  DescribeAvailabilityZones: () =>
    ec2(
      'DescribeAvailabilityZones',
      list(
        'availabilityZoneInfo',
        ['a', 'c', 'd'].map(
          (letter) => `${tag('zoneName', `ap-northeast-1${letter}`)}${tag('zoneId', `az-${letter}`)}`,
        ),
      ),
    ),
  DescribeNatGateways: ({ natGateways }) =>
    ec2(
      'DescribeNatGateways',
      list(
        'natGatewaySet',
        [...natGateways].map(([id, state]) => `${tag('natGatewayId', id)}${tag('state', state)}`),
      ),
    ),
  DescribeInternetGateways: ({ attachments }) => {
    const attached = list(
      'attachmentSet',
      attachments.map((vpcId) => `${tag('vpcId', vpcId)}${tag('state', 'available')}`),
    );
    return ec2(
      'DescribeInternetGateways',
      list('internetGatewaySet', [`${tag('internetGatewayId', 'igw-1')}${attached}`]),
    );
  },
  DescribeVpcEndpoints: ({ endpoints }) =>
    ec2(
      'DescribeVpcEndpoints',
      list(
        'vpcEndpointSet',
        [...endpoints].map(
          ([id, state]) =>
            `${tag('vpcEndpointId', id)}${tag('state', state)}${list('subnetIdSet', ['subnet-c', 'subnet-d'])}`,
        ),
      ),
    ),
  DescribeRouteTables: () => ec2('DescribeRouteTables', list('routeTableSet', ZONES.flatMap(routeTables))),
  DescribeTargetGroups: ({ targetType }, { parameters }) =>
    elb(
      'DescribeTargetGroups',
      members('TargetGroups', [
        `${tag('TargetGroupArn', parameters.get('TargetGroupArns.member.1') ?? '')}${tag('TargetType', targetType)}<LoadBalancerArns></LoadBalancerArns>`,
      ]),
    ),
  DescribeLoadBalancers: ({ balancerSubnets }) => {
    const zones = members(
      'AvailabilityZones',
      balancerSubnets.map((id) => `${tag('ZoneName', 'ap-northeast-1a')}${tag('SubnetId', id)}`),
    );
    const balancers = ['web', 'app'].map((tier) => `${tag('LoadBalancerArn', `balancer-${tier}`)}${zones}`);
    return elb('DescribeLoadBalancers', members('LoadBalancers', balancers));
  },
  DescribeListeners: ({ forwards }, { parameters }) => {
    const arn = parameters.get('LoadBalancerArn') ?? '';
    const action =
      forwards === 'by default' ? forward(arn.replace('balancer', 'targets')) : tag('Type', 'fixed-response');
    const listener = `${tag('ListenerArn', arn.replace('balancer', 'listener'))}${members('DefaultActions', [action])}`;
    return elb('DescribeListeners', members('Listeners', [listener]));
  },
  DescribeRules: ({ forwards }, { parameters }) => {
    const arn = (parameters.get('ListenerArn') ?? '').replace('listener', 'targets');
    const weighted = `${tag('Type', 'forward')}<ForwardConfig>${members('TargetGroups', [tag('TargetGroupArn', arn)])}</ForwardConfig>`;
    const actions = { 'by rule': [forward(arn)], 'by weight': [weighted], 'by default': [], not: [] }[forwards];
    return elb('DescribeRules', members('Rules', [members('Actions', actions)]));
  },
  DescribeTargetHealth: ({ instances }, { parameters }) => {
    const group = parameters.get('TargetGroupArn')?.replace('targets-', '');
    const targets = instances.filter((instance) => instance.group === group);
    return elb('DescribeTargetHealth', members('TargetHealthDescriptions', targets.map(alwaysHealthy)));
  },
};

type FakeInstance = FakeSite['instances'][number];

function reservation({ id, subnetId, state }: FakeInstance): string {
  const instance = [
    ...[tag('instanceId', id), tag('instanceState', tag('name', state)), '<!-- <br> of the emulator -->'],
    tag('placement', `${tag('availabilityZone', 'ap-northeast-1a')}${tag('tenancy', 'default')}`),
    tag('subnetId', subnetId),
  ].join('\n        ');
  return `${tag('reservationId', `r-${id}`)}<groupSet/>${list('instancesSet', [instance])}`;
}

function routeTables(zone: string): readonly string[] {
  const letter = zone.slice(-1);
  const local = `${tag('destinationCidrBlock', '10.0.0.0/16')}${tag('gatewayId', 'local')}${tag('state', 'active')}`;
  const association = list('associationSet', [tag('subnetId', `subnet-${letter}`)]);
  return [
    ['inside', tag('natGatewayId', `nat-${letter}`)],
    ['outside', tag('gatewayId', 'igw-1')],
  ].map(([name = '', target = '']) => {
    const route = `${tag('destinationCidrBlock', '0.0.0.0/0')}${target}${tag('state', 'active')}`;
    const routes = list('routeSet', [local, route]);
    return `${tag('routeTableId', `rtb-${name}-${letter}`)}${tag('vpcId', VPC)}${routes}${association}`;
  });
}

function alwaysHealthy({ id }: FakeInstance): string {
  const target = tag('Target', `${tag('Id', id)}${tag('Port', '80')}`);
  return `${target}${tag('HealthStatus', 'healthy')}${tag('TargetHealth', tag('State', 'healthy'))}`;
}

function forward(arn: string): string {
  return `${tag('Type', 'forward')}${tag('TargetGroupArn', arn)}`;
}
