import {
  AddTagsToResourceCommand,
  CreateDBClusterCommand,
  CreateDBClusterSnapshotCommand,
  DeleteDBClusterCommand,
  DescribeDBClustersCommand,
  ModifyDBClusterCommand,
  RemoveFromGlobalClusterCommand,
  RemoveTagsFromResourceCommand,
  type DBCluster,
  type RDSClient,
} from '@aws-sdk/client-rds';
import { clusterHost } from '../contract';
import { hasCode, required, unlessGone } from '../failure';
import { arnOf, generatedName, type Place } from '../place';
import { playedType, type Change, type Made, type Wanted } from '../played-type';
import { tagChanges, type TagChanges } from '../tags';
import {
  changedProperties,
  clusterProperties,
  clusterSettings,
  logExportChanges,
  type ClusterProperties,
} from './database-cluster-properties';

/** `AWS::RDS::DBCluster`. */
export const databaseCluster = playedType({
  properties: clusterProperties,
  replacing: [
    'AvailabilityZones',
    'DBClusterIdentifier',
    'DBSubnetGroupName',
    'DatabaseName',
    'Engine',
    'EngineMode',
    'GlobalClusterIdentifier',
    'KmsKeyId',
    'MasterUsername',
    'StorageEncrypted',
  ],
  naming: { property: 'DBClusterIdentifier', maxLength: 63, lowerCase: true },
  create: async ({ properties, name, place, clients: { rds } }) => {
    const { AvailabilityZones, DBSubnetGroupName, DatabaseName, Engine, EngineMode, KmsKeyId } = properties;
    const { GlobalClusterIdentifier } = properties;
    const { EnableCloudwatchLogsExports, EngineLifecycleSupport, MasterUsername, StorageEncrypted, Tags } = properties;
    const made = await rds.send(
      new CreateDBClusterCommand({
        ...clusterSettings(properties),
        ...{ AvailabilityZones, DBSubnetGroupName, DatabaseName, EngineMode, KmsKeyId, MasterUsername },
        ...{ EnableCloudwatchLogsExports, EngineLifecycleSupport, GlobalClusterIdentifier, StorageEncrypted, Tags },
        DBClusterIdentifier: name,
        Engine: required(Engine, 'the property Engine'),
      }),
    );
    return describe(name, place, required(made.DBCluster, 'DBCluster'));
  },
  update: async (id, wanted, change) => {
    await modify(id, wanted, change);
    const found = await wanted.clients.rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier: id }));
    return describe(id, wanted.place, required(found.DBClusters?.[0], 'DBClusters'));
  },
  remove: async (id, wanted) => {
    const { properties, clients } = wanted;
    if (properties.HonmaruFinalSnapshot === true && !(await takeFinalSnapshot(id, wanted))) {
      return;
    }
    await leaveGlobalCluster(id, wanted);
    const { DeleteAutomatedBackups } = properties;
    const command = { DBClusterIdentifier: id, SkipFinalSnapshot: true, DeleteAutomatedBackups };
    await unlessGone(clients.rds.send(new DeleteDBClusterCommand(command)), [GONE]);
  },
});

const GONE = 'DBClusterNotFoundFault';

async function modify(
  id: string,
  { properties, place, clients: { rds } }: Wanted<ClusterProperties>,
  { keys, before }: Change<ClusterProperties>,
): Promise<void> {
  const settings = {
    ...clusterSettings(changedProperties(properties, keys)),
    CloudwatchLogsExportConfiguration: logExportChanges(before, properties),
  };
  if (Object.values(settings).some((value) => value !== undefined)) {
    await rds.send(
      new ModifyDBClusterCommand({
        ...settings,
        DBClusterIdentifier: id,
        ApplyImmediately: true,
        // Without it a new major version is refused; CloudFormation says so as well.
        AllowMajorVersionUpgrade: keys.has('EngineVersion') ? true : undefined,
      }),
    );
  }
  await changeTags(rds, arnOf(place, 'rds', `cluster:${id}`), tagChanges(before.Tags, properties.Tags));
}

/** A member of a global database cannot be deleted; CloudFormation takes it out first. */
async function leaveGlobalCluster(id: string, { properties, place, clients: { rds } }: Wanted<ClusterProperties>) {
  const { GlobalClusterIdentifier } = properties;
  if (GlobalClusterIdentifier !== undefined) {
    const member = { GlobalClusterIdentifier, DbClusterIdentifier: arnOf(place, 'rds', `cluster:${id}`) };
    await unlessGone(rds.send(new RemoveFromGlobalClusterCommand(member)), ['GlobalClusterNotFoundFault', GONE]);
  }
}

/** Changes the tags of a resource of RDS. */
export async function changeTags(rds: RDSClient, arn: string, { put, dropped }: TagChanges): Promise<void> {
  if (put.length > 0) {
    await rds.send(new AddTagsToResourceCommand({ ResourceName: arn, Tags: put }));
  }
  if (dropped.length > 0) {
    await rds.send(new RemoveTagsFromResourceCommand({ ResourceName: arn, TagKeys: dropped }));
  }
}

/**
 * Takes the snapshot that a deletion policy asks for, in a call of its own: the emulator takes none on deletion. False
 * when there is no cluster any more.
 */
async function takeFinalSnapshot(id: string, { place, clients: { rds } }: Wanted<ClusterProperties>): Promise<boolean> {
  const snapshot = generatedName(place, `snapshot of ${id}`, { maxLength: 63, lowerCase: true });
  try {
    const command = { DBClusterIdentifier: id, DBClusterSnapshotIdentifier: snapshot };
    await rds.send(new CreateDBClusterSnapshotCommand(command));
  } catch (error) {
    if (hasCode(error, [GONE])) {
      return false;
    }
    // The deletion was tried before, and failed after the snapshot.
    if (!hasCode(error, ['DBClusterSnapshotAlreadyExistsFault'])) {
      throw error;
    }
  }
  return true;
}

/** The emulator calls every endpoint after this machine as soon as the cluster has an instance: names are made up here. */
function describe(id: string, { region }: Place, cluster: DBCluster): Made {
  const attributes = {
    DBClusterArn: cluster.DBClusterArn,
    DBClusterResourceId: cluster.DbClusterResourceId,
    'Endpoint.Address': clusterHost(id, region, 'writer'),
    'Endpoint.Port': cluster.Port === undefined ? undefined : String(cluster.Port),
    'ReadEndpoint.Address': clusterHost(id, region, 'readers'),
    'MasterUserSecret.SecretArn': cluster.MasterUserSecret?.SecretArn,
  };
  return { physicalId: id, attributes: Object.fromEntries(Object.entries(attributes).filter(([, value]) => value)) };
}
