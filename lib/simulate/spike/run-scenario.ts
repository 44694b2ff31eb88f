import { occurrencesIn, type Declared, type Tier } from '../read';
import type { EdgeRun } from './edge';
import { beginningOf } from './initial-size';
import { MinuteBook, type MinuteRow } from './minutes';
import type { Scenario } from './scenarios';
import { TierRun, type Quota, type TierSecond } from './tier-run';
import type { Timeline } from './timeline';
import type { Timing } from './timing';

/** What is simulated. */
export interface Plan {
  readonly tiers: readonly Tier[];
  readonly declared: Declared;
  readonly timeline: Timeline;
}

/** Plays one scenario on the virtual clock, in steps of a second. */
export function runScenario(plan: Plan, edge: EdgeRun, scenario: Scenario, timing: Timing): readonly MinuteRow[] {
  const { timeline, declared } = plan;
  const actionsRun = scenario.launches !== 'never';
  const quota: Quota = { left: declared.instanceQuota ?? Number.POSITIVE_INFINITY };
  const runs = plan.tiers.map((tier) => {
    const { sizes, instances } = beginningOf(tier, declared, timeline, actionsRun);
    return new TierRun(tier, sizes, instances, timing, quota);
  });
  const actions = plan.tiers.map((tier) => dueIn(tier, timeline, timing));
  const book = new MinuteBook(timeline.opensAt);
  const lostAt = { never: undefined, before: timeline.start, 'at-peak': timeline.peakAt }[scenario.zoneLost];
  for (let now = timeline.start; now < timeline.end; now += 1) {
    const second = now - timeline.start;
    const mayLaunch = actionsRun && (scenario.launches === 'always' || now < timeline.opensAt);
    runs.forEach((run, index) => {
      if (mayLaunch) {
        for (const { sizes, desired } of actions[index]?.get(now) ?? []) {
          run.resize(sizes, desired);
        }
      }
      if (now === lostAt) {
        run.loseZone(now, scenario.zoneLost === 'before');
      }
      run.observe(now, mayLaunch);
      run.reconcile(now, mayLaunch);
    });
    let arrived = edge.admitted[second] ?? 0;
    const seconds: TierSecond[] = [];
    for (const run of runs) {
      const served = run.serve(now, arrived);
      seconds.push(served);
      arrived = served.passed;
    }
    book.add(now, { offered: timeline.arrivals[second] ?? 0, blocked: edge.blocked[second] ?? 0 }, seconds);
  }
  return book.rows;
}

/** Changes of size by the moment at which they are carried out. */
function dueIn(tier: Tier, { start, end }: Timeline, { scheduleDelaySeconds }: Timing) {
  const due = new Map<
    number,
    { readonly sizes: { min?: number; max?: number }; readonly desired: number | undefined }[]
  >();
  for (const action of tier.group.actions) {
    const { minInstances: min, maxInstances: max, desiredInstances: desired } = action;
    const sizes = { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
    for (const at of occurrencesIn(action, start, end)) {
      const late = at + scheduleDelaySeconds;
      due.set(late, [...(due.get(late) ?? []), { sizes, desired }]);
    }
  }
  return due;
}
