import { fieldOf, readText } from '../read/fields';
import { assignmentsOf, type Assignment } from '../read/read-backups';
import { selects } from '../read/selections';
import type { Store } from '../read/stores';
import type { Words } from '../types';
import { LONGEST_COUNTED_DAYS } from './calendar';
import type { Context } from './context';
import { joinPoints, openOfRule, pointsOf, unique, type Place, type Points } from './points';

/** Recovery points of a store in one place. */
export function storePoints(context: Context, store: Store, place: Place): Points {
  const ready = readinessOf(context, store).answer;
  const all = assignmentsOf(context.backups, store).map((assignment) => planPoints(context, assignment, place));
  const joined = joinPoints(all);
  return {
    ...joined,
    surely: ready === 'yes' && store.exists === 'yes' ? joined.surely : [],
    possibly: ready === 'no' ? [] : joined.possibly,
    isOpen: ready !== 'no' && (joined.isOpen || hiddenPlanOf(context, store).length > 0),
  };
}

function planPoints(context: Context, { plan, sure }: Assignment, place: Place): Points {
  const runs = context.calendar.runsOfPlan(plan);
  const points = pointsOf(runs.taken, place);
  return {
    ...points,
    surely: sure ? points.surely : [],
    isOpen: runs.isOpen || isForEver({ plan, sure, selections: [] }, place),
  };
}

/** Whether recovery points live so long that counting them comes to no end. */
function isForEver({ plan }: Assignment, place: Place): boolean {
  return (plan.rules ?? []).some((rule) => {
    const kept = place(rule);
    return kept !== undefined && kept.arrives !== 'no' && kept.keptDays.most > LONGEST_COUNTED_DAYS;
  });
}

/** What would have to be known to count the recovery points of a store. */
export function storeOpen(context: Context, store: Store, place: Place): readonly Words[] {
  const ready = readinessOf(context, store);
  const ofPlans = assignmentsOf(context.backups, store).flatMap((assignment) => {
    const { plan, sure } = assignment;
    const { open, taken } = context.calendar.runsOfPlan(plan);
    return [
      ...open,
      ...(taken.facts.includes('BK-05') ? [BESIDE_CONTINUOUS] : []),
      ...(taken.facts.includes('BK-04') ? [IN_ONE_WINDOW] : []),
      ...(plan.rules ?? []).flatMap((rule) => openOfRule(rule, place(rule))),
      ...(sure ? [] : [{ en: `whether ${plan.key} selects it`, ja: `${plan.key} がこれを選ぶか` }]),
      ...(isForEver(assignment, place)
        ? [
            {
              en: `recovery points of ${plan.key} are kept for ever, so their number grows`,
              ja: `${plan.key} の復旧ポイントは無期限に増える`,
            },
          ]
        : []),
    ];
  });
  return unique([...ofPlans, ...hiddenPlanOf(context, store), ...(ready.answer === 'unknown' ? [ready.why] : [])]);
}

const IN_ONE_WINDOW: Words = {
  en: 'which backups are taken where the start windows of several rules overlap',
  ja: '複数のルールの開始ウィンドウが重なるとき、どのバックアップが取られるか',
};

const BESIDE_CONTINUOUS: Words = {
  en: 'whether snapshots are taken whose start window overlaps that of a continuous backup',
  ja: '継続バックアップと開始ウィンドウが重なるスナップショットが取られるか',
};

/** Selections that may back a store up by plans that are not in the templates. */
export function hiddenPlanOf({ backups }: Context, store: Store): readonly Words[] {
  return backups.selections
    .filter((selection) => selection.plan === undefined && selects(selection, store) !== 'no')
    .map(({ resource }) => ({
      en: `the plan of ${resource.logicalId}, which is in none of the templates`,
      ja: `テンプレートにない ${resource.logicalId} の計画`,
    }));
}

/** Whether AWS Backup can back a store up at all. */
export interface Readiness {
  readonly answer: 'yes' | 'no' | 'unknown';
  readonly why: Words;
}

/** A bucket needs versioning. */
export function readinessOf({ evaluator }: Context, { kind, resource }: Store): Readiness {
  if (kind !== 'bucket') {
    return { answer: 'yes', why: { en: 'nothing is needed', ja: '必要なものはない' } };
  }
  const status = readText(fieldOf(evaluator.property(resource, 'VersioningConfiguration'), 'Status'));
  if (status.kind === 'hidden') {
    return { answer: 'unknown', why: { en: 'whether versioning is on', ja: 'バージョニングが有効か' } };
  }
  return status.kind === 'known' && status.value === 'Enabled'
    ? { answer: 'yes', why: { en: 'versioning is on', ja: 'バージョニングは有効' } }
    : {
        answer: 'no',
        why: {
          en: 'versioning is off, so no backup job succeeds',
          ja: 'バージョニングが無効で、バックアップジョブは成功しない',
        },
      };
}
