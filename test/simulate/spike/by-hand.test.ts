import { declaredSale, groupResources, modelWith, rateRule, Sale, saleOf, webAcl } from '../support/sale';
import { parseDeclared, simulateSpike } from '../../../lib/simulate';

/** 100 requests per second before, 600 at once at the opening, for 15 minutes. */
const STEP = { baseRps: 100, peakRps: 600, riseSeconds: 0, holdSeconds: 900 };

describe('the minimum', () => {
  // Rise: 60 s from 100 to 2,000 per second, (100 + 2,000) / 2 x 60 = 63,000. Hold: 300 x 2,000 = 600,000. Before the
  // opening 300 s x 100 = 30,000. 20 instances serve 20 x 100 = 2,000 per second: exactly the peak.
  test('that is armed before carries a spike of 20 times in 60 s', () => {
    const curve = { baseRps: 100, peakMultiple: 20, riseSeconds: 60, holdSeconds: 300 };
    const sale = saleOf({ min: 20, max: 20 }, declaredSale(curve));
    expect(sale.totals('normal', 'latest')).toMatchObject({ offered: 693_000, served: 693_000, shed: 0 });
    expect(sale.report.tiers[0]?.least).toEqual({ allZones: 20, oneZoneLost: 30 });
  });

  // 100 of 2,000 per second are 5 %: no more than 0.05, and more than 0.049999.
  test('that is too small is a warning where the share was allowed', () => {
    const curve = { baseRps: 0, peakRps: 2000, riseSeconds: 0, holdSeconds: 300 };
    const severities = (allowedShare: number) =>
      saleOf({ min: 19, max: 19, zones: 1 }, declaredSale(curve, {}, { allowedShare }))
        .report.findings.filter(({ values }) => values['scenario'] === 'normal')
        .map(({ severity }) => severity);
    expect([severities(0.049999), severities(0.05)]).toEqual([['error'], ['warning']]);
  });

  test('of a group in one zone is never enough for the loss of it', () => {
    const sale = saleOf({ min: 5, max: 5, zones: 1 }, declaredSale({ ...STEP, peakRps: 200 }));
    expect(sale.report.tiers[0]?.least).toEqual({ allZones: 2, oneZoneLost: 'none' });
    expect(sale.totals('zone-lost-before').served).toBe(0);
  });

  // 19 x 100 = 1,900 of 2,000 per second: 100 are refused, for 300 s.
  test('that is one too small refuses what one instance would serve', () => {
    const curve = { baseRps: 100, peakRps: 2000, riseSeconds: 0, holdSeconds: 300 };
    const sale = saleOf({ min: 19, max: 19 }, declaredSale(curve));
    expect(sale.totals()).toMatchObject({
      shed: 30_000,
      firstShortMinute: 0,
      minutesUntilRecovered: 5,
      recovered: false,
    });
  });

  // 150 per second of 100: 50 more wait each second, 300 after 6 s; then 50 are refused each second, for 4 s.
  test('lets requests wait where they may', () => {
    const curve = { baseRps: 0, peakRps: 150, riseSeconds: 0, holdSeconds: 10 };
    const sale = saleOf({ min: 1, max: 1, zones: 1 }, declaredSale(curve, { queuePerInstance: 300 }));
    expect(sale.totals()).toMatchObject({ offered: 1500, served: 1300, shed: 200, queued: 0 });
  });
});

describe('the curve', () => {
  const sumOf = (curve: Readonly<Record<string, number>>) =>
    saleOf({ min: 1, max: 1, zones: 1 }, declaredSale(curve)).totals().offered;

  // Before 300 x 1. Rise 60 x (1 + 4) / 2 = 150, hold 10 x 4, fall 50 x (4 + 1) / 2 = 125.
  test('holds as many requests as the area below it', () => {
    expect(sumOf({ baseRps: 1, peakRps: 4, riseSeconds: 60, holdSeconds: 10, decaySeconds: 50 })).toBe(300 + 315);
  });

  // Rise 3,599 x 1 / 2 = 1,799.5, of which the half is never sent; fall 1 x 1 / 2, likewise. Hold 60 x 1.
  test('leaves less than one request out on each side', () => {
    expect(sumOf({ baseRps: 0, peakRps: 1, riseSeconds: 3599, holdSeconds: 60, decaySeconds: 1 })).toBe(1799 + 60);
  });
});

