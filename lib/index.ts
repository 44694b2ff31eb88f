export { HonmaruError, type Fault } from './errors';
export { bundleFunctions } from './functions';
export {
  addFailures,
  addJudges,
  addProofs,
  assertGate,
  type Acknowledgement,
  type FailureCheckOptions,
  type GateInput,
  type JudgeOptions,
  type ProofOptions,
} from './judges';
export { defineSite } from './site';
export type { Site } from './site/site';
export type * from './site/site-config';
export { buildSite, type SiteStacks } from './stacks/build-site';
export {
  backupMatchers,
  backupsOf,
  failureMatchers,
  failuresOf,
  networkMatchers,
  networkOf,
  type FailureOptions,
  type NetworkOptions,
} from './matchers';
export type { Declared as DeclaredFailures } from './failures';
export type { BackupObjectives } from './verify/backups';
export { definePolicy, type Policy } from './verify/policy';
