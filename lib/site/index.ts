export { SUBNET_ROLES } from './address-plan';
export { greatestGapMinutes } from './backup-plan';
export { survivingInstances, survivingRps } from './capacity';
export { defineSite } from './define-site';
export {
  declaredPromises,
  declaredRestore,
  declaredTier,
  declaredZoneRunbooks,
  type FailureDeclarations,
} from './failure-declarations';
export * from './names';
export * from './ports';
export type * from './site';
export { siteCheckPlan, type SiteCheckPlan } from './site-check';
export type * from './site-config';
export { AURORA_LTS_VERSIONS, type AuroraLtsVersion } from './tables/aurora-versions';
export { WAF_GROUPS, type WafGroupEntry } from './tables/waf-groups';
export { autoshiftBlockedWindows, utcMaintenanceWindow, utcWeekSpans } from './time-zones';
export { salesRateRules, webAclCapacityUnits, type SalesRateRule } from './web-acl-capacity';
export {
  MINUTES_PER_DAY,
  formatMinuteOfDay,
  minuteOfDay,
  modulo,
  scheduledActions,
  weekSpans,
  type ScheduledAction,
} from './windows';
