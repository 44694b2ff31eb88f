import fc from 'fast-check';
import { checkAudit } from '../../../lambda/audit-check/check';
import type {
  AuditObservation,
  LogGroupObservation,
  TopicObservation,
  TrailCoverage,
} from '../../../lambda/audit-check/observation';
import { known, unknown, type Observed } from '../../../lambda/shared/observed';
import { NOW } from '../support/fake-run';
import {
  EDGE,
  expectation,
  healthy,
  keyArn,
  policyFor,
  PUBLISHERS,
  secondsAgo,
  TOKYO,
  WAF_LOG_ARN,
  WEB_ACL_ARN,
} from './expectation';

const gone = unknown('Network', 'cut');

/** A fact in any of these forms, mostly the first. */
function mostly<T>(...values: readonly [T, ...T[]]): fc.Arbitrary<T> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.constant(values[0]) },
    { weight: 1, arbitrary: fc.constantFrom(...values) },
  );
}

const flowLogs = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('fl-1', 'fl-2', 'fl-3'),
    status: mostly('ACTIVE', 'INACTIVE'),
    delivery: mostly<string | undefined>('SUCCESS', 'FAILED', undefined),
    error: fc.constant(undefined),
    trafficType: mostly('ALL', 'REJECT'),
    logGroupName: mostly('/test-site/network/flows', '/other'),
  }),
  { maxLength: 3, selector: ({ id }) => id },
);

const logGroup = (region: string): fc.Arbitrary<LogGroupObservation> =>
  fc.record({
    group: mostly<LogGroupObservation['group']>(
      known({ keyArn: keyArn(region, 'logs'), retentionDays: 400 }),
      known({ keyArn: undefined, retentionDays: 30 }),
      known('absent'),
    ),
    newest: mostly<LogGroupObservation['newest']>(known(secondsAgo(60)), known(secondsAgo(9_000)), known('silent')),
  });

const trails = fc.uniqueArray(
  fc.record({
    arn: fc.constantFrom('a', 'b', 'c'),
    isMultiRegion: fc.boolean(),
    isValidated: fc.boolean(),
    coverage: mostly<TrailCoverage>('changes', 'changes-without-keys', 'nothing', 'unclear').map((coverage) =>
      known(coverage),
    ),
    status: fc
      .record({
        isLogging: mostly(true, false),
        deliveredAt: mostly<Date | undefined>(secondsAgo(60), secondsAgo(5_000), undefined),
        deliveryError: mostly<string | undefined>(undefined, 'AccessDenied'),
        digestError: mostly<string | undefined>(undefined, 'AccessDenied'),
      })
      .map(known),
  }),
  { maxLength: 3, selector: ({ arn }) => arn },
);

const edge: fc.Arbitrary<AuditObservation['edge']> = fc.record({
  distribution: mostly<AuditObservation['edge']['distribution']>(
    known({ isEnabled: true, webAclArn: WEB_ACL_ARN }),
    known({ isEnabled: true, webAclArn: '' }),
    known({ isEnabled: false, webAclArn: WEB_ACL_ARN }),
    known('absent'),
  ),
  webAcl: mostly<AuditObservation['edge']['webAcl']>(
    healthy.edge.webAcl,
    known({ rules: [{ name: 'RequestsPerSource', action: 'Count' }] }),
    known('absent'),
  ),
  logging: mostly<AuditObservation['edge']['logging']>(
    known({ destinationArns: [WAF_LOG_ARN] }),
    known({ destinationArns: ['x'] }),
    known('absent'),
  ),
});

const topic = (region: string): fc.Arbitrary<TopicObservation> =>
  fc.record({
    topic: mostly<TopicObservation['topic']>(
      known({ keyId: keyArn(region, 'topic'), policy: policyFor(PUBLISHERS, ['sns:Publish']) }),
      known({ keyId: undefined, policy: [] }),
    ),
    subscriptions: fc.record({ confirmed: fc.nat(3), pending: fc.nat(2) }).map(known),
    key: mostly<TopicObservation['key']>(known('Enabled'), known('Disabled'), known('absent'), known('Melting')),
    keyPolicy: mostly<TopicObservation['keyPolicy']>(
      known(policyFor(PUBLISHERS, ['kms:*'])),
      known(policyFor(PUBLISHERS, ['kms:Decrypt'])),
      known('absent'),
    ),
  });

const observations: fc.Arbitrary<AuditObservation> = fc
  .record({
    flowLogs: flowLogs.map((logs) => known(logs)),
    groups: fc.tuple(logGroup(TOKYO), logGroup(TOKYO), logGroup(EDGE)),
    trails: trails.map((list) => known(list)),
    edge,
    topics: fc.tuple(topic(TOKYO), topic(EDGE)),
  })
  .map(({ groups, topics, ...rest }) => ({
    ...rest,
    logGroups: Object.fromEntries(expectation.logGroups.map(({ id }, index) => [id, groups[index] ?? groups[0]])),
    topics: { [TOKYO]: topics[0], [EDGE]: topics[1] },
  }));

