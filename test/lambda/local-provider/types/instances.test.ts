import { bench } from '../bench';
import { refuse, type Answers, type Input } from '../fake-clients';

const properties = {
  AutoScalingGroupName: 'site-web',
  Subnets: ['subnet-a', 'subnet-c'],
  DesiredCapacity: 3,
  LaunchTemplateId: 'lt-1',
  TargetGroupArns: ['tg-1'],
};

interface Instance {
  readonly InstanceId: string;
  readonly SubnetId: string;
  readonly State: { Name: string };
}

/** Instances and target groups as EC2 and load balancing keep them. */
function fleet(changes: Answers = {}) {
  const instances: Instance[] = [];
  const targets = new Map<string, Map<string, unknown>>([
    ['tg-1', new Map()],
    ['tg-2', new Map()],
  ]);
  const group = (input: Input): Map<string, unknown> =>
    targets.get(String(input['TargetGroupArn'])) ?? refuse('TargetGroupNotFoundException')();
  const answers: Answers = {
    // In pages of two.
    DescribeInstances: ({ NextToken }) => {
      const from = Number(NextToken ?? 0);
      const page = instances.slice(from, from + 2);
      const next = from + 2 < instances.length ? { NextToken: String(from + 2) } : {};
      return { Reservations: page.map((instance) => ({ Instances: [instance] })), ...next };
    },
    RunInstances: ({ MinCount, SubnetId }) => {
      const made = Array.from({ length: Number(MinCount) }, (_, index) => ({
        InstanceId: `i-${String(instances.length + index)}`,
        SubnetId: String(SubnetId),
        State: { Name: 'running' },
      }));
      instances.push(...made);
      return { Instances: made };
    },
    TerminateInstances: ({ InstanceIds }) => {
      const [id] = InstanceIds as readonly string[];
      const instance = instances.find(({ InstanceId }) => InstanceId === id);
      if (instance === undefined) {
        return refuse('InvalidInstanceID.NotFound')();
      }
      instance.State.Name = 'terminated';
      return {};
    },
    RegisterTargets: (input) => {
      for (const { Id, Port } of input['Targets'] as readonly { Id: string; Port?: number }[]) {
        // A target that is registered keeps its port, as in the emulator.
        const registered = group(input);
        registered.set(Id, registered.has(Id) ? registered.get(Id) : Port);
      }
      return {};
    },
    DeregisterTargets: (input) => {
      for (const { Id } of input['Targets'] as readonly { Id: string }[]) {
        group(input).delete(Id);
      }
      return {};
    },
    ...changes,
  };
  const alive = () => instances.filter(({ State }) => State.Name === 'running');
  return {
    ...bench('Honmaru::Local::Instances', answers),
    instances,
    targets,
    places: () =>
      alive()
        .map(({ SubnetId }) => SubnetId)
        .sort(),
    registered: (arn: string) => [...(targets.get(arn)?.keys() ?? [])].sort(),
    running: () =>
      alive()
        .map(({ InstanceId }) => InstanceId)
        .sort(),
  };
}

test('starts instances in every subnet, tagged as Auto Scaling does, and registers them', async () => {
  const { create, fake, places, registered, running } = fleet();
  expect(await create({ ...properties, Port: 8443 })).toMatchObject({ status: 'SUCCESS', physicalId: 'site-web' });
  expect(places()).toStrictEqual(['subnet-a', 'subnet-a', 'subnet-c']);
  expect(registered('tg-1')).toStrictEqual(running());
  expect(fake.calls.find(([name]) => name === 'RunInstances')?.[1]).toStrictEqual({
    MinCount: 2,
    MaxCount: 2,
    SubnetId: 'subnet-a',
    LaunchTemplate: { LaunchTemplateId: 'lt-1' },
    TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'aws:autoscaling:groupName', Value: 'site-web' }] }],
  });
  expect(fake.inputOf('RegisterTargets')).toMatchObject({ Targets: [{ Port: 8443 }, { Port: 8443 }, { Port: 8443 }] });
});

test('starts instances in security groups', async () => {
  const { create, fake } = fleet();
  await create({ ...properties, DesiredCapacity: 1, SecurityGroupIds: ['sg-a', 'sg-b'] });
  expect(fake.inputOf('RunInstances')['SecurityGroupIds']).toStrictEqual(['sg-a', 'sg-b']);
});

test('names no security groups where there are none', async () => {
  const { create, fake } = fleet();
  await create({ ...properties, DesiredCapacity: 1, SecurityGroupIds: [] });
  expect(fake.inputOf('RunInstances')).not.toHaveProperty('SecurityGroupIds');
});

test('asks for its own instances', async () => {
  const { create, fake } = fleet();
  await create(properties);
  expect(fake.inputOf('DescribeInstances')).toStrictEqual({
    Filters: [{ Name: 'tag:aws:autoscaling:groupName', Values: ['site-web'] }],
  });
});

