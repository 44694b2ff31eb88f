import type { Detector, Sight } from '../../../lib/failures/model/types';
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
  seen,
  small,
  spread,
  whenSeen,
} from './small-models';

function detector(id: string, sees: Sight, ...planes: readonly string[]): Detector {
  return { id, kind: 'alarm', sees: [sees], delay: lasting(60), planes };
}

const MODEL = small({
  parts: partsNamed('web-a', 'web-b', 'db-a', 'db-b'),
  pools: [
    spread('web', [checking('web-a', 'database'), at('web-b')], {
      leave: after(10),
      replace: { after: after(12), relaunch: after(100) },
    }),
    prefer('database', [at('db-a'), at('db-b')], { move: after(60) }),
  ],
  services: [post('buy', of('web')), post('pay', of('database'))],
  detectors: [
    detector('database is dead', { kind: 'part', parts: ['db-a', 'db-b'] }),
    detector('database is dead, seen from a', { kind: 'part', parts: ['db-a', 'db-b'] }, 'a', 'topic'),
    detector('web-a is dead', { kind: 'part', parts: ['web-a'] }),
    detector('one fails', { kind: 'failing', pool: 'web', atLeast: 1 }),
    detector('two fail', { kind: 'failing', pool: 'web', atLeast: 2 }),
    detector('purchases are lost', { kind: 'service', service: 'buy' }),
  ],
});

describe('a detector', () => {
  test('sees what is so when the faults strike, after its delay', () => {
    expect(seen(MODEL, lost('db-a'))).toMatchObject({
      'database is dead': 60,
      'one fails': 60,
      'purchases are lost': 60,
    });
  });

  test('sees what becomes so later', () => {
    // web-a is ended at 12.
    expect(seen(MODEL, lost('db-a'))['web-a is dead']).toBe(72);
  });

  test('does not see what never is so', () => {
    expect(seen(MODEL, lost('db-a'))['two fail']).toBeUndefined();
  });

  test('does not see by a sight what that is blind to', () => {
    const blind: Detector = {
      ...detector('half blind', { kind: 'part', parts: ['db-a', 'web-a'], blindTo: ['b'] }),
      sees: [
        { kind: 'part', parts: ['db-a', 'web-a'], blindTo: ['db-a', 'b'] },
        { kind: 'failing', pool: 'web', atLeast: 2 },
      ],
    };
    const model = { ...MODEL, detectors: [blind] };
    const faults = [lost('web-a'), lost('db-a'), lost('web-a', 'db-a'), lost('web-a', 'b')];
    expect(faults.map((each) => seen(model, each)['half blind'])).toEqual([60, undefined, undefined, 60]);
  });

  test('sees nothing from inside the fault', () => {
    const name = 'database is dead, seen from a';
    expect(
      [seen(MODEL, lost('db-a')), seen(MODEL, lost('a')), seen(MODEL, lost('db-a', 'topic'))].map((each) => each[name]),
    ).toEqual([60, undefined, undefined]);
  });

  test('sees what has ended when everything is at rest', () => {
    // Nothing is lost after 10 s.
    expect(seen(MODEL, lost('web-b'))['purchases are lost']).toBe(60);
  });

  test('sees, of two faults one after the other, what is so from the second on', () => {
    // The database has moved and web-a lives again when web-b is lost; db-a stays dead, which is still seen.
    expect(seen(MODEL, { first: lost('db-a'), then: lost('web-b') })).toEqual({
      'database is dead': 60,
      'database is dead, seen from a': 60,
      'web-a is dead': undefined,
      'one fails': 60,
      'two fail': undefined,
      'purchases are lost': 60,
    });
  });
});

describe('a detector of named members', () => {
  const three = small({
    parts: partsNamed('web-a', 'web-b', 'web-c'),
    pools: [spread('web', [at('web-a'), at('web-b'), at('web-c')], { leave: after(10) })],
    services: [post('buy', of('web'))],
  });
  const failing = (atLeast: number, ...members: readonly string[]): Sight => ({
    kind: 'failing',
    pool: 'web',
    atLeast,
    members,
  });

  test('sees these alone', () => {
    const sights = [failing(1, 'web-a'), failing(1, 'web-b'), failing(1, 'web-b', 'web-a')];
    expect(sights.map((sight) => whenSeen(three, lost('a'), [sight])[0])).toEqual([60, undefined, 60]);
  });

  test('counts these alone', () => {
    const sights = [failing(2, 'web-a', 'web-b'), failing(2, 'web-a', 'web-c'), failing(2, 'web-a')];
    expect(sights.map((sight) => whenSeen(three, lost('a', 'c'), [sight])[0])).toEqual([undefined, 60, undefined]);
  });

  test('sees those that have left the rotation', () => {
    expect(whenSeen(three, lost('a'), [failing(1, 'web-a')], [11, 3600])).toEqual([71, 3660]);
  });

  test('sees all members when none are named', () => {
    const sight: Sight = { kind: 'failing', pool: 'web', atLeast: 2 };
    expect([whenSeen(three, lost('a'), [sight]), whenSeen(three, lost('a', 'c'), [sight])]).toEqual([
      [undefined],
      [60],
    ]);
  });
});