describe('target tracking', () => {
  const launching = declaredSale(STEP, { launchSeconds: 120 });

  // 2 instances serve 200 of 600. The periods 0, 1 and 2 are above 3,000 per target: the third ends at minute 3. Wanted
  // are 600 x 60 / 3,000 = 12; they serve after 120 s, at minute 5. Refused: 400 x 300 s.
  test('launches after the third period, and the launch time', () => {
    const sale = saleOf({ min: 2, max: 20, target: 3000 }, launching);
    expect(sale.totals()).toMatchObject({ shed: 120_000, shortMinutes: 5, minutesUntilRecovered: 5, recovered: true });
    expect(sale.instances().slice(0, 7)).toEqual([2, 2, 2, 2, 2, 12, 12]);
  });

  // Later by 60 s until the metric is seen and 5 s until the first health check: 180 + 60 + 120 + 5 = 365 s.
  test('launches later when everything takes as long as it may', () => {
    const sale = saleOf({ min: 2, max: 20, target: 3000 }, launching);
    expect(sale.totals('normal', 'latest')).toMatchObject({ shed: 400 * 365, shortMinutes: 7 });
  });

  // A launch takes 600 s; the peak is over after 300 s: 400 x 300.
  test('does not help when a launch takes longer than the peak', () => {
    const declared = declaredSale({ ...STEP, holdSeconds: 300 }, { launchSeconds: 600 });
    const sale = saleOf({ min: 2, max: 20, target: 3000 }, declared);
    expect(sale.totals().shed).toBe(120_000);
    expect(sale.codes).toContain('LaunchesTooLate');
  });

  // 120,000 until minute 5, then 4 x 100 of 600: 200 x 600 s more.
  test('stops at the greatest size', () => {
    const sale = saleOf({ min: 2, max: 4, target: 3000 }, launching);
    expect(sale.totals().shed).toBe(240_000);
    expect(sale.report.findings).toContainEqual(
      expect.objectContaining({ code: 'SizeLimitReached', severity: 'error', subject: 'web', values: { max: 4 } }),
    );
  });

  // 5 x 100 of 600: 100 x 600 s beside the 120,000.
  test('stops at the quota of the account', () => {
    const declared = declaredSale(STEP, { launchSeconds: 120 }, { instanceQuota: 5 });
    const sale = saleOf({ min: 2, max: 20, target: 3000 }, declared);
    expect(sale.totals().shed).toBe(180_000);
    expect(sale.codes).toContain('QuotaReached');
  });

  // New targets get a share that grows over 60 s: at minute 5 and e seconds, 2 + 10 e / 60 are worth full ones. 600 are
  // served from e = 24 on. Until then 24 x 600 = 14,400 come and 100 x (2 x 24 + 10 / 60 x (0 + ... + 23)) = 9,400 are served.
  test('waits for the slow start of new targets', () => {
    const sale = saleOf({ min: 2, max: 20, target: 3000, slowStartSeconds: 60 }, launching);
    expect(sale.totals().shed).toBe(120_000 + 5000);
  });

  // Of 12 wanted at minute 3, 6 start from the warm pool in 30 s, the rest in 120 s: (600 - 200) x 210 s until then, and
  // 8 x 100 is enough at once.
  test('takes instances from the warm pool first', () => {
    const pool = {
      Type: 'AWS::AutoScaling::WarmPool',
      Properties: { AutoScalingGroupName: { Ref: 'webGroup' }, MinSize: 6 },
    };
    const declared = declaredSale(STEP, { launchSeconds: 120, warmStartSeconds: 30 });
    const sale = saleOf({ min: 2, max: 20, target: 3000, resources: { pool } }, declared);
    expect(sale.totals().shed).toBe(84_000);
    expect(sale.instances().slice(2, 6)).toEqual([2, 2, 8, 12]);
  });

  // The launch hook gives up after 100 s: the 2 instances stay alone, 400 x 900 s.
  test('gets nothing from launches that a hook gives up', () => {
    const hook = {
      LifecycleTransition: 'autoscaling:EC2_INSTANCE_LAUNCHING',
      DefaultResult: 'ABANDON',
      HeartbeatTimeout: 100,
    };
    const sale = saleOf({ min: 2, max: 20, target: 3000, more: { LifecycleHookSpecificationList: [hook] } }, launching);
    expect(sale.totals().shed).toBe(360_000);
    expect(sale.codes).toContain('LaunchGivenUp');
  });

  // 5 minutes at 600 (12 instances at minute 5), then 100 per second: 500 per target of 3,000. The 15th low period ends at
  // minute 20: 100 x 60 / 3,000 = 2 instances are left. 600 come again at minute 30: 400 x 300 s are refused once more.
  test('shrinks after fifteen low periods, and is as small as before at the next spike', () => {
    const minutes = [
      ...Array<number>(5).fill(36_000),
      ...Array<number>(25).fill(6000),
      ...Array<number>(10).fill(36_000),
    ];
    const declared = parseDeclared(
      { tiers: [{ group: 'web', rpsPerInstance: 100, launchSeconds: 120 }] },
      (path) => path.join('.'),
      { kind: 'minutes', fromMinute: 0, counts: minutes },
    );
    const sale = saleOf({ min: 2, max: 20, target: 3000 }, declared);
    expect([4, 5, 19, 20, 29, 34, 35].map((minute) => sale.instances()[minute])).toEqual([2, 12, 12, 2, 2, 2, 12]);
    expect(sale.totals().shed).toBe(240_000);
  });

  // 300, 500, 800 and then 1,000 per second, minute by minute. With 5 instances minute 0 is above the target already
  // (3,600), so 16 are wanted at minute 3 and serve from minute 4: 300 x 60 s + 500 x 60 s are refused. With 6 (3,000)
  // minute 1 is the first: 20 serve from minute 5, 200 + 400 + 400 for 60 s each are refused.
  test('can refuse more with a greater minimum, because its alarm comes later', () => {
    const counts = [300, 500, 800, 1000, 1000, 1000].map((rps) => rps * 60);
    const declared = parseDeclared(
      { tiers: [{ group: 'web', rpsPerInstance: 100, launchSeconds: 60 }] },
      (path) => path.join('.'),
      { kind: 'minutes', fromMinute: 0, counts },
    );
    const shedWith = (min: number) => saleOf({ min, max: 30, target: 3000 }, declared).totals().shed;
    expect([shedWith(5), shedWith(6)]).toEqual([48_000, 60_000]);
  });

  // Processors show 100 % whatever is refused, twice the target of 50 %: each decision only doubles what was measured.
  // 4 are decided at minute 3 and serve from minute 4; the period with all 4 of them ends at minute 5, 8 serve from
  // minute 6. Refused: 400 x 240 s + 200 x 120 s.
  test('on processors doubles step by step, because they show no more than 100 %', () => {
    const policy = {
      Type: 'AWS::AutoScaling::ScalingPolicy',
      Properties: {
        AutoScalingGroupName: 'web',
        PolicyType: 'TargetTrackingScaling',
        TargetTrackingConfiguration: {
          PredefinedMetricSpecification: { PredefinedMetricType: 'ASGAverageCPUUtilization' },
          TargetValue: 50,
        },
      },
    };
    const template = {
      Type: 'AWS::EC2::LaunchTemplate',
      Properties: { LaunchTemplateData: { Monitoring: { Enabled: true } } },
    };
    const more = { LaunchTemplate: { LaunchTemplateId: { Ref: 'template' }, Version: '1' } };
    const declared = declaredSale(STEP, { launchSeconds: 60, cpuPercentAtLimit: 100 });
    const sale = saleOf({ min: 2, max: 20, more, resources: { policy, template } }, declared);
    expect(sale.instances().slice(0, 7)).toEqual([2, 2, 2, 2, 4, 4, 8]);
    expect(sale.totals().shed).toBe(400 * 240 + 200 * 120);
  });
});