test('ends what it started when they cannot be registered', async () => {
  const { create, running } = fleet({ RegisterTargets: refuse('TargetGroupNotFoundException') });
  expect(await create(properties)).toMatchObject({ status: 'FAILED', reason: 'TargetGroupNotFoundException: no' });
  expect(running()).toStrictEqual([]);
});

test('does nothing for a group that starts empty', async () => {
  const { create, fake } = fleet();
  expect(await create({ ...properties, DesiredCapacity: 0 })).toMatchObject({ status: 'SUCCESS' });
  expect(fake.names).toStrictEqual(['DescribeInstances']);
});

test.each([{ DesiredCapacity: -1 }, { Subnets: [] }])('refuses %p', async (change) => {
  const { create } = fleet();
  expect(await create({ ...properties, ...change })).toMatchObject({ status: 'FAILED' });
});

describe('an update', () => {
  test.each([
    ['grows', { DesiredCapacity: 4 }, ['subnet-a', 'subnet-a', 'subnet-c', 'subnet-c']],
    ['shrinks', { DesiredCapacity: 1 }, ['subnet-a']],
    ['moves', { Subnets: ['subnet-d'] }, ['subnet-d', 'subnet-d', 'subnet-d']],
  ])('%s', async (_how, change, expected) => {
    const { create, update, places, registered, running } = fleet();
    await create(properties);
    expect(await update('site-web', properties, { ...properties, ...change })).toMatchObject({
      physicalId: 'site-web',
    });
    expect(places()).toStrictEqual(expected);
    expect(registered('tg-1')).toStrictEqual(running());
  });

  test('starts new instances before it ends old ones', async () => {
    const { create, update, fake } = fleet();
    await create(properties);
    await update('site-web', properties, { ...properties, Subnets: ['subnet-d'] });
    expect(fake.names.lastIndexOf('RegisterTargets')).toBeLessThan(fake.names.indexOf('TerminateInstances'));
    expect(fake.names.indexOf('DeregisterTargets')).toBeLessThan(fake.names.indexOf('TerminateInstances'));
  });

  test('without a change starts nothing, even if an instance was lost', async () => {
    const { create, update, fake, instances } = fleet();
    await create(properties);
    instances.forEach(({ State }) => {
      State.Name = 'terminated';
    });
    const { length } = fake.calls;
    expect(await update('site-web', properties, properties)).toMatchObject({ status: 'SUCCESS' });
    expect(fake.calls).toHaveLength(length);
  });

  test('registers with another target group and leaves the old one', async () => {
    const { create, update, registered, running } = fleet();
    await create(properties);
    await update('site-web', properties, { ...properties, TargetGroupArns: ['tg-2'] });
    expect(registered('tg-1')).toStrictEqual([]);
    expect(registered('tg-2')).toStrictEqual(running());
  });

  test('registers again on another port', async () => {
    const { create, update, targets } = fleet();
    await create({ ...properties, Port: 8443 });
    await update('site-web', { ...properties, Port: 8443 }, { ...properties, Port: 9443 });
    expect([...(targets.get('tg-1')?.values() ?? [])]).toStrictEqual([9443, 9443, 9443]);
  });

  test('replaces an instance that was lost', async () => {
    const { create, update, places, instances } = fleet();
    await create(properties);
    instances.slice(0, 1).forEach(({ State }) => {
      State.Name = 'terminated';
    });
    await update('site-web', properties, { ...properties, DesiredCapacity: 4 });
    expect(places()).toHaveLength(4);
  });
});

describe('a deletion', () => {
  test('deregisters and ends every instance, lost ones as well, and succeeds again', async () => {
    const { create, remove, registered, running, instances } = fleet();
    await create(properties);
    instances.slice(0, 1).forEach(({ State }) => {
      State.Name = 'terminated';
    });
    expect(await remove('site-web', properties)).toMatchObject({ status: 'SUCCESS' });
    expect(running()).toStrictEqual([]);
    expect(registered('tg-1')).toStrictEqual([]);
    expect(await remove('site-web', properties)).toMatchObject({ status: 'SUCCESS' });
  });

  test('succeeds when the target group or an instance went meanwhile', async () => {
    const { create, remove } = fleet({ TerminateInstances: refuse('InvalidInstanceID.NotFound') });
    await create(properties);
    expect(await remove('site-web', { ...properties, TargetGroupArns: ['tg-gone'] })).toMatchObject({
      status: 'SUCCESS',
    });
  });

  test('fails when an instance cannot be ended', async () => {
    const { create, remove } = fleet({ TerminateInstances: refuse('OperationNotPermitted') });
    await create(properties);
    expect(await remove('site-web', properties)).toMatchObject({ status: 'FAILED' });
  });
});
