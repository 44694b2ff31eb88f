import { changesIn } from '../aws/support/fake-clients';
import { EXPECTATIONS, groundOf, repaired, requireFault, withNetwork } from './support/ground';

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

  test.each([
    ['0.0.0.0/0', 'DestinationCidrBlock'],
    ['2001:db8::/32', 'DestinationIpv6CidrBlock'],
    ['pl-1234', 'DestinationPrefixListId'],
  ])('to %s is named by %s', async (destination, member) => {
    const { ground, calls } = groundOf(ACCEPTS, tableWith(destination, 'nat-a'));
    await fault.inject(ground);
    expect(changesIn(calls)).toStrictEqual([['DeleteRoute', { RouteTableId: 'rtb-1', [member]: destination }]]);
  });

  test.each([
    ['nat-1', 'NatGatewayId'],
    ['igw-1', 'GatewayId'],
    ['vpce-1', 'VpcEndpointId'],
    ['tgw-1', 'TransitGatewayId'],
  ])('through %s is made again by %s', async (targetId, member) => {
    const { ground, calls } = groundOf(ACCEPTS, tableWith('0.0.0.0/0', targetId));
    await repaired(await fault.inject(ground));
    expect(changesIn(calls).at(-1)?.[1]).toMatchObject({ [member]: targetId });
  });

  test('that could not be made again is not removed', async () => {
    const { ground, calls } = groundOf(ACCEPTS, tableWith('0.0.0.0/0', 'eni-1'));
    await expect(fault.inject(ground)).rejects.toThrow(
      'the route target eni-1 is of a kind that the drill cannot restore',
    );
    expect(changesIn(calls)).toStrictEqual([]);
  });

  test('needs a route that the check expects', async () => {
    const { ground } = groundOf(ACCEPTS, withNetwork({ routeTables: [] }));
    await expect(fault.inject(ground)).rejects.toThrow('no route table has a route that the topology check expects');
  });
});

test('a deleted NAT gateway is lost until it is deployed again', async () => {
  const { ground, calls } = groundOf(ACCEPTS);
  expect(await requireFault('nat-gateway-deleted').inject(ground)).toStrictEqual({ lost: [{ physicalId: 'nat-a' }] });
  expect(changesIn(calls)).toStrictEqual([['DeleteNatGateway', { NatGatewayId: 'nat-a' }]]);
});

test('every site has routes and NAT gateways to lose', () => {
  const faults = ['route-removed', 'nat-gateway-deleted'].map(requireFault);
  expect(faults.map(({ applies }) => applies(EXPECTATIONS))).toStrictEqual([true, true]);
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
    expect(fault.applies(EXPECTATIONS)).toBe('the site reaches AWS services through NAT and has no interface endpoint');
  });
});
