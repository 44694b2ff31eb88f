import path from 'node:path';
import type { DeployedStack } from '../../../lib/local/deploy';
import type { LocalClients } from '../../../lib/local/aws';
import { Cleanup } from '../../../lib/local/run/cleanup';
import { ReportDraft } from '../../../lib/local/run/draft';
import type { DeployedSite, RunContext } from '../../../lib/local/run/local-run';
import { inventories, remove } from '../../../lib/local/run/removal-step';
import { fakeClients } from '../aws/support/fake-clients';
import { jsonServer } from '../aws/support/json-server';
import { cdkProject, NEVER } from '../deploy/support/cdk-project';
import { tickingClock } from '../drill/support/faults';
import { temporaryFolder, writeAssembly } from '../localize/support/assemblies';
import { notedProgress } from './support/progress';

const TOKYO = 'ap-northeast-1';
const VIRGINIA = 'us-east-1';

const cdk = cdkProject();
const directory = writeAssembly(path.join(temporaryFolder(), 'unprotected'), [
  {
    name: 'Site-Data',
    region: TOKYO,
    template: {
      Resources: {
        Log: { Type: 'AWS::Logs::LogGroup', DeletionPolicy: 'Retain' },
        Key: { Type: 'AWS::KMS::Key', DeletionPolicy: 'Retain' },
        Vpc: { Type: 'AWS::EC2::VPC', DeletionPolicy: 'Delete' },
      },
    },
  },
  { name: 'Site-Edge', region: VIRGINIA, template: { Resources: { Other: { Type: 'AWS::Logs::LogGroup' } } } },
]);

const resource = (type: string, physicalId: string) => ({ type, physicalId });
const DEPLOYED = new Map<string, DeployedStack>([
  [
    'Site-Data',
    {
      Log: resource('AWS::Logs::LogGroup', '/site/log'),
      Key: resource('AWS::KMS::Key', 'key-1'),
      Vpc: resource('AWS::EC2::VPC', 'vpc-1'),
    },
  ],
  ['Site-Edge', { Other: resource('AWS::Logs::LogGroup', '/site/edge') }],
]);

interface Existing {
  readonly logGroups?: readonly string[];
  readonly vpcs?: readonly string[];
  /** State of the only key. */
  readonly key?: string;
}

/** Services without a client, which hold nothing. */
const plain = jsonServer(() => ({ body: { TableNames: [], Rules: [] } }));

/** A Region that holds these things, and others as soon as the CLI has run. */
function region(name: string, before: Existing, after: Existing): LocalClients {
  const now = (): Existing => (cdk.calls().length > 0 ? after : before);
  const nothing = () => ({});
  const answers = {
    ...Object.fromEntries(NOTHING_OF.map((action) => [action, nothing])),
    ListKeys: () => ({ Keys: name === TOKYO ? [{ KeyId: 'key-1' }] : [] }),
    DescribeKey: () => ({ KeyMetadata: { KeyId: 'key-1', KeyState: now().key ?? 'Enabled' } }),
    DescribeLogGroups: () => ({ logGroups: (now().logGroups ?? []).map((logGroupName) => ({ logGroupName })) }),
    DescribeVpcs: () => ({ Vpcs: (now().vpcs ?? []).map((VpcId) => ({ VpcId })) }),
  };
  return fakeClients(answers, name, plain.endpoint()).clients;
}

const NOTHING_OF = [
  ...['DescribeStacks', 'DescribeSubnets', 'DescribeRouteTables', 'DescribeSecurityGroups', 'DescribeNetworkAcls'],
  ...['DescribeVpcEndpoints', 'DescribeNatGateways', 'DescribeAddresses', 'DescribeInstances'],
  ...['DescribeLoadBalancers', 'DescribeTargetGroups', 'DescribeDBClusters', 'DescribeDBInstances', 'ListFunctions'],
  ...['DescribeAlarms', 'ListTopics', 'ListQueues', 'ListScheduleGroups', 'ListBackupVaults', 'ListBackupPlans'],
  'ListBuckets',
];

const INTACT = { logGroups: ['/site/log'], vpcs: ['vpc-1', 'vpc-default'] };
const LEFT = { logGroups: ['/site/log'], vpcs: ['vpc-default'] };

