import {
  CreateDBInstanceCommand,
  DatabaseInsightsMode,
  DeleteDBInstanceCommand,
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  FailoverDBClusterCommand,
  ModifyDBInstanceCommand,
  type DBInstance,
  type RDSClient,
} from '@aws-sdk/client-rds';
import * as z from 'zod/mini';
import { instanceHost } from '../contract';
import { required, unlessGone } from '../failure';
import { arnOf, type Place } from '../place';
import { playedType, type Made } from '../played-type';
import { flag, number, tags, text } from '../shapes';
import { tagChanges } from '../tags';
import { changeTags } from './database-cluster';
import { changedProperties } from './database-cluster-properties';

const properties = z.strictObject({
  AutoMinorVersionUpgrade: z.optional(flag),
  AvailabilityZone: z.optional(text),
  CACertificateIdentifier: z.optional(text),
  DBClusterIdentifier: text,
  DBInstanceClass: text,
  DBInstanceIdentifier: z.optional(text),
  DBParameterGroupName: z.optional(text),
  DatabaseInsightsMode: z.optional(z.enum(DatabaseInsightsMode)),
  DeletionProtection: z.optional(flag),
  EnablePerformanceInsights: z.optional(flag),
  Engine: text,
  MonitoringInterval: z.optional(number),
  MonitoringRoleArn: z.optional(text),
  PerformanceInsightsKMSKeyId: z.optional(text),
  PerformanceInsightsRetentionPeriod: z.optional(number),
  PreferredMaintenanceWindow: z.optional(text),
  PromotionTier: z.optional(number),
  PubliclyAccessible: z.optional(flag),
  Tags: tags,
});

type Properties = z.infer<typeof properties>;

/** `AWS::RDS::DBInstance`, as a member of a cluster; no other instances are played. */
export const databaseInstance = playedType({
  properties,
  replacing: [
    'AvailabilityZone',
    'DBClusterIdentifier',
    'DBInstanceIdentifier',
    'Engine',
    'PerformanceInsightsKMSKeyId',
  ],
  naming: { property: 'DBInstanceIdentifier', maxLength: 63, lowerCase: true },
  create: async ({ properties: wanted, name, place, clients: { rds } }) => {
    const { AvailabilityZone, DBClusterIdentifier, DBInstanceClass, Engine, PerformanceInsightsKMSKeyId } = wanted;
    const made = await rds.send(
      new CreateDBInstanceCommand({
        ...settings(wanted),
        ...{ AvailabilityZone, DBClusterIdentifier, DBInstanceClass, Engine, PerformanceInsightsKMSKeyId },
        DBInstanceIdentifier: name,
        Tags: wanted.Tags,
      }),
    );
    return describe(name, place, required(made.DBInstance, 'DBInstance'));
  },
  update: async (id, { properties: after, place, clients: { rds } }, { keys, before }) => {
    const changed = settings(changedProperties(after, keys));
    if (Object.values(changed).some((value) => value !== undefined)) {
      await rds.send(new ModifyDBInstanceCommand({ ...changed, DBInstanceIdentifier: id, ApplyImmediately: true }));
    }
    await changeTags(rds, arnOf(place, 'rds', `db:${id}`), tagChanges(before.Tags, after.Tags));
    const found = await rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: id }));
    return describe(id, place, required(found.DBInstances?.[0], 'DBInstances'));
  },
  remove: async (id, { properties: { DBClusterIdentifier }, clients: { rds } }) => {
    await giveWritingAway(rds, id, DBClusterIdentifier);
    const command = { DBInstanceIdentifier: id, SkipFinalSnapshot: true };
    await unlessGone(rds.send(new DeleteDBInstanceCommand(command)), ['DBInstanceNotFoundFault', 'DBInstanceNotFound']);
  },
});

/** Settings that creation and modification have in common. */
function settings(wanted: Partial<Properties>) {
  return {
    AutoMinorVersionUpgrade: wanted.AutoMinorVersionUpgrade,
    CACertificateIdentifier: wanted.CACertificateIdentifier,
    DBInstanceClass: wanted.DBInstanceClass,
    DBParameterGroupName: wanted.DBParameterGroupName,
    DatabaseInsightsMode: wanted.DatabaseInsightsMode,
    DeletionProtection: wanted.DeletionProtection,
    EnablePerformanceInsights: wanted.EnablePerformanceInsights,
    MonitoringInterval: wanted.MonitoringInterval,
    MonitoringRoleArn: wanted.MonitoringRoleArn,
    PerformanceInsightsRetentionPeriod: wanted.PerformanceInsightsRetentionPeriod,
    PreferredMaintenanceWindow: wanted.PreferredMaintenanceWindow,
    PromotionTier: wanted.PromotionTier,
    PubliclyAccessible: wanted.PubliclyAccessible,
  };
}

/** Aurora promotes a reader when the writer is deleted; the emulator has to be told. */
async function giveWritingAway(rds: RDSClient, id: string, cluster: string): Promise<void> {
  const found = await unlessGone(rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier: cluster })), [
    'DBClusterNotFoundFault',
  ]);
  const members = found?.DBClusters?.[0]?.DBClusterMembers ?? [];
  const isWriter = members.some((member) => member.DBInstanceIdentifier === id && member.IsClusterWriter === true);
  if (isWriter && members.length > 1) {
    await rds.send(new FailoverDBClusterCommand({ DBClusterIdentifier: cluster }));
  }
}

/** The emulator calls every endpoint after this machine: names are made up here. */
function describe(id: string, { region }: Place, instance: DBInstance): Made {
  const attributes = {
    DBInstanceArn: instance.DBInstanceArn,
    DbiResourceId: instance.DbiResourceId,
    'Endpoint.Address': instanceHost(id, region),
    'Endpoint.HostedZoneId': instance.Endpoint?.HostedZoneId,
    'Endpoint.Port': instance.Endpoint?.Port === undefined ? undefined : String(instance.Endpoint.Port),
  };
  return { physicalId: id, attributes: Object.fromEntries(Object.entries(attributes).filter(([, value]) => value)) };
}
