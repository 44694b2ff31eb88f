import {
  after,
  at,
  checking,
  lasting,
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

describe('moving', () => {
  const DB = ['db-a', 'db-b', 'db-c'];
  const model = small({
    parts: partsNamed(...DB),
    pools: [prefer('writer', [at('db-a'), at('db-b', [], { start: lasting(30) }), at('db-c')], { move: after(60) })],
    services: [post('buy', of('writer'))],
  });

  test('takes the delay and the start of the first that works, though another would start sooner', () => {
    expect(states(model, lost('a'))).toBe('DOWN > UP after 90 > UP after 90');
  });

  test('passes over those that fail', () => {
    expect(reactions(model, lost('a', 'b'))).toEqual(['60 move writer/db-c']);
  });

  test('never happens where it is not said', () => {
    const fixed = { ...model, pools: model.pools.map((pool) => ({ ...pool, move: undefined })) };
    expect(states(fixed, lost('a'))).toBe('DOWN > DOWN > DOWN');
  });

  test('passes over members that are for operators', () => {
    const manual = small({
      parts: partsNamed(...DB),
      pools: [prefer('writer', [at('db-a'), at('db-b', [], { isManual: true }), at('db-c')], { move: after(60) })],
      services: [post('buy', of('writer'))],
    });
    expect(reactions(manual, lost('a'))).toEqual(['60 move writer/db-c']);
  });

  test('does not go back when the first works again', () => {
    const back = small({
      parts: partsNamed('site-a', 'site-b', 'db-a', 'db-b'),
      pools: [
        prefer('records', [checking('site-a', 'database'), at('site-b')], { move: after(10) }),
        prefer('database', [at('db-a'), at('db-b')], { move: after(60) }),
      ],
      services: [post('buy', of('records'))],
    });
    // At 60 site-a works again; requests stay at site-b.
    expect(reactions(back, lost('db-a'))).toEqual(['10 move records/site-b', '60 move database/db-b']);
  });

  test('moves on from a member that fails later', () => {
    const on = small({
      parts: partsNamed(...DB),
      pools: [
        prefer(
          'writer',
          DB.map((part) => at(part)),
          { move: after(60) },
        ),
      ],
      services: [post('buy', of('writer'))],
    });
    expect(reactions(on, { first: lost('a'), then: lost('b') })).toEqual([
      'before 60 move writer/db-b',
      '60 move writer/db-c',
    ]);
  });
});

describe('the time of a move', () => {
  test('counts from when the current member began to fail, not from when there is a candidate', () => {
    const model = small({
      parts: partsNamed('site-a', 'site-b', 'db-a', 'db-b'),
      pools: [
        prefer('records', [at('site-a'), checking('site-b', 'database')], { move: after(90) }),
        prefer('database', [at('db-a'), at('db-b')], { move: after(60) }),
      ],
      services: [post('buy', of('records'))],
    });
    // site-b can be moved to from 60 on; site-a has failed since 0.
    expect(reactions(model, lost('site-a', 'db-a'))).toEqual(['60 move database/db-b', '90 move records/site-b']);
  });

  test('is the next second when the candidate comes later than the delay', () => {
    const model = small({
      parts: partsNamed('site-a', 'site-b', 'db-a', 'db-b'),
      pools: [
        prefer('records', [at('site-a'), checking('site-b', 'database')], { move: after(10) }),
        prefer('database', [at('db-a'), at('db-b')], { move: after(60) }),
      ],
      services: [post('buy', of('records'))],
    });
    // Just before 60 there was no candidate; just before 61 there is.
    expect(states(model, lost('site-a', 'db-a'))).toBe('DOWN > UP after 61 > UP after 61');
  });

  test('is that of the next candidate when the first fails while it starts', () => {
    const model = small({
      parts: partsNamed('db-a', 'db-b', 'db-c', 'key'),
      pools: [
        prefer('writer', [at('db-a'), at('db-b', [], { start: lasting(100) }), at('db-c')], { move: after(10) }),
        spread('readers', [at('db-b', [some(1, 'key')], { checks: [0] })], {
          replace: { after: after(50), relaunch: after(200, 'key') },
        }),
      ],
      services: [post('buy', of('writer'))],
    });
    // db-b would be the writer at 110, but is ended at 50: db-c then, a second later.
    expect(reactions(model, lost('db-a', 'key'))).toEqual(['50 terminate readers/db-b', '51 move writer/db-c']);
  });
});