/** Removes the site where this is left of it, by a CLI that does this. */
function removed(left: Existing, leftAtEdge: Existing = {}, code = '') {
  cdk.does(code);
  const { progress, told } = notedProgress();
  const versions = { honmaru: '0', emulator: null, cdkCli: null, node: '20', python: null };
  const draft = new ReportDraft({ site: 'site', versions, machine: { ignoredCredentials: [] } }, progress, () => 0);
  const regions = [region(TOKYO, INTACT, left), region(VIRGINIA, { logGroups: ['/site/edge'] }, leftAtEdge)];
  const resources = { native: 1, translated: 0, recorded: 0 };
  const site = {
    cli: cdk.cli,
    clients: new Map(regions.map((clients) => [clients.region, clients])),
    unprotected: { directory },
    deployed: DEPLOYED,
    deployment: {
      stacks: [
        { name: 'Site-Data', region: TOKYO, resources },
        { name: 'Site-Edge', region: VIRGINIA, resources },
      ],
    },
  } as unknown as DeployedSite;
  const context = {
    draft,
    hooks: { signal: NEVER },
    now: tickingClock(),
    cleanup: new Cleanup(),
  } as unknown as RunContext;
  const before = new Map([[TOKYO, new Set(['vpc vpc-default'])]]);
  return { work: remove(context, site, before), report: () => draft.report(false), told, site };
}

const RETAINED = [
  { stack: 'Site-Data', logicalId: 'Key', type: 'AWS::KMS::Key', physicalId: 'key-1' },
  { stack: 'Site-Data', logicalId: 'Log', type: 'AWS::Logs::LogGroup', physicalId: '/site/log' },
];

test('exactly what a policy keeps may be left, and is listed', async () => {
  const { work, report, told } = removed(LEFT);
  await work;
  expect(report()).toMatchObject({
    result: 'passed',
    problems: [],
    removal: { seconds: 1, retained: RETAINED, unexpected: [], missing: [] },
  });
  expect(told).toContain('destroy every stack: done 2 resources retained by their policies');
  expect(cdk.calls().map(({ args }) => args.slice(0, 4))).toStrictEqual([['destroy', '**', '--app', directory]]);
});

test('what is left although no policy says so is a problem, with its stack', async () => {
  const { work, report } = removed(INTACT);
  await work;
  expect(report().removal?.unexpected).toStrictEqual([
    { stack: 'Site-Data', logicalId: 'Vpc', type: 'vpc', physicalId: 'vpc-1' },
  ]);
  expect(report().problems).toStrictEqual(['Site-Data.Vpc (vpc vpc-1) was left behind although no policy says so']);
});

test('what no stack knows of is a problem too', async () => {
  const { work, report } = removed({ ...LEFT, vpcs: ['vpc-stray', 'vpc-default'] });
  await work;
  expect(report().problems).toStrictEqual([
    'no stack.no resource (vpc vpc-stray) was left behind although no policy says so',
  ]);
});

test('what a policy keeps and is gone is a problem, where it can be seen', async () => {
  const { work, report } = removed({ vpcs: ['vpc-default'] });
  await work;
  expect(report().removal?.missing).toStrictEqual([RETAINED[1]]);
  expect(report().problems).toStrictEqual([
    'Site-Data.Log (AWS::Logs::LogGroup) was removed although its policy says that it stays',
  ]);
});

test('a key that a policy keeps and that waits for its deletion is a problem', async () => {
  const { work, report } = removed({ ...LEFT, key: 'PendingDeletion' });
  await work;
  expect(report().problems).toStrictEqual([
    'Site-Data.Key (AWS::KMS::Key) was removed although its policy says that it stays',
  ]);
});

test('the log group of the provider function belongs to no site', async () => {
  const { work, report } = removed({
    ...LEFT,
    logGroups: ['/site/log', '/aws/lambda/honmaru-local-provider'],
  });
  await work;
  expect(report().problems).toStrictEqual([]);
});

test('a policy keeps a thing in its own Region alone', async () => {
  const { work, report } = removed(LEFT, { logGroups: ['/site/log'] });
  await work;
  expect(report().problems).toStrictEqual([
    'no stack.no resource (log-group /site/log) was left behind although no policy says so',
  ]);
});

test('a removal that fails is no removal', async () => {
  const { work, report, told } = removed(LEFT, {}, 'process.exitCode = 1;');
  await expect(work).rejects.toThrow(/^cdk destroy failed \(exit code 1\)/);
  expect(report().removal).toBeNull();
  expect(told.at(-1)).toMatch(/^destroy every stack: fail cdk destroy failed/);
});

test('lists what exists in every Region', async () => {
  const { work, site } = removed(LEFT);
  await work;
  const found = await inventories(site);
  expect([...found].map(([name, existing]) => [name, [...existing].sort()])).toStrictEqual([
    [TOKYO, ['key key-1', 'log-group /site/log', 'vpc vpc-default']],
    [VIRGINIA, []],
  ]);
});
