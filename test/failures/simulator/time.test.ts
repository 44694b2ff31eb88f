import {
  after,
  at,
  byHand,
  checking,
  lost,
  of,
  partsNamed,
  post,
  prefer,
  reactions,
  runs,
  small,
  some,
  spread,
  states,
} from './small-models';

describe('planes', () => {
  const records = small({
    groups: [{ id: 'us', kind: 'region', label: 'us-east-1', includes: ['dns-control'] }],
    parts: partsNamed('tokyo', 'osaka'),
    pools: [prefer('records', [at('tokyo'), at('osaka')], { move: after(90, 'dns-data', 'dns-control') })],
    services: [post('buy', of('records'))],
  });

  test('let a record move while they work', () => {
    expect(states(records, lost('tokyo'))).toBe('DOWN > UP after 90 > UP after 90');
  });

  test('hold it when one has failed', () => {
    expect(states(records, lost('tokyo', 'dns-data'))).toBe('DOWN > DOWN > DOWN');
  });

  test('hold it when one has failed with what includes it', () => {
    expect(states(records, lost('tokyo', 'us'))).toBe('DOWN > DOWN > DOWN');
  });

  test('do not matter after the reaction', () => {
    expect(states(records, { first: lost('tokyo'), then: lost('dns-data') })).toBe('UP > UP after 0 > UP after 0');
  });
});

describe('what is due at the same second', () => {
  test('is decided on what was true just before', () => {
    const model = small({
      parts: partsNamed('db-a', 'db-b', 'db-c', 'key'),
      pools: [
        prefer('writer', [at('db-a'), at('db-b'), at('db-c')], { move: after(10) }),
        spread('readers', [at('db-b', [some(1, 'key')], { checks: [0] })], {
          replace: { after: after(10), relaunch: after(100, 'key') },
        }),
      ],
      services: [post('buy', of('writer'))],
    });
    // At 10 db-b ends, and becomes the writer, since it did not fail as a writer before; it fails from 10, and at 20 db-c is.
    expect(reactions(model, lost('db-a', 'key'))).toEqual([
      '10 move writer/db-b',
      '10 terminate readers/db-b',
      '20 move writer/db-c',
    ]);
  });
});

describe('two faults', () => {
  /** Web servers that look at a database of three. */
  const model = small({
    parts: partsNamed('web-a', 'web-b', 'db-a', 'db-b', 'db-c'),
    pools: [
      spread(
        'web',
        ['web-a', 'web-b'].map((part) => at(part, [of('database')])),
        { leave: after(12) },
      ),
      prefer('database', [at('db-a'), at('db-b'), at('db-c')], { move: after(60) }),
    ],
    services: [post('buy', of('web'))],
  });

  test('at once let each other be seen by the reactions', () => {
    // The database skips db-b, which is lost too.
    expect(reactions(model, lost('db-a', 'db-b'))).toEqual(['60 move database/db-c']);
  });

  test('one after the other are counted from the second', () => {
    // The database has moved to db-b when zone b is lost: again 60 s, from the second fault on, to db-c.
    const scenario = { first: lost('db-a'), then: lost('b') };
    expect(states(model, scenario)).toBe('DOWN > UP after 60 > UP after 60');
  });

  test('one after the other strike what the first has left', () => {
    // Rest is with web-b alone in rotation and db-b as the writer: nothing that stands in zone c is missed.
    expect(states(model, { first: lost('a'), then: lost('c') })).toBe('UP > UP after 0 > UP after 0');
  });

  test('one after the other are two runs', () => {
    expect(runs(model, { first: lost('db-a'), then: lost('a') })).toEqual(['before 60', 'run 12']);
    expect(runs(model, { first: lost('db-a'), then: [] })).toEqual(['run 60']);
  });

  test('one after the other let what a reaction waits for be counted on', () => {
    const waiting = small({
      parts: partsNamed('site-1', 'site-2', 'line-1', 'line-2', 'key', 'web-1', 'web-2'),
      pools: [
        prefer('records', [at('site-1'), checking('site-2', 'lines')], { move: after(90) }),
        prefer('lines', [at('line-1', [some(1, 'key')]), at('line-2')], { move: after(10) }),
        spread('web', [at('web-1'), at('web-2')], { leave: after(20) }),
      ],
      services: [post('buy', of('records'))],
    });
    // Without the key, the first line is worth nothing, which its check does not see: nobody to move to for site-1, which
    // has failed for 20 s at rest. The second fault makes the lines move, and there is somebody.
    const scenario = { first: lost('site-1', 'key', 'web-1'), then: lost('line-1') };
    expect(reactions(waiting, scenario)).toEqual([
      'before 20 leave web/web-1',
      '10 move lines/line-2',
      '70 move records/site-2',
    ]);
  });

  test('tell the reactions to the first apart', () => {
    expect(reactions(model, { first: lost('a'), then: lost('b') })).toEqual([
      'before 12 leave web/web-a',
      'before 60 move database/db-b',
      '12 leave web/web-b',
      '60 move database/db-c',
    ]);
  });
});

describe('rest', () => {
  /** Records that cannot move before operators have moved the database; something else leaves after some seconds. */
  const model = (leaveSeconds: number): Parameters<typeof states>[0] =>
    small({
      parts: partsNamed('site-a', 'site-b', 'db-a', 'db-b', 'web-a', 'web-b'),
      pools: [
        prefer('records', [at('site-a'), checking('site-b', 'database')], { move: after(30) }),
        prefer('database', [at('db-a'), at('db-b')]),
        spread('web', [at('web-a'), at('web-b')], { leave: after(leaveSeconds) }),
      ],
      services: [post('buy', of('records'))],
      manual: [byHand('a', 900, { kind: 'move', pool: 'database', member: 'db-b' })],
    });

  test('keeps what a trigger has held for', () => {
    // At rest at 20, when site-a has failed for 20 s; after the work of the operators it moves in 10 s more.
    expect(states(model(20), lost('a'))).toBe('DOWN > DOWN > UP after 910');
  });

  test('moves in the next second what has waited longer than it must', () => {
    expect(states(model(40), lost('a'))).toBe('DOWN > DOWN > UP after 901');
  });

  test('is at the second of the last reaction', () => {
    expect([runs(model(20), lost('web-a')), runs(model(20), lost('web-b')), runs(model(20), [])]).toEqual([
      ['run 20'],
      ['run 20'],
      ['run 0'],
    ]);
  });

  test('comes within a day', () => {
    expect(runs(model(86_400), lost('web-a'))).toEqual(['run 86400']);
  });

  test('does not come when something is due later', () => {
    expect(runs(model(86_401), lost('web-a'))).toEqual(['run 86400, not at rest']);
  });
});
