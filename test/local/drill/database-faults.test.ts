import { changesIn } from '../aws/support/fake-clients';
import { cluster, madeAgain, READERS, WRITER } from './support/cluster';
import { recordWith } from './support/faults';
import { FakePlane, groundOf, repaired, requireFault } from './support/ground';
import { SITE } from './support/site';

const CLUSTER = [WRITER, ...READERS];

describe('a crash of the writer', () => {
  const fault = requireFault('writer-crashed/database-check');
  const move = (target: string) => [
    'FailoverDBCluster',
    { DBClusterIdentifier: 'db', TargetDBInstanceIdentifier: target },
  ];

  test('moves it to a reader in another zone, where it stays: Aurora starts the old one as a reader', async () => {
    const neighbour = { ...READERS[0], DBInstanceIdentifier: 'db-0', AvailabilityZone: 'ap-northeast-1a' };
    const { ground, calls } = cluster([WRITER, neighbour, ...READERS]);
    const injected = await fault.inject(ground);
    await repaired(injected);
    expect(changesIn(calls)).toStrictEqual([move('db-2')]);
    expect(injected.lost).toBeUndefined();
  });

  test('makes the server of the old writer silent until the repair', async () => {
    const plane = new FakePlane(['db-1', 'db-2', 'db-3']);
    const { ground } = cluster(CLUSTER, {}, { ...SITE, dataPlane: plane.asDataPlane() });
    const injected = await fault.inject(ground);
    expect([...plane.silent]).toStrictEqual(['db-1']);
    await repaired(injected);
    expect(plane.happened).toStrictEqual(['silence db-1', 'restore']);
  });

  test('needs a reader', async () => {
    const { ground, calls } = cluster([WRITER]);
    await expect(fault.inject(ground)).rejects.toThrow('the cluster db has no writer, or no reader');
    expect(changesIn(calls)).toStrictEqual([]);
  });

  test('is brought about once, however many functions must notice it', async () => {
    const { ground, calls } = groundOf({});
    await repaired(await requireFault('writer-crashed/fail-over-writer').inject(ground));
    expect(calls).toStrictEqual([]);
  });

  const naming = (...notes: readonly string[]) => recordWith('database-check', { notes });

  test.each([
    ['another writer', naming('the writer is db-2 in c'), naming('the writer is db-1 in a'), true],
    ['a writer for the first time', naming('the writer is db-2 in c'), naming(), true],
    ['the same writer', naming('the writer is db-1 in a'), naming('the writer is db-1 in a'), false],
    ['the same writer beside a note', naming('n', 'the writer is db-1'), naming('the writer is db-1'), false],
    ['no writer any more', naming('n'), naming('the writer is db-1 in a'), false],
    ['other notes alone', naming('b'), naming('a'), false],
  ])('is noticed in a record that names %s: %#', (_, record, before, noticed) => {
    expect(fault.isNoticed?.({ record, before, orders: [] })).toBe(noticed);
    expect(requireFault('zone-lost/database-check').isNoticed?.({ record, before, orders: [] })).toBe(noticed);
  });
});

describe('the loss of the readers', () => {
  const fault = requireFault('readers-lost');

  test('leaves the writer alone', async () => {
    const { state, ground, calls } = cluster(CLUSTER);
    await fault.inject(ground);
    expect(state.instances).toStrictEqual([WRITER]);
    expect(changesIn(calls).map(([action]) => action)).toStrictEqual(['DeleteDBInstance', 'DeleteDBInstance']);
  });

  test('is repaired by the same readers', async () => {
    const { state, ground } = cluster(CLUSTER);
    await repaired(await fault.inject(ground));
    expect(state.instances).toStrictEqual([WRITER, ...READERS.map(madeAgain)]);
  });

  test('is not begun when a reader cannot be made again', async () => {
    // The cluster still names a member that RDS no longer describes.
    const { ground, calls } = groundOf({
      DescribeDBClusters: () => ({
        DBClusters: [
          {
            DBClusterMembers: [
              { DBInstanceIdentifier: 'db-1', IsClusterWriter: true },
              { DBInstanceIdentifier: 'db-9', IsClusterWriter: false },
            ],
          },
        ],
      }),
      DescribeDBInstances: ({ input }) => ({
        DBInstances: [WRITER].filter((it) => it.DBInstanceIdentifier === input['DBInstanceIdentifier']),
      }),
    });
    await expect(fault.inject(ground)).rejects.toThrow('the instance db-9 is not described');
    expect(changesIn(calls)).toStrictEqual([]);
  });
});

describe('instances in one zone', () => {
  const fault = requireFault('instances-in-one-zone');
  const zones = (state: ReturnType<typeof cluster>['state']) =>
    state.instances.map((it) => [it.DBInstanceIdentifier, it['AvailabilityZone']]);

  test('are all readers, made again where the writer is', async () => {
    const { state, ground } = cluster(CLUSTER);
    await fault.inject(ground);
    expect(zones(state)).toStrictEqual(['db-1', 'db-2', 'db-3'].map((id) => [id, 'ap-northeast-1a']));
    expect(state.writer).toBe('db-1');
  });

  test('are moved back to their own zones by the repair', async () => {
    const { state, ground } = cluster(CLUSTER);
    await repaired(await fault.inject(ground));
    expect(state.instances).toStrictEqual([WRITER, ...READERS.map(madeAgain)]);
  });
});

test('every site has the database that these faults break', () => {
  const faults = ['writer-crashed/database-check', 'readers-lost', 'instances-in-one-zone'].map(requireFault);
  expect(faults.map(({ applies }) => applies(SITE))).toStrictEqual([true, true, true]);
});
