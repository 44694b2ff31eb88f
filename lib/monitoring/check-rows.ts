import type { IWidget, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { AUDIT_METRICS } from '../../lambda/audit-check/contract';
import { CERTIFICATE_METRICS } from '../../lambda/certificate-check/contract';
import { LINE_METRICS } from '../../lambda/line-check/contract';
import { CHECK_METRICS, type CheckName } from '../../lambda/shared/contract';
import { ACTION_METRICS } from '../../lambda/shared/failover/contract';
import { TOPOLOGY_METRICS } from '../../lambda/topology-check/contract';
import type { Site } from '../site/site';
import { row } from './dashboard-widgets';
import { completedRuns, functionMetric } from './function-alarms';
import { FIVE_MINUTES, labelled, MINIMUM, SUM } from './metrics';
import type { MonitoredActions, MonitoredFunction, PrimaryResources } from './monitored-resources';
import { CERTIFICATE_DAYS } from './upkeep-alarms';

/** Whether the functions run, can tell, and what they found. */
export function checkRow(site: Site, primary: PrimaryResources): IWidget[] {
  const scheduled = scheduledFunctions(primary);
  const { all } = primary.checks;
  const ofAll = (functions: readonly MonitoredFunction[], of: (runs: MonitoredFunction) => Metric) =>
    functions.map((runs) => labelled(of(runs), runs.name));
  const found = (functions: readonly MonitoredFunction[], name: string) =>
    ofAll(functions, (runs) => functionMetric(site, runs, name));
  return row(
    { title: 'Checks: completed runs', metrics: ofAll(scheduled, (runs) => completedRuns(site, runs)) },
    { title: 'Checks: facts that could not be told', metrics: found(scheduled, CHECK_METRICS.unknown) },
    { title: 'Checks: redundancy lost', metrics: found(all, CHECK_METRICS.redundancyLost), limit: 1 },
    { title: 'Checks: service down', metrics: found(scheduled, CHECK_METRICS.serviceDown), limit: 1 },
  );
}

/** Whether what happens leaves a trace, reaches people, and is still protected; and what was done on purpose. */
export function evidenceRow(site: Site, primary: PrimaryResources): IWidget[] {
  const of = (name: CheckName, statistic: string | undefined, ...metricNames: readonly string[]) =>
    primary.checks.all
      .filter((check) => check.name === name)
      .flatMap((check) =>
        metricNames.map((metricName) =>
          labelled(functionMetric(site, check, metricName, statistic), readable(metricName)),
        ),
      );
  const { daysLeft, databaseDaysLeft } = CERTIFICATE_METRICS;
  return row(
    {
      title: 'Evidence: logs, protection, notifications at fault',
      metrics: of('audit-check', undefined, ...Object.values(AUDIT_METRICS)),
      limit: 1,
    },
    {
      title: 'Evidence: days until a certificate expires',
      metrics: of('certificate-check', MINIMUM, daysLeft, databaseDaysLeft),
      limit: CERTIFICATE_DAYS,
    },
    {
      title: 'Evidence: decision records not stored',
      metrics: scheduledFunctions(primary).map((runs) =>
        labelled(functionMetric(site, runs, CHECK_METRICS.recordUnstored), runs.name),
      ),
      limit: 1,
    },
    {
      title: 'Evacuated zones; partners with a line down',
      metrics: [
        ...of('topology-check', undefined, TOPOLOGY_METRICS.evacuatedZones),
        ...of('line-check', undefined, LINE_METRICS.partnersDegraded, LINE_METRICS.partnersDown),
      ],
    },
  );
}

/** What stands ready to move the writer: what it sees, what it did, and how long that takes. */
export function failoverRow(site: Site, actions: MonitoredActions): IWidget[] {
  const { acted, held, probesRefused, probesSilent, rateLimited, recoverySeconds, splitSuspected, suspected } =
    ACTION_METRICS;
  const of = (...metricNames: readonly string[]) =>
    metricNames.map((metricName) =>
      labelled(functionMetric(site, failOverWriter(actions), metricName), readable(metricName)),
    );
  const drill = { name: 'drill', interval: FIVE_MINUTES } as const;
  const measured = {
    title: 'Failover: recovery in drills, s',
    metrics: [labelled(functionMetric(site, drill, recoverySeconds), readable(recoverySeconds))],
    limit: site.objectives.zoneRtoSeconds,
  };
  return row(
    { title: 'Failover: observations that found the writer lost', metrics: of(suspected) },
    {
      title: 'Failover: acts, and what held them back',
      metrics: [
        labelled(functionMetric(site, failOverWriter(actions), acted, SUM), readable(acted)),
        ...of(held, rateLimited, splitSuspected),
      ],
      limit: 1,
    },
    { title: 'Failover: probes silent or refused', metrics: of(probesSilent, probesRefused), limit: 1 },
    ...(actions.drill === undefined ? [] : [measured]),
  );
}

/** Everything on a schedule of minutes, hours or a day. */
function scheduledFunctions({ actions, checks }: PrimaryResources): readonly MonitoredFunction[] {
  const { all, dailySummary } = checks;
  return [
    ...all,
    ...(dailySummary === undefined ? [] : [{ ...dailySummary, name: 'daily-summary' as const }]),
    ...(actions === undefined ? [] : [failOverWriter(actions)]),
  ];
}

function failOverWriter({ failOverWriter: runs }: MonitoredActions): MonitoredFunction {
  return { ...runs, name: 'fail-over-writer' };
}

/** `CertificateDaysLeft` becomes `certificate days left`. */
function readable(metricName: string): string {
  return metricName.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).trim();
}
