import { bench, played, request } from './bench';
import { apiError } from './fake-clients';

const EIP = 'AWS::EC2::EIP';
const allocated = { AllocateAddress: () => ({ PublicIp: '52.0.0.1', AllocationId: 'eipalloc-1' }) };

test('answers a creation with the physical id and the attributes', async () => {
  const { create } = bench(EIP, allocated);
  expect(await create({ Domain: 'vpc' })).toStrictEqual({
    status: 'SUCCESS',
    physicalId: '52.0.0.1',
    attributes: { AllocationId: 'eipalloc-1', PublicIp: '52.0.0.1' },
  });
});

test('answers in the words of the API when it refuses', async () => {
  const { create } = bench(EIP, {
    AllocateAddress: () => {
      throw apiError('AddressLimitExceeded', 'The maximum number of addresses has been reached.');
    },
  });
  expect(await create({ Domain: 'vpc' })).toStrictEqual({
    status: 'FAILED',
    physicalId: 'not-made/Logical',
    reason: 'AddressLimitExceeded: The maximum number of addresses has been reached.',
  });
});

test.each(['Create', 'Update'] as const)('fails on an unknown type and names it: %s', async (requestType) => {
  const { send, fake } = bench('AWS::X::Y');
  const properties = played('AWS::X::Y', {});
  const outcome = await send(
    request(requestType, {
      ResourceProperties: properties,
      ...(requestType === 'Update' ? { PhysicalResourceId: 'x', OldResourceProperties: properties } : {}),
    }),
  );
  expect(outcome).toMatchObject({ status: 'FAILED', reason: 'AWS::X::Y is not played by the local site' });
  expect(fake.calls).toStrictEqual([]);
});

test('fails on a property that is not played and names it', async () => {
  const { create, fake } = bench(EIP, allocated);
  expect(await create({ Domain: 'vpc', InstanceId: 'i-1' })).toMatchObject({
    status: 'FAILED',
    reason: 'AWS::EC2::EIP: InstanceId is not played locally',
  });
  expect(fake.calls).toStrictEqual([]);
});

test('fails on a value of the wrong shape and names the property', async () => {
  const { create } = bench(EIP, allocated);
  expect(await create({ Domain: 'moon' })).toMatchObject({ reason: expect.stringMatching(/^AWS::EC2::EIP: Domain /) });
});

test.each([{}, { Type: EIP }, { ServiceToken: 's', Type: EIP, Kinds: { '/Domain': 'date' } }])(
  'fails on properties that are not those of the provider: %p',
  async (properties) => {
    const { send } = bench(EIP);
    expect(await send(request('Create', { ResourceProperties: properties }))).toMatchObject({
      status: 'FAILED',
      reason: expect.stringMatching(/^wrong properties: (ServiceToken|Kinds)/),
    });
  },
);

test('fails when a literal is not of its kind', async () => {
  const { send } = bench(EIP);
  const properties = { ...played(EIP, {}), Properties: { Domain: 'vpc' }, Kinds: { '/Domain': 'number' } };
  expect(await send(request('Create', { ResourceProperties: properties }))).toMatchObject({
    reason: '/Domain was a number, but is "vpc"',
  });
});

