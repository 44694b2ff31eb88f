import type { FailureModel, Member } from '../../../lib/failures';
import { after, all, group, member, modelOf, oneOf, part, pool, seconds } from '../build';
import { reportOn } from './support';

const ZONES = ['a', 'b', 'c'] as const;

interface Shape {
  /** Servers in each zone. */
  readonly servers?: number;
  readonly perSecond?: number;
  readonly peakPerSecond?: number;
  readonly onSalePerSecond?: number;
  /** Seconds until a server that fails is out. */
  readonly out?: number;
  /** Whether a database may move. */
  readonly moves?: boolean;
}

/** Servers in three zones before a writer in the first and a reader in the second. */
function site(shape: Shape = {}): FailureModel {
  const { servers = 1, perSecond, out = 10, moves = true } = shape;
  const all_ = ZONES.flatMap((zone) =>
    Array.from({ length: servers }, (_, index) => ({ zone, id: `${zone}${String(index + 1)}` })),
  );
  const bounded: Partial<Member> = perSecond === undefined ? {} : { perSecond };
  const peaks = {
    ...(shape.peakPerSecond === undefined ? {} : { peakPerSecond: shape.peakPerSecond }),
    ...(shape.onSalePerSecond === undefined ? {} : { onSalePerSecond: shape.onSalePerSecond }),
  };
  return modelOf({
    groups: [
      { id: 'Region', kind: 'region', label: 'the Region', includes: [...ZONES] },
      ...ZONES.map((id) => ({ id, kind: 'zone' as const, label: `zone ${id}` })),
      ...all_.map(({ id }) => ({ ...group(id), element: 'instance' as const })),
      { ...group('writer'), element: 'writer' },
      { ...group('reader'), element: 'reader' },
      group('unused'),
    ],
    parts: [
      ...all_.map(({ id, zone }) => ({ ...part(id, [id, zone], zone), tier: 'Servers' })),
      { ...part('writer', ['writer', 'a'], 'a'), tier: 'Database' },
      { ...part('reader', ['reader', 'b'], 'b'), tier: 'Database' },
    ],
    pools: [
      pool(
        'database',
        'prefer',
        [member('writer'), member('reader', [], { loses: seconds(5) })],
        moves ? { move: after(60) } : {},
      ),
      pool(
        'servers',
        'spread',
        all_.map(({ id }) => member(id, [oneOf('database')], { ...bounded })),
        { leave: after(out) },
      ),
    ],
    services: [{ id: 'buy', label: 'buy', isRetried: false, needs: [oneOf('servers')], openSeconds: 2, ...peaks }],
    detectors: [
      {
        id: 'server alarm',
        kind: 'alarm',
        sees: [{ kind: 'failing', pool: 'servers', atLeast: 1 }],
        delay: seconds(30),
        planes: [],
      },
      { id: 'idle alarm', kind: 'alarm', sees: [{ kind: 'part', parts: [] }], delay: seconds(30), planes: [] },
    ],
  });
}

describe('scenarios', () => {
  const report = reportOn(site());

  test('every single fault has a row for every service, zones in both modes', () => {
    const single = report.scenarios.filter(({ operation }) => operation === undefined);
    expect(single.map(({ id }) => id)).toEqual([
      ...['Region', 'a', 'a cut off', 'b', 'b cut off', 'c', 'c cut off'],
      ...['a1', 'b1', 'c1', 'writer', 'reader', 'unused'],
    ]);
    expect(single.every(({ rows }) => rows.length === 1)).toBe(true);
  });

  test('what nothing depends on is told', () => {
    expect(
      report.scenarios.filter(({ isIrrelevant, operation }) => isIrrelevant && operation === undefined),
    ).toMatchObject([{ id: 'unused', fails: [{ label: 'unused', kind: 'part', mode: 'lost' }] }]);
  });

  test('each zone is evacuated before each fault', () => {
    const evacuated = report.scenarios.filter(({ operation }) => operation?.kind === 'evacuated');
    expect(evacuated).toHaveLength(13 * 3);
  });

  test('there is an on-sale window only when there is a model of one', () => {
    expect(report.scenarios.some(({ operation }) => operation?.kind === 'on-sale')).toBe(false);
    const both = reportOn(site(), { onSale: site({ servers: 2 }) });
    expect(both.scenarios.filter(({ operation }) => operation?.kind === 'on-sale').map(({ id }) => id)).toContain(
      'a2, on-sale window',
    );
  });
});

describe('margins', () => {
  test('two of three zones carry 2 x 2 x 50 of a peak of 150: a third more', () => {
    const { margins } = reportOn(site({ servers: 2, perSecond: 50, peakPerSecond: 150 }));
    expect(margins).toEqual([
      {
        tier: 'Servers',
        service: 'buy',
        isOnSale: false,
        zone: 'a',
        perSecond: 200,
        peakPerSecond: 150,
        share: 200 / 150 - 1,
      },
    ]);
  });

  test('less than the peak is a negative margin', () => {
    const [margin] = reportOn(site({ perSecond: 50, peakPerSecond: 150 })).margins;
    expect(margin).toMatchObject({ perSecond: 100, share: 100 / 150 - 1 });
  });

  test('what is not declared is not determined', () => {
    const [margin] = reportOn(site({ perSecond: 50 })).margins;
    expect(margin?.share).toBeUndefined();
    const bare = site();
    const unknown = {
      ...bare,
      pools: bare.pools.map((each) => ({ ...each, members: each.members.map(({ perSecond: _, ...rest }) => rest) })),
    };
    expect(reportOn(unknown).margins.map(({ tier, perSecond }) => [tier, perSecond])).toEqual([
      ['Database', 'not determined'],
      ['Servers', 'not determined'],
    ]);
  });

  test('the on-sale peak is held against what is there then', () => {
    const shape = { perSecond: 50, peakPerSecond: 80, onSalePerSecond: 180 };
    const { margins } = reportOn(site(shape), { onSale: site({ ...shape, servers: 2 }) });
    expect(margins.map(({ isOnSale, perSecond, peakPerSecond }) => [isOnSale, perSecond, peakPerSecond])).toEqual([
      [false, 100, 80],
      [true, 200, 180],
    ]);
  });
});

