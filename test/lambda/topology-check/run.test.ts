import { natGatewaysReply, parameter } from '../support/fake-ec2';
import { GET_MANAGED_RESOURCE, managedResourceOf } from '../support/fake-ec2-shifts';
import {
  connectionReset,
  ec2Error,
  jsonError,
  PROXY_PAGE,
  queryError,
  type Reply,
  type SentRequest,
} from '../support/fake-transport';
import { expectation, groupArn, loadBalancerArn, ZONES } from './expectation';
import { healthyReplies, operationOf, run, type Replies } from './run-with-replies';

test('a topology as deployed is healthy', async () => {
  const { line } = await run();
  expect(line.record).toMatchObject({ status: 'HEALTHY', findings: [], questions: [] });
});

test('only questions are asked, and each just once', async () => {
  const { sent } = await run();
  expect(sent.map(operationOf).sort()).toStrictEqual([
    ...Array<string>(4).fill('DescribeAvailabilityZones'),
    'DescribeInstances',
    'DescribeInstances',
    'DescribeNatGateways',
    'DescribeRouteTables',
    'DescribeTargetHealth',
    'DescribeTargetHealth',
    'DescribeVpcEndpoints',
    ...Array<string>(4).fill('GetManagedResource'),
  ]);
});

test('F57 evacuations are asked for of each load balancer and each group', async () => {
  const { sent } = await run();
  expect(sent.flatMap((request) => managedResourceOf(request) ?? []).sort()).toStrictEqual(
    [groupArn('app'), groupArn('web'), loadBalancerArn('app'), loadBalancerArn('web')].sort(),
  );
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
  expect(sent.filter((request) => operationOf(request) === 'DescribeNatGateways')).toHaveLength(2);
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

const ACTIONS: readonly (readonly [string, (code: string, status?: number) => Reply])[] = [
  ['DescribeAvailabilityZones', ec2Error],
  [GET_MANAGED_RESOURCE, jsonError],
  ['DescribeInstances', ec2Error],
  ['DescribeNatGateways', ec2Error],
  ['DescribeRouteTables', ec2Error],
  ['DescribeVpcEndpoints', ec2Error],
  ['DescribeTargetHealth', queryError],
];

describe.each(ACTIONS)('F52 F53 when %s', (action, errorReply) => {
  const isXml = errorReply === ec2Error;

  test.each([
    ['is throttled', 'Throttled', () => errorReply(isXml ? 'RequestLimitExceeded' : 'ThrottlingException', 429)],
    ['fails', 'ApiError', () => errorReply('InternalError', 500)],
    ['is denied', 'Denied', () => errorReply(isXml ? 'UnauthorizedOperation' : 'AccessDeniedException', 403)],
    ['loses its connection', 'Network', connectionReset],
    ['gets the page of a proxy', 'Malformed', () => PROXY_PAGE],
    ['gets half a document', 'Malformed', () => ({ body: `<${action}Response><requestId>r</reque` })],
    ['gets an empty document', 'Malformed', () => ({ body: '' })],
    ['gets an answer without its list', 'Malformed', () => ({ body: `<${action}Response></${action}Response>` })],
  ])('%s, the check says unknown with code %s and nothing is healthy', async (_what, code, reply) => {
    const { result, line } = await run({ [action]: reply });
    expect(result.status).toBe('UNKNOWN');
    expect(line.record.findings).toStrictEqual([]);
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

test.each(Object.keys(healthyReplies).filter((action) => action !== GET_MANAGED_RESOURCE))(
  'F53 no element can be left out of the answer of %s with the check still healthy',
  async (action) => {
    const original = healthyReplies[action];
    const probe = { action, body: 'Filter.1.Value.1=test-site-web&TargetGroupArn=web' } as SentRequest;
    const reply = original?.(probe, 1);
    const body = reply !== undefined && 'body' in reply ? (reply.body ?? '') : '';
    // What the check does not need, or not while no shift is known.
    const stripped = body.replace(
      /<requestId>r<\/requestId>|<Port>8443<\/Port>|<AdministrativeOverride>.*?<\/AdministrativeOverride>/g,
      '',
    );
    expect(stripped.length).toBeLessThan(body.length);
    // The first 12 cover each kind of element; beyond, zones repeat.
    const variants = withoutEach(stripped).slice(0, 12);
    expect(variants.length).toBeGreaterThan(5);
    for (const variant of variants) {
      const { line } = await run({
        [action]: (request, nth) =>
          nth === 1 ? { body: variant } : (original?.(request, nth) ?? ec2Error('InvalidAction')),
      });
      expect({ variant, status: line.record.status }).not.toMatchObject({ status: 'HEALTHY' });
    }
  },
);

test.each([
  ['site', ''],
  ['version', 2],
  ['tiers', []],
  ['tiers', [{ ...expectation.tiers[0], minimumPerZone: 0 }]],
  ['tiers', [{ ...expectation.tiers[0], loadBalancerArn: '' }]],
  ['tiers', [{ ...expectation.tiers[0], autoScalingGroupArn: undefined }]],
  ['tiers', [{ ...expectation.tiers[0], name: 'cache' }]],
  ['network', { ...expectation.network, availabilityZones: [] }],
  ['network', { ...expectation.network, natGateways: [] }],
  ['network', { ...expectation.network, routeTables: [] }],
])('a payload whose %s is %p is refused', async (member, value) => {
  await expect(run({}, undefined, { ...expectation, [member]: value })).rejects.toThrow(member);
});
