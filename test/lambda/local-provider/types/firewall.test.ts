import { bench } from '../bench';
import { refuse, type Answers, type Input } from '../fake-clients';

const ARN = 'arn:aws:network-firewall:ap-northeast-1:111122223333:firewall/site-egress';

const properties = {
  DeleteProtection: false,
  Description: 'Egress',
  FirewallName: 'site-egress',
  FirewallPolicyArn: 'arn:policy',
  FirewallPolicyChangeProtection: true,
  SubnetChangeProtection: false,
  SubnetMappings: [{ SubnetId: 'subnet-c' }, { SubnetId: 'subnet-a' }],
  Tags: [{ Key: 'site', Value: 'x' }],
  VpcId: 'vpc-1',
};

interface Endpoint {
  readonly VpcEndpointId: string;
  readonly SubnetIds: readonly string[];
  readonly Tags: readonly unknown[];
}

/** Endpoints as EC2 keeps them; filters are ignored, as the emulator does. */
function endpoints(changes: Answers = {}, refused?: string) {
  const kept: Endpoint[] = [{ VpcEndpointId: 'vpce-other', SubnetIds: ['subnet-a'], Tags: [] }];
  const answers: Answers = {
    DescribeVpcEndpoints: () => ({ VpcEndpoints: [...kept] }),
    DescribeSubnets: ({ SubnetIds }: Input) => ({
      Subnets: (SubnetIds as readonly string[]).map((SubnetId) => ({
        SubnetId,
        AvailabilityZone: SubnetId.replace('subnet-', 'ap-northeast-1'),
      })),
    }),
    CreateVpcEndpoint: ({ SubnetIds, TagSpecifications }: Input) => {
      const [subnet = ''] = SubnetIds as readonly string[];
      const [{ Tags } = { Tags: [] }] = TagSpecifications as readonly { readonly Tags: readonly unknown[] }[];
      if (subnet === refused) {
        return refuse('VpcEndpointLimitExceeded')();
      }
      const again = kept.some(({ VpcEndpointId }) => VpcEndpointId === `vpce-${subnet}`);
      const made = { VpcEndpointId: `vpce-${subnet}${again ? '-again' : ''}`, SubnetIds: [subnet], Tags };
      kept.push(made);
      return { VpcEndpoint: made };
    },
    DeleteVpcEndpoints: ({ VpcEndpointIds }: Input) => {
      const ids = VpcEndpointIds as readonly string[];
      kept.splice(0, kept.length, ...kept.filter(({ VpcEndpointId }) => !ids.includes(VpcEndpointId)));
      return { Unsuccessful: [] };
    },
    ...changes,
  };
  return { ...bench('AWS::NetworkFirewall::Firewall', answers), ids: () => kept.map((made) => made.VpcEndpointId) };
}

test('gets one endpoint in each subnet, and answers them by zone', async () => {
  const { create, fake } = endpoints();
  expect(await create(properties)).toStrictEqual({
    status: 'SUCCESS',
    physicalId: ARN,
    attributes: {
      EndpointIds: ['ap-northeast-1a:vpce-subnet-a', 'ap-northeast-1c:vpce-subnet-c'],
      FirewallArn: ARN,
      FirewallId: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    },
  });
  expect(fake.calls.filter(([name]) => name === 'CreateVpcEndpoint')).toMatchObject([
    ['CreateVpcEndpoint', { VpcEndpointType: 'GatewayLoadBalancer', VpcId: 'vpc-1', SubnetIds: ['subnet-c'] }],
    ['CreateVpcEndpoint', { SubnetIds: ['subnet-a'] }],
  ]);
});

test('takes back what was made when an endpoint is refused', async () => {
  const { create, ids, fake } = endpoints({}, 'subnet-a');
  expect(await create(properties)).toMatchObject({ status: 'FAILED', reason: 'VpcEndpointLimitExceeded: no' });
  expect(fake.names).toContain('DeleteVpcEndpoints');
  expect(ids()).toStrictEqual(['vpce-other']);
});

