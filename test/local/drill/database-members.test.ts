import {
  deleteInstances,
  makeAgain,
  moveWriter,
  readInstance,
  readMembers,
} from '../../../lib/local/drill/database-members';
import { changesIn } from '../aws/support/fake-clients';
import { cluster, madeAgain, READERS, WRITER, type Instance } from './support/cluster';
import { groundOf } from './support/ground';

test('members are the writer and the readers, each with its zone', async () => {
  const { ground, calls } = cluster([WRITER, ...READERS]);
  expect(await readMembers(ground)).toStrictEqual({
    writer: { instanceId: 'db-1', availabilityZone: 'ap-northeast-1a' },
    readers: [
      { instanceId: 'db-2', availabilityZone: 'ap-northeast-1c' },
      { instanceId: 'db-3', availabilityZone: 'ap-northeast-1d' },
    ],
  });
  expect(calls[0]?.input).toStrictEqual({ DBClusterIdentifier: 'db' });
});

test.each([
  ['a writer', []],
  ['a reader', [WRITER]],
])('a cluster without %s has no members to break', async (_, instances: readonly Instance[]) => {
  const { ground } = cluster(instances);
  await expect(readMembers(ground)).rejects.toThrow('the cluster db has no writer, or no reader');
});

test('an instance that RDS no longer describes is an error', async () => {
  const { ground } = groundOf({ DescribeDBInstances: () => ({ DBInstances: [] }) });
  await expect(readInstance(ground, 'db-9')).rejects.toThrow('the instance db-9 is not described');
});

test('the writer is moved to a reader by its name', async () => {
  const { state, ground, calls } = cluster([WRITER, ...READERS]);
  await moveWriter(ground, 'db-3');
  expect(state.writer).toBe('db-3');
  expect(changesIn(calls)).toStrictEqual([
    ['FailoverDBCluster', { DBClusterIdentifier: 'db', TargetDBInstanceIdentifier: 'db-3' }],
  ]);
});

const lost = READERS as unknown as Parameters<typeof makeAgain>[1];

test('instances are deleted without a last snapshot', async () => {
  const { ground, calls } = cluster([WRITER, ...READERS]);
  await deleteInstances(ground, lost);
  expect(changesIn(calls)).toStrictEqual(
    ['db-2', 'db-3'].map((id) => ['DeleteDBInstance', { DBInstanceIdentifier: id, SkipFinalSnapshot: true }]),
  );
});

test('where one cannot be deleted, those that are gone are made again', async () => {
  const { state, ground } = cluster([WRITER, ...READERS], {
    DeleteDBInstance: ({ input }) => {
      if (input['DBInstanceIdentifier'] === 'db-3') {
        throw new Error('no');
      }
      state.instances = state.instances.filter((it) => it.DBInstanceIdentifier !== input['DBInstanceIdentifier']);
      return {};
    },
  });
  await expect(deleteInstances(ground, lost)).rejects.toThrow('no');
  expect(state.instances.map(({ DBInstanceIdentifier: id }) => id)).toStrictEqual(['db-1', 'db-3', 'db-2']);
});

describe('an instance that is made again', () => {
  test('has the same name, class, parameters, tier, key and zone', async () => {
    const { ground, calls } = cluster([WRITER]);
    await makeAgain(ground, lost);
    expect(changesIn(calls)).toStrictEqual(READERS.map((reader) => ['CreateDBInstance', madeAgain(reader)]));
  });

  test('may stand in another zone', async () => {
    const { ground, calls } = cluster([WRITER]);
    await makeAgain(ground, lost, 'ap-northeast-1a');
    expect(changesIn(calls)).toStrictEqual(
      READERS.map((reader) => ['CreateDBInstance', { ...madeAgain(reader), AvailabilityZone: 'ap-northeast-1a' }]),
    );
  });
});
