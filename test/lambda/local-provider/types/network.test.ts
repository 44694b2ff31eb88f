import { bench } from '../bench';
import { refuse } from '../fake-clients';

const tags = [
  { Key: 'site', Value: 'a' },
  { Key: 'Name', Value: 'nat' },
];
const ok = () => ({});

describe('an elastic address', () => {
  const type = 'AWS::EC2::EIP';
  const addresses = {
    // As the emulator does, whatever addresses were asked for.
    DescribeAddresses: () => ({
      Addresses: [
        { PublicIp: '52.0.0.9', AllocationId: 'eipalloc-9' },
        { PublicIp: '52.0.0.1', AllocationId: 'eipalloc-1' },
      ],
    }),
  };
  const properties = { Domain: 'vpc', Tags: tags };

  test('is allocated with its tags', async () => {
    const { create, fake } = bench(type, {
      AllocateAddress: () => ({ PublicIp: '52.0.0.1', AllocationId: 'eipalloc-1' }),
    });
    await create(properties);
    expect(fake.inputOf('AllocateAddress')).toStrictEqual({
      Domain: 'vpc',
      TagSpecifications: [{ ResourceType: 'elastic-ip', Tags: tags }],
    });
  });

  test('keeps its address when tags change', async () => {
    const { update, fake } = bench(type, { ...addresses, CreateTags: ok, DeleteTags: ok });
    const after = { ...properties, Tags: [{ Key: 'site', Value: 'b' }] };
    expect(await update('52.0.0.1', properties, after)).toMatchObject({
      physicalId: '52.0.0.1',
      attributes: { AllocationId: 'eipalloc-1', PublicIp: '52.0.0.1' },
    });
    expect(fake.inputOf('CreateTags')).toStrictEqual({
      Resources: ['eipalloc-1'],
      Tags: [{ Key: 'site', Value: 'b' }],
    });
    expect(fake.inputOf('DeleteTags')).toStrictEqual({ Resources: ['eipalloc-1'], Tags: [{ Key: 'Name' }] });
  });

  test('changes nothing when only the order of tags changes', async () => {
    const { update, fake } = bench(type, addresses);
    expect(await update('52.0.0.1', properties, { ...properties, Tags: [...tags].reverse() })).toMatchObject({
      status: 'SUCCESS',
    });
    expect(fake.names).toStrictEqual(['DescribeAddresses']);
  });

  test('is another one in another domain', async () => {
    const { update } = bench(type, { AllocateAddress: () => ({ PublicIp: '1.1.1.1', AllocationId: 'x' }) });
    expect(await update('52.0.0.1', properties, { ...properties, Domain: 'standard' })).toMatchObject({
      physicalId: '1.1.1.1',
    });
  });

  test('is released by its allocation', async () => {
    const { remove, fake } = bench(type, { ...addresses, ReleaseAddress: ok });
    await remove('52.0.0.1', properties);
    expect(fake.inputOf('ReleaseAddress')).toStrictEqual({ AllocationId: 'eipalloc-1' });
  });

  test.each([
    ['is not there', { DescribeAddresses: () => ({ Addresses: [] }) }],
    ['cannot be found', { DescribeAddresses: refuse('InvalidAddress.NotFound') }],
    ['went meanwhile', { ...addresses, ReleaseAddress: refuse('InvalidAllocationID.NotFound') }],
  ])('that %s is removed already', async (_what, answers) => {
    const { remove } = bench(type, answers);
    expect(await remove('52.0.0.1', properties)).toMatchObject({ status: 'SUCCESS' });
  });

  test('that is in use stays, and that is a failure', async () => {
    const { remove } = bench(type, { ...addresses, ReleaseAddress: refuse('InvalidIPAddress.InUse') });
    expect(await remove('52.0.0.1', properties)).toMatchObject({
      status: 'FAILED',
      reason: 'InvalidIPAddress.InUse: no',
    });
  });
});

