import { conditionOf, readingOf } from './readings';
import { primarySpecs, specNamed } from './regions';

const FAIL_OVER = 'Check=fail-over-writer,Site=test-site';

describe('what fail-over-writer saw and did', () => {
  test.each([
    ['writer-held', 'Held', 'service-down', 'at-least 1, 2 of 2, missing ignore'],
    ['writer-rate-limited', 'RateLimited', 'service-down', 'at-least 1, 2 of 2, missing ignore'],
    ['writer-outage', 'ServiceDown', 'service-down', 'at-least 1, 2 of 2, missing ignore'],
    ['writer-split', 'SplitSuspected', 'service-down', 'at-least 1, 1 of 1, missing ignore'],
    ['probes-silent', 'ProbesSilent', 'evidence', 'at-least 1, 3 of 3, missing ignore'],
    ['probes-refused', 'ProbesRefused', 'evidence', 'at-least 1, 3 of 3, missing ignore'],
    ['fail-over-writer-unknown', 'CheckUnknown', 'evidence', 'above 0, 3 of 3, missing ignore'],
    ['fail-over-writer-unrecorded', 'RecordUnstored', 'evidence', 'at-least 1, 3 of 3, missing ignore'],
  ])('%s rings on %s', (id, metricName, severity, condition) => {
    const spec = specNamed(id);
    expect([spec.severity, conditionOf(spec)]).toEqual([severity, condition]);
    expect(readingOf(spec)).toEqual({
      metrics: [`Honmaru ${metricName} ${FAIL_OVER}`],
      statistic: 'Maximum',
      period: 60,
    });
  });

  test('an act is an event: it is told at once, and the alarm ends without another value', () => {
    const spec = specNamed('writer-acted');
    expect([spec.severity, conditionOf(spec)]).toEqual([
      'redundancy-lost',
      'at-least 1, 1 of 1, missing not-breaching',
    ]);
    expect(readingOf(spec)).toEqual({ metrics: [`Honmaru Acted ${FAIL_OVER}`], statistic: 'Sum', period: 300 });
  });

  test('its silence is a fault', () => {
    const spec = specNamed('fail-over-writer-heartbeat');
    expect(conditionOf(spec)).toBe('below 1, 3 of 3, missing breaching');
    expect(readingOf(spec)).toEqual({ metrics: [`Honmaru CheckCompleted ${FAIL_OVER}`], statistic: 'Sum', period: 60 });
    expect(spec.what).toContain('nothing moves a lost writer that Aurora does not move itself');
  });

  test('how often the writer was found lost is no alarm, only a graph', () => {
    const names = primarySpecs.flatMap((spec) => readingOf(spec).metrics);
    expect(names.filter((name) => name.includes('Suspected'))).toEqual([
      'Honmaru SplitSuspected Check=database-check,Site=test-site',
      `Honmaru SplitSuspected ${FAIL_OVER}`,
    ]);
  });
});

describe('a drill', () => {
  test('that could not be done, or did not end well, stays told until another one ends well', () => {
    const spec = specNamed('drill-failed');
    expect(conditionOf(spec)).toBe('at-least 1, 1 of 1, missing ignore');
    expect(readingOf(spec)).toEqual({
      metrics: ['CheckUnknown', 'RedundancyLost', 'ServiceDown', 'Acted'].map(
        (name) => `Honmaru ${name} Check=drill,Site=test-site`,
      ),
      statistic: 'Maximum',
      period: 300,
    });
    const { expression } = spec.metric.toMetricConfig().mathExpression ?? {};
    expect(expression).toBe('unknown + lost + down + 1 - acted');
  });

  test('that took longer than the objective is told with it', () => {
    const spec = specNamed('drill-slow');
    expect(conditionOf(spec)).toBe('above 120, 1 of 1, missing ignore');
    expect(readingOf(spec).metrics).toEqual(['Honmaru RecoverySeconds Check=drill,Site=test-site']);
    expect(spec.what).toContain('longer than the 120 s');
  });
});

describe('a function that acts by order', () => {
  test.each(['drill', 'evacuate-writer'])('%s may not fail once', (name) => {
    const spec = specNamed(`${name}-errors`);
    expect(conditionOf(spec)).toBe('at-least 1, 1 of 1, missing not-breaching');
    expect(spec.what).toBe(`${name} fails or is throttled`);
    expect(readingOf(spec)).toEqual({
      metrics: ['Errors', 'Throttles'].map((metric) => `AWS/Lambda ${metric} FunctionName=the-${name}`),
      statistic: 'Sum',
      period: 900,
    });
  });

  test('has no heartbeat: it runs when it is asked to', () => {
    const ids = primarySpecs.map(({ id }) => id).filter((id) => id.endsWith('-heartbeat'));
    expect(ids).toEqual([
      'topology-check-heartbeat',
      'database-check-heartbeat',
      'backup-check-heartbeat',
      'audit-check-heartbeat',
      'certificate-check-heartbeat',
      'line-check-heartbeat',
      'daily-summary-heartbeat',
      'fail-over-writer-heartbeat',
    ]);
  });
});
