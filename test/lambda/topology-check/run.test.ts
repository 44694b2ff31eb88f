import { EC2Client } from '@aws-sdk/client-ec2';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { runCheck } from '../../../lambda/shared/run-check';
import { topologyCheck } from '../../../lambda/topology-check/run';
import {
  endpointsReply,
  instancesReply,
  natGatewaysReply,
  parameter,
  routeTablesReply,
  targetHealthReply,
} from '../support/fake-ec2';
import { fakeRun, onlyLine } from '../support/fake-run';
import {
  connectionReset,
  ec2Error,
  fakeClientConfig,
  FakeTransport,
  PROXY_PAGE,
  queryError,
  type Reply,
  type SentRequest,
} from '../support/fake-transport';
import { expectation, ZONES } from './expectation';

const LOCAL = { destinationCidrBlock: '10.0.0.0/16', gatewayId: 'local', state: 'active' };

type Replies = Readonly<Record<string, (request: SentRequest, nth: number) => Reply>>;

function serversOf(request: SentRequest, member: string): readonly (readonly [string, string])[] {
  const web = parameter(request, member)?.includes('web') === true;
  return ZONES.flatMap((zone) =>
    (web ? [0, 1] : [0]).map((n) => [`i-${web ? 'web' : 'app'}-${zone}-${String(n)}`, zone] as const),
  );
}

const healthyReplies: Replies = {
  DescribeInstances: (request) => instancesReply(serversOf(request, 'Filter.1.Value.1')),
  DescribeTargetHealth: (request) =>
    targetHealthReply(serversOf(request, 'TargetGroupArn').map(([id]) => [id, 'healthy'])),
  DescribeNatGateways: () => natGatewaysReply(ZONES.map((zone) => [`nat-${zone}`, 'available'])),
  DescribeRouteTables: () =>
    routeTablesReply(
      ZONES.flatMap((zone) => [
        {
          id: `rtb-dmz-${zone}`,
          subnetIds: [`subnet-dmz-${zone}`],
          routes: [
            LOCAL,
            { destinationPrefixListId: 'pl-61a54008', gatewayId: 'vpce-s3', state: 'active' },
            { destinationCidrBlock: '0.0.0.0/0', gatewayId: `vpce-fw-${zone}`, state: 'active' },
          ],
        },
        {
          id: `rtb-data-${zone}`,
          subnetIds: [],
          routes: [LOCAL],
        },
      ]),
    ),
  DescribeVpcEndpoints: () =>
    endpointsReply([
      ...ZONES.map((zone) => [`vpce-fw-${zone}`, 'available', []] as const),
      ['vpce-ssm', 'available', ZONES.map((zone) => `subnet-${zone}`)],
    ]),
};

async function run(changes: Replies = {}, remainingMilliseconds?: number) {
  const replies = { ...healthyReplies, ...changes };
  const transport = new FakeTransport(
    (request, nth) => replies[request.action]?.(request, nth) ?? ec2Error('InvalidAction'),
  );
  const config = fakeClientConfig(transport);
  const { lines, surroundings, context } = fakeRun(
    remainingMilliseconds === undefined ? {} : { remainingMilliseconds },
  );
  const check = topologyCheck({
    ec2: new EC2Client(config),
    loadBalancing: new ElasticLoadBalancingV2Client(config),
  });
  const result = await runCheck(check, expectation, context, surroundings);
  return { result, line: onlyLine(lines), sent: transport.sent };
}

test('a topology as deployed is healthy', async () => {
  const { line } = await run();
  expect(line.record).toMatchObject({ status: 'HEALTHY', findings: [], questions: [] });
});

test('only questions are asked, and each just once', async () => {
  const { sent } = await run();
  expect(sent.map(({ action }) => action).sort()).toStrictEqual([
    'DescribeInstances',
    'DescribeInstances',
    'DescribeNatGateways',
    'DescribeRouteTables',
    'DescribeTargetHealth',
    'DescribeTargetHealth',
    'DescribeVpcEndpoints',
  ]);
});

test('ids are asked for with filters, so that one that is gone fails no question', async () => {
  const { sent } = await run();
  const nat = sent.find(({ action }) => action === 'DescribeNatGateways');
  expect(nat && parameter(nat, 'Filter.1.Name')).toBe('nat-gateway-id');
  expect(nat && parameter(nat, 'Filter.1.Value.3')).toBe(`nat-${ZONES[2]}`);
});

test('a NAT gateway that EC2 no longer lists is missing', async () => {
  const { line } = await run({ DescribeNatGateways: () => natGatewaysReply([]) });
  expect(line.record.status).toBe('DEGRADED');
  expect(line.NatGatewayFaults).toBe(3);
});

test('all pages of an answer are read', async () => {
  const { line, sent } = await run({
    DescribeNatGateways: (request) =>
      parameter(request, 'NextToken') === 'more'
        ? natGatewaysReply(ZONES.slice(1).map((zone) => [`nat-${zone}`, 'available']))
        : natGatewaysReply([[`nat-${ZONES[0]}`, 'available']], 'more'),
  });
  expect(line.record.status).toBe('HEALTHY');
  expect(sent.filter(({ action }) => action === 'DescribeNatGateways')).toHaveLength(2);
});

