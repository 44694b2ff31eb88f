export * from './declared';
export { Evaluator } from './engine/evaluate';
export type * from './engine/outcome';
export type { CutSet, PairCount } from './matrix/cut-sets';
export type { RecoveryStep } from './matrix/critical-path';
export type { Operation } from './matrix/scenarios';
export type { Basis, Recovery, Row, Seen } from './matrix/row';
export * from './exceptions';
export { checkModel } from './model/check-model';
export type * from './model/types';
export type { ReadOptions } from './read/context';
export type { ReadFinding, ReadFindingCode, UnreadService } from './read/findings';
export { readFailureModel, type ReadFailures } from './read/read-failure-model';
export * from './report';
export { FAILURE_RULES, type FailureRule } from './register';
export * from './weaknesses';
export {
  firedReactions,
  HarmFinder,
  nonMonotoneReactions,
  type Harm,
  type PoolReaction,
  type ReactionName,
} from './monotone';
