import { after, at, lost, of, partsNamed, post, prefer, reactions, small, spread, states } from './small-models';

const WEB = ['web-a', 'web-b', 'web-c'];

describe('what was out before', () => {
  const model = small({
    parts: partsNamed(...WEB),
    pools: [
      spread(
        'web',
        WEB.map((part) => at(part)),
        { isShiftable: true, leave: after(10), comeBack: after(10) },
      ),
    ],
    services: [post('buy', of('web'))],
  });

  test('gets no requests and does not come back', () => {
    // a is evacuated: of b and c, b is lost until it leaves.
    expect(states(model, { first: lost('b'), evacuated: ['a'] })).toBe('0.5 > UP after 10 > UP after 10');
  });

  test('leaves nobody when the rest is lost', () => {
    const faults = { first: lost('b'), out: ['web/web-a', 'web/web-c'] };
    expect(states(model, faults)).toBe('DOWN > DOWN > DOWN');
  });

  test('concerns evacuated members of shiftable pools only', () => {
    const fixed = { ...model, pools: model.pools.map((pool) => ({ ...pool, isShiftable: false })) };
    expect(states(fixed, { first: lost('web-a'), evacuated: ['b', 'c'] })).toBe('0.6667 > UP after 10 > UP after 10');
  });
});

describe('a pool without the current member of another', () => {
  const model = small({
    parts: partsNamed('db-a', 'db-b'),
    pools: [
      prefer('writer', [at('db-a'), at('db-b')], { move: after(60) }),
      spread('readers', [at('db-a'), at('db-b')], { without: 'writer', leave: after(30) }),
    ],
    services: [post('read', of('readers'))],
  });

  test('leaves it out at once', () => {
    // Only db-b reads, and it works; nothing is lost with the writer.
    expect(states(model, lost('a'))).toBe('UP > UP after 0 > UP after 0');
  });

  test('takes it when nobody else is left', () => {
    // db-b is dead and alone in rotation until it leaves at 30; then the writer reads.
    expect(states(model, lost('b'))).toBe('DOWN > UP after 30 > UP after 30');
  });

  test('follows it when it moves', () => {
    // At 60 db-b becomes the writer, and db-a has left at 30: nobody else, so db-b still reads.
    expect(reactions(model, lost('a'))).toEqual(['30 leave readers/db-a', '60 move writer/db-b']);
  });

  test('is looked at after failing open', () => {
    const open = (failOpenBelow: number): typeof model => ({
      ...model,
      pools: model.pools.map((pool) => (pool.id === 'readers' ? { ...pool, failOpenBelow } : pool)),
    });
    // When db-b has left, the writer would be in rotation: one. If there must be two, both are, and only db-b reads.
    expect([states(open(1), lost('b')), states(open(2), lost('b'))]).toEqual([
      'DOWN > UP after 30 > UP after 30',
      'DOWN > DOWN > DOWN',
    ]);
  });
});
