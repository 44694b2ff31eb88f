import { Evaluator, type Declared, type Delay } from '../../../lib/failures';
import { courseOf, lose } from '../support/outcome';
import type { JsonObject } from '../../../lib/template';
import { poolOf, readSmall, ZONES, type Changes } from '../support/small-site';

const NODE = `Site/Entry#${ZONES[0]}`;

const secondsOf = (delay: Delay | undefined): readonly number[] => (delay ?? []).map(({ seconds }) => seconds);

const attributes = (
  values: Readonly<Record<string, string>>,
): { Targets: { Properties: { TargetGroupAttributes: { Key: string; Value: string }[] } } } => ({
  Targets: { Properties: { TargetGroupAttributes: Object.entries(values).map(([Key, Value]) => ({ Key, Value })) } },
});

const ROUTING = 'target_group_health.unhealthy_state_routing.minimum_healthy_targets';

test('takes a target out after its failed checks and the timeout of one', () => {
  const { model } = readSmall();
  expect(secondsOf(poolOf(model, `${NODE}#targets`).leave?.delay)).toEqual([10, 2]);
});

test('takes a target back after its passed checks', () => {
  const { model } = readSmall();
  expect(secondsOf(poolOf(model, `${NODE}#targets`).comeBack?.delay)).toEqual([15]);
});

test('takes the defaults of AWS for a health check that says nothing', () => {
  const { model } = readSmall({
    Targets: {
      Properties: {
        HealthCheckIntervalSeconds: null,
        HealthCheckTimeoutSeconds: null,
        UnhealthyThresholdCount: null,
        HealthyThresholdCount: null,
      },
    },
  });
  const { leave, comeBack } = poolOf(model, `${NODE}#targets`);
  expect([secondsOf(leave?.delay), secondsOf(comeBack?.delay)]).toEqual([[60, 5], [150]]);
});

test.each([
  [{}, 1],
  [{ [`${ROUTING}.count`]: '3' }, 3],
  [{ [`${ROUTING}.percentage`]: '60' }, 3],
  [{ [`${ROUTING}.count`]: '1', [`${ROUTING}.percentage`]: 'off' }, 1],
])('fails open below what the target group says: %j', (values, least) => {
  const { model } = readSmall(attributes(values));
  expect(poolOf(model, `${NODE}#targets`).failOpenBelow).toBe(least);
});

test('spreads the least number of servers over the zones, the first ones first', () => {
  const { model } = readSmall({ Servers: { Properties: { MinSize: '5' } } });
  expect(poolOf(model, 'Site/Targets').members.map(({ id }) => id)).toEqual([
    'eu-west-1a/1',
    'eu-west-1b/1',
    'eu-west-1a/2',
    'eu-west-1b/2',
    'eu-west-1a/3',
  ]);
});

test('leaves a service unread when nobody is sure to serve it', () => {
  const { unread, model } = readSmall({ Servers: { Properties: { MinSize: '0' } } });
  expect([unread.map(({ service, because }) => [service, because.code]), model.services]).toEqual([
    [
      ['GET', 'NOT_MODELLED'],
      ['POST', 'NOT_MODELLED'],
    ],
    [],
  ]);
});

test('is up again when a server is lost after its target is out', () => {
  const { model } = readSmall();
  expect(courseOf(lose(model, 'Site/Servers#eu-west-1a/1'), 'POST')).toEqual(['PARTIAL 25 %', 'UP', 'UP', 12]);
});

test('is up again when a node is lost after it is found, the TTL and the client', () => {
  const { model } = readSmall();
  expect(courseOf(lose(model, NODE), 'POST')).toEqual(['PARTIAL 50 %', 'UP', 'UP', 105]);
});

test('takes the recovery of clients that is declared', () => {
  const { model } = readSmall({}, { clientRecoverySeconds: 5 });
  expect(courseOf(lose(model, NODE), 'POST')).toEqual(['PARTIAL 50 %', 'UP', 'UP', 95]);
});

describe('a target group whose nodes do not cross zones', () => {
  const { model } = readSmall(attributes({ 'load_balancing.cross_zone.enabled': 'false' }));

  test('has the targets of its own zone behind each node', () => {
    expect(poolOf(model, `${NODE}#targets`).members.map(({ id }) => id)).toEqual(['eu-west-1a/1', 'eu-west-1a/2']);
  });

  test('loses the node when all its targets are lost', () => {
    expect(courseOf(lose(model, 'Site/ServerA'), 'POST')).toEqual(['PARTIAL 50 %', 'UP', 'UP', 105]);
  });
});

