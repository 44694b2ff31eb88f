export { chooseTiers, type Tier } from './choose-tiers';
export { fieldText, readCurveFile, type CurveFile } from './curve-file';
export { parseDeclared, type Declared, type DeclaredTier } from './declared';
export type { Arrivals } from './declared-arrivals';
export type { Clients, Source } from './declared-clients';
export type { FieldPath } from './fields';
export { readFrontAcl } from './front-acl';
export { lastBefore, occurrencesIn } from './occurrences';
export { readServerGroups } from './server-groups';
export {
  GAPS,
  type FrontAcl,
  type Open,
  type OpenCode,
  type PathScope,
  type RateRule,
  type ScalingMetric,
  type ScalingPolicy,
  type ScheduledSize,
  type ServerGroup,
  type Step,
} from './types';
export { ZoneClock } from './zoned-time';
