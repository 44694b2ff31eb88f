import { automatedOf } from '../read/databases';
import { fieldOf, readBoolean, readText } from '../read/fields';
import type { Answer } from '../read/arn';
import { assignmentsOf } from '../read/read-backups';
import { selects } from '../read/selections';
import type { Store } from '../read/stores';
import type { BackupProof, Words } from '../types';
import { answer, verdictFor } from './answer';
import type { Context } from './context';
import { hiddenPlanOf, readinessOf } from './store-points';

/** Whatever keeps data is backed up, or left out for a reason. */
export function proveCovered(context: Context): readonly BackupProof[] {
  return context.backups.stores
    .filter(({ isReplica }) => !isReplica)
    .map((store) => {
      const left = context.leftOut.get(store);
      return left === undefined ? covered(context, store) : leftOutProof(context, store, left.reason, left.keptBy);
    });
}

function covered(context: Context, store: Store): BackupProof {
  const assignments = assignmentsOf(context.backups, store);
  const isSure = assignments.some(({ sure, plan }) => sure && plan.rules?.length !== 0);
  const isOpen = assignments.length > 0 || hiddenPlanOf(context, store).length > 0;
  const isTaken = isSure ? 'yes' : isOpen ? 'unknown' : 'no';
  const names = assignments.map(({ plan }) => plan.resource.logicalId).join(', ');
  return answer({
    check: 'StoreCovered',
    about: store.key,
    verdict: verdictFor(isTaken),
    says:
      isTaken === 'no'
        ? {
            en: `${store.key} keeps data and no plan selects it`,
            ja: `${store.key} はデータを保持するが、どの計画にも選ばれない`,
          }
        : { en: `${store.key} is selected by ${names}`, ja: `${store.key} を選ぶ計画：${names}` },
    ...(isTaken === 'no' ? { counterExample: { says: leaveOutHint(store) } } : {}),
    open: [
      ...assignments
        .filter(({ sure }) => !sure)
        .map(({ plan }) => ({ en: `whether ${plan.key} selects it`, ja: `${plan.key} がこれを選ぶか` })),
      ...hiddenPlanOf(context, store),
    ],
    facts: ['BK-17'],
    origin: { resource: store.resource },
  });
}

function leaveOutHint(store: Store): Words {
  return {
    en: `select it, or leave it out with a reason: id:${store.resource.logicalId}`,
    ja: `計画に加えるか、理由を付けて leftOut に書く：id:${store.resource.logicalId}`,
  };
}

function leftOutProof(
  context: Context,
  store: Store,
  reason: string,
  keptBy: 'versioning' | 'object-lock' | 'point-in-time-recovery' | undefined,
): BackupProof {
  const keeps = keptBy === undefined ? 'yes' : keepsBy(context, store, keptBy);
  const by = keptBy === undefined ? '' : ` (${keptBy})`;
  return answer({
    check: 'StoreCovered',
    about: store.key,
    verdict: verdictFor(keeps),
    says: { en: `${store.key} is left out: ${reason}${by}`, ja: `${store.key} は対象外：${reason}${by}` },
    ...(keeps === 'yes'
      ? {}
      : { counterExample: { says: { en: `${keptBy ?? ''} is not on`, ja: `${keptBy ?? ''} が有効でない` } } }),
    open: [{ en: `whether ${keptBy ?? ''} is on`, ja: `${keptBy ?? ''} が有効か` }],
    parts: [{ what: { en: 'reason', ja: '理由' }, value: reason, basis: 'declared' }],
    origin: { resource: store.resource },
  });
}

