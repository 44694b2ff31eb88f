import { merge, metricUnless, NOTHING, openQuestion, type Conclusion, type Metrics } from '../shared/decision';
import { unknown, type Observed } from '../shared/observed';
import { BACKUP_METRICS, type ExpectedBackup } from './contract';
import type { PlanObservation, PlanState, Selection } from './observation';
import { selects } from './selects';

/** A conclusion, and how many things are known to be missing. */
interface Part {
  readonly conclusion: Conclusion;
  readonly missing: number;
}

const NOT_READ: PlanObservation = {
  plan: unknown('Incomplete', 'the plan was not read'),
  selections: unknown('Incomplete', 'the selections were not read'),
};

/**
 * Whether backups will go on: every plan has a rule for each of its times and selects each of its resources.
 *
 * Recovery points tell as well that they do not, but only when the newest one has grown too old.
 */
export function checkPlans(
  backups: readonly ExpectedBackup[],
  plans: Readonly<Record<string, PlanObservation>>,
): Conclusion {
  const observed = backups.map((backup) => ({ backup, ...(plans[backup.name] ?? NOT_READ) }));
  const rules = observed.map(({ backup, plan }) => checkRules(backup, plan));
  const resources = observed.flatMap(({ backup, plan, selections }) =>
    plan.kind === 'known' && plan.value === 'absent' ? selectedBy(backup, []) : checkSelections(backup, selections),
  );
  return merge([
    ...[...rules, ...resources].map(({ conclusion }) => conclusion),
    {
      ...NOTHING,
      metrics: {
        ...total(BACKUP_METRICS.missingPlanRules, rules),
        ...total(BACKUP_METRICS.unselectedResources, resources),
      },
    },
  ]);
}

function checkRules({ name, planId, schedules }: ExpectedBackup, plan: Observed<PlanState | 'absent'>): Part {
  const subject = `plan of ${name}`;
  if (plan.kind === 'unknown') {
    return { conclusion: openQuestion(subject, 'redundancy', plan), missing: 0 };
  }
  if (plan.value === 'absent') {
    return {
      conclusion: found('PlanMissing', subject, `there is no backup plan ${planId}`),
      missing: schedules.length,
    };
  }
  const missing = without(schedules, plan.value.schedules);
  return {
    conclusion: merge(missing.map((schedule) => found('PlanRuleMissing', subject, `no rule runs at ${schedule}`))),
    missing: missing.length,
  };
}

function checkSelections(backup: ExpectedBackup, selections: Observed<readonly Selection[]>): readonly Part[] {
  return selections.kind === 'unknown'
    ? [{ conclusion: openQuestion(`selections of ${backup.name}`, 'redundancy', selections), missing: 0 }]
    : selectedBy(backup, selections.value);
}

/** One part for each resource. */
function selectedBy({ name, resourceArns }: ExpectedBackup, selections: readonly Selection[]): readonly Part[] {
  return resourceArns.map((arn) => {
    const answers = new Set(selections.map((selection) => selects(selection, arn)));
    if (answers.has('yes')) {
      return { conclusion: NOTHING, missing: 0 };
    }
    if (answers.has('perhaps')) {
      const reason = `a selection of the plan of ${name} goes by tags, which are not read`;
      return { conclusion: openQuestion(arn, 'redundancy', unknown('Incomplete', reason)), missing: 0 };
    }
    return { conclusion: found('SelectionMissing', arn, `no selection of the plan of ${name} names it`), missing: 1 };
  });
}

/** What of `wanted` is not in `present`, where each that is present stands for one that is wanted. */
function without(wanted: readonly string[], present: readonly string[]): readonly string[] {
  const left = [...present];
  const missing: string[] = [];
  for (const item of wanted) {
    const at = left.indexOf(item);
    if (at < 0) {
      missing.push(item);
    } else {
      left.splice(at, 1);
    }
  }
  return missing;
}

/** What is known to be missing must raise an alarm whatever else is unknown; only that nothing is missing takes every answer. */
function total(metricName: string, parts: readonly Part[]): Metrics {
  const missing = parts.reduce((sum, part) => sum + part.missing, 0);
  const isOpen = parts.some(({ conclusion }) => conclusion.questions.length > 0);
  return metricUnless(missing === 0 && isOpen, metricName, () => missing);
}

function found(code: string, subject: string, detail: string): Conclusion {
  return { ...NOTHING, findings: [{ code, effect: 'redundancy', subject, detail }] };
}