// Above 3,000 per target by 15,000: the second step adds 8, at the end of the first period, to 2. 120 s later 10 x 100.
test('step scaling adds what the step says, counted from the instances that are warm', () => {
  const policy = {
    Type: 'AWS::AutoScaling::ScalingPolicy',
    Properties: {
      AutoScalingGroupName: 'web',
      PolicyType: 'StepScaling',
      AdjustmentType: 'ChangeInCapacity',
      StepAdjustments: [
        { MetricIntervalLowerBound: 0, MetricIntervalUpperBound: 6000, ScalingAdjustment: 2 },
        { MetricIntervalLowerBound: 6000, ScalingAdjustment: 8 },
      ],
    },
  };
  const alarm = {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      MetricName: 'RequestCountPerTarget',
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 3000,
      ComparisonOperator: 'GreaterThanThreshold',
      AlarmActions: [{ Ref: 'policy' }],
    },
  };
  const declared = declaredSale(STEP, { launchSeconds: 120 });
  const sale = saleOf({ min: 2, max: 20, resources: { policy, alarm } }, declared);
  expect(sale.instances().slice(0, 5)).toEqual([2, 2, 2, 10, 10]);
  expect(sale.totals().shed).toBe(400 * 180);
});

describe('scheduled actions', () => {
  const opens = { opens: '2026-12-05T10:00', timeZone: 'Asia/Tokyo' };
  const raised = (Recurrence: string, TimeZone?: string) => {
    const zone = TimeZone === undefined ? {} : { TimeZone };
    const Raise = { MinSize: 6, Recurrence, ...zone };
    return { min: 2, max: 20, actions: { Raise, Lower: { MinSize: 2, Recurrence: '0 4 * * 6', ...zone } } };
  };

  // Raised to 6 at 9:30, in service at 9:32: 6 x 100 is the peak.
  test('that come early enough leave nothing refused', () => {
    const sale = saleOf(raised('30 9 * * 6', 'Asia/Tokyo'), declaredSale(STEP, { launchSeconds: 120 }, opens));
    expect([sale.totals('normal', 'latest').shed, sale.report.tiers[0]?.minimumAtOpening]).toEqual([0, 6]);
  });

  // Raised at 9:59, in service at 10:01: 400 x 60 s. At the latest 120 s and 5 s later: 400 x 185 s.
  test('that come too late refuse until the launches are through', () => {
    const sale = saleOf(raised('59 9 * * 6', 'Asia/Tokyo'), declaredSale(STEP, { launchSeconds: 120 }, opens));
    expect([sale.totals().shed, sale.totals('normal', 'latest').shed]).toEqual([24_000, 74_000]);
  });

  // 9:30 UTC is 18:30 in Tokyo, too late; 0:30 UTC is 9:30 in Tokyo.
  test('without a time zone follow UTC', () => {
    const declared = declaredSale(STEP, { launchSeconds: 120 }, opens);
    const once = (StartTime: string) => ({ min: 2, max: 20, actions: { Raise: { MinSize: 6, StartTime } } });
    expect(saleOf(once('2026-12-05T09:30:00Z'), declared).totals().shed).toBe(400 * 900);
    expect(saleOf(once('2026-12-05T00:30:00Z'), declared).totals().shed).toBe(0);
    expect(saleOf(raised('30 0 * * 6'), declared).totals().shed).toBe(0);
  });

  // 4 wait in the pool. Raised from 2 to 6 at 9:58, in service 30 s later; to 10 at 9:59, and the pool is empty: 300 s.
  test('empty the warm pool before they launch', () => {
    const pool = {
      Type: 'AWS::AutoScaling::WarmPool',
      Properties: { AutoScalingGroupName: { Ref: 'webGroup' }, MinSize: 4 },
    };
    const TimeZone = 'Asia/Tokyo';
    const actions = {
      First: { MinSize: 6, Recurrence: '58 9 * * 6', TimeZone },
      Second: { MinSize: 10, Recurrence: '59 9 * * 6', TimeZone },
      Lower: { MinSize: 2, Recurrence: '0 4 * * 6', TimeZone },
    };
    const declared = declaredSale(STEP, { launchSeconds: 300, warmStartSeconds: 30 }, opens);
    const sale = saleOf({ min: 2, max: 20, actions, resources: { pool } }, declared);
    expect(sale.instances().slice(0, 6)).toEqual([6, 6, 6, 6, 10, 10]);
  });

  // The plane that carries them out is down: 2 of 6 remain, 400 x 900 s, and it is a warning.
  test('that are missed leave the ordinary minimum', () => {
    const sale = saleOf(raised('30 9 * * 6', 'Asia/Tokyo'), declaredSale(STEP, { launchSeconds: 120 }, opens));
    expect(sale.totals('schedule-missed').shed).toBe(360_000);
    const values = { scenario: 'schedule-missed', timing: 'earliest', requests: 360_000, offered: 726_000 };
    expect(sale.report.findings).toContainEqual({
      code: 'SpikeShortfall',
      severity: 'warning',
      subject: 'web',
      values,
    });
  });
});

