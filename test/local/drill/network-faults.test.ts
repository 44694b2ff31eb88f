import { changesIn } from '../aws/support/fake-clients';
import { recordWith } from './support/faults';
import { groundOf, repaired, requireFault } from './support/ground';
import { SITE, withNetwork } from './support/site';

const ACCEPTS = {
  DeleteRoute: () => ({}),
  CreateRoute: () => ({}),
  DeleteNatGateway: () => ({}),
  DeleteVpcEndpoints: () => ({}),
};

/** A route table with one route. */
const tableWith = (destination: string, targetId: string) =>
  withNetwork({
    routeTables: [
      {
        ...{ routeTableId: 'rtb-1', role: 'app', availabilityZone: 'ap-northeast-1a' },
        routes: [{ destination, targetId }],
      },
    ],
  });

describe('a removed route', () => {
  const fault = requireFault('route-removed');

  test('is the first of the first table that has one, and is made again', async () => {
    const { ground, calls } = groundOf(ACCEPTS);
    await repaired(await fault.inject(ground));
    const address = { RouteTableId: 'rtb-app', DestinationCidrBlock: '0.0.0.0/0' };
    expect(changesIn(calls)).toStrictEqual([
      ['DeleteRoute', address],
      ['CreateRoute', { ...address, NatGatewayId: 'nat-a' }],
    ]);
  });

  test('through an internet gateway is made again by its id', async () => {
    const { ground, calls } = groundOf(ACCEPTS, tableWith('0.0.0.0/0', 'igw-1'));
    await repaired(await fault.inject(ground));
    expect(changesIn(calls).at(-1)?.[1]).toMatchObject({ GatewayId: 'igw-1' });
  });

  test.each([
    ['2001:db8::/32', 'nat-1'],
    ['pl-1234', 'nat-1'],
    ['0.0.0.0/0', 'vpce-1'],
    ['0.0.0.0/0', 'tgw-1'],
  ])('to %s through %s could not be made again, and is not removed', async (destination, targetId) => {
    const { ground, calls } = groundOf(ACCEPTS, tableWith(destination, targetId));
    await expect(fault.inject(ground)).rejects.toThrow('the topology check expects no IPv4 route to a gateway');
    expect(changesIn(calls)).toStrictEqual([]);
  });
});

test('a deleted NAT gateway is lost until it is deployed again', async () => {
  const { ground, calls } = groundOf(ACCEPTS);
  expect(await requireFault('nat-gateway-deleted').inject(ground)).toStrictEqual({ lost: [{ physicalId: 'nat-a' }] });
  expect(changesIn(calls)).toStrictEqual([['DeleteNatGateway', { NatGatewayId: 'nat-a' }]]);
});

test('every site has routes, NAT gateways and a flow log to lose, and traffic to move', () => {
  const faults = ['route-removed', 'nat-gateway-deleted', 'flow-log-deleted', 'zonal-shift-active'].map(requireFault);
  expect(faults.map(({ applies }) => applies(SITE))).toStrictEqual([true, true, true, true]);
});

describe('a deleted interface endpoint', () => {
  const fault = requireFault('interface-endpoint-deleted');
  const endpoint = { service: 'ssm', endpointId: 'vpce-ssm', subnets: [] };
  const withEndpoint = withNetwork({ interfaceEndpoints: [endpoint, { ...endpoint, endpointId: 'vpce-kms' }] });

  test('is lost until it is deployed again', async () => {
    const { ground, calls } = groundOf(ACCEPTS, withEndpoint);
    expect(await fault.inject(ground)).toStrictEqual({ lost: [{ physicalId: 'vpce-ssm' }] });
    expect(changesIn(calls)).toStrictEqual([['DeleteVpcEndpoints', { VpcEndpointIds: ['vpce-ssm'] }]]);
  });

  test('is no fault of a site without one', () => {
    expect(fault.applies(withEndpoint)).toBe(true);
    expect(fault.applies(SITE)).toBe('the site reaches AWS services through NAT and has no interface endpoint');
  });
});

describe('a deleted flow log', () => {
  const fault = requireFault('flow-log-deleted');
  const flowLogs = (...ids: readonly string[]) =>
    groundOf({
      DescribeFlowLogs: () => ({ FlowLogs: ids.map((FlowLogId) => ({ FlowLogId })) }),
      DeleteFlowLogs: () => ({}),
    });

  test('is every one of the network, lost until they are deployed again', async () => {
    const { ground, calls } = flowLogs('fl-1', 'fl-2');
    expect(await fault.inject(ground)).toStrictEqual({ lost: [{ physicalId: 'fl-1' }, { physicalId: 'fl-2' }] });
    expect(calls.map(({ action, input }) => [action, input])).toStrictEqual([
      ['DescribeFlowLogs', { Filter: [{ Name: 'resource-id', Values: ['vpc-1'] }] }],
      ['DeleteFlowLogs', { FlowLogIds: ['fl-1', 'fl-2'] }],
    ]);
  });

  test('needs one', async () => {
    const { ground, calls } = flowLogs();
    await expect(fault.inject(ground)).rejects.toThrow('the network has no flow log to delete');
    expect(changesIn(calls)).toStrictEqual([]);
  });
});

describe('a zonal shift', () => {
  const fault = requireFault('zonal-shift-active');
  const RESOURCE = { arn: 'arn:balancer-web', appliedWeights: { 'apne1-az4': 1, 'apne1-az1': 1 }, zonalShifts: [] };

  test('is in effect for the load balancer of the first tier, away from its first zone, for an hour', async () => {
    const { ground, gateway, calls } = groundOf({});
    const injected = await fault.inject(ground);
    expect(gateway.rule.rule).toMatchObject({
      ...{ service: 'arc-zonal-shift', action: 'GetManagedResource', effect: { kind: 'rewrite' } },
      parameters: { resourceIdentifier: 'arn:balancer-web' },
    });
    const before = Math.floor(Date.now() / 1000);
    const { zonalShifts, ...rest } = JSON.parse(gateway.rewritten(JSON.stringify(RESOURCE))) as {
      readonly zonalShifts: readonly { readonly expiryTime: number }[];
    };
    expect(rest).toStrictEqual({ arn: 'arn:balancer-web', appliedWeights: { 'apne1-az4': 0, 'apne1-az1': 1 } });
    expect(zonalShifts).toStrictEqual([
      {
        ...{ appliedStatus: 'APPLIED', awayFrom: 'apne1-az4', shiftType: 'ZONAL_SHIFT' },
        expiryTime: expect.any(Number),
      },
    ]);
    const left = (zonalShifts[0]?.expiryTime ?? 0) - before;
    expect([3_600, 3_601, 3_602]).toContain(left);
    expect(injected.hasMet?.()).toBe(false);
    gateway.rule.hits = 1;
    expect(injected.hasMet?.()).toBe(true);
    await repaired(injected);
    expect(gateway.rule.isRemoved).toBe(true);
    expect(calls).toStrictEqual([]);
  });

  const SHIFTED = recordWith('topology-check', { notes: ['web tier: traffic is moved away from apne1-az4'] });
  const AS_EVER = recordWith('topology-check', { notes: ['another note'] });

  test.each([
    ['the note of a shift that was not there before', SHIFTED, AS_EVER, true],
    ['the note that was there before', SHIFTED, SHIFTED, false],
    ['other notes', AS_EVER, AS_EVER, false],
  ])('is noticed by %s: %#', (_, record, before, noticed) => {
    expect(fault.isNoticed?.({ record, before, orders: [] })).toBe(noticed);
  });
});
