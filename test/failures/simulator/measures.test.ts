import {
  after,
  at,
  capacities,
  checking,
  cutOff,
  fallback,
  get,
  lost,
  of,
  partsNamed,
  post,
  prefer,
  small,
  some,
  spread,
  states,
} from './small-models';

const HUNDRED = { perSecond: 100 };

describe('state and recovery', () => {
  test('are those of a whole in spite of rounding', () => {
    const seven = (pool: string): readonly string[] => [1, 2, 3, 4, 5, 6, 7].map((number) => `${pool}-${number}`);
    const model = small({
      parts: partsNamed(...seven('x'), ...seven('y')),
      pools: [
        spread(
          'x',
          seven('x').map((part) => at(part, [of('y')])),
        ),
        spread(
          'y',
          seven('y').map((part) => at(part)),
        ),
      ],
      services: [post('buy', of('x'))],
    });
    expect(states(model, [])).toBe('UP > UP after 0 > UP after 0');
  });

  test('count to the end of the last outage', () => {
    const model = small({
      parts: partsNamed('web', 'db-1', 'db-2'),
      pools: [
        spread('shop', [checking('web', 'database')], { replace: { after: after(20), relaunch: after(100) } }),
        spread('info', [at('web')]),
        prefer('database', [at('db-1'), at('db-2')], { move: after(60) }),
      ],
      services: [post('read', of('info')), post('buy', of('shop'))],
    });
    // `info` is up until `shop` ends its server at 20, and again from 120; `shop` is down from 0 to 120.
    expect([states(model, lost('db-1'), 'read'), states(model, lost('db-1'), 'buy')]).toEqual([
      'UP > UP after 120 > UP after 120',
      'DOWN > UP after 120 > UP after 120',
    ]);
  });
});

describe('capacity', () => {
  test('is what the members in rotation serve together, each its share', () => {
    const web = ['web-a', 'web-b', 'web-c'];
    const model = small({
      parts: partsNamed(...web),
      pools: [
        spread(
          'web',
          web.map((part) => at(part, [], HUNDRED)),
          { leave: after(10) },
        ),
      ],
      services: [post('buy', of('web'))],
    });
    // At t0 a third still goes to the dead one: the others are full at 100 / (1/3) = 300. At t1 at 100 / (1/2) = 200.
    expect(capacities(model, lost('a'))).toEqual([300, 200, 200]);
  });

  test('is the least of the hops', () => {
    const model = small({
      parts: partsNamed('web', 'db-1', 'db-2'),
      pools: [
        spread('web', [at('web', [of('database')], { perSecond: 500 })]),
        spread('database', [at('db-1', [], HUNDRED), at('db-2', [], { perSecond: 150 })]),
      ],
      services: [post('buy', of('web'))],
    });
    // 500 / 1, 100 / (1/2), 150 / (1/2).
    expect(capacities(model, [])).toEqual([200, 200, 200]);
  });

  test('shrinks when a reader becomes the writer', () => {
    const db = ['db-a', 'db-b', 'db-c'];
    const model = small({
      parts: partsNamed(...db),
      pools: [
        prefer(
          'writer',
          db.map((part) => at(part)),
          { move: after(60) },
        ),
        spread(
          'readers',
          db.map((part) => at(part, [], HUNDRED)),
          { without: 'writer', leave: after(10) },
        ),
      ],
      services: [get('read', of('readers'))],
    });
    // db-b and db-c read: 200. After the move db-b writes, db-a is dead and has left: db-c alone reads.
    expect(capacities(model, lost('a'))).toEqual([200, 100, 100]);
  });

  test('adds up several ways to one member', () => {
    const model = small({
      parts: partsNamed('web', 'db'),
      pools: [
        spread('web', [at('web', [of('database')], { perSecond: 'unlimited' })]),
        spread('database', [at('db', [], HUNDRED)]),
      ],
      services: [post('buy', of('web'), of('database'))],
    });
    // Two visits a request.
    expect(capacities(model, [])).toEqual([50, 50, 50]);
  });

  test('counts a fallback as often as it is tried', () => {
    const model = small({
      parts: partsNamed('o-1', 'o-2', 'x-1', 'x-2'),
      pools: [
        fallback('origins', [at('o-1', [of('x')], { perSecond: 'unlimited' }), at('o-2', [], HUNDRED)]),
        spread('x', [at('x-1', [], { perSecond: 'unlimited' }), at('x-2', [], { perSecond: 'unlimited' })]),
      ],
      services: [get('browse', of('origins')), post('buy', of('origins'))],
    });
    // With x-1 lost, half of the requests go on to the second origin; none of those that may not be sent again.
    expect([capacities(model, lost('x-1'), 'browse'), capacities(model, lost('x-1'), 'buy')]).toEqual([
      [200, 200, 200],
      ['unlimited', 'unlimited', 'unlimited'],
    ]);
  });

  test('is unlimited when nothing bounds it', () => {
    const model = small({
      parts: partsNamed('key', 'web'),
      pools: [spread('web', [at('web', [some(1, 'key')], { perSecond: 'unlimited' })])],
      services: [post('buy', of('web'))],
    });
    expect(capacities(model, lost('key'))).toEqual(['unlimited', 'unlimited', 'unlimited']);
  });

  test('is not determined when a member that is visited is not declared, whatever bounds the rest', () => {
    const model = small({
      parts: partsNamed('web-a', 'web-b'),
      pools: [prefer('web', [at('web-a', [], HUNDRED), at('web-b')], { move: after(10) })],
      services: [post('buy', of('web'))],
    });
    // At t0 the only member is dead and bounds nothing; at t1 it is the one that is not declared.
    expect(capacities(model, lost('a'))).toEqual(['unlimited', 'not determined', 'not determined']);
  });

  test('does not count a member where it is out of reach', () => {
    const model = small({
      parts: partsNamed('web-a', 'web-b', 'db-b'),
      pools: [
        spread(
          'web',
          ['web-a', 'web-b'].map((part) => at(part, [of('database')], { perSecond: 'unlimited' })),
        ),
        prefer('database', [at('db-b', [], HUNDRED)]),
      ],
      services: [post('buy', of('web'))],
    });
    // With a cut off, only the half that enters by b comes to the database: 100 / (1/2).
    expect([capacities(model, []), capacities(model, cutOff('a'))]).toEqual([
      [100, 100, 100],
      [200, 200, 200],
    ]);
  });

  test('does not count what lies behind a dead member', () => {
    const model = small({
      parts: partsNamed('web-a', 'web-b', 'db'),
      pools: [
        spread(
          'web',
          ['web-a', 'web-b'].map((part) => at(part, [of('database')], { perSecond: 'unlimited' })),
        ),
        prefer('database', [at('db', [], HUNDRED)]),
      ],
      services: [post('buy', of('web'))],
    });
    expect(capacities(model, lost('a'))).toEqual([200, 200, 200]);
  });
});
