export { HonmaruError, type Fault } from './errors';
export { bundleFunctions } from './functions';
export {
  addJudges,
  addProofs,
  assertGate,
  type Acknowledgement,
  type GateInput,
  type JudgeOptions,
  type ProofOptions,
} from './judges';
export { defineSite } from './site';
export type { Site } from './site/site';
export type * from './site/site-config';
export { buildSite, type SiteStacks } from './stacks/build-site';
export { backupMatchers, backupsOf, networkMatchers, networkOf, type NetworkOptions } from './matchers';
export type { BackupObjectives } from './verify/backups';
export { definePolicy, type Policy } from './verify/policy';
