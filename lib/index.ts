export { HonmaruError, type Fault } from './errors';
export { bundleFunctions } from './functions';
export { addJudges, assertGate, type Acknowledgement, type GateInput, type JudgeOptions } from './judges';
export { defineSite } from './site';
export type { Site } from './site/site';
export type * from './site/site-config';
export { buildSite, type SiteStacks } from './stacks/build-site';
