export { smallestChanges } from './changes/smallest-changes';
export type { Change, ChangeOptions, ChangeQuestion } from './changes/types';
export { editModel, type Edit, type PropertyPath } from './edit-model';
export { Rechecker } from './recheck/rechecker';
export { flipsOf, rulesOf } from './rules-of';
export type { Flip, FlipKind, FlipRule, RuleKind } from './types';
