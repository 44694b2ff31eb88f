import type { Conclusion } from '../../../lambda/shared/decision';
import { alarmDefinitions, AlarmPlayer, type CheckRecord } from '../../../lib/local/observe';
import { loadAssembly } from '../../../lib/template';
import { assemblyDirectory, REFERENCE_SITES, type ReferenceSite } from '../../support/synth-sites';
import { CONCLUSIONS, recordOf } from './support/records';

const INTERVALS = {
  'topology-check': 60,
  'database-check': 60,
  'backup-check': 3600,
  'audit-check': 300,
  'certificate-check': 3600,
  'heartbeat-check': 300,
  'site-check': 60,
  'fail-over-writer': 60,
} as const;

type Watched = keyof typeof INTERVALS;

const labels = Object.keys(INTERVALS) as readonly Watched[];

/** Longer than any alarm takes. */
const RUNS = 20;

/** What is raised, and by how many runs, when a check that was well ends every run alike: `<alarm> after <runs>`. */
async function raised(
  site: ReferenceSite,
  check: Watched,
  conclusion: Partial<Conclusion> | undefined,
  isStored = true,
): Promise<string[]> {
  const cloudWatch = { send: () => Promise.resolve({}) };
  const player = new AlarmPlayer({
    functions: new Map(labels.map((label) => [label, { cloudWatch, intervalSeconds: INTERVALS[label] }])),
    definitions: alarmDefinitions(loadAssembly(assemblyDirectory(site))),
    physicalNames: (stack, logicalId) => `${stack}/${logicalId}`,
  });
  const well = recordOf({ check, site }, { metrics: wellMetrics(site) });
  const bad: CheckRecord | undefined = conclusion && recordOf({ check, site, isStored }, conclusion);
  for (let run = 0; run < RUNS; run++) {
    await player.observe(check, well);
  }
  const changes: string[] = [];
  for (let run = 1; run <= RUNS; run++) {
    for (const { alarm, to, afterRuns, definition } of await player.observe(check, bad)) {
      expect(to).toBe('ALARM');
      // In whole periods: one run may speak for all of its period.
      const perPeriod = definition.periodSeconds / INTERVALS[check];
      expect(afterRuns).toBe(Math.ceil(run / perPeriod) * perPeriod);
      changes.push(`${alarm.slice(site.length + 1)} after ${String(run)}`);
    }
  }
  return changes;
}

const ZONES = {
  starter: ['ap-northeast-1a', 'ap-northeast-1c'],
  'ticket-agency': ['ap-northeast-1a', 'ap-northeast-1c', 'ap-northeast-1d'],
  'safety-confirmation': ['ap-southeast-1a', 'ap-southeast-1b', 'ap-southeast-1c'],
} as const satisfies Readonly<Record<ReferenceSite, readonly string[]>>;

/** What the checks write while all is well, beside what every check writes. */
function wellMetrics(site: ReferenceSite): Record<string, number> {
  return {
    ...Object.fromEntries(
      ZONES[site].flatMap((zone) => [
        [`NatGatewayAvailable/${zone}`, 1],
        [`RouteFaults/${zone}`, 0],
      ]),
    ),
    FirewallEndpointFaults: 0,
    InterfaceEndpointFaults: 0,
    SplitSuspected: 0,
    LatestRestorableAge: 60,
    BackupStale: 0,
    UnselectedResources: 0,
    MissingPlanRules: 0,
    UnlockedVaults: 0,
    FailoverEvents: 0,
    RecoveryKeyFaults: 0,
    RestoreTestAge: 60,
    AlarmPathFaults: 0,
    AuditGaps: 0,
    SecurityDegraded: 0,
    UnconfirmedSubscriptions: 0,
    CertificateDaysLeft: 300,
    DatabaseCertificateDaysLeft: 300,
    CertificateFaults: 0,
    HeartbeatsMissing: 0,
    MethodsFailing: 0,
    ProbesRefused: 0,
    ProbesSilent: 0,
    Held: 0,
    RateLimited: 0,
    EvacuatedZones: 0,
  };
}

