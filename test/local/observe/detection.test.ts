import type { CheckName } from '../../../lambda/shared/contract';
import type { Conclusion } from '../../../lambda/shared/decision';
import { alarmDefinitions, AlarmPlayer, type CheckRecord } from '../../../lib/local/observe';
import { loadAssembly } from '../../../lib/template';
import { assemblyDirectory, REFERENCE_SITES, type ReferenceSite } from '../../support/synth-sites';
import { CONCLUSIONS, recordOf } from './support/records';

const INTERVALS = { 'topology-check': 60, 'database-check': 60, 'backup-check': 3600 };

/** Longer than any alarm takes. */
const RUNS = 20;

/** What is raised, and by how many runs, when a check that was well ends every run alike: `<alarm> after <runs>`. */
async function raised(
  site: ReferenceSite,
  check: CheckName,
  conclusion: Partial<Conclusion> | undefined,
): Promise<string[]> {
  const player = new AlarmPlayer({
    cloudWatch: { send: () => Promise.resolve({}) },
    definitions: alarmDefinitions(loadAssembly(assemblyDirectory(site))),
    intervals: INTERVALS,
    physicalNames: (stack, logicalId) => `${stack}/${logicalId}`,
  });
  const well = recordOf({ check, site }, { metrics: wellMetrics(site) });
  const bad: CheckRecord | undefined = conclusion && recordOf({ check, site }, conclusion);
  for (let run = 0; run < RUNS; run++) {
    await player.observe(check, well);
  }
  const changes: string[] = [];
  for (let run = 1; run <= RUNS; run++) {
    for (const { alarm, to, afterRuns } of await player.observe(check, bad)) {
      expect(to).toBe('ALARM');
      expect(afterRuns).toBe(run);
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
  };
}

describe.each(REFERENCE_SITES)('of %s', (site) => {
  test.each<[CheckName, keyof typeof CONCLUSIONS, string[]]>([
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
  ])('%s that is %s raises %j', async (check, status, alarms) => {
    expect(await raised(site, check, { ...CONCLUSIONS[status], metrics: wellMetrics(site) })).toStrictEqual(alarms);
  });

  test.each<[CheckName, string]>([
    ['topology-check', 'topology-check-heartbeat after 5'],
    ['database-check', 'database-check-heartbeat after 5'],
    ['backup-check', 'backup-check-heartbeat after 3'],
  ])('%s that leaves no record raises %s', async (check, alarm) => {
    expect(await raised(site, check, undefined)).toStrictEqual([alarm]);
  });

  test.each<[CheckName, string, number, string]>([
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
  ])('%s that writes %s %i raises %s', async (check, name, value, alarm) => {
    expect(await raised(site, check, { metrics: { ...wellMetrics(site), [name]: value } })).toStrictEqual([alarm]);
  });
});