describe('a type that is only recorded', () => {
  const recorded = (reference: string) => ({
    ...played('AWS::NetworkFirewall::RuleGroup', {}),
    Reference: reference,
    Attributes: { RuleGroupArn: 'arn:x', 'A.B': ['1'] },
  });

  test('is answered as it was given', async () => {
    const { send, fake } = bench(EIP);
    expect(await send(request('Create', { ResourceProperties: recorded('id') }))).toStrictEqual({
      status: 'SUCCESS',
      physicalId: 'id',
      attributes: { RuleGroupArn: 'arn:x', 'A.B': ['1'] },
    });
    expect(fake.calls).toStrictEqual([]);
  });

  test('is replaced when its reference changes', async () => {
    const { send } = bench(EIP);
    const outcome = await send(
      request('Update', {
        PhysicalResourceId: 'id',
        ResourceProperties: recorded('other'),
        OldResourceProperties: recorded('id'),
      }),
    );
    expect(outcome).toMatchObject({ status: 'SUCCESS', physicalId: 'other' });
  });

  test('is deleted without a call', async () => {
    const { send, fake } = bench(EIP);
    const outcome = await send(request('Delete', { PhysicalResourceId: 'id', ResourceProperties: recorded('id') }));
    expect(outcome).toMatchObject({ status: 'SUCCESS', physicalId: 'id' });
    expect(fake.calls).toStrictEqual([]);
  });

  test('is made when it becomes one that is played', async () => {
    const { send } = bench(EIP, allocated);
    const outcome = await send(
      request('Update', {
        PhysicalResourceId: 'id',
        ResourceProperties: played(EIP, { Domain: 'vpc' }),
        OldResourceProperties: { ...played(EIP, { Domain: 'vpc' }), Reference: 'id' },
      }),
    );
    expect(outcome).toMatchObject({ status: 'SUCCESS', physicalId: '52.0.0.1' });
  });
});

describe('a deletion', () => {
  test('after a failed creation does nothing, whatever the properties', async () => {
    const { send, fake } = bench(EIP);
    const outcome = await send(
      request('Delete', { PhysicalResourceId: 'not-made/Logical', ResourceProperties: { wrong: 'yes' } }),
    );
    expect(outcome).toMatchObject({ status: 'SUCCESS', physicalId: 'not-made/Logical' });
    expect(fake.calls).toStrictEqual([]);
  });

  test('that the API refuses fails', async () => {
    const { remove } = bench('AWS::EC2::NetworkAcl', {
      DeleteNetworkAcl: () => {
        throw apiError('DependencyViolation', 'in use');
      },
    });
    expect(await remove('acl-1', { VpcId: 'vpc-1' })).toStrictEqual({
      status: 'FAILED',
      physicalId: 'acl-1',
      reason: 'DependencyViolation: in use',
    });
  });
});

test('a failed update keeps the physical id, so that nothing is deleted', async () => {
  const { update } = bench(EIP, {
    AllocateAddress: () => {
      throw apiError('AddressLimitExceeded');
    },
  });
  expect(await update('52.0.0.1', { Domain: 'vpc' }, { Domain: 'standard' })).toMatchObject({
    status: 'FAILED',
    physicalId: '52.0.0.1',
  });
});

test('answers before the function is stopped when an API never does', async () => {
  const { send } = bench(EIP, { AllocateAddress: () => new Promise(() => undefined) });
  const outcome = await send(request('Create', { ResourceProperties: played(EIP, { Domain: 'vpc' }) }), 12_010);
  expect(outcome).toMatchObject({
    status: 'FAILED',
    reason: 'the time of the function was up before the APIs had answered',
  });
});

test('a payload without an address to answer to is an error', async () => {
  const { send } = bench(EIP);
  await expect(send({ RequestType: 'Create' })).rejects.toThrow();
});

test('an answer that is not taken is an error', async () => {
  const { fake } = bench(EIP);
  const { run } = await import('../../../lambda/local-provider/run');
  const payload = request('Delete', { PhysicalResourceId: 'not-made/Logical', ResourceProperties: {} });
  const ports = { clients: fake.clients, answer: () => Promise.reject(new Error('not taken')), write: () => undefined };
  await expect(run(payload, 60_000, ports)).rejects.toThrow('not taken');
});

test('the log holds neither the address of the answer nor properties', async () => {
  const { create, lines } = bench(EIP, allocated);
  await create({ Domain: 'vpc', Tags: [{ Key: 'k', Value: 'secret-value' }] });
  expect(lines).toHaveLength(1);
  expect(lines.join('')).toContain('52.0.0.1');
  expect(lines.join('')).not.toMatch(/secret/);
});