function keepsBy(
  context: Context,
  store: Store,
  keptBy: 'versioning' | 'object-lock' | 'point-in-time-recovery',
): Answer {
  const { evaluator } = context;
  switch (keptBy) {
    case 'versioning':
      return store.kind === 'bucket' ? readinessOf(context, store).answer : 'no';
    case 'object-lock': {
      const isOn = readBoolean(evaluator.property(store.resource, 'ObjectLockEnabled'));
      const rule = fieldOf(
        evaluator.property(store.resource, 'ObjectLockConfiguration'),
        'Rule',
        'DefaultRetention',
        'Mode',
      );
      const mode = readText(rule);
      return isOn.kind === 'hidden' || mode.kind === 'hidden'
        ? 'unknown'
        : isOn.kind === 'known' && isOn.value && mode.kind === 'known'
          ? 'yes'
          : 'no';
    }
    case 'point-in-time-recovery': {
      const automated = automatedOf(store, evaluator);
      return automated === undefined
        ? 'no'
        : automated.days.least > 0
          ? 'yes'
          : automated.days.most > 0
            ? 'unknown'
            : 'no';
    }
  }
}

/** What is selected can be backed up. */
export function proveReady(context: Context): readonly BackupProof[] {
  return context.backups.stores
    .filter((store) => store.kind === 'bucket' && assignmentsOf(context.backups, store).length > 0)
    .map((store) => {
      const { answer: isReady, why } = readinessOf(context, store);
      return answer({
        check: 'StoreReady',
        about: store.key,
        verdict: verdictFor(isReady),
        says: { en: `${store.key}: ${why.en}`, ja: `${store.key}：${why.ja}` },
        ...(isReady === 'no' ? { counterExample: { says: why } } : {}),
        open: [why],
        facts: ['BK-19'],
        origin: { resource: store.resource, property: 'VersioningConfiguration' },
      });
    });
}

/** Every selection takes something in. */
export function proveSelections({ backups }: Context): readonly BackupProof[] {
  const { selections, stores, model } = backups;
  const isTainted = model.stacks.some(({ tainted }) => tainted.length > 0);
  const ofSelections = selections.map((selection) => {
    const answers = stores.map((store) => selects(selection, store));
    const found = stores.filter((_, index) => answers[index] !== 'no');
    const isSure = answers.includes('yes');
    const verdict = verdictFor(isSure ? 'yes' : found.length > 0 || isTainted ? 'unknown' : 'no');
    const names = found.map(({ key }) => key).join(', ');
    return answer({
      check: 'SelectionSelects',
      about: `${selection.resource.stack.constructPath}/${selection.resource.logicalId}`,
      verdict,
      says:
        found.length === 0
          ? { en: 'selects nothing that the templates hold', ja: 'テンプレートにあるものを何も選ばない' }
          : { en: `selects ${names}`, ja: `選ぶもの：${names}` },
      ...(verdict === 'REFUTED'
        ? {
            counterExample: {
              says: {
                en: 'no resource of its Region has such an ARN or such tags',
                ja: 'このリージョンに、その ARN やタグを持つリソースがない',
              },
            },
          }
        : {}),
      open: [{ en: 'ARNs or tags that only the deployment tells', ja: 'デプロイして初めて分かる ARN やタグ' }],
      facts: ['BK-17', ...(isMixed(selection.arns, selection.anyTags) ? (['BK-18'] as const) : [])],
      origin: { resource: selection.resource, property: 'BackupSelection' },
    });
  });
  const idle = backups.plans
    .filter(({ resource }) => !selections.some(({ plan }) => plan === resource))
    .map((plan) =>
      answer({
        check: 'SelectionSelects',
        about: plan.key,
        verdict: isTainted ? 'UNDETERMINED' : 'REFUTED',
        says: {
          en: 'no selection belongs to the plan, so it backs nothing up',
          ja: 'この計画には選択がなく、何もバックアップしない',
        },
        ...(isTainted ? {} : { counterExample: { says: { en: plan.key, ja: plan.key } } }),
        open: [{ en: 'selections that a macro makes', ja: 'マクロが作る選択' }],
        facts: ['BK-17'],
        origin: { resource: plan.resource },
      }),
    );
  return [...ofSelections, ...idle];
}

function isMixed(...lists: readonly (readonly unknown[] | undefined)[]): boolean {
  return lists.every((list) => list === undefined || list.length > 0);
}
