import type { LocalReport } from '../../../../lib/local/report';

type Fault = LocalReport['faults'][number];

/** A fault that was noticed and repaired. */
export const NAT_DELETED: Fault = {
  id: 'nat-gateway-deleted',
  title: 'the NAT gateway of zone a is deleted',
  references: ['F06'],
  applied: true,
  check: 'topology-check',
  expected: { codes: ['RouteWithoutTarget'], status: ['DEGRADED', 'FAILED'], withinRuns: 1, orders: 0 },
  observed: { runs: 1, status: 'FAILED', codes: ['RouteWithoutTarget', 'ZoneWithoutEgress'], orders: 0, seconds: 0.8 },
  noticed: true,
  recovered: true,
  alarms: [{ name: 'starter-topology-service-down', afterRuns: 2, notified: true }],
  watchedRuns: 2,
};

/** A fault the site has nothing for. */
export const FIREWALL_DELETED: Fault = {
  ...NAT_DELETED,
  id: 'firewall-route-removed',
  title: 'the route to the firewall endpoint is removed',
  references: ['F07'],
  applied: { applied: false, reason: 'the site has no firewall' },
  observed: { runs: 0, status: 'NONE', codes: [], orders: 0, seconds: 0 },
  noticed: false,
  recovered: false,
  alarms: [],
  watchedRuns: 0,
};

const NETWORK = 'Starter-ap-northeast-1-Network';
const EDGE = 'Starter-us-east-1-Edge';
const UNCHANGED = { outcome: 'unchanged', updated: [], replaced: [], created: [], deleted: [] } as const;

const SERVICES = { may: ['tcp/443'], some: ['tcp/443'], every: ['tcp/443'] };
const NOTHING = { may: [], some: [], every: [] };

/** A network that is what the templates say. */
const AGREED: NonNullable<LocalReport['network']> = {
  agreed: 215,
  differences: [],
  untold: [
    {
      ...{ subject: 'Starter-us-east-1-Edge/Distribution', logicalId: 'Distribution', physicalId: 'E123' },
      ...{ aspect: 'is there', said: 'yes', because: 'no answer about a running network shows it' },
    },
  ],
  reach: { parties: 12, agreed: 264, differences: [] },
  taken: [
    { divergence: 'NetworkAclEntryWithoutPorts', what: 'ports of entries of network ACLs', count: 48 },
    { divergence: 'EndpointWithoutPolicy', what: 'policies of endpoints', count: 1 },
  ],
  refused: [{ region: 'ap-northeast-1', list: 'TransitGateways', code: 'InvalidAction' }],
};

const PUBLICATION = [{ seconds: 60, because: 'publication of the metric: not played' }];

/** Times to alarms that are as the matrix computes them. */
const COMPARED: NonNullable<LocalReport['matrix']> = {
  rows: [
    {
      ...{ fault: NAT_DELETED.id, scenario: `${NETWORK}/NatGateway`, intervalSeconds: 60, elsewhere: 2 },
      alarms: [
        {
          ...{ alarm: 'starter-topology-service-down', computedSeconds: 180, excluded: PUBLICATION },
          ...{ measuredSeconds: 120, verdict: 'within' },
        },
        {
          ...{ alarm: 'starter-nat-drops', computedSeconds: 360, excluded: PUBLICATION, measuredSeconds: null },
          ...{ verdict: 'explained', because: 'the drill went on for 120 s' },
        },
      ],
    },
  ],
  notModelled: [{ fault: 'route-removed', because: 'no route fails by itself' }],
};

/** The same with times that are not borne out. */
const NOT_BORNE_OUT: NonNullable<LocalReport['matrix']> = {
  ...COMPARED,
  rows: COMPARED.rows.map((row) => ({
    ...row,
    alarms: [
      {
        ...{ alarm: 'slow', computedSeconds: 180, excluded: PUBLICATION, measuredSeconds: 180 },
        verdict: 'measured exceeds computed',
      },
      { alarm: 'late', computedSeconds: 480, excluded: [], measuredSeconds: 60, verdict: 'computed too large' },
      { alarm: 'extra', computedSeconds: null, excluded: [], measuredSeconds: 60, verdict: 'not computed' },
      { alarm: 'mute', computedSeconds: 60, excluded: [], measuredSeconds: null, verdict: 'not measured' },
    ],
  })),
};

