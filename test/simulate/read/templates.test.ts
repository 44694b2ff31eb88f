import { HonmaruError } from '../../../lib/errors';
import { simulateSpike } from '../../../lib/simulate';
import { readFrontAcl, readServerGroups } from '../../../lib/simulate/read';
import { modelOfTemplate, type JsonObject } from '../../../lib/template';
import { declaredSale, groupResources, modelWith, rateRule, webAcl } from '../support/sale';

const CURVE = { baseRps: 10, peakRps: 20, riseSeconds: 0, holdSeconds: 60 };
const only = (options: Partial<Parameters<typeof groupResources>[1]>) =>
  readServerGroups(modelWith(groupResources('web', { min: 2, max: 4, ...options })))[0];

test('a group is read with its checks, zones and policy', () => {
  const more = { HealthCheckGracePeriod: 90, Cooldown: '120', DefaultInstanceWarmup: 45 };
  expect(only({ target: 1500.5, slowStartSeconds: 60, more })).toMatchObject({
    name: 'web',
    minInstances: 2,
    maxInstances: 4,
    zones: 3,
    keepsBalance: false,
    warmupSeconds: 45,
    cooldownSeconds: 120,
    graceSeconds: 90,
    launchLimitSeconds: undefined,
    targets: { registrationSeconds: 5, detectionSeconds: 12, slowStartSeconds: 60 },
    policies: [{ kind: 'target', metric: 'requests-per-target', target: { n: 3001, d: 2 }, periodSeconds: 60 }],
  });
});

test('a group without a warm-up takes its cooldown, which is 300 s by default', () => {
  expect(only({ more: { DefaultInstanceWarmup: -1 } })).toMatchObject({ warmupSeconds: 300, cooldownSeconds: 300 });
});

test('the shortest hook that gives up a launch limits it', () => {
  const hook = (HeartbeatTimeout: number, DefaultResult: string, transition = 'LAUNCHING') => ({
    LifecycleTransition: `autoscaling:EC2_INSTANCE_${transition}`,
    HeartbeatTimeout,
    DefaultResult,
  });
  const own = {
    LifecycleHookSpecificationList: [hook(50, 'CONTINUE'), hook(400, 'ABANDON'), hook(9, 'ABANDON', 'TERMINATING')],
  };
  const separate = {
    Type: 'AWS::AutoScaling::LifecycleHook',
    Properties: { AutoScalingGroupName: { Ref: 'webGroup' }, ...hook(200, 'ABANDON') },
  };
  expect(only({ more: own })?.launchLimitSeconds).toBe(400);
  expect(only({ more: own, resources: { separate } })?.launchLimitSeconds).toBe(200);
});

test('processors are measured every five minutes without detailed monitoring', () => {
  const policy = {
    Type: 'AWS::AutoScaling::ScalingPolicy',
    Properties: {
      AutoScalingGroupName: 'web',
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingConfiguration: {
        PredefinedMetricSpecification: { PredefinedMetricType: 'ASGAverageCPUUtilization' },
        TargetValue: 50,
        DisableScaleIn: true,
      },
    },
  };
  expect(only({ resources: { policy } })?.policies).toMatchObject([
    { metric: 'cpu', periodSeconds: 300, scalesIn: false },
  ]);
});

test.each<[string, JsonObject]>([
  ['simple', { PolicyType: 'SimpleScaling', AdjustmentType: 'ChangeInCapacity', ScalingAdjustment: 2 }],
  ['predictive', { PolicyType: 'PredictiveScaling' }],
  [
    'another metric',
    {
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingConfiguration: {
        PredefinedMetricSpecification: { PredefinedMetricType: 'ASGAverageNetworkIn' },
        TargetValue: 5,
      },
    },
  ],
  [
    'a step policy without an alarm',
    { PolicyType: 'StepScaling', AdjustmentType: 'ChangeInCapacity', StepAdjustments: [{ ScalingAdjustment: 1 }] },
  ],
])('a policy that is not simulated is told: %s', (_, properties) => {
  const policy = {
    Type: 'AWS::AutoScaling::ScalingPolicy',
    Properties: { AutoScalingGroupName: 'web', ...properties },
  };
  expect(only({ resources: { policy } })).toMatchObject({
    policies: [],
    open: [{ code: 'policy-not-simulated', subject: 'policy' }],
  });
});

