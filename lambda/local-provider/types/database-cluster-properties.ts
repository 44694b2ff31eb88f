import { DatabaseInsightsMode } from '@aws-sdk/client-rds';
import * as z from 'zod/mini';
import type { FINAL_SNAPSHOT_PROPERTY } from '../contract';
import { flag, number, tags, text, texts } from '../shapes';

const finalSnapshot = { HonmaruFinalSnapshot: z.optional(flag) } satisfies Record<
  typeof FINAL_SNAPSHOT_PROPERTY,
  unknown
>;

/** Properties of a database cluster. */
export const clusterProperties = z.strictObject({
  ...finalSnapshot,
  AutoMinorVersionUpgrade: z.optional(flag),
  AvailabilityZones: z.optional(texts),
  BackupRetentionPeriod: z.optional(number),
  CopyTagsToSnapshot: z.optional(flag),
  DBClusterIdentifier: z.optional(text),
  DBClusterParameterGroupName: z.optional(text),
  DBSubnetGroupName: z.optional(text),
  DatabaseInsightsMode: z.optional(z.enum(DatabaseInsightsMode)),
  DatabaseName: z.optional(text),
  DeleteAutomatedBackups: z.optional(flag),
  DeletionProtection: z.optional(flag),
  EnableCloudwatchLogsExports: z.optional(texts),
  EnableHttpEndpoint: z.optional(flag),
  EnableIAMDatabaseAuthentication: z.optional(flag),
  Engine: z.optional(text),
  EngineLifecycleSupport: z.optional(text),
  EngineMode: z.optional(text),
  EngineVersion: z.optional(text),
  GlobalClusterIdentifier: z.optional(text),
  KmsKeyId: z.optional(text),
  ManageMasterUserPassword: z.optional(flag),
  MasterUserPassword: z.optional(text),
  MasterUserSecret: z.optional(z.strictObject({ KmsKeyId: z.optional(text) })),
  MasterUsername: z.optional(text),
  PerformanceInsightsEnabled: z.optional(flag),
  PerformanceInsightsKmsKeyId: z.optional(text),
  PerformanceInsightsRetentionPeriod: z.optional(number),
  Port: z.optional(number),
  PreferredBackupWindow: z.optional(text),
  PreferredMaintenanceWindow: z.optional(text),
  ServerlessV2ScalingConfiguration: z.optional(
    z.strictObject({
      MaxCapacity: z.optional(number),
      MinCapacity: z.optional(number),
      SecondsUntilAutoPause: z.optional(number),
    }),
  ),
  StorageEncrypted: z.optional(flag),
  StorageType: z.optional(text),
  Tags: tags,
  VpcSecurityGroupIds: z.optional(texts),
});

/** Properties of a database cluster. */
export type ClusterProperties = z.infer<typeof clusterProperties>;

/** Settings that creation and modification have in common, under the names of the API. */
export function clusterSettings(properties: Partial<ClusterProperties>) {
  return {
    AutoMinorVersionUpgrade: properties.AutoMinorVersionUpgrade,
    BackupRetentionPeriod: properties.BackupRetentionPeriod,
    CopyTagsToSnapshot: properties.CopyTagsToSnapshot,
    DBClusterParameterGroupName: properties.DBClusterParameterGroupName,
    DatabaseInsightsMode: properties.DatabaseInsightsMode,
    DeletionProtection: properties.DeletionProtection,
    EnableHttpEndpoint: properties.EnableHttpEndpoint,
    EnableIAMDatabaseAuthentication: properties.EnableIAMDatabaseAuthentication,
    EnablePerformanceInsights: properties.PerformanceInsightsEnabled,
    EngineVersion: properties.EngineVersion,
    ManageMasterUserPassword: properties.ManageMasterUserPassword,
    MasterUserPassword: properties.MasterUserPassword,
    MasterUserSecretKmsKeyId: properties.MasterUserSecret?.KmsKeyId,
    PerformanceInsightsKMSKeyId: properties.PerformanceInsightsKmsKeyId,
    PerformanceInsightsRetentionPeriod: properties.PerformanceInsightsRetentionPeriod,
    Port: properties.Port,
    PreferredBackupWindow: properties.PreferredBackupWindow,
    PreferredMaintenanceWindow: properties.PreferredMaintenanceWindow,
    ServerlessV2ScalingConfiguration: properties.ServerlessV2ScalingConfiguration,
    StorageType: properties.StorageType,
    VpcSecurityGroupIds: properties.VpcSecurityGroupIds,
  };
}

/** The properties that changed, and no other. */
export function changedProperties<P extends object>(properties: P, keys: ReadonlySet<string>): Partial<P> {
  return Object.fromEntries(Object.entries(properties).filter(([key]) => keys.has(key))) as Partial<P>;
}

/** Kinds of logs whose export starts or ends; `undefined` when none does. */
export function logExportChanges(before: ClusterProperties, after: ClusterProperties) {
  const { EnableCloudwatchLogsExports: old = [] } = before;
  const { EnableCloudwatchLogsExports: wanted = [] } = after;
  const EnableLogTypes = wanted.filter((kind) => !old.includes(kind));
  const DisableLogTypes = old.filter((kind) => !wanted.includes(kind));
  return EnableLogTypes.length + DisableLogTypes.length === 0 ? undefined : { EnableLogTypes, DisableLogTypes };
}
