export * from './declared';
export { Evaluator } from './engine/evaluate';
export type * from './engine/outcome';
export { checkModel } from './model/check-model';
export type * from './model/types';
export type { ReadOptions } from './read/context';
export type { ReadFinding, ReadFindingCode, UnreadService } from './read/findings';
export { readFailureModel, type ReadFailures } from './read/read-failure-model';
export { FAILURE_RULES, type FailureRule } from './register';
