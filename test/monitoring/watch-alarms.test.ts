import { watchAlarmSet } from '../../lib/monitoring';
import { testApp } from '../support/test-app';
import { testSite } from '../support/test-site';
import { stackIn, watchResources } from './monitored';
import { conditionOf, readingOf } from './readings';
import { watch, watchSpecs } from './regions';

const HEARTBEAT = 'Check=heartbeat-check,Site=test-site';

test('the Region that watches has these alarms', () => {
  expect(watchSpecs.map(({ id }) => id)).toEqual([
    'heartbeats-missing',
    'site-unanswered',
    'heartbeat-check-heartbeat',
    'heartbeat-check-unknown',
    'heartbeat-check-unrecorded',
    'heartbeat-check-errors',
    'site-check-heartbeat',
    'site-check-unknown',
    'site-check-unrecorded',
    'site-check-errors',
    'watch-lost-events',
    'watch-dead-letters-lost',
    'watch-changes-untold',
    'watch-starts-failed',
    'watch-notifications-failed',
  ]);
});

test.each([
  ['heartbeats-missing', 'HeartbeatsMissing', 'Maximum', 'at-least 1, 1 of 1, missing ignore'],
  ['heartbeat-check-heartbeat', 'CheckCompleted', 'Sum', 'below 1, 3 of 3, missing breaching'],
  ['heartbeat-check-unknown', 'CheckUnknown', 'Maximum', 'above 0, 3 of 3, missing ignore'],
  ['heartbeat-check-unrecorded', 'RecordUnstored', 'Maximum', 'at-least 1, 3 of 3, missing ignore'],
])('%s rings on %s', (id, metricName, statistic, condition) => {
  const spec = watchSpecs.find((found) => found.id === id);
  expect(spec && conditionOf(spec)).toBe(condition);
  expect(spec && readingOf(spec)).toEqual({
    metrics: [`Honmaru ${metricName} ${HEARTBEAT}`],
    statistic,
    period: 300,
  });
});

test('a silent primary Region is told with its name, as the loss of the Region', () => {
  const [missing] = watchSpecs;
  expect(missing?.what).toContain('a function in ap-northeast-1 has completed no run');
  expect(missing?.faults).toEqual(['F31', 'F52', 'F54']);
});

test.each([
  ['site-unanswered', 'MethodsFailing', 'Maximum', 'at-least 1, 2 of 2, missing ignore'],
  ['site-check-heartbeat', 'CheckCompleted', 'Sum', 'below 1, 3 of 3, missing breaching'],
  ['site-check-unknown', 'CheckUnknown', 'Maximum', 'above 0, 3 of 3, missing ignore'],
  ['site-check-unrecorded', 'RecordUnstored', 'Maximum', 'at-least 1, 3 of 3, missing ignore'],
])('%s rings on %s of each minute', (id, metricName, statistic, condition) => {
  const spec = watchSpecs.find((found) => found.id === id);
  expect(spec && conditionOf(spec)).toBe(condition);
  expect(spec && readingOf(spec)).toEqual({
    metrics: [`Honmaru ${metricName} Check=site-check,Site=test-site`],
    statistic,
    period: 60,
  });
});

test('a site that does not answer its viewers is down, and told from here as well', () => {
  const spec = watchSpecs.find(({ id }) => id === 'site-unanswered');
  expect(spec).toMatchObject({
    severity: 'service-down',
    faults: ['F31', 'F47', 'F50'],
    what: 'viewers get no answer of the site by GET, by POST, or by both',
    action: 'read the last record of site-check: it names the method and what it gets',
    runbook: 'site-unanswered',
  });
  expect([watch.serviceDown === undefined, watch.redundancyLost]).toEqual([false, undefined]);
});

test('what is lost on the way to either function is told', () => {
  const lost = watchSpecs.find(({ id }) => id === 'watch-dead-letters-lost');
  expect(lost && readingOf(lost).metrics).toHaveLength(2);
});

test('a site that cannot be asked has no alarm on it', () => {
  const others = watchResources(stackIn(testApp(), 'us-west-2'));
  const specs = watchAlarmSet(testSite(), { ...others, siteCheck: undefined });
  expect(specs.filter(({ id }) => id.startsWith('site-'))).toEqual([]);
  expect(specs.filter(({ severity }) => severity === 'service-down')).toEqual([]);
  expect(specs.map(({ id }) => id)).toContain('heartbeats-missing');
});
