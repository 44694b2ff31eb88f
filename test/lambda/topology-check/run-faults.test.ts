import {
  endpointsReply,
  instancesReply,
  natGatewaysReply,
  parameter,
  routeTablesReply,
  targetHealthReply,
} from '../support/fake-ec2';
import { GET_MANAGED_RESOURCE, managedResourceOf, managedResourceReply } from '../support/fake-ec2-shifts';
import { jsonError, PROXY_PAGE, type SentRequest } from '../support/fake-transport';
import { loadBalancerArn, ZONES } from './expectation';
import { operationOf, run, serversOf, ZONE_IDS, type Replies } from './run-with-replies';

const [A, C, D] = ZONES;

/** The health of targets of a tier, by the id of the instance. */
function health(
  tier: 'web' | 'app' | 'both',
  stateOf: (id: string) => string,
  overrideOf: (id: string) => string | undefined = () => undefined,
): Replies {
  return {
    DescribeTargetHealth: (request) => {
      const isTier = tier === 'both' || parameter(request, 'TargetGroupArn')?.includes(`/${tier}/`) === true;
      return targetHealthReply(
        serversOf(request, 'TargetGroupArn').map(
          ([id]) => [id, isTier ? stateOf(id) : 'healthy', overrideOf(id) ?? 'no_override'] as const,
        ),
      );
    },
  };
}

/** Whatever happens, this function only asks. */
async function judge(replies: Replies) {
  const { line, sent } = await run(replies);
  expect(sent.map(operationOf).filter((operation) => !/^(?:Describe|Get)/.test(operation))).toStrictEqual([]);
  return { ...line, codes: line.record.findings.map(({ code, subject }) => `${code} ${subject}`) };
}

test('F01 a web server that fails leaves its zone below what it must hold', async () => {
  expect(await judge(health('web', (id) => (id === `i-web-${A}-0` ? 'unhealthy' : 'healthy')))).toMatchObject({
    record: { status: 'DEGRADED' },
    codes: [`ZoneBelowMinimum web tier in ${A}`],
    [`HealthyTargets/web/${A}`]: 1,
    ServiceDown: 0,
  });
});

test('F02 F03 an app server that fails leaves its zone without one', async () => {
  expect(await judge(health('app', (id) => (id.includes(C) ? 'unhealthy' : 'healthy')))).toMatchObject({
    codes: [`ZoneWithoutHealthyTargets app tier in ${C}`],
    'ZonesBelowMinimum/app': 1,
    'ZonesBelowMinimum/web': 0,
  });
});

test('F04 a zone without power is lost in every tier, with its way out', async () => {
  const line = await judge({
    ...health('both', (id) => (id.includes(D) ? 'unused' : 'healthy')),
    DescribeInstances: (request) =>
      instancesReply(serversOf(request, 'Filter.1.Value.1').filter(([, zone]) => zone !== D)),
    DescribeNatGateways: () => natGatewaysReply([A, C].map((zone) => [`nat-${zone}`, 'available'])),
  });
  expect(line.codes).toStrictEqual([
    `ZoneLost ${D}`,
    `NatGatewayUnavailable ${D}: nat-${D}`,
    `ZoneWithoutHealthyTargets app tier in ${D}`,
    'SpreadBroken web tier',
    `ZoneWithoutHealthyTargets web tier in ${D}`,
  ]);
  expect(line).toMatchObject({ record: { status: 'DEGRADED' }, ServiceDown: 0 });
});

test('F05 F08 a zone in which the load balancer finds nobody is named, and the service is up', async () => {
  expect(await judge(health('both', (id) => (id.includes(A) ? 'unhealthy' : 'healthy')))).toMatchObject({
    record: { status: 'DEGRADED' },
    codes: [
      `ZoneLost ${A}`,
      `ZoneWithoutHealthyTargets app tier in ${A}`,
      `ZoneWithoutHealthyTargets web tier in ${A}`,
    ],
    ServiceDown: 0,
  });
});

test('F06 a NAT gateway that fails costs its zone the way out and no other', async () => {
  expect(
    await judge({
      DescribeNatGateways: () =>
        natGatewaysReply(ZONES.map((zone) => [`nat-${zone}`, zone === C ? 'failed' : 'available'])),
    }),
  ).toMatchObject({
    codes: [`NatGatewayUnavailable ${C}: nat-${C}`],
    [`NatGatewayAvailable/${A}`]: 1,
    [`NatGatewayAvailable/${C}`]: 0,
  });
});

test('F09 a release that no target survives is a common cause and no fault of a zone', async () => {
  expect(await judge(health('web', () => 'unhealthy'))).toMatchObject({
    record: {
      status: 'FAILED',
      findings: [
        {
          code: 'NoHealthyTargets',
          effect: 'service',
          subject: 'web tier',
          detail: 'none of 6 targets is healthy in any zone: a common cause',
        },
      ],
    },
    ServiceDown: 1,
  });
});

