import { ZoneClock } from '../read';
import { isCarried, type SpikeReport } from '../spike';
import { findingText, openText } from './texts';

/** Version of the form of the document. */
export const SPIKE_REPORT_VERSION = 1;

/** The whole report for programs; texts in English. */
export function renderSpikeJson(report: SpikeReport): string {
  const { timeline, declared, tiers, acl, runs, findings, open } = report;
  const { opensAt, timeZone } = timeline;
  const document = {
    version: SPIKE_REPORT_VERSION,
    carried: isCarried(report),
    ...(timeZone === undefined ? {} : { opens: new ZoneClock(timeZone).textOf(opensAt), timeZone }),
    arrivals: declared.arrivals,
    tiers: tiers.map(({ group, declared: own, minimumAtOpening, least }) => ({
      group: group.name,
      key: group.key,
      minInstances: group.minInstances,
      maxInstances: group.maxInstances,
      zones: group.zones,
      keepsBalance: group.keepsBalance,
      warmupSeconds: group.warmupSeconds,
      cooldownSeconds: group.cooldownSeconds,
      graceSeconds: group.graceSeconds,
      launchLimitSeconds: group.launchLimitSeconds,
      warmPoolInstances: group.warmPoolInstances,
      targets: group.targets,
      policies: group.policies,
      scheduledActions: group.actions.map(({ name }) => name),
      rpsPerInstance: own.rpsPerInstance,
      callsPerRequest: own.callsPerRequest,
      launchSeconds: own.launchSeconds,
      warmStartSeconds: own.warmStartSeconds,
      minimumAtOpening,
      leastMinimum: least,
    })),
    ...(acl === undefined ? {} : { webAcl: { name: acl.name, rateRules: acl.rules } }),
    findings: findings.map((finding) => ({ ...finding, says: findingText(finding, 'en') })),
    open: open.map((each) => ({ ...each, says: openText(each, 'en') })),
    runs: runs.map(({ scenario, timing, totals, rows }) => ({ scenario: scenario.id, timing, totals, minutes: rows })),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