test('takes the targets of a zone that is cut off out of the rotation of the other nodes', () => {
  const { model } = readSmall();
  const { services } = lose(model, ZONES[1], 'cut-off');
  // The node of the zone reaches no writer: half of what comes in is lost.
  expect(services.map(({ t1 }) => Math.round((t1.lost ?? 0) * 100))).toEqual([50, 50]);
});

describe('a group that heeds the checks of its load balancer', () => {
  const changes = { Servers: { Properties: { HealthCheckType: 'ELB', DefaultInstanceWarmup: 60 } } };
  const deep: Declared = { tiers: [{ of: 'id:Servers', healthCheck: ['id:Database'] }] };

  test('ends what fails as soon as the target is out, and needs both control planes for it', () => {
    const { after, relaunch } = poolOf(readSmall(changes).model, 'Site/Targets').replace ?? {};
    expect([secondsOf(after?.delay), secondsOf(relaunch?.delay), after?.planes]).toEqual([
      [10, 2],
      [120, 60, 15],
      ['eu-west-1#autoscaling', 'eu-west-1#ec2'],
    ]);
  });

  test('ends every server when a deep check fails with the writer', () => {
    const { model } = readSmall(changes, deep);
    const { events, services } = lose(model, 'Site/Writer');
    expect([
      events.filter(({ kind }) => kind === 'end').length,
      services.map(({ recoverySeconds = 0 }) => recoverySeconds > 75),
    ]).toEqual([4, [true, true]]);
  });

  test('ends nothing with a shallow check', () => {
    const { model } = readSmall(changes);
    expect(lose(model, 'Site/Writer').events.map(({ kind }) => kind)).toEqual(['move', 'move']);
  });
});

describe('a release', () => {
  const maintained = (MinHealthyPercentage: number): Changes[string]['Properties'] => ({
    HealthCheckType: 'ELB',
    InstanceMaintenancePolicy: { MinHealthyPercentage, MaxHealthyPercentage: 110 },
  });
  const refresh = (Preferences: JsonObject): JsonObject => ({ AutoScalingInstanceRefresh: { Preferences } });
  const startsFirst = (Servers: Changes[string]): boolean =>
    poolOf(readSmall({ Servers }).model, 'Site/Targets').replace?.startsFirst ?? false;

  test.each([
    ['has the new server of a release serve first where all must be healthy', true, 100, refresh({})],
    ['that says so itself does as well', true, 100, refresh({ MinHealthyPercentage: 100 })],
    ['may itself take servers away', false, 100, refresh({ MinHealthyPercentage: 90 })],
    ['that rolls may take servers away', false, 100, { AutoScalingRollingUpdate: { MaxBatchSize: 1 } }],
    ['takes servers away where not all must be healthy', false, 90, refresh({})],
  ])('%s', (_, expected, least, UpdatePolicy) => {
    expect(startsFirst({ Properties: maintained(least), UpdatePolicy })).toBe(expected);
  });

  test('takes servers away where nothing is said', () => {
    expect(startsFirst({ Properties: { HealthCheckType: 'ELB' } })).toBe(false);
  });
});

test('ends nothing when the group heeds the checks of EC2 alone', () => {
  expect(poolOf(readSmall().model, 'Site/Targets').replace).toBeUndefined();
});

describe('capacity', () => {
  const declared: Declared = {
    services: [{ id: 'buy', method: 'POST', peakPerSecond: 100 }],
    tiers: [{ of: 'id:Servers', requestsPerSecond: 50, connections: 10 }],
    balancers: [{ of: 'id:Entry', requestsPerSecond: 'unlimited' }],
    databases: [{ of: 'id:Database', requestsPerSecond: 1000, maxConnections: 80 }],
  };
  const capacity = (given: Declared, first: readonly { group: string; mode: 'lost' }[]): unknown =>
    new Evaluator(readSmall({}, given).model).evaluate({ first }).services[0]?.t1.capacity;

  test('is what the servers that are left carry', () => {
    expect(capacity(declared, [{ group: 'Site/ServerA', mode: 'lost' }])).toBe(100);
  });

  test('is bounded by connections that do not fit', () => {
    const tight = { ...declared, databases: [{ of: 'id:Database', requestsPerSecond: 100, maxConnections: 40 }] };
    expect(capacity(tight, [])).toBe(50);
  });

  test('is not determined when something does not declare it', () => {
    expect(capacity({ ...declared, databases: [] }, [])).toBe('not determined');
  });
});
