import { compare, type TemplateModel } from '../../template';
import {
  chooseTiers,
  GAPS,
  lastBefore,
  readFrontAcl,
  readServerGroups,
  type Declared,
  type FieldPath,
  type Open,
  type Tier,
} from '../read';
import { openRules, runEdge } from './edge';
import { findingsOf } from './findings';
import { leastMinimum } from './least-minimum';
import type { SpikeReport, SpikeRun } from './report';
import { runScenario } from './run-scenario';
import { SCENARIOS } from './scenarios';
import { canFollow } from './tier-run';
import { layOutTime, type Timeline } from './timeline';
import { timingOf, TIMINGS } from './timing';
import { totalsOf } from './totals';

/**
 * Simulates the opening of a sale on what CloudFormation will read: every scenario, with the earliest and the latest that
 * AWS may react. The same templates and declarations always give the same report.
 *
 * @param place names a declared field as the user knows it
 * @throws HonmaruError when what is declared does not fit the templates
 */
export function simulateSpike(
  model: TemplateModel,
  declared: Declared,
  place?: (path: FieldPath) => string,
): SpikeReport {
  const chosen = chooseTiers(readServerGroups(model), declared.tiers, place);
  const acl = readFrontAcl(model, declared.webAcl);
  const { tiers } = chosen;
  const timeline = layOutTime(declared, tiers);
  const plan = { tiers, declared, timeline };
  const timings = TIMINGS.map((id) => timingOf(id, declared.wafLagSeconds));
  const edges = timings.map((timing) => runEdge(timeline, acl, declared.clients, timing));
  const runs = SCENARIOS.flatMap((scenario) =>
    timings.flatMap((timing, index): readonly SpikeRun[] => {
      const edge = edges[index];
      if (edge === undefined) {
        return [];
      }
      const rows = runScenario(plan, edge, scenario, timing);
      return [{ scenario, timing: timing.id, rows, totals: totalsOf(rows) }];
    }),
  );
  const admitted = edges.map((edge) => edge.admitted);
  const open = [...chosen.open, ...(acl?.open ?? []), ...openRules(acl, declared.clients), ...tiers.flatMap(openOf)];
  return {
    timeline: { opensAt: timeline.opensAt, timeZone: timeline.timeZone },
    declared,
    tiers: tiers.map((tier) => ({
      ...tier,
      minimumAtOpening: minimumAt(tier, timeline),
      least: leastMinimum(tier, admitted),
    })),
    acl,
    runs,
    findings: [...findingsOf(tiers, declared, runs, edges)].sort(
      (a, b) => compare(a.severity, b.severity) || compare(a.code, b.code) || compare(a.subject, b.subject),
    ),
    open: [...open].sort((a, b) => compare(a.code, b.code) || compare(a.subject, b.subject)),
  };
}

/** Whether nothing goes wrong that fails, and nothing stays open that could hide it. */
export function isCarried({ findings, open }: Pick<SpikeReport, 'findings' | 'open'>): boolean {
  return findings.every(({ severity }) => severity !== 'error') && open.every(({ code }) => !GAPS.includes(code));
}

/** What is not known of a tier. */
function openOf(tier: Tier): readonly Open[] {
  const { declared, group } = tier;
  const subject = group.name;
  const found: Open[] = [...group.open];
  if (declared.launchSeconds === undefined) {
    found.push({ code: 'launch-time-not-declared', subject });
  }
  if (group.warmPoolInstances > 0 && declared.warmStartSeconds === undefined) {
    found.push({ code: 'warm-start-not-declared', subject });
  }
  if (declared.isUncached) {
    found.push({ code: 'first-tier-uncached', subject });
  }
  const unfollowed = group.policies.filter((policy) => !canFollow(tier)(policy));
  return [...found, ...unfollowed.map(({ name }) => ({ code: 'policy-not-simulated', subject: name }) as const)];
}

/** The minimum in force when the sale opens. */
function minimumAt({ group, minInstances }: Tier, { opensAt }: Timeline): number {
  const changes = group.actions.flatMap((action) => {
    const at = action.minInstances === undefined ? undefined : lastBefore(action, opensAt);
    return at === undefined || action.minInstances === undefined ? [] : [{ at, size: action.minInstances }];
  });
  return changes.reduce((last, each) => (each.at > last.at ? each : last), {
    at: Number.NEGATIVE_INFINITY,
    size: minInstances,
  }).size;
}