describe('a NAT gateway', () => {
  const type = 'AWS::EC2::NatGateway';
  const properties = { AllocationId: 'eipalloc-1', ConnectivityType: 'public', SubnetId: 'subnet-1', Tags: tags };

  test('is created in its subnet', async () => {
    const { create, fake } = bench(type, { CreateNatGateway: () => ({ NatGateway: { NatGatewayId: 'nat-1' } }) });
    expect(await create(properties)).toMatchObject({ physicalId: 'nat-1', attributes: { NatGatewayId: 'nat-1' } });
    expect(fake.inputOf('CreateNatGateway')).toStrictEqual({
      AllocationId: 'eipalloc-1',
      ConnectivityType: 'public',
      SubnetId: 'subnet-1',
      TagSpecifications: [{ ResourceType: 'natgateway', Tags: tags }],
    });
  });

  test.each([{ SubnetId: 'subnet-2' }, { AllocationId: 'eipalloc-2' }, { ConnectivityType: 'private' }])(
    'is another one with %p',
    async (change) => {
      const { update } = bench(type, { CreateNatGateway: () => ({ NatGateway: { NatGatewayId: 'nat-2' } }) });
      expect(await update('nat-1', properties, { ...properties, ...change })).toMatchObject({ physicalId: 'nat-2' });
    },
  );

  test('stays when its tags change', async () => {
    const { update, fake } = bench(type, { CreateTags: ok, DeleteTags: ok });
    expect(await update('nat-1', properties, { ...properties, Tags: [] })).toMatchObject({ physicalId: 'nat-1' });
    expect(fake.names).toStrictEqual(['DeleteTags']);
  });

  test('that is gone is removed already', async () => {
    const { remove } = bench(type, { DeleteNatGateway: refuse('NatGatewayNotFound') });
    expect(await remove('nat-1', properties)).toMatchObject({ status: 'SUCCESS' });
  });

  test('whose id the API leaves out is a failure', async () => {
    const { create } = bench(type, { CreateNatGateway: ok });
    expect(await create(properties)).toMatchObject({ reason: 'the API answered without NatGatewayId' });
  });
});

describe('a network ACL', () => {
  const type = 'AWS::EC2::NetworkAcl';

  test('is created, kept on a change of tags, and another one in another VPC', async () => {
    const { create, update, fake } = bench(type, {
      CreateNetworkAcl: () => ({ NetworkAcl: { NetworkAclId: 'acl-1' } }),
      CreateTags: ok,
    });
    expect(await create({ VpcId: 'vpc-1', Tags: tags })).toMatchObject({ attributes: { Id: 'acl-1' } });
    await update('acl-0', { VpcId: 'vpc-1' }, { VpcId: 'vpc-1', Tags: tags });
    expect(fake.names).toStrictEqual(['CreateNetworkAcl', 'CreateTags']);
    expect(await update('acl-0', { VpcId: 'vpc-1' }, { VpcId: 'vpc-2' })).toMatchObject({ physicalId: 'acl-1' });
  });

  test('that is gone is removed already', async () => {
    const { remove } = bench(type, { DeleteNetworkAcl: refuse('InvalidNetworkAclID.NotFound') });
    expect(await remove('acl-1', { VpcId: 'vpc-1' })).toMatchObject({ status: 'SUCCESS' });
  });
});

describe('an entry of a network ACL', () => {
  const type = 'AWS::EC2::NetworkAclEntry';
  const properties = {
    CidrBlock: '10.0.0.0/8',
    Egress: false,
    NetworkAclId: 'acl-1',
    PortRange: { From: 443, To: 443 },
    Protocol: 6,
    RuleAction: 'allow',
    RuleNumber: 100,
  };

  test('is created with numbers as numbers, and the protocol as a text', async () => {
    const { create, fake } = bench(type, { CreateNetworkAclEntry: ok });
    expect(await create(properties)).toMatchObject({ physicalId: 'acl-1/ingress/100' });
    expect(fake.inputOf('CreateNetworkAclEntry')).toStrictEqual({ ...properties, Protocol: '6' });
  });

  test('is overwritten when what it allows changes', async () => {
    const { update, fake } = bench(type, { ReplaceNetworkAclEntry: ok });
    const after = { ...properties, CidrBlock: '10.1.0.0/16' };
    expect(await update('acl-1/ingress/100', properties, after)).toMatchObject({ physicalId: 'acl-1/ingress/100' });
    expect(fake.inputOf('ReplaceNetworkAclEntry')).toMatchObject({ CidrBlock: '10.1.0.0/16', RuleNumber: 100 });
  });

  test('is not touched without a change', async () => {
    const { update, fake } = bench(type);
    expect(await update('acl-1/ingress/100', properties, properties)).toMatchObject({ status: 'SUCCESS' });
    expect(fake.calls).toStrictEqual([]);
  });

  test.each([
    [{ RuleNumber: 200 }, 'acl-1/ingress/200'],
    [{ Egress: true }, 'acl-1/egress/100'],
    [{ NetworkAclId: 'acl-2' }, 'acl-2/ingress/100'],
  ])('is another one with %p', async (change, id) => {
    const { update } = bench(type, { CreateNetworkAclEntry: ok });
    expect(await update('acl-1/ingress/100', properties, { ...properties, ...change })).toMatchObject({
      physicalId: id,
    });
  });

  test.each(['InvalidNetworkAclID.NotFound', 'InvalidNetworkAclEntry.NotFound'])(
    'is removed already when the API says %s',
    async (code) => {
      const { remove, fake } = bench(type, { DeleteNetworkAclEntry: refuse(code) });
      expect(await remove('acl-1/ingress/100', properties)).toMatchObject({ status: 'SUCCESS' });
      expect(fake.inputOf('DeleteNetworkAclEntry')).toStrictEqual({
        NetworkAclId: 'acl-1',
        RuleNumber: 100,
        Egress: false,
      });
    },
  );
});
