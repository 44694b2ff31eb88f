import {
  CreateDBInstanceCommand,
  DeleteDBInstanceCommand,
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  FailoverDBClusterCommand,
  type DBInstance,
} from '@aws-sdk/client-rds';
import type { LocalClients } from '../aws';
import { LocalFailure } from '../local-failure';
import { ALWAYS, type DrillFault, type DrillGround, type Injected } from './drill-fault';

/** Faults of the database that Aurora survives, or that take away what it would need to survive the next one. */
export const DATABASE_FAULTS: readonly DrillFault[] = [
  {
    id: 'writer-failover',
    title: 'the writer fails over to a reader in another zone',
    references: ['F15', 'F16'],
    check: 'database-check',
    expected: { status: ['HEALTHY'], codes: [], withinRuns: 1 },
    applies: ALWAYS,
    inject: failOver,
    isNoticed: (record, before) =>
      writerNote(record.notes) !== undefined && writerNote(record.notes) !== writerNote(before.notes),
  },
  {
    id: 'readers-lost',
    title: 'no reader is left in another zone than the writer',
    references: ['F17', 'F18'],
    check: 'database-check',
    expected: { status: ['DEGRADED'], codes: ['NoPromotableReader', 'TooFewInstances'], withinRuns: 1 },
    alarmWithinRuns: 10,
    alarm: '-database-fault',
    applies: ALWAYS,
    inject: loseReaders,
  },
];

/** The note in which the check names the writer. */
function writerNote(notes: readonly string[]): string | undefined {
  return notes.find((note) => note.startsWith('the writer is '));
}

async function failOver({ clients, expectations }: DrillGround): Promise<Injected> {
  const { clusterIdentifier } = expectations.database;
  const { writer, readers } = await readMembers(clients, clusterIdentifier);
  const [target] = readers;
  if (target === undefined) {
    throw new LocalFailure([`the cluster ${clusterIdentifier} has no reader to fail over to`]);
  }
  const moveTo = (TargetDBInstanceIdentifier: string) =>
    clients.rds.send(
      new FailoverDBClusterCommand({ DBClusterIdentifier: clusterIdentifier, TargetDBInstanceIdentifier }),
    );
  await moveTo(target);
  return {
    repair: async () => {
      await moveTo(writer);
    },
  };
}

async function loseReaders({ clients, expectations }: DrillGround): Promise<Injected> {
  const { readers } = await readMembers(clients, expectations.database.clusterIdentifier);
  const lost = await Promise.all(readers.map((reader) => readInstance(clients, reader)));
  if (lost.length === 0) {
    throw new LocalFailure([`the cluster ${expectations.database.clusterIdentifier} has no reader to lose`]);
  }
  const gone: DBInstance[] = [];
  const repair = async (): Promise<void> => {
    for (const instance of gone) {
      await makeAgain(clients, instance);
    }
  };
  try {
    for (const instance of lost) {
      const { DBInstanceIdentifier } = instance;
      await clients.rds.send(new DeleteDBInstanceCommand({ DBInstanceIdentifier, SkipFinalSnapshot: true }));
      gone.push(instance);
    }
  } catch (error) {
    await repair();
    throw error;
  }
  return { repair };
}

async function readMembers(
  { rds }: LocalClients,
  clusterIdentifier: string,
): Promise<{ readonly writer: string; readonly readers: readonly string[] }> {
  const { DBClusters = [] } = await rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier: clusterIdentifier }));
  const members = DBClusters.flatMap(({ DBClusterMembers = [] }) => DBClusterMembers);
  const names = (isWriter: boolean): readonly string[] =>
    members
      .filter(({ IsClusterWriter }) => IsClusterWriter === isWriter)
      .map((member) => member.DBInstanceIdentifier ?? '');
  const [writer = ''] = names(true);
  return { writer, readers: names(false) };
}

async function readInstance({ rds }: LocalClients, DBInstanceIdentifier: string): Promise<DBInstance> {
  const { DBInstances = [] } = await rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier }));
  const [instance] = DBInstances;
  if (instance === undefined) {
    throw new LocalFailure([`the instance ${DBInstanceIdentifier} is not described`]);
  }
  return instance;
}

/** Adds a reader as an operator would: the same name, zone, class and promotion tier. */
async function makeAgain({ rds }: LocalClients, instance: DBInstance): Promise<void> {
  const { DBInstanceIdentifier, DBClusterIdentifier, DBInstanceClass, Engine, AvailabilityZone, PromotionTier } =
    instance;
  await rds.send(
    new CreateDBInstanceCommand({
      DBInstanceIdentifier,
      DBClusterIdentifier,
      DBInstanceClass,
      Engine,
      AvailabilityZone,
      PromotionTier,
    }),
  );
}
