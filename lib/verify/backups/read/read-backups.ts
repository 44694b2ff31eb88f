import type { Evaluator, TemplateModel } from '../../../template';
import { readPlans, type Plan, type Rule } from './plans';
import { readSelections, selects, type Selection } from './selections';
import type { Answer } from './arn';
import { readStores, type Store } from './stores';
import { readVaults, type Vault } from './vaults';

/** What templates say about backups, under one combination of their conditions. */
export interface Backups {
  readonly model: TemplateModel;
  readonly evaluator: Evaluator;
  readonly stores: readonly Store[];
  readonly vaults: readonly Vault[];
  readonly plans: readonly Plan[];
  readonly selections: readonly Selection[];
}

/** Reads everything about backups. */
export function readBackups(model: TemplateModel, evaluator: Evaluator): Backups {
  const vaults = readVaults(model, evaluator);
  return {
    model,
    evaluator,
    stores: readStores(model, evaluator),
    vaults,
    plans: readPlans(model, evaluator, vaults),
    selections: readSelections(model, evaluator),
  };
}

/** A plan that backs a store up, surely or perhaps. */
export interface Assignment {
  readonly plan: Plan;
  readonly selections: readonly Selection[];
  readonly sure: boolean;
}

/** Plans that back a store up. */
export function assignmentsOf({ plans, selections }: Backups, store: Store): readonly Assignment[] {
  return plans.flatMap((plan) => {
    const answers = selections
      .filter((selection) => selection.plan === plan.resource)
      .map((selection): readonly [Selection, Answer] => [selection, selects(selection, store)])
      .filter(([, answer]) => answer !== 'no');
    const isSure =
      plan.exists === 'yes' && answers.some(([selection, answer]) => answer === 'yes' && selection.exists === 'yes');
    return answers.length === 0 ? [] : [{ plan, selections: answers.map(([selection]) => selection), sure: isSure }];
  });
}

/** Every rule of every plan. */
export function rulesOf({ plans }: Backups): readonly Rule[] {
  return plans.flatMap(({ rules }) => rules ?? []);
}
