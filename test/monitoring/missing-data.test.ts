import type { AlarmSpec } from '../../lib/monitoring/alarm-spec';
import { leaves } from './readings';
import { allSpecs as all, specNamed } from './regions';

/** Metrics that are reported as long as their resource lives: their silence is the fault. */
const LIVE = [
  'AuroraReplicaLagMaximum',
  'CheckCompleted',
  'ErrorPortAllocation',
  'GroupInServiceInstances',
  'HealthyHostCount',
  'NumberOfBackupJobsCompleted',
  'PacketsDropCount',
];

describe('missing data', () => {
  test.each(LIVE)('of %s is a fault', (metricName) => {
    const specs = all.filter((spec) => primaryMetricName(spec) === metricName);
    expect(specs.length).toBeGreaterThan(0);
    expect(new Set(specs.map(({ missing }) => missing))).toEqual(new Set(['breaching']));
  });

  test('of a log that is always written is a fault', () => {
    expect(specNamed('logs-flow-logs').missing).toBe('breaching');
  });

  test('of a value a check leaves out while it cannot tell changes nothing', () => {
    const values = all.filter(
      ({ id }) =>
        /^(topology|database)-(fault|outage)$|-(unknown|unrecorded)$|^(nat-gateway|routes)-|^backups-/.test(id) ||
        /^(writer-(held|outage|rate-limited|split)|probes-.*|drill-(failed|slow)|zone-evacuated)$/.test(id) ||
        /^(audit-gap|protection-degraded|alarm-path|partners-.*|heartbeats-missing|recovery-keys|restore-test-age)$/.test(
          id,
        ),
    );
    expect(values.length).toBeGreaterThan(40);
    expect(new Set(values.map(({ missing }) => missing))).toEqual(new Set(['ignore']));
  });

  test('of what a function writes is never calm, but of an act, which is an event', () => {
    const written = all.filter(({ metric }) => leaves(metric).some(({ namespace }) => namespace === 'Honmaru'));
    expect(written.length).toBeGreaterThan(60);
    expect(written.filter(({ missing }) => missing === 'not-breaching').map(({ id }) => id)).toEqual(['writer-acted']);
  });

  test.each(['service-down', 'redundancy-lost'])(
    'is calm in alarms of severity %s only where a metric counts events',
    (severity) => {
      const calm = all.filter((spec) => spec.severity === severity && spec.missing === 'not-breaching');
      expect(calm.map(({ id }) => id.replace(/^(web|app)-|-ap-northeast-1[a-d]$/g, '')).sort()).toEqual(
        severity === 'service-down'
          ? [
              ...twice(['fail-open', 'load-balancer-errors', 'rejected-connections', 'server-errors']),
              'error-budget',
              'low-traffic-outage',
              'outage',
            ].sort()
          : [
              ...twice(['latency', 'reserve']),
              'firewall-symmetry',
              'firewall-symmetry',
              'firewall-symmetry',
              'writer-acted',
            ].sort(),
      );
    },
  );
});

/** Name of the metric, or of the first metric of the expression. */
function primaryMetricName({ metric }: AlarmSpec): string | undefined {
  const { mathExpression, metricStat } = metric.toMetricConfig();
  return (metricStat ?? Object.values(mathExpression?.usingMetrics ?? {})[0]?.toMetricConfig().metricStat)?.metricName;
}

function twice(names: readonly string[]): string[] {
  return [...names, ...names];
}
