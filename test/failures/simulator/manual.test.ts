import {
  after,
  at,
  byHand,
  checking,
  cutOff,
  lasting,
  losses,
  lost,
  of,
  partsNamed,
  post,
  prefer,
  reactions,
  small,
  some,
  spread,
  states,
} from './small-models';

const WEB = ['web-a', 'web-b', 'web-c'];
const SHIFT = { kind: 'shift', zone: 'a' } as const;

/** Web servers with shallow checks that need the gateway of their zone. */
function site(...manual: Parameters<typeof small>[0]['manual'] & {}): Parameters<typeof states>[0] {
  return small({
    parts: partsNamed(...WEB, 'nat-a', 'nat-b', 'nat-c'),
    pools: [
      spread(
        'web',
        WEB.map((part) => at(part, [of('nat')])),
        { isShiftable: true, failOpenBelow: 2 },
      ),
      spread('nat', [at('nat-a'), at('nat-b'), at('nat-c')], { reach: 'own-zone' }),
    ],
    services: [post('buy', of('web')), post('status')],
    manual,
  });
}

describe('a zonal shift', () => {
  test('takes the members of the zone out after its delay', () => {
    expect(states(site(byHand('nat-a', 900, SHIFT)), lost('nat-a'))).toBe('0.6667 > 0.6667 > UP after 900');
  });

  test('is not done on another fault', () => {
    expect(states(site(byHand('nat-a', 900, SHIFT)), lost('nat-b'))).toBe('0.6667 > 0.6667 > 0.6667');
  });

  test('is not done on a fault of another mode', () => {
    const model = site(byHand('a', 900, SHIFT, { on: [{ group: 'a', mode: 'cut-off' }] }));
    expect([reactions(model, lost('a')), reactions(model, cutOff('a'))]).toEqual([[], ['manual 0 shift web/web-a']]);
  });

  test('is done on the second of two faults', () => {
    const scenario = { first: lost('web-b'), then: lost('nat-a') };
    expect(reactions(site(byHand('nat-a', 900, SHIFT)), scenario)).toEqual(['manual 0 shift web/web-a']);
  });

  test('is not done when what it needs has failed', () => {
    const model = site(byHand('nat-a', 900, SHIFT, { planes: ['shift-plane'] }));
    expect(states(model, lost('nat-a', 'shift-plane'))).toBe('0.6667 > 0.6667 > 0.6667');
  });

  test('brings all members into rotation when it leaves too few', () => {
    // Of a and c, a lacks its gateway. Shifted, c would be alone: less than two, so b is back as well. 2/3.
    const scenario = { first: lost('nat-a'), out: ['web/web-b'] };
    expect(states(site(byHand('nat-a', 900, SHIFT)), scenario)).toBe('0.5 > 0.5 > 0.6667');
  });

  test('leaves a pool that cannot be shifted as it is', () => {
    const model = site(byHand('nat-a', 900, SHIFT));
    const fixed = { ...model, pools: model.pools.map((pool) => ({ ...pool, isShiftable: false })) };
    expect(states(fixed, lost('nat-a'))).toBe('0.6667 > 0.6667 > 0.6667');
  });

  test('does not make a service recover later that needs nothing of it', () => {
    expect(states(site(byHand('nat-a', 900, SHIFT)), lost('nat-a'), 'status')).toBe('UP > UP after 0 > UP after 0');
  });

  test('counts the largest delay of all that is done', () => {
    const model = site(byHand('nat-a', 900, SHIFT), byHand('nat-a', 1200, { kind: 'shift', zone: 'b' }));
    const closed = { ...model, pools: model.pools.map(({ failOpenBelow: _unused, ...pool }) => pool) };
    expect(states(closed, lost('nat-a'))).toBe('0.6667 > 0.6667 > UP after 1200');
  });
});