describe('a zone lost', () => {
  const peak = (peakRps: number) => declaredSale({ baseRps: 100, peakRps, riseSeconds: 60, holdSeconds: 120 });

  // 6 in 3 zones, 4 left: 400 per second.
  test('before the sale leaves two thirds', () => {
    expect(saleOf({ min: 6, max: 6 }, peak(400)).totals('zone-lost-before', 'latest').shed).toBe(0);
    // One more per second for 120 s; in the last second of the rise 398.495 come on average.
    expect(saleOf({ min: 6, max: 6 }, peak(401)).totals('zone-lost-before', 'latest').shed).toBe(120);
  });

  // 7 in 3 zones are 3, 2, 2: the zone with 3 is the one that is lost.
  test('is the one with the most instances', () => {
    expect(saleOf({ min: 7, max: 7 }, peak(400)).instances('zone-lost-before')).toEqual([4, 4, 4]);
  });

  // Until it is noticed, 5 s x 2 + 2 s = 12 s, 2 of 6 targets answer nobody: 400 x 12 / 3.
  test('at the peak fails its share until the load balancer notices', () => {
    const { totals } = saleOf({ min: 6, max: 6 }, peak(400)).run('zone-lost-at-peak');
    expect(totals).toMatchObject({ failed: 1600, shed: 0 });
  });

  // 650 x 60 / 3,000 = 13 are wanted. Balanced-only: 5 of them fall to the zone that is lost, 8 to those that are left.
  // Best effort: the 2 that are left may grow by 13 - 3 = 10.
  test('leaves a balanced group smaller than one that may be uneven', () => {
    const declared = declaredSale({ ...STEP, peakRps: 650 }, { launchSeconds: 120 });
    const group = { min: 3, max: 20, target: 3000 };
    const balanced = { AvailabilityZoneDistribution: { CapacityDistributionStrategy: 'balanced-only' } };
    const even = saleOf({ ...group, more: balanced }, declared).instances('zone-lost-before');
    const uneven = saleOf(group, declared).instances('zone-lost-before');
    expect([even.at(-1), uneven.at(-1)]).toEqual([8, 12]);
  });
});