test('a scheduled action whose time cannot be read is told', () => {
  const actions = {
    Raise: { MinSize: 3, Recurrence: 'every day' },
    Zone: { MinSize: 3, Recurrence: '0 9 * * *', TimeZone: 'Nowhere' },
  };
  expect(only({ actions })).toMatchObject({
    actions: [],
    open: [
      { code: 'schedule-unread', subject: 'Raise' },
      { code: 'schedule-unread', subject: 'Zone' },
    ],
  });
});

test('zones that only the deployment tells are not known', () => {
  const group = only({ more: { VPCZoneIdentifier: { 'Fn::Split': [',', { Ref: 'Subnets' }] } } });
  expect(group).toMatchObject({ zones: undefined, open: [{ code: 'zones-unknown', subject: 'web' }] });
});

describe('a size that is a parameter', () => {
  const resources = groupResources('web', { min: { Ref: 'Least' }, max: 9 });
  const template = { Parameters: { Least: { Type: 'Number' } }, Resources: resources };

  test('must be given', () => {
    expect(() => simulateSpike(modelOfTemplate(template), declaredSale(CURVE))).toThrow(
      /^Stack\/webGroup\.MinSize: must be known before the deployment; .+ \[SpikeSizeUnknown\]$/,
    );
  });

  test('is taken when it is given', () => {
    const report = simulateSpike(modelOfTemplate(template, { parameters: { Least: '5' } }), declaredSale(CURVE));
    expect(report.tiers[0]?.minInstances).toBe(5);
  });
});

describe('groups are named', () => {
  const names = ['shop-web', 'shop-app', 'other-app'];
  const model = modelWith(
    ...names.map((name) => ({
      [name.replace('-', '')]: {
        Type: 'AWS::AutoScaling::AutoScalingGroup',
        Properties: { AutoScalingGroupName: name, MinSize: 1, MaxSize: 2, AvailabilityZones: ['a', 'b'] },
      },
    })),
  );
  const simulate = (...groups: readonly string[]) =>
    simulateSpike(
      model,
      declaredSale(CURVE, {}, { tiers: groups.map((group) => ({ group, rpsPerInstance: 100, callsPerRequest: 1 })) }),
    );

  test('by the end of a name, a name or a logical id', () => {
    const report = simulate('web', 'shop-app', 'otherapp');
    expect(report.tiers.map(({ group }) => group.name)).toEqual(names);
    expect(report.open).not.toContainEqual(expect.objectContaining({ code: 'tier-not-declared' }));
  });

  test('and those that nobody names are not determined', () => {
    expect(simulate('web').open).toContainEqual({ code: 'tier-not-declared', subject: 'shop-app' });
  });

  test.each([
    [
      ['wep'],
      /^tiers\[0\]\.group: must name one Auto Scaling group of the templates, got 'wep'; use one of other-app, shop-app, shop-web \[SpikeGroupUnknown\]$/,
    ],
    [['app'], /got 'app'; use one of Stack\/otherapp, Stack\/shopapp \[SpikeGroupAmbiguous\]$/],
    [['web', 'shop-web'], /^tiers\[1\]\.group: must name a group once, got 'shop-web'; .+ \[SpikeGroupRepeated\]$/],
  ])('%j is refused', (groups, message) => {
    expect(() => simulate(...groups)).toThrow(message);
  });
});