describe('a move by hand', () => {
  const MOVE = { kind: 'move', pool: 'database', member: 'osaka' } as const;
  const regions = (...needed: readonly string[]): Parameters<typeof states>[0] =>
    small({
      parts: partsNamed('tokyo', 'osaka', 'web', ...needed),
      pools: [
        prefer('database', [at('tokyo'), at('osaka', [], { isManual: true, loses: lasting(60) })], { move: after(30) }),
        spread('web', [checking('web', 'database')], { leave: after(10), comeBack: after(20) }),
      ],
      services: [post('buy', of('web'))],
      manual: [byHand('tokyo', 900, MOVE)],
    });

  test('goes where nothing goes by itself, and what follows by itself is counted after it', () => {
    // The server, which had left, comes back 20 s after the database is there.
    expect(states(regions(), lost('tokyo'))).toBe('DOWN > DOWN > UP after 920');
  });

  test('loses the data that this loses', () => {
    expect(losses(regions(), lost('tokyo'))).toEqual([0, 60]);
  });

  test('does nothing when the member fails', () => {
    expect(reactions(regions(), lost('tokyo', 'osaka'))).toEqual(['10 leave web/web']);
  });

  test('does nothing when the member is current already', () => {
    const model = regions();
    const home = [byHand('web', 900, { kind: 'move', pool: 'database', member: 'tokyo' })];
    expect(reactions({ ...model, manual: home }, lost('web'))).toEqual(['10 leave web/web']);
  });

  test('takes its time though it does nothing', () => {
    const model = site(
      byHand('nat-a', 900, SHIFT),
      byHand('nat-a', 1200, { kind: 'move', pool: 'key', member: 'key-1' }),
    );
    const key = prefer('key', [at('key-1')]);
    const withKey = { ...model, pools: [...model.pools, key], parts: [...model.parts, ...partsNamed('key-1')] };
    expect(states(withKey, lost('nat-a', 'key-1'))).toBe('0.6667 > 0.6667 > UP after 1200');
  });

  test('breaks what was up until what follows by itself has mended it', () => {
    const model = regions();
    const away = [byHand('status', 900, MOVE)];
    const needing = model.pools.map((pool) => ({
      ...pool,
      members: pool.members.map((member) => (member.id === 'osaka' ? { ...member, needs: [some(1, 'line')] } : member)),
    }));
    const broken = { ...model, manual: away, pools: needing, parts: [...model.parts, ...partsNamed('line')] };
    // The line behind the other site is lost, which its shallow check does not see: up, and down by the move.
    expect(states(broken, lost('status', 'line'))).toBe('UP > UP after 0 > DOWN');
  });

  /** A database with two copies elsewhere, to which operators move it on the loss of its home, one after the other. */
  const copies = small({
    parts: partsNamed('tokyo', 'osaka', 'naha'),
    pools: [
      prefer('database', [
        at('tokyo'),
        at('osaka', [], { isManual: true, loses: lasting(60) }),
        at('naha', [], { isManual: true, loses: lasting(5) }),
      ]),
    ],
    services: [post('buy', of('database'))],
    manual: [
      byHand('tokyo', 900, MOVE),
      byHand('tokyo', 300, { kind: 'move', pool: 'database', member: 'naha' }, { id: 'move-to-naha' }),
    ],
  });

  test('of two of one pool is the later in the list of the model', () => {
    expect(reactions(copies, lost('tokyo'))).toEqual(['manual 0 manual-move database/naha']);
    expect(losses(copies, lost('tokyo'))).toEqual([0, 5]);
    expect(states(copies, lost('tokyo'))).toBe('DOWN > DOWN > UP after 900');
  });

  test('of two of one pool is the earlier when the later can do nothing', () => {
    expect(reactions(copies, lost('tokyo', 'naha'))).toEqual(['manual 0 manual-move database/osaka']);
  });
});

describe('what operators do on a model that never comes to rest', () => {
  /** A server that is ended every 120 s, the first time after 20 s, and for 100 s each. */
  const model = small({
    parts: partsNamed('web', 'key', 'db-1', 'db-2'),
    pools: [
      spread('web', [at('web', [some(1, 'key')], { checks: [0] })], {
        replace: { after: after(20), relaunch: after(100) },
        isShiftable: true,
      }),
      spread('info', [at('web')]),
      prefer('database', [at('db-1'), at('db-2')]),
    ],
    services: [post('write', of('database')), post('read', of('database'), of('info'))],
    manual: [byHand('key', 900, { kind: 'move', pool: 'database', member: 'db-2' })],
  });

  test('is done in its last second', () => {
    // 86,400 is 720 times 120: the server has just been started.
    expect(reactions(model, lost('key', 'db-1'))).toEqual([
      '20 terminate web/web',
      '120 relaunch web/web',
      'manual 0 manual-move database/db-2',
      'manual 20 terminate web/web',
      'manual 120 relaunch web/web',
    ]);
  });

  test('lets a service recover that stays up for the last half of the day', () => {
    expect(states(model, lost('key', 'db-1'), 'write')).toBe('DOWN > DOWN > UP after 900');
  });

  test('lets none recover that goes down again and again', () => {
    // It was down all day, and is up from the move until the server is ended.
    expect(states(model, lost('key', 'db-1'), 'read')).toBe('DOWN > DOWN > UNDETERMINED');
  });
});
