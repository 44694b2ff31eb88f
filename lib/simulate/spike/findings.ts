import type { Declared, Tier } from '../read';
import type { EdgeRun } from './edge';
import type { SpikeRun } from './report';
import { canLaunch } from './tier-run';

/** Something that goes wrong at the sale. */
export interface SpikeFinding {
  readonly code: SpikeFindingCode;
  readonly severity: 'error' | 'warning';
  /** The tier or rule it is about. */
  readonly subject: string;
  /** What its text names. */
  readonly values: Readonly<Record<string, string | number>>;
}

export type SpikeFindingCode =
  'SpikeShortfall' | 'CustomersBlocked' | 'SizeLimitReached' | 'QuotaReached' | 'LaunchesTooLate' | 'LaunchGivenUp';

/** Everything that goes wrong, the worst timing of each scenario told. */
export function findingsOf(
  tiers: readonly Tier[],
  declared: Declared,
  runs: readonly SpikeRun[],
  edges: readonly EdgeRun[],
): readonly SpikeFinding[] {
  return [
    ...blocked(declared, runs, edges),
    ...tiers.flatMap((tier, index) => [
      ...shortfalls(tier, index, declared, runs),
      ...limits(tier, index, declared, runs),
      ...lateLaunches(tier, index, runs),
    ]),
  ];
}

/** Customers who are blocked; each rule by the timing in which it blocks the most. */
function blocked(declared: Declared, runs: readonly SpikeRun[], edges: readonly EdgeRun[]): readonly SpikeFinding[] {
  const offered = runs[0]?.totals.offered ?? 0;
  const names = edges[0]?.byRule.map(({ rule }) => rule.name) ?? [];
  return names.flatMap((subject): readonly SpikeFinding[] => {
    const bySource = worst(edges.map((edge) => edge.byRule.find(({ rule }) => rule.name === subject)?.bySource ?? []));
    const requests = bySource.reduce((sum, count) => sum + count, 0);
    if (requests === 0) {
      return [];
    }
    const source = declared.clients?.sources[bySource.indexOf(Math.max(...bySource))];
    return [
      {
        code: 'CustomersBlocked',
        severity: isMore(requests, offered, declared) ? 'error' : 'warning',
        subject,
        values: { requests, offered, clientsPerAddress: source?.clientsPerAddress ?? 0 },
      },
    ];
  });
}

function worst(lists: readonly (readonly number[])[]): readonly number[] {
  const sum = (list: readonly number[]) => list.reduce((total, count) => total + count, 0);
  return lists.reduce((most, list) => (sum(list) > sum(most) ? list : most), lists[0] ?? []);
}

function shortfalls(
  { group }: Tier,
  index: number,
  declared: Declared,
  runs: readonly SpikeRun[],
): readonly SpikeFinding[] {
  const shedOf = ({ totals }: SpikeRun) => totals.tiers[index]?.shed ?? 0;
  const scenarios = [...new Set(runs.map(({ scenario }) => scenario))];
  return scenarios.flatMap((scenario): readonly SpikeFinding[] => {
    const own = runs.filter((run) => run.scenario === scenario);
    const most = own.reduce<SpikeRun | undefined>(
      (before, run) => (before === undefined || shedOf(run) > shedOf(before) ? run : before),
      undefined,
    );
    if (most === undefined || shedOf(most) === 0) {
      return [];
    }
    const isError = scenario.isJudged && isMore(shedOf(most), most.totals.offered, declared);
    return [
      {
        code: 'SpikeShortfall',
        severity: isError ? 'error' : 'warning',
        subject: group.name,
        values: { scenario: scenario.id, timing: most.timing, requests: shedOf(most), offered: most.totals.offered },
      },
    ];
  });
}

/** A group that refuses requests at its greatest size, or at the quota of the account. */
function limits(tier: Tier, index: number, declared: Declared, runs: readonly SpikeRun[]): readonly SpikeFinding[] {
  const found: SpikeFinding[] = [];
  const subject = tier.group.name;
  const judged = runs.filter(({ scenario }) => scenario.id === 'normal').flatMap(({ rows }) => rows);
  const short = judged.filter(({ tiers }) => (tiers[index]?.shed ?? 0) > 0);
  const isError = runs.some(
    ({ scenario, totals }) =>
      scenario.id === 'normal' && isMore(totals.tiers[index]?.shed ?? 0, totals.offered, declared),
  );
  const severity = isError ? 'error' : 'warning';
  const full = short.flatMap(({ tiers }) => tiers[index] ?? []).find(({ desired, max }) => desired >= max);
  if (full !== undefined) {
    found.push({ code: 'SizeLimitReached', severity, subject, values: { max: full.max } });
  }
  const quota = declared.instanceQuota;
  const isHeld = short.some(({ tiers }) => {
    const all = tiers.reduce((sum, { inService, starting }) => sum + inService + starting, 0);
    const own = tiers[index];
    return quota !== undefined && own !== undefined && all >= quota && own.inService + own.starting < own.desired;
  });
  if (isHeld) {
    found.push({ code: 'QuotaReached', severity, subject, values: { quota: quota ?? 0 } });
  }
  return found;
}

/** Launches that come when the peak is over, or never. */
function lateLaunches(tier: Tier, index: number, runs: readonly SpikeRun[]): readonly SpikeFinding[] {
  const subject = tier.group.name;
  const { launchSeconds } = tier.declared;
  const { launchLimitSeconds } = tier.group;
  if (launchSeconds !== undefined && launchLimitSeconds !== undefined && !canLaunch(tier)) {
    const values = { launchSeconds, limitSeconds: launchLimitSeconds };
    return [{ code: 'LaunchGivenUp', severity: 'error', subject, values }];
  }
  const normal = runs.find(({ scenario, timing }) => scenario.id === 'normal' && timing === 'latest');
  const own = (normal?.rows ?? []).map(({ minute, tiers }) => ({ minute, tier: tiers[index] }));
  const short = own.filter(({ tier: each }) => (each?.shed ?? 0) > 0);
  const [first] = short;
  const last = short.at(-1);
  if (launchSeconds === undefined || first === undefined || last === undefined) {
    return [];
  }
  const before = first.tier?.inService ?? 0;
  const isHelped = own.some(
    ({ minute, tier: each }) => minute > first.minute && minute <= last.minute + 1 && (each?.inService ?? 0) > before,
  );
  return isHelped ? [] : [{ code: 'LaunchesTooLate', severity: 'warning', subject, values: { minutes: short.length } }];
}

/** Whether a share is above the one that was allowed. */
function isMore(requests: number, offered: number, { allowedShare }: Declared): boolean {
  return requests * allowedShare.d > offered * allowedShare.n;
}
