import { ACTION_METRICS } from '../../lambda/shared/failover/contract';
import { CHECK_METRICS } from '../../lambda/shared/contract';
import type { Site } from '../site/site';
import type { AlarmSpec } from './alarm-spec';
import { FOUND } from './check-findings';
import { deliveryAlarms } from './delivery-alarms';
import { errorsAlarm, functionMetric, scheduledAlarms } from './function-alarms';
import { FIVE_MINUTES, math, SUM } from './metrics';
import type { MonitoredActions, MonitoredFunction } from './monitored-resources';

/** Alarms on the functions that act, and on what they did or could not do. */
export function actionAlarms(site: Site, actions: MonitoredActions): AlarmSpec[] {
  const { drill, evacuateWriter } = actions;
  const failOverWriter = { ...actions.failOverWriter, name: 'fail-over-writer' } as const;
  return [
    ...scheduledAlarms(site, failOverWriter),
    ...writerAlarms(site, failOverWriter),
    ...probeAlarms(site, failOverWriter),
    errorsAlarm('evacuate-writer', evacuateWriter),
    ...(drill === undefined ? [] : [errorsAlarm('drill', drill), ...drillAlarms(site)]),
    ...deliveryAlarms({
      ...actions,
      group: 'actions',
      functions: [failOverWriter.function, evacuateWriter, ...(drill === undefined ? [] : [drill])],
    }),
  ];
}

/** What `fail-over-writer` saw and did. Each value is written in every run, and of a run that is missing the heartbeat tells. */
function writerAlarms(site: Site, failOverWriter: MonitoredFunction): AlarmSpec[] {
  const read = 'read the last record of fail-over-writer: it names';
  const of = (metricName: string) => functionMetric(site, failOverWriter, metricName);
  const once = { ...FOUND, periods: 1, datapoints: 1 };
  return [
    {
      id: 'writer-held',
      severity: 'service-down',
      faults: ['F24', 'F09', 'F26', 'F55'],
      what: 'the database has no writer, and the automatic failover holds back',
      action: `${read} the reason; fail over by hand only once the runbook says that it is safe`,
      runbook: 'database-without-writer',
      metric: of(ACTION_METRICS.held),
      ...FOUND,
    },
    {
      id: 'writer-rate-limited',
      severity: 'service-down',
      faults: ['F24'],
      what: 'the database has no writer again, so soon or so often that it is not moved automatically any more',
      action: `${read} the earlier acts; find why they did not last before moving the writer by hand`,
      runbook: 'database-without-writer',
      metric: of(ACTION_METRICS.rateLimited),
      ...FOUND,
    },
    {
      id: 'writer-outage',
      severity: 'service-down',
      faults: ['F16', 'F24', 'F29'],
      what: 'the database takes no writes: no writer, one that lets nobody in, or a failover that does not end',
      action: `${read} which; where the writer only lets nobody in, a failover does not help`,
      runbook: 'database-without-writer',
      metric: of(CHECK_METRICS.serviceDown),
      ...FOUND,
    },
    {
      id: 'writer-split',
      severity: 'service-down',
      faults: ['F22'],
      what: 'two database instances may both take writes',
      action: 'change nothing: stop writing at the app servers, and call AWS Support',
      runbook: 'two-writers',
      metric: of(ACTION_METRICS.splitSuspected),
      ...once,
    },
    {
      id: 'writer-acted',
      severity: 'redundancy-lost',
      faults: ['F24'],
      what: 'the writer was lost, and a failover was ordered automatically',
      action: `${read} the target; see that there is one writer, and that a reader stands ready again`,
      runbook: 'writer-failed-over',
      // An event, and in the alarm for as long as one may follow it; no value of a state that could be unknown.
      metric: functionMetric(site, { ...failOverWriter, interval: FIVE_MINUTES }, ACTION_METRICS.acted, SUM),
      ...once,
      missing: 'not-breaching',
    },
  ];
}

/** Without probes of two zones that answer there is no quorum, and nothing would be done about a lost writer. */
function probeAlarms(site: Site, failOverWriter: MonitoredFunction): AlarmSpec[] {
  const lasting = { ...FOUND, periods: 3, datapoints: 3 };
  return [
    {
      id: 'probes-silent',
      severity: 'evidence',
      faults: ['F05', 'F25'],
      what: 'a probe gets no answer from the database: its zone does not count for an automatic failover',
      action: 'see which zone: its subnet, its security group, the name of the cluster, or the database itself',
      runbook: 'probes-silent',
      metric: functionMetric(site, failOverWriter, ACTION_METRICS.probesSilent),
      ...lasting,
    },
    {
      id: 'probes-refused',
      severity: 'evidence',
      faults: ['F25', 'F52'],
      what: 'the database refuses a probe: without its user no automatic failover is possible',
      action: 'create or unlock the database user site_probe as the runbook describes',
      runbook: 'probes-silent',
      metric: functionMetric(site, failOverWriter, ACTION_METRICS.probesRefused),
      ...lasting,
    },
  ];
}

/** What a drill found lasts until another one finds better: it does not run often. */
function drillAlarms(site: Site): AlarmSpec[] {
  const { zoneRtoSeconds } = site.objectives;
  const drill = { name: 'drill', interval: FIVE_MINUTES } as const;
  const of = (metricName: string) => functionMetric(site, drill, metricName);
  const once = { ...FOUND, periods: 1, datapoints: 1 };
  return [
    {
      id: 'drill-failed',
      severity: 'evidence',
      faults: ['F16', 'F24'],
      what: 'a planned failover could not be done or did not end as it should: nor may one in earnest',
      action: 'read the record of the drill, and the state of the cluster; do not repeat it before the reason is known',
      runbook: 'drill-failed',
      metric: math(
        // A drill that was refused, or could not begin, did not act.
        'unknown + lost + down + 1 - acted',
        {
          unknown: of(CHECK_METRICS.unknown),
          lost: of(CHECK_METRICS.redundancyLost),
          down: of(CHECK_METRICS.serviceDown),
          acted: of(ACTION_METRICS.acted),
        },
        'what was wrong with the drill',
        FIVE_MINUTES,
      ),
      ...once,
    },
    {
      id: 'drill-slow',
      severity: 'evidence',
      faults: ['F16'],
      what: `a planned failover took longer than the ${zoneRtoSeconds} s within which a lost zone must be survived`,
      action: 'compare the parts of the time in the record of the drill with those of earlier ones',
      runbook: 'drill-failed',
      metric: of(ACTION_METRICS.recoverySeconds),
      ...once,
      threshold: zoneRtoSeconds,
      comparison: 'above',
    },
  ];
}
