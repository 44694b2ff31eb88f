import { asNumber, at, type TemplateResource } from '../../template';
import { judge, undetermined, type Rule, type RuleFault } from '../rule';
import { backupPlansOf, fewestRuns, MINUTES_PER_DAY, weeklyRuns, type BackupRule } from '../support';

/** Tag of a plan that says how many recovery points must exist at any time. */
const TAG = 'recovery-points';

/**
 * A recovery point that is due may be late by both windows, and only whole days count.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/creating-a-backup-plan.html
 */
export const backupKeepsRecoveryPoints: Rule = {
  id: 'BackupKeepsRecoveryPoints',
  description:
    'The snapshots and the copies of a plan hold at any time, a late job notwithstanding, as many recovery points as its tag recovery-points says, or one.',
  check: (model) => backupPlansOf(model).map(({ plan, rules }) => judge(plan, planFaults(plan, rules))),
};

function planFaults(plan: TemplateResource, rules: readonly BackupRule[]): readonly RuleFault[] {
  const snapshots = rules.filter(({ continuous }) => !continuous);
  if (snapshots.length === 0) {
    return [];
  }
  const runs = snapshots.map(({ schedule }) => (schedule === undefined ? undefined : weeklyRuns(schedule)));
  if (runs.some((list) => list === undefined)) {
    return [undetermined('a schedule does not come back every week, so recovery points cannot be counted')];
  }
  const week = [...new Set(runs.flatMap((list) => list ?? []))].sort((a, b) => a - b);
  const late = Math.max(...snapshots.map((rule) => rule.startWindowMinutes + rule.completionWindowMinutes));
  const required = asNumber(at(plan.properties, 'BackupPlanTags', TAG)) ?? 1;
  return [...windowFaults(snapshots), ...countFaults(snapshots, week, late, required)];
}

function windowFaults(rules: readonly BackupRule[]): readonly RuleFault[] {
  return rules
    .filter((rule) => rule.startWindowMinutes < 60 || rule.completionWindowMinutes <= rule.startWindowMinutes)
    .map(({ name, property }) => ({
      message: `rule ${name} needs a start window of 60 minutes or more and a longer completion window`,
      property,
    }));
}

function countFaults(
  rules: readonly BackupRule[],
  week: readonly number[],
  late: number,
  required: number,
): readonly RuleFault[] {
  const kept = [
    { what: 'the plan', days: rules.map(({ deleteAfterDays }) => deleteAfterDays) },
    ...copyRetentions(rules),
  ];
  return kept.flatMap(({ what, days }) => {
    // Without an end a recovery point is kept for ever.
    const shortest = Math.min(...days.map((count) => count ?? Infinity));
    const minutes = shortest * MINUTES_PER_DAY - late;
    const points = Number.isFinite(minutes) ? fewestRuns(week, Math.max(0, minutes)) : Infinity;
    return points >= required
      ? []
      : [
          {
            message: `${what} holds ${String(points)} recovery points, ${String(required)} are required: ${String(shortest)} days, ${String(week.length)} runs a week, up to ${String(late)} minutes late`,
            property: 'Properties.BackupPlan.BackupPlanRule',
          },
        ];
  });
}

function copyRetentions(
  rules: readonly BackupRule[],
): readonly { readonly what: string; readonly days: readonly (number | undefined)[] }[] {
  const vaults = [...new Set(rules.flatMap(({ copies }) => copies.map(({ vault }) => vault.text)))];
  return vaults.map((vault) => ({
    what: `the copy in ${vault}`,
    // A rule without a copy there leaves a hole among the copies.
    days: rules.map(({ copies }) => {
      const copy = copies.find((candidate) => candidate.vault.text === vault);
      return copy === undefined ? 0 : copy.deleteAfterDays;
    }),
  }));
}
