import type { Rule } from './rule';
import { accessLogBucketEncryption } from './rules/access-log-bucket-encryption';
import { activityStreamProvisioned } from './rules/activity-stream-provisioned';
import { alarmActionsInRegion } from './rules/alarm-actions-in-region';
import { alarmTellsSomebody } from './rules/alarm-tells-somebody';
import { autoScalingGroupSurvivesZone } from './rules/auto-scaling-group-survives-zone';
import { autoshiftSparesOnSaleWindows } from './rules/autoshift-spares-on-sale-windows';
import { backupKeepsRecoveryPoints } from './rules/backup-keeps-recovery-points';
import { backupRetentionWithinVaultLock } from './rules/backup-retention-within-vault-lock';
import { backupVaultLocked } from './rules/backup-vault-locked';
import { continuousBackupMatchesDatabase } from './rules/continuous-backup-matches-database';
import { continuousBackupWithinLimit } from './rules/continuous-backup-within-limit';
import { dataSubnetWithoutRouteOut } from './rules/data-subnet-without-route-out';
import { databaseBackupRetention } from './rules/database-backup-retention';
import { egressToAnywhereDocumented } from './rules/egress-to-anywhere-documented';
import { errorPagesCoverDeadOrigins } from './rules/error-pages-cover-dead-origins';
import { errorPagesLeaveAnswers } from './rules/error-pages-leave-answers';
import { firewallEndpointByZone } from './rules/firewall-endpoint-by-zone';
import { firewallReturnSubnetHoldsOnlyNat } from './rules/firewall-return-subnet-holds-only-nat';
import { firewallRoutesSameZone } from './rules/firewall-routes-same-zone';
import { firewallRoutesSymmetric } from './rules/firewall-routes-symmetric';
import { fixedNamesLiteral } from './rules/fixed-names-literal';
import { fixedNamesStartWithSite } from './rules/fixed-names-start-with-site';
import { globalDatabaseKeys } from './rules/global-database-keys';
import { globalDatabaseSecret } from './rules/global-database-secret';
import { globalDatabaseVersions } from './rules/global-database-versions';
import { listenerTlsPolicyCurrent } from './rules/listener-tls-policy-current';
import { loadBalancerLogBucketEncryption } from './rules/load-balancer-log-bucket-encryption';
import { logGroupKeyGrantsLogs } from './rules/log-group-key-grants-logs';
import { manualStepCovered } from './rules/manual-step-covered';
import { naclKeepsSegmentOrder } from './rules/nacl-keeps-segment-order';
import { natRoutesSameZone } from './rules/nat-routes-same-zone';
import { noIngressFromAnywhere } from './rules/no-ingress-from-anywhere';
import { noOpenListener } from './rules/no-open-listener';
import { noPlaceholderValues } from './rules/no-placeholder-values';
import { noWriteMethodOnOriginGroup } from './rules/no-write-method-on-origin-group';
import { securityGroupRuleDescribed } from './rules/security-group-rule-described';
import { singletonsInBaseline } from './rules/singletons-in-baseline';
import { topicKeyGrantsAutoScaling } from './rules/topic-key-grants-auto-scaling';
import { topicKeyGrantsBackup } from './rules/topic-key-grants-backup';
import { topicKeyGrantsCloudWatch } from './rules/topic-key-grants-cloud-watch';
import { topicKeyGrantsEvents } from './rules/topic-key-grants-events';
import { topicKeyGrantsRdsEvents } from './rules/topic-key-grants-rds-events';
import { topicPolicyGrantsPublishers } from './rules/topic-policy-grants-publishers';
import { vaultLockReversible } from './rules/vault-lock-reversible';
import { viewerCertificateInEdgeRegion } from './rules/viewer-certificate-in-edge-region';
import { volumeKeyGrantsAutoScaling } from './rules/volume-key-grants-auto-scaling';
import { vpcOriginWithoutTags } from './rules/vpc-origin-without-tags';
import { wafLogDestinationNamed } from './rules/waf-log-destination-named';
import { webAclInEdgeRegion } from './rules/web-acl-in-edge-region';

/** Our own rules, sorted by id. */
export const OWN_RULES_LIST: readonly Rule[] = [
  accessLogBucketEncryption,
  activityStreamProvisioned,
  alarmActionsInRegion,
  alarmTellsSomebody,
  autoScalingGroupSurvivesZone,
  autoshiftSparesOnSaleWindows,
  backupKeepsRecoveryPoints,
  backupRetentionWithinVaultLock,
  backupVaultLocked,
  continuousBackupMatchesDatabase,
  continuousBackupWithinLimit,
  dataSubnetWithoutRouteOut,
  databaseBackupRetention,
  egressToAnywhereDocumented,
  errorPagesCoverDeadOrigins,
  errorPagesLeaveAnswers,
  firewallEndpointByZone,
  firewallReturnSubnetHoldsOnlyNat,
  firewallRoutesSameZone,
  firewallRoutesSymmetric,
  fixedNamesLiteral,
  fixedNamesStartWithSite,
  globalDatabaseKeys,
  globalDatabaseSecret,
  globalDatabaseVersions,
  listenerTlsPolicyCurrent,
  loadBalancerLogBucketEncryption,
  logGroupKeyGrantsLogs,
  manualStepCovered,
  naclKeepsSegmentOrder,
  natRoutesSameZone,
  noIngressFromAnywhere,
  noOpenListener,
  noPlaceholderValues,
  noWriteMethodOnOriginGroup,
  securityGroupRuleDescribed,
  singletonsInBaseline,
  topicKeyGrantsAutoScaling,
  topicKeyGrantsBackup,
  topicKeyGrantsCloudWatch,
  topicKeyGrantsEvents,
  topicKeyGrantsRdsEvents,
  topicPolicyGrantsPublishers,
  vaultLockReversible,
  viewerCertificateInEdgeRegion,
  volumeKeyGrantsAutoScaling,
  vpcOriginWithoutTags,
  wafLogDestinationNamed,
  webAclInEdgeRegion,
];
