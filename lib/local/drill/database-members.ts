import {
  CreateDBInstanceCommand,
  DeleteDBInstanceCommand,
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  FailoverDBClusterCommand,
  type DBInstance,
} from '@aws-sdk/client-rds';
import { LocalFailure } from '../local-failure';
import type { DrillGround } from './drill-fault';

type Ground = Pick<DrillGround, 'clients' | 'site'>;

/** An instance of the cluster. */
export interface Member {
  readonly instanceId: string;
  readonly availabilityZone: string;
}

/** Who writes, and who reads. */
export interface Members {
  readonly writer: Member;
  readonly readers: readonly Member[];
}

/** The members of the cluster, as the emulator has them. */
export async function readMembers(ground: Ground): Promise<Members> {
  const { rds } = ground.clients;
  const { clusterIdentifier } = ground.site.expectations.database;
  const { DBClusters = [] } = await rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier: clusterIdentifier }));
  const members = DBClusters.flatMap(({ DBClusterMembers = [] }) => DBClusterMembers);
  const zones = new Map<string, string>();
  for (const { DBInstanceIdentifier: id = '' } of members) {
    zones.set(id, (await readInstance(ground, id)).AvailabilityZone ?? '');
  }
  const of = (isWriter: boolean): readonly Member[] =>
    members
      .filter(({ IsClusterWriter }) => IsClusterWriter === isWriter)
      .map(({ DBInstanceIdentifier: id = '' }) => ({ instanceId: id, availabilityZone: zones.get(id) ?? '' }));
  const [writer] = of(true);
  const readers = of(false);
  if (writer === undefined || readers.length === 0) {
    throw new LocalFailure([`the cluster ${clusterIdentifier} has no writer, or no reader`]);
  }
  return { writer, readers };
}

/** An instance, with everything by which it can be made again. */
export async function readInstance({ clients: { rds } }: Ground, DBInstanceIdentifier: string): Promise<DBInstance> {
  const { DBInstances = [] } = await rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier }));
  const [instance] = DBInstances;
  if (instance === undefined) {
    throw new LocalFailure([`the instance ${DBInstanceIdentifier} is not described`]);
  }
  return instance;
}

/** Moves the writer, as Aurora does by itself: straight to the emulator, and no order of a function. */
export async function moveWriter({ clients: { rds }, site }: Ground, to: string): Promise<void> {
  const { clusterIdentifier } = site.expectations.database;
  await rds.send(
    new FailoverDBClusterCommand({ DBClusterIdentifier: clusterIdentifier, TargetDBInstanceIdentifier: to }),
  );
}

/** Deletes instances; whatever fails, the ones that are gone are made again. */
export async function deleteInstances(ground: Ground, instances: readonly DBInstance[]): Promise<void> {
  const gone: DBInstance[] = [];
  try {
    for (const instance of instances) {
      const { DBInstanceIdentifier } = instance;
      await ground.clients.rds.send(new DeleteDBInstanceCommand({ DBInstanceIdentifier, SkipFinalSnapshot: true }));
      gone.push(instance);
    }
  } catch (error) {
    await makeAgain(ground, gone);
    throw error;
  }
}

/** Adds readers as an operator would: the same name, class, parameters and promotion tier, and the same zone or another one. */
export async function makeAgain(
  { clients: { rds } }: Ground,
  instances: readonly DBInstance[],
  zone?: string,
): Promise<void> {
  for (const instance of instances) {
    const { DBInstanceIdentifier, DBClusterIdentifier, DBInstanceClass, Engine, PromotionTier } = instance;
    await rds.send(
      new CreateDBInstanceCommand({
        ...{ DBInstanceIdentifier, DBClusterIdentifier, DBInstanceClass, Engine, PromotionTier },
        AvailabilityZone: zone ?? instance.AvailabilityZone,
        DBParameterGroupName: instance.DBParameterGroups?.[0]?.DBParameterGroupName,
        StorageEncrypted: instance.StorageEncrypted,
        KmsKeyId: instance.KmsKeyId,
      }),
    );
  }
}
