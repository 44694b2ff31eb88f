import { takeInventory } from '../../../lib/local/deploy';
import { fakeClients, type Answers } from '../aws/support/fake-clients';
import { jsonServer } from '../aws/support/json-server';

/** A Region with one of everything. */
const ONE_OF_EACH: Answers = {
  DescribeVpcs: () => ({ Vpcs: [{ VpcId: 'vpc-1' }] }),
  DescribeSubnets: () => ({ Subnets: [{ SubnetId: 'subnet-1' }] }),
  DescribeRouteTables: () => ({ RouteTables: [{ RouteTableId: 'rtb-1' }] }),
  DescribeSecurityGroups: () => ({ SecurityGroups: [{ GroupId: 'sg-1' }] }),
  DescribeNetworkAcls: () => ({ NetworkAcls: [{ NetworkAclId: 'acl-1' }] }),
  DescribeVpcEndpoints: () => ({ VpcEndpoints: [{ VpcEndpointId: 'vpce-1', State: 'available' }] }),
  DescribeNatGateways: () => ({ NatGateways: [{ NatGatewayId: 'nat-1', State: 'available' }] }),
  DescribeAddresses: () => ({ Addresses: [{ AllocationId: 'eipalloc-1' }] }),
  DescribeInstances: () => ({ Reservations: [{ Instances: [{ InstanceId: 'i-1', State: { Name: 'running' } }] }] }),
  DescribeLoadBalancers: () => ({ LoadBalancers: [{ LoadBalancerArn: 'arn:alb' }] }),
  DescribeTargetGroups: () => ({ TargetGroups: [{ TargetGroupArn: 'arn:targets' }] }),
  DescribeDBClusters: () => ({ DBClusters: [{ DBClusterIdentifier: 'db' }] }),
  DescribeDBInstances: () => ({ DBInstances: [{ DBInstanceIdentifier: 'db-1' }] }),
  ListBuckets: () => ({ Buckets: [{ Name: 'releases' }, { Name: 'elsewhere', BucketRegion: 'us-east-1' }] }),
  ListKeys: () => ({ Keys: [{ KeyId: 'key-1' }] }),
  DescribeKey: () => ({ KeyMetadata: { KeyId: 'key-1', KeyState: 'Enabled' } }),
  ListFunctions: () => ({ Functions: [{ FunctionName: 'check' }] }),
  DescribeLogGroups: () => ({ logGroups: [{ logGroupName: '/aws/lambda/a check' }] }),
  DescribeAlarms: () => ({ MetricAlarms: [{ AlarmName: 'fault' }], CompositeAlarms: [{ AlarmName: 'both' }] }),
  ListTopics: () => ({ Topics: [{ TopicArn: 'arn:topic' }] }),
  ListQueues: () => ({ QueueUrls: ['http://queue'] }),
  ListScheduleGroups: () => ({ ScheduleGroups: [{ Name: 'checks' }] }),
  ListBackupVaults: () => ({ BackupVaultList: [{ BackupVaultName: 'vault' }] }),
  ListBackupPlans: () => ({ BackupPlansList: [{ BackupPlanId: 'plan-1' }] }),
};

const LISTED = [
  'alarm both',
  'alarm fault',
  'backup-plan plan-1',
  'backup-vault vault',
  'bucket releases',
  'db-cluster db',
  'db-instance db-1',
  'elastic-ip eipalloc-1',
  'function check',
  'instance i-1',
  'key key-1',
  'load-balancer arn:alb',
  'log-group /aws/lambda/a check',
  'nat-gateway nat-1',
  'network-acl acl-1',
  'queue http://queue',
  'route-table rtb-1',
  'rule changes',
  'schedule-group checks',
  'security-group sg-1',
  'subnet subnet-1',
  'table leases',
  'target-group arn:targets',
  'topic arn:topic',
  'vpc vpc-1',
  'vpc-endpoint vpce-1',
];