// 2 stay alone although the policy would launch 12: 400 x 900 s.
test('without launches from the opening on the shortfall stays', () => {
  const sale = saleOf({ min: 2, max: 20, target: 3000 }, declaredSale(STEP, { launchSeconds: 120 }));
  expect(sale.totals('no-launches')).toMatchObject({ shed: 360_000, recovered: false });
});

describe('a rate-based rule', () => {
  const curve = { baseRps: 0, peakRps: 1000, riseSeconds: 0, holdSeconds: 120 };
  const clients = (count: number, ...sources: readonly (readonly [number, number])[]) => ({
    count,
    sources: sources.map(([share, clientsPerAddress]) => ({ share, clientsPerAddress })),
  });
  const group = { min: 30, max: 30 };
  const acl = (rule = rateRule('Limit', 300)) => ({ Acl: webAcl(rule) });

  // 100 clients, 10 requests per second each: 300 after 30 s. The window of 60 s then always holds more: 90 s x 1,000.
  test('blocks from the moment at which the limit is reached', () => {
    const declared = declaredSale(curve, {}, { clients: clients(100, [1, 1]) });
    const sale = saleOf(group, declared, acl());
    expect(sale.totals()).toMatchObject({ offered: 120_000, blocked: 90_000, served: 30_000 });
    expect(sale.report.findings).toMatchObject([{ code: 'CustomersBlocked', severity: 'error', subject: 'Limit' }]);
  });

  // 5 per second and client are 300 in 60 s: the limit itself, not more. With 299 the last of each second is too many as
  // soon as 60 s are full, in second 59 and in every one after it: 61 s x 100.
  test('lets pass what is no more than the limit', () => {
    const half = declaredSale({ ...curve, peakRps: 500 }, {}, { clients: clients(100, [1, 1]) });
    expect(saleOf(group, half, acl(rateRule('Limit', 300))).totals().blocked).toBe(0);
    expect(saleOf(group, half, acl(rateRule('Limit', 299))).totals().blocked).toBe(6100);
  });

  // 310 at the end of second 30 are the first above the limit. With a lag of 60 s second 90 is the first that is blocked.
  test('blocks later by its lag', () => {
    const declared = declaredSale(curve, {}, { clients: clients(100, [1, 1]), wafLagSeconds: 60 });
    expect(saleOf(group, declared, acl()).totals('normal', 'latest').blocked).toBe(30_000);
  });

  // 10,000 clients send 0.1 per second each. Alone that is 6 per minute. 1,000 of them behind the one address of a carrier
  // send 100 per second: 300 after 3 s, then all of theirs are blocked, 117 s x 100.
  test('blocks the many behind the address of a carrier, and nobody at home', () => {
    const declared = declaredSale(curve, {}, { clients: clients(10_000, [0.9, 1], [0.1, 1000]) });
    const sale = saleOf(group, declared, acl());
    expect(sale.totals().blocked).toBe(11_700);
    expect(sale.report.findings).toMatchObject([
      { code: 'CustomersBlocked', values: { requests: 11_700, offered: 120_000, clientsPerAddress: 1000 } },
    ]);
  });

  // The same 1,000 behind ten addresses send 10 per second from each: 300 after 30 s, 90 s x 100.
  test('blocks them later when the carrier has more addresses', () => {
    const declared = declaredSale(curve, {}, { clients: clients(10_000, [0.9, 1], [0.1, 100]) });
    expect(saleOf(group, declared, acl()).totals().blocked).toBe(9000);
  });

  // A quarter goes to the path: 2.5 per second and client, 300 after 120 s. Limit 100: after 40 s, 80 s x 250.
  test('that looks at a path counts only what goes there', () => {
    const match = {
      FieldToMatch: { UriPath: {} },
      PositionalConstraint: 'STARTS_WITH',
      SearchString: '/sale',
      TextTransformations: [{ Priority: 0, Type: 'NONE' }],
    };
    const scope = { ScopeDownStatement: { ByteMatchStatement: match } };
    const paths = [{ path: '/sale/spring', share: 0.25 }];
    const declared = declaredSale(curve, {}, { clients: { ...clients(100, [1, 1]), paths } });
    expect(saleOf(group, declared, acl(rateRule('Path', 300, scope))).totals().blocked).toBe(0);
    expect(saleOf(group, declared, acl(rateRule('Path', 100, scope))).totals().blocked).toBe(20_000);
  });

  // Count all: 3,000 in 60 s of everybody together, after 3 s: 117 s x 1,000.
  test('that counts everything together has one count', () => {
    const match = { FieldToMatch: { UriPath: {} }, PositionalConstraint: 'STARTS_WITH', SearchString: '/' };
    const scope = { AggregateKeyType: 'CONSTANT', ScopeDownStatement: { ByteMatchStatement: match } };
    const paths = [{ path: '/', share: 1 }];
    const declared = declaredSale(curve, {}, { clients: { ...clients(100, [1, 1]), paths } });
    expect(saleOf(group, declared, acl(rateRule('All', 3000, scope))).totals().blocked).toBe(117_000);
  });

  test('that only counts blocks nobody', () => {
    const declared = declaredSale(curve, {}, { clients: clients(100, [1, 1]) });
    expect(saleOf(group, declared, acl(rateRule('Limit', 10, {}, 'Count'))).totals().blocked).toBe(0);
  });

  // Rule 0 lets 300 of each of 100 clients through, 30,000. Rule 1 sees those alone: 200 of each, 20,000.
  test('sees what the rule before it lets through', () => {
    const declared = declaredSale(curve, {}, { clients: clients(100, [1, 1]) });
    const sale = saleOf(group, declared, {
      Acl: webAcl(rateRule('First', 300), { ...rateRule('Second', 200), Priority: 1 }),
    });
    const found = sale.report.findings.map(({ subject, values }) => [subject, values['requests']]);
    expect(found).toEqual([
      ['First', 90_000],
      ['Second', 10_000],
    ]);
  });
});