/** Every answer, and what an observation is without it. */
const LOSSES: Readonly<Record<string, (observed: AuditObservation) => AuditObservation>> = {
  'flow logs': (observed) => ({ ...observed, flowLogs: gone }),
  trails: (observed) => ({ ...observed, trails: gone }),
  'status of trails': (observed) => ({
    ...observed,
    trails:
      observed.trails.kind === 'known'
        ? known(observed.trails.value.map((trail) => ({ ...trail, status: gone })))
        : observed.trails,
  }),
  ...Object.fromEntries(
    (['distribution', 'webAcl', 'logging'] as const).map((part) => [
      part,
      (observed: AuditObservation) => ({ ...observed, edge: { ...observed.edge, [part]: gone } }),
    ]),
  ),
  ...Object.fromEntries(
    (['group', 'newest'] as const).flatMap((part) =>
      ['flow-logs', 'dns-queries'].map((id) => [
        `${part} of ${id}`,
        (observed: AuditObservation) => ({
          ...observed,
          logGroups: { ...observed.logGroups, [id]: { ...(observed.logGroups[id] ?? { group: gone }), [part]: gone } },
        }),
      ]),
    ),
  ),
  ...Object.fromEntries(
    (['topic', 'subscriptions', 'key', 'keyPolicy'] as const).flatMap((part) =>
      [TOKYO, EDGE].map((region) => [
        `${part} in ${region}`,
        (observed: AuditObservation) => {
          const of = observed.topics[region];
          return of === undefined
            ? observed
            : { ...observed, topics: { ...observed.topics, [region]: { ...of, [part]: gone } } };
        },
      ]),
    ),
  ),
};

const losses = fc.subarray(Object.keys(LOSSES), { minLength: 1 });

function forget(observed: AuditObservation, lost: readonly string[]): AuditObservation {
  return lost.reduce((rest, name) => LOSSES[name]?.(rest) ?? rest, observed);
}

test('F52 an unknown fact never gives a healthy decision, nor a service known to be down that was not', () => {
  fc.assert(
    fc.property(observations, losses, (observed, lost) => {
      const full = checkAudit(expectation, observed, NOW);
      const partial = checkAudit(expectation, forget(observed, lost), NOW);
      if (partial.metrics.CheckUnknown === 0) {
        // What is known already makes the answer needless: a log group or a trail that does not exist.
        expect(partial.findings.length).toBeGreaterThan(0);
      }
      expect(partial.status).not.toBe('HEALTHY');
      expect(partial.metrics.RedundancyLost).not.toBe(0);
      if (full.status !== 'FAILED') {
        expect(partial.status).not.toBe('FAILED');
      }
    }),
  );
});

test.each<[string, readonly string[]]>([
  ['AuditGaps', ['flow logs', 'trails', 'logging']],
  ['SecurityDegraded', ['distribution', 'webAcl']],
  ['AlarmPathFaults', [`topic in ${TOKYO}`, `subscriptions in ${TOKYO}`, `topic in ${EDGE}`]],
  ['UnconfirmedSubscriptions', [`subscriptions in ${TOKYO}`, `subscriptions in ${EDGE}`]],
])('F52 %s is never 0 while a fact it rests on is unknown', (metric, facts) => {
  fc.assert(
    fc.property(observations, fc.subarray([...facts], { minLength: 1 }), (observed, lost) => {
      expect(checkAudit(expectation, forget(observed, lost), NOW).metrics[metric]).not.toBe(0);
    }),
  );
});

test('what a metric counts is never more than with all the answers', () => {
  const metrics = ['SecurityDegraded', 'AlarmPathFaults', 'UnconfirmedSubscriptions'];
  fc.assert(
    fc.property(observations, losses, (observed, lost) => {
      const [full, partial] = [observed, forget(observed, lost)].map((o) => checkAudit(expectation, o, NOW).metrics);
      for (const metric of metrics.filter((name) => full?.[name] !== undefined && partial?.[name] !== undefined)) {
        expect(partial?.[metric]).toBeLessThanOrEqual(full?.[metric] ?? 0);
      }
    }),
  );
});

test('the order of flow logs and trails changes nothing', () => {
  fc.assert(
    fc.property(observations, (observed) => {
      const reversed: AuditObservation = {
        ...observed,
        flowLogs: reverse(observed.flowLogs),
        trails: reverse(observed.trails),
      };
      expect(checkAudit(expectation, reversed, NOW)).toStrictEqual(checkAudit(expectation, observed, NOW));
    }),
  );
});

function reverse<T>(list: Observed<readonly T[]>): Observed<readonly T[]> {
  return list.kind === 'known' ? known([...list.value].reverse()) : list;
}

test.each(Object.keys(LOSSES))('without %s the healthy site is unknown', (loss) => {
  expect(checkAudit(expectation, forget(healthy, [loss]), NOW).status).toBe('UNKNOWN');
});