test('asks for no further endpoint after one was refused, so that none is made while the others are taken back', async () => {
  const { create, ids, fake } = endpoints({}, 'subnet-c');
  expect(await create(properties)).toMatchObject({ status: 'FAILED' });
  expect(fake.names.filter((name) => name === 'CreateVpcEndpoint')).toHaveLength(1);
  expect(ids()).toStrictEqual(['vpce-other']);
});

describe('an update', () => {
  test('of the subnets adds and removes endpoints and keeps the others', async () => {
    const { create, update, ids } = endpoints();
    await create(properties);
    const after = { ...properties, SubnetMappings: [{ SubnetId: 'subnet-a' }, { SubnetId: 'subnet-d' }] };
    expect(await update(ARN, properties, after)).toMatchObject({
      physicalId: ARN,
      attributes: { EndpointIds: ['ap-northeast-1a:vpce-subnet-a', 'ap-northeast-1d:vpce-subnet-d'] },
    });
    expect(ids()).toStrictEqual(['vpce-other', 'vpce-subnet-a', 'vpce-subnet-d']);
  });

  test('of anything else answers the same endpoints', async () => {
    const { create, update, fake } = endpoints();
    const made = await create(properties);
    const { length } = fake.calls;
    expect(await update(ARN, properties, { ...properties, Description: 'Other' })).toStrictEqual(made);
    expect(fake.names.slice(length)).toStrictEqual(['DescribeVpcEndpoints', 'DescribeSubnets']);
  });

  test.each([
    ['subnets', { SubnetChangeProtection: true }, { SubnetMappings: [{ SubnetId: 'subnet-a' }] }],
    ['policy', { FirewallPolicyChangeProtection: true }, { FirewallPolicyArn: 'arn:other' }],
  ])('of the %s fails while they are protected', async (what, protection, change) => {
    const { update, fake } = endpoints();
    const before = { ...properties, ...protection };
    expect(await update(ARN, before, { ...before, ...change })).toMatchObject({
      status: 'FAILED',
      reason: `InvalidOperationException: site-egress is protected against a change of its ${what}`,
    });
    expect(fake.calls).toStrictEqual([]);
  });

  test('of the name makes another firewall and leaves the old one to its deletion', async () => {
    const { create, update, remove, ids } = endpoints();
    await create(properties);
    const renamed = { ...properties, FirewallName: 'other' };
    expect(await update(ARN, properties, renamed)).toMatchObject({ physicalId: ARN.replace('site-egress', 'other') });
    expect(ids()).toHaveLength(5);
    await remove(ARN, properties);
    expect(ids()).toStrictEqual(['vpce-other', 'vpce-subnet-c-again', 'vpce-subnet-a-again']);
  });
});

describe('a deletion', () => {
  test('removes its endpoints and no other, and succeeds again', async () => {
    const { create, remove, ids } = endpoints();
    await create(properties);
    expect(await remove(ARN, properties)).toMatchObject({ status: 'SUCCESS' });
    expect(ids()).toStrictEqual(['vpce-other']);
    expect(await remove(ARN, properties)).toMatchObject({ status: 'SUCCESS' });
  });

  test('fails while the firewall is protected', async () => {
    const { create, remove, ids } = endpoints();
    await create(properties);
    expect(await remove(ARN, { ...properties, DeleteProtection: true })).toMatchObject({
      status: 'FAILED',
      reason: 'InvalidOperationException: site-egress is protected against deletion',
    });
    expect(ids()).toHaveLength(3);
  });

  test('fails when an endpoint cannot be deleted', async () => {
    const Error = { Code: 'InvalidParameter', Message: 'a route uses it' };
    const { create, remove } = endpoints({ DeleteVpcEndpoints: () => ({ Unsuccessful: [{ Error }] }) });
    await create(properties);
    expect(await remove(ARN, properties)).toMatchObject({ reason: 'InvalidParameter: a route uses it' });
  });
});