describe('calls', () => {
  const curve = { baseRps: 0, peakRps: 100, riseSeconds: 0, holdSeconds: 60 };

  // An instance serves 300 calls, 100 requests of 3 calls each: 2 instances are one more than needed.
  test('of which a request makes three take three times as much', () => {
    const tier = { rpsPerInstance: 300, callsPerRequest: 3 };
    expect(saleOf({ min: 1, max: 1, zones: 1 }, declaredSale(curve, tier)).totals().shed).toBe(0);
    const less = { rpsPerInstance: 270, callsPerRequest: 3 };
    expect(saleOf({ min: 1, max: 1, zones: 1 }, declaredSale(curve, less)).totals().shed).toBe(600);
  });

  // Every other request needs the tier: 50 of 100; 40 are served, 10 refused each second, 50 pass by.
  test('of which every other request makes one leave the rest alone', () => {
    const tier = { rpsPerInstance: 40, callsPerRequest: 0.5 };
    const { totals } = saleOf({ min: 1, max: 1, zones: 1 }, declaredSale(curve, tier)).run();
    expect(totals).toMatchObject({ served: 5400, shed: 600 });
  });

  // The web tier serves 60 of 100, so the app tier is asked for 60, of which it serves 50: 40 and 10 are refused.
  test('of a tier that is served by another come only when the first has served', () => {
    const model = modelWith(
      groupResources('web', { min: 1, max: 1, zones: 1 }),
      groupResources('app', { min: 1, max: 1, zones: 1 }),
    );
    const tiers = [
      { group: 'web', rpsPerInstance: 60 },
      { group: 'app', rpsPerInstance: 50, callsPerRequest: 1 },
    ];
    const sale = new Sale(
      simulateSpike(
        model,
        parseDeclared({ arrivals: curve, tiers }, (path) => path.join('.')),
      ),
    );
    expect(sale.totals()).toMatchObject({ served: 3000, tiers: [{ shed: 2400 }, { shed: 600 }] });
    // Each minimum is what its tier needs when the ones before serve all: 100 / 60 and 100 / 50.
    expect(sale.report.tiers.map(({ least }) => least.allZones)).toEqual([2, 2]);
  });
});