/** Answers of the services that have no client here. */
let plain: Readonly<Record<string, unknown>>;

beforeEach(() => {
  plain = {
    'DynamoDB_20120810.ListTables': { TableNames: ['leases'] },
    'AWSEvents.ListRules': { Rules: [{ Name: 'changes', State: 'ENABLED' }] },
  };
});

const { endpoint, seen } = jsonServer(({ target = '' }) => ({ body: plain[target] ?? 'unknown', status: 200 }));

async function inventory(answers: Answers = {}): Promise<readonly string[]> {
  return [
    ...(await takeInventory(fakeClients({ ...ONE_OF_EACH, ...answers }, 'ap-northeast-1', endpoint()).clients)),
  ].sort();
}

test('lists what exists by its kind', async () => {
  expect(await inventory()).toStrictEqual(LISTED);
});

test('an empty Region holds nothing', async () => {
  const nothing = Object.fromEntries(Object.keys(ONE_OF_EACH).map((action) => [action, () => ({})]));
  plain = { 'DynamoDB_20120810.ListTables': { TableNames: [] }, 'AWSEvents.ListRules': { Rules: [] } };
  expect(await inventory(nothing)).toStrictEqual([]);
});

test.each<[string, Answers]>([
  [
    'instance i-1',
    {
      DescribeInstances: () => ({
        Reservations: [{ Instances: [{ InstanceId: 'i-1', State: { Name: 'terminated' } }] }],
      }),
    },
  ],
  [
    'nat-gateway nat-1',
    { DescribeNatGateways: () => ({ NatGateways: [{ NatGatewayId: 'nat-1', State: 'deleted' }] }) },
  ],
  [
    'vpc-endpoint vpce-1',
    { DescribeVpcEndpoints: () => ({ VpcEndpoints: [{ VpcEndpointId: 'vpce-1', State: 'deleting' }] }) },
  ],
])('%s is not listed when it is gone', async (gone, answers) => {
  expect(await inventory(answers)).toStrictEqual(LISTED.filter((it) => it !== gone));
});

test('reads every page', async () => {
  const pages = await inventory({
    ListFunctions: ({ input }) =>
      input['Marker'] === undefined
        ? { Functions: [{ FunctionName: 'check' }], NextMarker: 'more' }
        : { Functions: [{ FunctionName: 'second' }] },
  });
  expect(pages).toStrictEqual([...LISTED, 'function second'].sort());
});

test('asks for composite alarms too, which are not listed otherwise', async () => {
  const { clients, calls } = fakeClients(ONE_OF_EACH, 'ap-northeast-1', endpoint());
  await takeInventory(clients);
  const asked = calls.find(({ action }) => action === 'DescribeAlarms');
  expect(asked?.input['AlarmTypes']).toStrictEqual(['MetricAlarm', 'CompositeAlarm']);
});

test('a kind that cannot be listed is an error, and no absence', async () => {
  const fails = {
    DescribeDBClusters: () => {
      throw new Error('no answer');
    },
  };
  await expect(inventory(fails)).rejects.toThrow('no answer');
});

test('a key that waits for its deletion is gone', async () => {
  const DescribeKey = () => ({ KeyMetadata: { KeyId: 'key-1', KeyState: 'PendingDeletion' } });
  expect(await inventory({ DescribeKey })).not.toContain('key key-1');
});

test('tables and rules are asked for in the Region', async () => {
  await inventory();
  expect(seen.map(({ target }) => target).sort()).toStrictEqual([
    'AWSEvents.ListRules',
    'DynamoDB_20120810.ListTables',
  ]);
  expect(seen.every(({ authorization }) => authorization?.includes('/ap-northeast-1/'))).toBe(true);
});

test.each(['DynamoDB_20120810.ListTables', 'AWSEvents.ListRules'])(
  'no answer to %s is no empty list',
  async (target) => {
    plain = { ...plain, [target]: {} };
    await expect(inventory()).rejects.toThrow('expected array');
  },
);