/** A run in which everything held. */
export const PASSED: LocalReport = {
  version: 1,
  site: 'starter',
  result: 'passed',
  problems: [],
  versions: { honmaru: '0.1.0', emulator: '1.5.33', cdkCli: '2.1148.1', node: '20.20.2', python: '3.11.2' },
  machine: { ignoredCredentials: ['AWS_PROFILE', 'AWS_ACCESS_KEY_ID'] },
  regions: ['ap-northeast-1', 'us-east-1'],
  stacks: [
    { name: NETWORK, region: 'ap-northeast-1', resources: 10, native: 6, translated: 3, recorded: 1, seconds: 12.25 },
    { name: EDGE, region: 'us-east-1', resources: 2, native: 1, translated: 1, recorded: 0, seconds: 63 },
  ],
  census: [
    { type: 'AWS::EC2::NatGateway', treatment: 'translated', count: 4, stacks: [NETWORK, EDGE] },
    {
      type: 'AWS::NetworkFirewall::LoggingConfiguration',
      treatment: 'recorded',
      count: 1,
      note: 'the emulator has no such API',
      stacks: [NETWORK],
    },
    { type: 'AWS::EC2::Subnet', treatment: 'native', count: 7, stacks: [NETWORK] },
  ],
  deployments: [
    {
      name: 'first',
      seconds: 70.5,
      stacks: [
        { name: NETWORK, outcome: 'created', updated: [], replaced: [], created: ['SubnetA'], deleted: [] },
        { name: EDGE, outcome: 'created', updated: [], replaced: [], created: ['Distribution'], deleted: [] },
      ],
    },
    { name: 'again', seconds: 3, stacks: [NETWORK, EDGE].map((name) => ({ name, ...UNCHANGED })) },
    {
      name: 'changed',
      seconds: 9.04,
      stacks: [
        { name: NETWORK, outcome: 'updated', updated: ['SubnetA'], replaced: ['NatB'], created: ['NatC'], deleted: [] },
        { name: EDGE, ...UNCHANGED },
      ],
    },
  ],
  network: AGREED,
  checks: [
    {
      check: 'topology-check',
      schedule: 'rate(1 minute)',
      scheduledRuns: 1,
      waitedSeconds: 41.2,
      status: 'HEALTHY',
      findings: 0,
      unknown: 0,
      metrics: 12,
      alarms: [
        { name: 'starter-topology-unknown', state: 'OK' },
        { name: 'starter-topology-service-down', state: 'ALARM' },
      ],
      logGroup: '/aws/lambda/starter-topology-check',
    },
  ],
  faults: [NAT_DELETED, FIREWALL_DELETED],
  matrix: COMPARED,
  removal: {
    seconds: 12.5,
    retained: [
      { stack: NETWORK, logicalId: 'FlowLogs', type: 'AWS::Logs::LogGroup', physicalId: '/starter/flow-logs' },
    ],
    unexpected: [],
    missing: [],
  },
  steps: [
    { name: 'environment', seconds: 15.01 },
    { name: 'emulator', seconds: 1.7 },
  ],
  seconds: 142.3,
};

/** A run in which much was missed. */
export const FAILED: LocalReport = {
  ...PASSED,
  result: 'failed',
  problems: [
    'nat-gateway-deleted: topology-check must report FAILED within 1 run, and said HEALTHY after 1 run',
    `${EDGE}.Distribution (AWS::CloudFront::Distribution) was left behind although no policy says so`,
    `arn:aws:elasticloadbalancing:ap-northeast-1:111122223333:loadbalancer/app/${'x'.repeat(60)} is still there`,
  ],
  machine: { ignoredCredentials: [] },
  network: {
    ...AGREED,
    differences: [
      {
        ...{ subject: `${NETWORK}/Vpc/SecurityGroups/App`, physicalId: 'sg-1' },
        ...{ logicalId: 'VpcSecurityGroupsApp', aspect: 'in: tcp/22 from 0.0.0.0/0', runs: 'allowed' },
      },
    ],
    reach: {
      parties: 12,
      agreed: 263,
      differences: [{ from: 'the internet', to: 'Web', relation: 'delivers', said: NOTHING, runs: SERVICES }],
    },
  },
  faults: [
    {
      ...NAT_DELETED,
      observed: { runs: 1, status: 'HEALTHY', codes: [], orders: 0, seconds: 1 },
      noticed: false,
      recovered: false,
      alarms: [{ name: 'starter-topology-service-down', afterRuns: 2, notified: false }],
    },
    FIREWALL_DELETED,
  ],
  matrix: NOT_BORNE_OUT,
  removal: {
    seconds: 12.5,
    retained: [],
    unexpected: [{ stack: EDGE, logicalId: 'Distribution', type: 'AWS::CloudFront::Distribution', physicalId: 'E123' }],
    missing: [{ stack: NETWORK, logicalId: 'FlowLogs', type: 'AWS::Logs::LogGroup', physicalId: '/starter/flow-logs' }],
  },
};

/** A run stopped while the machine was made ready. */
export const INTERRUPTED: LocalReport = {
  ...PASSED,
  result: 'interrupted',
  versions: { ...PASSED.versions, emulator: null, cdkCli: null, python: null },
  regions: [],
  stacks: [],
  census: [],
  deployments: [],
  network: null,
  checks: [],
  faults: [],
  matrix: null,
  removal: null,
  steps: [{ name: 'environment', seconds: 2.2 }],
  seconds: 2.3,
};
