import { analyseModel, type Declared, type FailureModel, type FailureReport } from '../../../lib/failures';

/** A report on a model that is written by hand. */
export function reportOn(
  model: FailureModel,
  {
    declared = {},
    onSale,
    faults = 1,
  }: { readonly declared?: Declared; readonly onSale?: FailureModel; readonly faults?: 1 | 2 } = {},
): FailureReport {
  const read = (each: FailureModel) => ({ model: each, declared, unread: [], findings: [] });
  return analyseModel(read(model), onSale === undefined ? undefined : read(onSale), { faults });
}
