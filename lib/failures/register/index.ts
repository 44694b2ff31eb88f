export type { FailureRule } from './rule';
export { FAILURE_RULES } from './rules';
export { SOURCES } from './sources';
