export { endpointOf, findPositional, type FirewallEndpoint } from './firewall-endpoints';
export { natIn, natSubnet, natTable } from './nat';
export {
  ANYWHERE,
  cidrText,
  findRoute,
  routingOf,
  tableKey,
  type Route,
  type RouteTarget,
  type Routing,
} from './routes';
export { cidrOf, listedSubnets, nameOf, rangeOf, subnetOf, subnetsOf, type Subnet } from './subnets';
export { siteNameOf, tagOf } from './tags';
export { aclBySubnet, findAdmission, inboundEntries, type Admission, type AclEntry } from './network-acls';
export {
  coversPort,
  descriptionOf,
  groupRules,
  isEveryProtocol,
  rulesByResource,
  type GroupRule,
} from './security-groups';
export { distributionsOf, EDGE_REGION, type DistributionView } from './distributions';
export { keyOf, keyUseFault, type KeyUse, type UsedKey } from './keys';
export { coversAction, likeExpression, meets, statementsOf, type Condition, type Statement } from './policy-statements';
export { ALARM_ACTIONS, ALARM_TYPES, publicationsOf, type Publication, type Publisher } from './publishers';
export { autoScalingRoleArn, environmentOf, judgeTopicKeys, publisherService } from './topic-keys';
export { logBucketFault } from './log-buckets';
export { backupPlansOf, selectedResources, VAULT, type BackupRule, type VaultName } from './backup-plans';
export {
  fewestRuns,
  MINUTES_PER_DAY,
  MINUTES_PER_WEEK,
  weeklyRuns,
  weeklyRunsOfUnixCron,
  zoneOffsets,
} from './schedule';
export { globalDatabasesOf, type GlobalDatabase } from './global-databases';
export { raisedWindowsOf, type RaisedWindows, type UtcSpan } from './on-sale-windows';
export { NAME_PROPERTIES } from './name-properties';
export { arnParts, type ArnParts } from './arns';