describe('targets of routes', () => {
  const [A] = ZONES;
  const withRoute = (target: object): Replies => ({
    DescribeRouteTables: (request, nth) => {
      const answer = healthyReplies.DescribeRouteTables?.(request, nth);
      const body = answer !== undefined && 'body' in answer ? (answer.body ?? '') : '';
      const members = Object.entries({ destinationCidrBlock: '192.0.2.0/24', ...target, state: 'active' });
      const route = members.map(([name, value]) => `<${name}>${String(value)}</${name}>`).join('');
      return { body: body.replace('<routeSet>', `<routeSet><item>${route}</item>`) };
    },
  });

  test.each([
    'gatewayId',
    'natGatewayId',
    'transitGatewayId',
    'vpcPeeringConnectionId',
    'networkInterfaceId',
    'egressOnlyInternetGatewayId',
    'localGatewayId',
    'carrierGatewayId',
    'coreNetworkArn',
    'odbNetworkArn',
    'instanceId',
    'ipAddress',
  ])('a route by %s that nobody deployed is a fault', async (member) => {
    const { line } = await run(withRoute({ [member]: 'somewhere' }));
    expect(line.record).toMatchObject({ findings: [{ code: 'RouteUnexpected' }], questions: [] });
  });

  test.each([
    ['of a kind that is not known yet', { futureGatewayId: 'fgw-1' }],
    ['without an id', { gatewayId: '' }],
  ])('a target %s leaves that one route open', async (_what, target) => {
    const { line } = await run(withRoute(target));
    expect(line.record).toMatchObject({
      status: 'UNKNOWN',
      findings: [],
      questions: [{ subject: `dmz in ${A}: rtb-dmz-${A} to 192.0.2.0/24`, code: 'Incomplete' }],
    });
    expect(line).not.toHaveProperty('RouteFaults');
    expect(line).not.toHaveProperty('RedundancyLost');
  });
});

const ACTIONS = [
  ['DescribeInstances', ec2Error],
  ['DescribeNatGateways', ec2Error],
  ['DescribeRouteTables', ec2Error],
  ['DescribeVpcEndpoints', ec2Error],
  ['DescribeTargetHealth', queryError],
] as const;

describe.each(ACTIONS)('F52, F53 when %s', (action, errorReply) => {
  test.each([
    [
      'is throttled',
      'Throttled',
      () =>
        errorReply(
          action === 'DescribeTargetHealth' ? 'Throttling' : 'RequestLimitExceeded',
          action === 'DescribeTargetHealth' ? 400 : 503,
        ),
    ],
    ['fails', 'ApiError', () => errorReply('InternalError', 500)],
    [
      'is denied',
      'Denied',
      () => errorReply(action === 'DescribeTargetHealth' ? 'AccessDenied' : 'UnauthorizedOperation', 403),
    ],
    ['loses its connection', 'Network', connectionReset],
    ['gets the page of a proxy', 'Malformed', () => PROXY_PAGE],
    ['gets half a document', 'Malformed', () => ({ body: `<${action}Response><requestId>r</reque` })],
    ['gets an empty document', 'Malformed', () => ({ body: '' })],
    ['gets an answer without its list', 'Malformed', () => ({ body: `<${action}Response></${action}Response>` })],
  ])('%s, the check says unknown with code %s and nothing is healthy', async (_what, code, reply) => {
    const { result, line } = await run({ [action]: reply });
    expect(result.status).toBe('UNKNOWN');
    expect(line.record.questions.map((question) => question.code)).toContain(code);
    expect(line.CheckUnknown).toBeGreaterThan(0);
    expect(line).not.toHaveProperty('RedundancyLost');
    expect(line.CheckCompleted).toBe(1);
  });

  test('answers at the second try, the check is healthy', async () => {
    const { line } = await run({
      [action]: (request: SentRequest, nth: number) =>
        nth === 1 ? connectionReset() : (healthyReplies[action]?.(request, nth) ?? ec2Error('InvalidAction')),
    });
    expect(line.record.status).toBe('HEALTHY');
  });

  test('never answers, the check ends in time and says unknown', async () => {
    const { line } = await run({ [action]: () => ({ hang: true }) }, 5_100);
    expect(line.record.questions.map(({ code }) => code)).toContain('Timeout');
    expect(line.record.status).toBe('UNKNOWN');
  });
});

/** Every element with text in an answer, once left out. */
function withoutEach(body: string): readonly string[] {
  return [...body.matchAll(/<(\w+)>[^<]+<\/\1>/g)].map(
    ({ 0: element, index }) => body.slice(0, index) + body.slice(index + element.length),
  );
}

/** Elements that the check does not need. */
const UNUSED = /<requestId>|<Port>/;

test.each(Object.keys(healthyReplies))(
  'no element can be left out of the answer of %s with the check still healthy',
  async (action) => {
    const original = healthyReplies[action];
    const probe = { action, body: 'Filter.1.Value.1=test-site-web&TargetGroupArn=web' } as SentRequest;
    const reply = original?.(probe, 1);
    const body = reply !== undefined && 'body' in reply ? (reply.body ?? '') : '';
    const stripped = body.replace(/<requestId>r<\/requestId>|<Port>8443<\/Port>/g, '');
    // The first 12 cover each kind of element; beyond, zones repeat.
    for (const variant of withoutEach(stripped).slice(0, 12)) {
      const { line } = await run({
        [action]: (request, nth) =>
          nth === 1 ? { body: variant } : (original?.(request, nth) ?? ec2Error('InvalidAction')),
      });
      expect({ variant, status: line.record.status }).not.toMatchObject({ status: 'HEALTHY' });
    }
    expect(stripped).not.toMatch(UNUSED);
  },
);