describe('coverage', () => {
  test('tells losses that nobody sees, reserves that nobody sees used up, and alarms that never speak', () => {
    expect(reportOn(site()).coverage).toEqual({
      unseen: ['a cut off', 'b cut off', 'c cut off', 'writer'],
      unseenRedundancy: ['reader'],
      silent: ['idle alarm'],
    });
  });
});

describe('objectives', () => {
  const declared = (objectives: object) => ({ declared: { objectives } });

  test('are met when every row keeps them', () => {
    const { objectives } = reportOn(
      site({ servers: 2, perSecond: 50, peakPerSecond: 100 }),
      declared({ instanceSeconds: 10, writerSeconds: 60, zoneSeconds: 60, dataLossSeconds: 5 }),
    );
    expect(
      objectives.map(({ objective, worstSeconds, rows, misses }) => [objective, worstSeconds, rows, misses]),
    ).toEqual([
      ['instance', 10, 6, []],
      ['writer', 60, 1, []],
      ['zone', 60, 3, []],
      ['data-loss', 5, 11, []],
    ]);
  });

  test.each([
    ['a second too slow', { servers: 2, perSecond: 50, peakPerSecond: 100 }, { writerSeconds: 59 }, ['too-slow']],
    [
      'never',
      { servers: 2, perSecond: 50, peakPerSecond: 100, moves: false },
      { writerSeconds: 600 },
      ['not-recovered'],
    ],
    [
      'below the peak',
      { perSecond: 50, peakPerSecond: 101 },
      { zoneSeconds: 60 },
      ['below-peak', 'below-peak', 'below-peak'],
    ],
    [
      'a second of data too many',
      { perSecond: 50, peakPerSecond: 1 },
      { dataLossSeconds: 4 },
      ['data-lost', 'data-lost'],
    ],
  ] as const)('are missed: %s', (_, shape, objectives, reasons) => {
    const [result] = reportOn(site(shape), declared(objectives)).objectives;
    expect(result?.misses.map(({ reason }) => reason)).toEqual(reasons);
  });

  test('of a kind that is not there are not met', () => {
    const model = site();
    const none = { ...model, groups: model.groups.map(({ element: _, ...rest }) => rest) };
    expect(reportOn(none, declared({ writerSeconds: 60 })).objectives).toMatchObject([{ rows: 0, misses: [] }]);
  });

  test('of a Region count what the runbook does', () => {
    const model: FailureModel = modelOf({
      groups: [
        { id: 'one', kind: 'region', label: 'one' },
        { id: 'two', kind: 'region', label: 'two' },
      ],
      parts: [part('here', ['one']), part('there', ['two'])],
      pools: [pool('regions', 'prefer', [member('here'), member('there', [], { isManual: true, loses: seconds(30) })])],
      services: [{ id: 'buy', label: 'buy', isRetried: false, needs: [oneOf('regions')], peakPerSecond: 1 }],
      manual: [
        {
          id: 'restore',
          runbook: 'restore.md',
          delay: seconds(900),
          on: [{ group: 'one' }],
          effect: { kind: 'move', pool: 'regions', member: 'there' },
        },
      ],
    });
    expect(reportOn(model, declared({ regionSeconds: 900 })).objectives).toMatchObject([
      { worstSeconds: 900, misses: [] },
    ]);
    expect(reportOn(model, declared({ regionSeconds: 899 })).objectives[0]?.misses).toMatchObject([
      { reason: 'too-slow', seconds: 900 },
    ]);
  });
});

describe('pairs', () => {
  test('are counted, and what they do not survive is told without what one of them does not', () => {
    const { pairs } = reportOn(site(), { faults: 2 });
    expect(pairs?.cutSets.filter(({ groups }) => groups.length === 1).map(({ groups }) => groups)).toEqual(
      expect.arrayContaining([['Region']]),
    );
    expect(pairs?.cutSets.filter(({ groups }) => groups.length > 1).map(({ groups }) => groups)).toContainEqual([
      'reader',
      'writer',
    ]);
    const [count] = pairs?.counts ?? [];
    expect(count?.pairs).toBeGreaterThan(count?.survived ?? 0);
  });

  test('are left out when they were not asked for', () => {
    expect(reportOn(site()).pairs).toBeUndefined();
  });
});

test('a need of parts that all must work is a need of the tier as well', () => {
  const model = modelOf({
    groups: [group('key')],
    parts: [part('key', ['key'])],
    services: [{ id: 'buy', label: 'buy', isRetried: false, needs: [all('key')] }],
  });
  expect(reportOn(model).scenarios).toMatchObject([{ id: 'key', rows: [{ t1: { state: 'DOWN' } }] }]);
});