describe('a web ACL', () => {
  const acl = (...rules: readonly JsonObject[]) => readFrontAcl(modelWith({ Acl: webAcl(...rules) }));

  test('is read in the order of its rules', () => {
    const found = acl({ ...rateRule('Second', 20), Priority: 2 }, { ...rateRule('First', 10), Priority: 1 });
    expect(found?.rules.map(({ name, limit, windowSeconds }) => [name, limit, windowSeconds])).toEqual([
      ['First', 10, 60],
      ['Second', 20, 60],
    ]);
  });

  test('counts over 300 s where no window is named', () => {
    const rule = rateRule('Limit', 10);
    const statement = { RateBasedStatement: { AggregateKeyType: 'IP', Limit: 10 } };
    expect(acl({ ...rule, Statement: statement })?.rules[0]?.windowSeconds).toBe(300);
  });

  test.each<[string, JsonObject, string]>([
    ['a managed group', { Name: 'Rule', Statement: { ManagedRuleGroupStatement: {} } }, 'rule-not-simulated'],
    [
      'a header',
      rateRule('Rule', 10, { AggregateKeyType: 'CUSTOM_KEYS', CustomKeys: [{ Header: {} }] }),
      'rate-rule-unread',
    ],
    ['a forwarded address', rateRule('Rule', 10, { AggregateKeyType: 'FORWARDED_IP' }), 'rate-rule-unread'],
    [
      'a method',
      rateRule('Rule', 10, { ScopeDownStatement: { ByteMatchStatement: { FieldToMatch: { Method: {} } } } }),
      'rate-rule-unread',
    ],
    [
      'a country',
      rateRule('Rule', 10, { ScopeDownStatement: { NotStatement: { Statement: { GeoMatchStatement: {} } } } }),
      'rate-rule-unread',
    ],
    ['a challenge', rateRule('Rule', 10, {}, 'Challenge'), 'challenge-not-simulated'],
  ])('tells what is not simulated: %s', (_, rule, code) => {
    expect(acl(rule)?.open).toEqual([{ code, subject: 'Rule' }]);
  });

  test('of CloudFront comes before one of a load balancer', () => {
    const regional = { Type: 'AWS::WAFv2::WebACL', Properties: { Name: 'inner', Scope: 'REGIONAL', Rules: [] } };
    expect(readFrontAcl(modelWith({ Inner: regional, Acl: webAcl() }))?.name).toBe('edge');
  });

  test('must be named where there are several', () => {
    const model = modelWith({ One: webAcl(), Two: webAcl() });
    expect(() => readFrontAcl(model)).toThrow(
      /^webAcl: must name the one web ACL .+, got 2 of them; .+ \[SpikeWebAclAmbiguous\]$/,
    );
    expect(readFrontAcl(model, 'Two')?.name).toBe('edge');
    expect(() => readFrontAcl(model, 'Three')).toThrow(/got 'Three'/);
  });

  test('with limits that nobody can judge is not determined', () => {
    const model = modelWith(groupResources('web', { min: 2, max: 2 }), { Acl: webAcl(rateRule('Limit', 10)) });
    expect(simulateSpike(model, declaredSale(CURVE)).open).toContainEqual({
      code: 'clients-not-declared',
      subject: 'Limit',
    });
  });
});

test('a limit on a path is not determined without the share of that path', () => {
  const match = { FieldToMatch: { UriPath: {} }, PositionalConstraint: 'STARTS_WITH', SearchString: '/sale' };
  const rule = rateRule('Limit', 10, { ScopeDownStatement: { ByteMatchStatement: match } });
  const model = modelWith(groupResources('web', { min: 2, max: 2 }), { Acl: webAcl(rule) });
  const clients = { count: 10, sources: [{ share: 1, clientsPerAddress: 1 }] };
  const { open, runs } = simulateSpike(model, declaredSale(CURVE, {}, { clients }));
  expect(open).toContainEqual({ code: 'paths-not-declared', subject: 'Limit' });
  expect(runs[0]?.totals.blocked).toBe(0);
});

test('a time is asked for where sizes change at set times', () => {
  const model = modelWith(
    groupResources('web', { min: 2, max: 4, actions: { Raise: { MinSize: 3, Recurrence: '0 9 * * *' } } }),
  );
  expect(() => simulateSpike(model, declaredSale(CURVE))).toThrow(/^opens: must be given, .+ \[SpikeTimeMissing\]$/);
});

test('an error of the templates is no error of the program', () => {
  expect(() => readFrontAcl(modelWith({ One: webAcl(), Two: webAcl() }))).toThrow(HonmaruError);
});