test('F12 servers that are not launched in one zone are counted there', async () => {
  const launched = (request: SentRequest, member: string) =>
    serversOf(request, member).filter(([id]) => !id.startsWith(`i-web-${D}`));
  expect(
    await judge({
      DescribeInstances: (request) => instancesReply(launched(request, 'Filter.1.Value.1')),
      DescribeTargetHealth: (request) =>
        targetHealthReply(launched(request, 'TargetGroupArn').map(([id]) => [id, 'healthy'])),
    }),
  ).toMatchObject({
    codes: ['SpreadBroken web tier', `ZoneWithoutHealthyTargets web tier in ${D}`],
    'SpreadImbalance/web': 2,
    [`RunningInstances/web/${D}`]: 0,
  });
});

test('F51 an endpoint without an interface in a zone, and one that fails, are named', async () => {
  const line = await judge({
    DescribeVpcEndpoints: () =>
      endpointsReply([
        ...ZONES.map((zone) => [`vpce-fw-${zone}`, zone === A ? 'failed' : 'available', []] as const),
        ['vpce-ssm', 'available', [`subnet-${A}`, `subnet-${C}`]],
      ]),
  });
  expect(line.record.findings).toMatchObject([
    { code: 'EndpointMissesZone', subject: 'endpoint of ssm: vpce-ssm', detail: `has no interface in ${D}` },
    { code: 'EndpointUnavailable', subject: `firewall endpoint in ${A}: vpce-fw-${A}`, detail: 'is failed' },
  ]);
});

test('F53 a route table that EC2 no longer lists is missing, not unknown', async () => {
  const line = await judge({ DescribeRouteTables: () => routeTablesReply([]) });
  expect(line).toMatchObject({ record: { status: 'DEGRADED', questions: [] }, RouteFaults: 6 });
});

describe('F57 traffic that is moved away from a zone', () => {
  const expiresAt = new Date('2026-11-25T18:00:00Z');
  const away = (tier: string, shift: { readonly awayFrom: string; readonly expiresAt?: Date }): Replies => ({
    [GET_MANAGED_RESOURCE]: (request) =>
      managedResourceReply(request, managedResourceOf(request) === loadBalancerArn(tier) ? [shift] : []),
  });
  const deadInA = health('web', (id) => (id.includes(A) ? 'unhealthy' : 'healthy'));

  test('F57 by an operator explains that nothing is healthy there', async () => {
    expect(await judge({ ...deadInA, ...away('web', { awayFrom: ZONE_IDS[0], expiresAt }) })).toMatchObject({
      record: {
        status: 'HEALTHY',
        notes: [`web tier: traffic is moved away from ${A} until 2026-11-25T18:00:00.000Z: zonal shift`],
      },
      EvacuatedZones: 1,
      'ZonesBelowMinimum/web': 0,
    });
  });

  test('F57 by AWS has no end', async () => {
    expect(await judge({ ...deadInA, ...away('web', { awayFrom: ZONE_IDS[0] }) })).toMatchObject({
      record: {
        status: 'HEALTHY',
        notes: [`web tier: traffic is moved away from ${A} without an end: autoshift of AWS`],
      },
    });
  });

  test.each([
    ['from another zone', away('web', { awayFrom: ZONE_IDS[1], expiresAt })],
    ['for another tier', away('app', { awayFrom: ZONE_IDS[0], expiresAt })],
  ])('F57 %s explains nothing here', async (_what, replies) => {
    expect((await judge({ ...deadInA, ...replies })).codes).toStrictEqual([
      `ZoneWithoutHealthyTargets web tier in ${A}`,
    ]);
  });

  test.each([
    ['denied', () => jsonError('AccessDeniedException', 403), 'Denied'],
    ['a page of a proxy', () => PROXY_PAGE, 'Malformed'],
  ])('F57 F52 that is %s explains nothing', async (_what, reply, code) => {
    const line = await judge({ ...deadInA, [GET_MANAGED_RESOURCE]: reply });
    expect(line.codes).toStrictEqual([`ZoneWithoutHealthyTargets web tier in ${A}`]);
    expect(line.record.questions).toMatchObject([
      { subject: 'app tier: evacuations', code },
      { subject: 'app tier: evacuations of the group', code },
      { subject: 'web tier: evacuations', code },
      { subject: 'web tier: evacuations of the group', code },
    ]);
    expect(line).not.toHaveProperty('EvacuatedZones');
  });

  test('F57 is seen at the load balancer as well', async () => {
    const line = await judge(
      health(
        'web',
        (id) => (id.includes(A) ? 'unhealthy' : 'healthy'),
        (id) => (id.startsWith(`i-web-${A}`) ? 'zonal_shift_active' : undefined),
      ),
    );
    expect(line).toMatchObject({
      record: {
        status: 'HEALTHY',
        notes: [`web tier: traffic is moved away from ${A}: the load balancer says zonal_shift_active`],
      },
      EvacuatedZones: 1,
    });
  });
});
