import { changesIn } from '../aws/support/fake-clients';
import { recordWith } from './support/faults';
import { EXPECTATIONS, groundOf, repaired, requireFault } from './support/ground';

interface Instance {
  readonly DBInstanceIdentifier: string;
  readonly [member: string]: unknown;
}

const instance = (id: string, zone: string, tier: number): Instance => ({
  DBInstanceIdentifier: id,
  DBClusterIdentifier: 'db',
  DBInstanceClass: 'db.r8g.large',
  Engine: 'aurora-postgresql',
  AvailabilityZone: zone,
  PromotionTier: tier,
  Endpoint: { Address: 'not to be asked for' },
});

/** An Aurora cluster whose first instance writes. */
function cluster(...instances: readonly Instance[]) {
  const state = { writer: instances[0]?.DBInstanceIdentifier, instances: [...instances] };
  const drill = groundOf({
    DescribeDBClusters: ({ input }) => ({
      DBClusters: [
        {
          DBClusterIdentifier: input['DBClusterIdentifier'],
          DBClusterMembers: state.instances.map(({ DBInstanceIdentifier }) => ({
            DBInstanceIdentifier,
            IsClusterWriter: DBInstanceIdentifier === state.writer,
          })),
        },
      ],
    }),
    DescribeDBInstances: ({ input }) => ({
      DBInstances: state.instances.filter((it) => it.DBInstanceIdentifier === input['DBInstanceIdentifier']),
    }),
    FailoverDBCluster: ({ input }) => {
      state.writer = String(input['TargetDBInstanceIdentifier']);
      return {};
    },
    DeleteDBInstance: ({ input }) => {
      state.instances = state.instances.filter((it) => it.DBInstanceIdentifier !== input['DBInstanceIdentifier']);
      return {};
    },
    CreateDBInstance: ({ input }) => {
      state.instances.push(input as Instance);
      return {};
    },
  });
  return { state, ...drill };
}

const WRITER = instance('db-1', 'ap-northeast-1a', 0);
const READERS = [instance('db-2', 'ap-northeast-1c', 1), instance('db-3', 'ap-northeast-1d', 2)];

describe('a failover of the writer', () => {
  const fault = requireFault('writer-failover');

  test('moves it to a reader, and back when it is repaired', async () => {
    const { state, ground, calls } = cluster(WRITER, ...READERS);
    const injected = await fault.inject(ground);
    expect(state.writer).toBe('db-2');
    await repaired(injected);
    expect(state.writer).toBe('db-1');
    const move = (target: string) => [
      'FailoverDBCluster',
      { DBClusterIdentifier: 'db', TargetDBInstanceIdentifier: target },
    ];
    expect(changesIn(calls)).toStrictEqual([move('db-2'), move('db-1')]);
    expect(injected.lost).toBeUndefined();
  });

  test('needs a reader', async () => {
    const { ground, calls } = cluster(WRITER);
    await expect(fault.inject(ground)).rejects.toThrow('the cluster db has no reader to fail over to');
    expect(changesIn(calls)).toStrictEqual([]);
  });

  const naming = (...notes: readonly string[]) => recordWith('database-check', { notes });

  test.each([
    ['another writer', naming('the writer is db-2 in c'), naming('the writer is db-1 in a'), true],
    ['the same writer', naming('the writer is db-1 in a'), naming('the writer is db-1 in a'), false],
    [
      'the same writer beside another note',
      naming('n', 'the writer is db-1 in a'),
      naming('the writer is db-1 in a'),
      false,
    ],
    ['other notes alone', naming('b'), naming('a'), false],
  ])('is noticed in a record that names %s: %p', (_, record, before, noticed) => {
    expect(fault.isNoticed?.(record, before)).toBe(noticed);
  });
});

describe('the loss of the readers', () => {
  const fault = requireFault('readers-lost');

  test('leaves the writer alone, without a last snapshot of the others', async () => {
    const { state, ground, calls } = cluster(WRITER, ...READERS);
    await fault.inject(ground);
    expect(state.instances).toStrictEqual([WRITER]);
    expect(changesIn(calls)).toStrictEqual(
      ['db-2', 'db-3'].map((id) => ['DeleteDBInstance', { DBInstanceIdentifier: id, SkipFinalSnapshot: true }]),
    );
  });

  test('is repaired by readers of the same name, zone, class and promotion tier', async () => {
    const { state, ground } = cluster(WRITER, ...READERS);
    await repaired(await fault.inject(ground));
    expect(state.instances).toStrictEqual([
      WRITER,
      ...READERS.map((reader) =>
        Object.fromEntries(Object.entries(reader).filter(([member]) => member !== 'Endpoint')),
      ),
    ]);
  });

  test('is not begun when a reader cannot be made again', async () => {
    const { state, ground, calls } = cluster(WRITER, ...READERS);
    // The cluster still names a member that RDS no longer describes.
    const gone = groundOf({
      DescribeDBClusters: () => ({
        DBClusters: [{ DBClusterMembers: [{ DBInstanceIdentifier: 'db-9', IsClusterWriter: false }] }],
      }),
      DescribeDBInstances: () => ({ DBInstances: [] }),
    });
    await expect(fault.inject({ ...ground, clients: gone.ground.clients })).rejects.toThrow(
      'the instance db-9 is not described',
    );
    expect(changesIn([...calls, ...gone.calls])).toStrictEqual([]);
    expect(state.instances).toHaveLength(3);
  });
});

test('every site has the database that these faults break', () => {
  const faults = ['writer-failover', 'readers-lost'].map(requireFault);
  expect(faults.map(({ applies }) => applies(EXPECTATIONS))).toStrictEqual([true, true]);
});
