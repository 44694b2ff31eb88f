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
