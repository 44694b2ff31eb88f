import type { FailureModel, Fault } from '../model/types';

/** Parts that faults kill at once. */
export function deadParts(model: FailureModel, faults: readonly Fault[]): ReadonlySet<string> {
  const failed = failedGroups(model, faults);
  return new Set(model.parts.filter(({ fate }) => fate.some((id) => failed.has(id))).map(({ id }) => id));
}

/** Groups that fail with faults: those that are lost, and those that they include. */
export function failedGroups({ groups }: FailureModel, faults: readonly Fault[]): ReadonlySet<string> {
  const byId = new Map(groups.map((group) => [group.id, group]));
  const failed = new Set(faults.flatMap(({ group, mode }) => (mode === 'lost' ? [group] : [])));
  // A set that grows while it is walked is walked to its new end.
  for (const id of failed) {
    byId.get(id)?.includes?.forEach((inner) => failed.add(inner));
  }
  return failed;
}