describe.each(REFERENCE_SITES)('of %s', (site) => {
  test.each<[Watched, keyof typeof CONCLUSIONS, string[]]>([
    ['topology-check', 'HEALTHY', []],
    ['topology-check', 'DEGRADED', ['topology-fault after 2']],
    ['topology-check', 'FAILED', ['topology-fault after 2', 'topology-outage after 2']],
    ['topology-check', 'UNKNOWN', ['topology-check-unknown after 3']],
    ['database-check', 'HEALTHY', []],
    ['database-check', 'DEGRADED', ['database-fault after 2']],
    ['database-check', 'FAILED', ['database-fault after 2', 'database-outage after 2']],
    ['database-check', 'UNKNOWN', ['database-check-unknown after 3']],
    // Nothing hangs on the summaries of the backup check: a backup at fault is stale, or its vault is open.
    ['backup-check', 'DEGRADED', []],
    ['backup-check', 'FAILED', []],
    ['backup-check', 'UNKNOWN', ['backup-check-unknown after 1']],
    // Nor on those of the others that have an alarm for each kind of fault, unless the site is down.
    ['audit-check', 'DEGRADED', []],
    ['audit-check', 'FAILED', ['distribution-down after 1']],
    ['audit-check', 'UNKNOWN', ['audit-check-unknown after 3']],
    ['certificate-check', 'DEGRADED', []],
    ['certificate-check', 'FAILED', ['certificate-outage after 1']],
    ['certificate-check', 'UNKNOWN', ['certificate-check-unknown after 1']],
    ['heartbeat-check', 'DEGRADED', []],
    ['heartbeat-check', 'UNKNOWN', ['heartbeat-check-unknown after 3']],
    ['site-check', 'FAILED', []],
    ['site-check', 'UNKNOWN', ['site-check-unknown after 3']],
    ['fail-over-writer', 'DEGRADED', []],
    ['fail-over-writer', 'FAILED', ['writer-outage after 2']],
    ['fail-over-writer', 'UNKNOWN', ['fail-over-writer-unknown after 3']],
  ])('%s that is %s raises %j', async (check, status, alarms) => {
    expect(await raised(site, check, { ...CONCLUSIONS[status], metrics: wellMetrics(site) })).toStrictEqual(alarms);
  });

  test.each<[Watched, string]>([
    ['topology-check', 'topology-check-heartbeat after 5'],
    ['database-check', 'database-check-heartbeat after 5'],
    ['backup-check', 'backup-check-heartbeat after 3'],
    ['audit-check', 'audit-check-heartbeat after 5'],
    ['certificate-check', 'certificate-check-heartbeat after 3'],
    ['heartbeat-check', 'heartbeat-check-heartbeat after 5'],
    ['site-check', 'site-check-heartbeat after 5'],
    ['fail-over-writer', 'fail-over-writer-heartbeat after 5'],
  ])('%s that leaves no record raises %s', async (check, alarm) => {
    expect(await raised(site, check, undefined)).toStrictEqual([alarm]);
  });

  test.each<[Watched, string, number, string]>([
    ['topology-check', `NatGatewayAvailable/${ZONES[site][0]}`, 0, `nat-gateway-${ZONES[site][0]} after 2`],
    ['topology-check', `RouteFaults/${ZONES[site][1]}`, 1, `routes-${ZONES[site][1]} after 2`],
    ['topology-check', 'InterfaceEndpointFaults', 1, 'endpoints after 2'],
    ['topology-check', 'FirewallEndpointFaults', 1, 'endpoints after 2'],
    ['database-check', 'SplitSuspected', 1, 'database-split after 1'],
    ['database-check', 'LatestRestorableAge', 3600, 'database-restore-point-age after 10'],
    ['backup-check', 'BackupStale', 1, 'backups-stale after 1'],
    ['backup-check', 'UnselectedResources', 1, 'backups-unselected after 1'],
    ['backup-check', 'MissingPlanRules', 1, 'backups-unscheduled after 1'],
    ['backup-check', 'UnlockedVaults', 1, 'vaults-unlocked after 1'],
    ['backup-check', 'RecoveryKeyFaults', 1, 'recovery-keys after 1'],
    ['backup-check', 'RestoreTestAge', 2_592_001, 'restore-test-age after 1'],
    ['database-check', 'FailoverEvents', 4, 'database-failovers after 2'],
    ['audit-check', 'AlarmPathFaults', 1, 'alarm-path after 1'],
    ['audit-check', 'AuditGaps', 1, 'audit-gap after 1'],
    ['audit-check', 'SecurityDegraded', 1, 'protection-degraded after 1'],
    ['audit-check', 'UnconfirmedSubscriptions', 1, 'subscriptions-unconfirmed after 1'],
    ['certificate-check', 'DatabaseCertificateDaysLeft', 29, 'database-certificate-days after 1'],
    ['certificate-check', 'CertificateFaults', 1, 'certificate-faults after 1'],
    ['heartbeat-check', 'HeartbeatsMissing', 1, 'heartbeats-missing after 1'],
    ['site-check', 'MethodsFailing', 1, 'site-unanswered after 2'],
    ['fail-over-writer', 'ProbesRefused', 1, 'probes-refused after 3'],
    ['fail-over-writer', 'ProbesSilent', 1, 'probes-silent after 3'],
    ['fail-over-writer', 'Held', 1, 'writer-held after 2'],
    ['fail-over-writer', 'RateLimited', 1, 'writer-rate-limited after 2'],
    ['fail-over-writer', 'SplitSuspected', 1, 'writer-split after 1'],
    ['fail-over-writer', 'Acted', 1, 'writer-acted after 1'],
  ])('%s that writes %s %i raises %s', async (check, name, value, alarm) => {
    expect(await raised(site, check, { metrics: { ...wellMetrics(site), [name]: value } })).toStrictEqual([alarm]);
  });

  test.each<[Watched, string]>([
    ['topology-check', 'topology-check-unrecorded after 3'],
    ['backup-check', 'backup-check-unrecorded after 1'],
    ['fail-over-writer', 'fail-over-writer-unrecorded after 3'],
  ])('%s whose decision records do not stand raises %s', async (check, alarm) => {
    expect(await raised(site, check, { metrics: wellMetrics(site) }, false)).toStrictEqual([alarm]);
  });
});
