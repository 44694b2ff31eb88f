import type { FailureModel, Sight } from '../../../lib/failures/model/types';
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
  some,
  spread,
  whenSeen,
} from './small-models';

/** Two servers, one of which looks at a database that moves after 60 s; it leaves at 10, and is ended for 100 s. */
function ending(endedAfter: number): FailureModel {
  return small({
    parts: partsNamed('web-a', 'web-b', 'db-a', 'db-b'),
    pools: [
      spread('web', [checking('web-a', 'database'), at('web-b')], {
        leave: after(10),
        replace: { after: after(endedAfter), relaunch: after(100) },
      }),
      prefer('database', [at('db-a'), at('db-b')], { move: after(60) }),
    ],
    services: [post('buy', of('web')), post('pay', of('database'))],
  });
}

const PURCHASES: Sight = { kind: 'service', service: 'buy' };
const ENDED: Sight = { kind: 'part', parts: ['web-a'] };

describe('a detector of what lasts', () => {
  test('sees a loss that lasts longer, and none that is over by then', () => {
    // Purchases are lost from second 0 to second 9, the last one before the server leaves.
    expect(whenSeen(ending(12), lost('db-a'), [PURCHASES], [undefined, 0, 1, 9, 10, 11])).toEqual([
      60,
      60,
      61,
      69,
      undefined,
      undefined,
    ]);
  });

  test('counts from when it begins', () => {
    // web-a is ended from second 12 to second 111.
    expect(whenSeen(ending(12), lost('db-a'), [ENDED], [0, 99, 100])).toEqual([72, 171, undefined]);
  });

  test('sees what holds at rest, for however long it must last', () => {
    const dead: Sight = { kind: 'part', parts: ['db-a'] };
    expect(whenSeen(ending(12), lost('db-a'), [dead], [112, 113, 90_000])).toEqual([172, 173, 90_060]);
  });

  test('sees what has begun before and holds at rest', () => {
    // What web-a would be relaunched by is lost: it is dead from 12 on.
    const model = ending(12);
    const pools = model.pools.map((pool) => ({
      ...pool,
      replace: pool.replace && { ...pool.replace, relaunch: after(100, 'db-a') },
    }));
    expect(whenSeen({ ...model, pools }, lost('db-a'), [ENDED], [0, 100, 90_000])).toEqual([72, 172, 90_072]);
  });

  test('sees what holds by turns', () => {
    // Purchases are lost from 0 to 9, web-a is dead from 10 to 109.
    const both = [PURCHASES, ENDED];
    expect(whenSeen(ending(10), lost('db-a'), both, [0, 10, 109, 110])).toEqual([60, 70, 169, undefined]);
    expect(whenSeen(ending(10), lost('db-a'), both.toReversed(), [109])).toEqual([169]);
  });

  test('begins anew after a second at which nothing holds', () => {
    // From 0 to 9, and from 11 to 110.
    expect(whenSeen(ending(11), lost('db-a'), [PURCHASES, ENDED], [9, 10, 99, 100])).toEqual([69, 81, 170, undefined]);
  });

  test('goes on counting while one of two that hold at once holds on', () => {
    // Payments are lost from 0 to 59, web-a is dead from 12 to 111.
    const payments: Sight = { kind: 'service', service: 'pay' };
    expect(whenSeen(ending(12), lost('db-a'), [payments, ENDED], [60, 111, 112])).toEqual([120, 171, undefined]);
  });

  test('counts what was lost before from the strike on', () => {
    const scenario = { first: lost('db-b'), out: ['web/web-a', 'web/web-b'] };
    expect(whenSeen(ending(12), scenario, [PURCHASES], [0, 30])).toEqual([60, 90]);
  });

  test('counts from the strike of the further faults on', () => {
    const dead: Sight = { kind: 'part', parts: ['db-a'] };
    const scenario = { first: lost('db-a'), then: lost('web-b') };
    expect(whenSeen(ending(12), scenario, [dead], [0, 300])).toEqual([60, 360]);
  });

  test('does not see what was over before the further faults', () => {
    // Purchases go to web-b alone, which needs no database; of that nobody is left.
    const payments: Sight = { kind: 'service', service: 'pay' };
    const scenario = { first: lost('db-a'), then: lost('db-b') };
    expect([
      whenSeen(ending(12), scenario, [PURCHASES], [0, 9]),
      whenSeen(ending(12), scenario, [payments], [0, 9]),
    ]).toEqual([
      [undefined, undefined],
      [60, 69],
    ]);
  });

  test('sees nothing from inside the fault, however long that lasts', () => {
    const detectors = [
      { id: 'it', kind: 'alarm' as const, sees: [PURCHASES], lasts: 9, delay: lasting(60), planes: ['db-a'] },
    ];
    expect(seen({ ...ending(12), detectors }, lost('db-a'))).toEqual({ it: undefined });
  });
});

describe('a detector of what is never at rest', () => {
  /** Without its key, a server is dead from 20 to 129, and again every 130 s. The records move at some time. */
  const restless = (moveSeconds: number): FailureModel =>
    small({
      parts: partsNamed('web', 'key', 'site-1', 'site-2'),
      pools: [
        spread('web', [at('web', [some(1, 'key')], { checks: [0] })], {
          replace: { after: after(20), relaunch: after(110) },
        }),
        spread('info', [at('web')]),
        prefer('records', [at('site-1'), at('site-2')], { move: after(moveSeconds) }),
      ],
      services: [post('buy', of('records')), post('read', of('info'))],
    });
  const faults = lost('key', 'site-1');

  test('sees what lasts to the end of the day, but not beyond', () => {
    const failing: Sight = { kind: 'failing', pool: 'web', atLeast: 1 };
    expect(whenSeen(restless(60), faults, [failing], [86_399, 86_400, 86_401])).toEqual([86_459, 86_460, undefined]);
  });

  test('does not see what is over with the last second', () => {
    expect([
      whenSeen(restless(86_400), faults, [PURCHASES], [86_399, 86_400]),
      whenSeen(restless(86_401), faults, [PURCHASES], [86_399, 86_400, 86_401]),
    ]).toEqual([
      [86_459, undefined],
      [86_459, 86_460, undefined],
    ]);
  });

  test('sees one of the times when it is so, if that lasts', () => {
    const dead: Sight = { kind: 'part', parts: ['web'] };
    const unanswered: Sight = { kind: 'unanswered', pool: 'info', atLeast: 1 };
    expect([dead, unanswered].map((sight) => whenSeen(restless(60), faults, [sight], [0, 109, 110]))).toEqual([
      [80, 189, undefined],
      [80, 189, undefined],
    ]);
  });

  test('sees what the times between fill up', () => {
    // Records are lost from 0 to 59, the server is dead from 20 to 129 and from 150 on: not in the 20 s before.
    const dead: Sight = { kind: 'part', parts: ['web'] };
    expect(whenSeen(restless(60), faults, [dead, PURCHASES], [129, 130])).toEqual([189, undefined]);
    expect(whenSeen(restless(140), faults, [dead, PURCHASES], [139, 140])).toEqual([199, undefined]);
    expect(whenSeen(restless(150), faults, [dead, PURCHASES], [259, 260])).toEqual([319, undefined]);
  });
});
