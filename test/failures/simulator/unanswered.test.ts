import type { FailureModel, Fault, Scenario, Sight } from '../../../lib/failures/model/types';
import {
  after,
  at,
  cutOff,
  fallback,
  get,
  lost,
  of,
  partsNamed,
  post,
  prefer,
  small,
  spread,
  whenSeen,
} from './small-models';

describe('a detector of requests without an answer', () => {
  const unanswered = (pool: string, atLeast: number): Sight => ({ kind: 'unanswered', pool, atLeast });
  const shares = (
    model: FailureModel,
    scenario: Scenario | readonly Fault[],
    pool: string,
    ...atLeast: readonly number[]
  ): readonly (number | undefined)[] => atLeast.map((share) => whenSeen(model, scenario, [unanswered(pool, share)])[0]);

  /** Servers in three zones behind an edge that asks a second origin for what it may send again. */
  const edge = small({
    parts: partsNamed('far', 'near', 'web-a', 'web-b', 'web-c', 'nat-a', 'nat-b', 'nat-c', 'db-a', 'db-b'),
    pools: [
      fallback('edge', [at('near', [of('web')]), at('far')]),
      spread(
        'web',
        ['web-a', 'web-b', 'web-c'].map((part) => at(part, [of('nat')])),
        { leave: after(10) },
      ),
      spread('nat', [at('nat-a'), at('nat-b'), at('nat-c')], { reach: 'own-zone' }),
      prefer('database', [at('db-a'), at('db-b')], { move: after(60) }),
    ],
    services: [get('browse', of('edge')), get('write', of('database'))],
  });

  test('sees the share itself and less, but not more', () => {
    expect([
      shares(edge, lost('web-a'), 'web', 0.1, 1 / 3, 0.334, 1),
      shares(edge, lost('web-a', 'web-b'), 'web', 0.5, 2 / 3, 0.667, 1),
      shares(edge, lost('web-a', 'web-b', 'web-c'), 'web', 0.5, 1),
    ]).toEqual([
      [60, 60, undefined, undefined],
      [60, 60, undefined, undefined],
      [60, 60],
    ]);
  });

  test('sees what reactions have not ended yet', () => {
    // web-a leaves at 10; of the two that are left nobody loses anything.
    expect(whenSeen(edge, lost('web-a'), [unanswered('web', 1 / 3)], [9, 10])).toEqual([69, undefined]);
    expect(whenSeen(edge, lost('db-a'), [unanswered('database', 1)], [59, 60])).toEqual([119, undefined]);
  });

  test('sees a larger share and then a smaller one as the same', () => {
    // Two of three get no answer until web-c has left at 10, then one of two: web-a without its node, which it does not check.
    const scenario = lost('nat-a', 'web-c');
    expect([
      whenSeen(edge, scenario, [unanswered('web', 2 / 3)], [9, 10]),
      whenSeen(edge, scenario, [unanswered('web', 1 / 2)], [10, 3600]),
      whenSeen(edge, scenario, [unanswered('web', 0.51)], [9, 10]),
    ]).toEqual([
      [69, undefined],
      [70, 3660],
      [69, undefined],
    ]);
  });

  test('sees what gets its answer only when it is sent again', () => {
    // Everybody who browses gets an answer of the second origin in the end.
    expect([
      shares(edge, lost('near'), 'edge', 1),
      shares(edge, lost('web-a'), 'edge', 1 / 3, 0.334),
      whenSeen(edge, lost('near'), [{ kind: 'service', service: 'browse' }]),
    ]).toEqual([[60], [60, undefined], [undefined]]);
  });

  test('does not see a second origin that is not asked', () => {
    expect(shares(edge, lost('far'), 'edge', 0.1)).toEqual([undefined]);
  });

  test('sees a pool from no zone, where each node may be chosen', () => {
    expect(shares(edge, lost('nat-a'), 'nat', 1 / 3, 0.334)).toEqual([60, undefined]);
  });

  test('sees within a pool what is out of reach from its members', () => {
    const model = small({
      parts: partsNamed('web-a', 'web-b', 'db-a'),
      pools: [
        spread('web', [at('web-a', [of('database')]), at('web-b', [of('database')])]),
        prefer('database', [at('db-a')]),
      ],
      services: [post('buy', of('web'))],
    });
    // From no zone db-a is reached, from zone b it is not.
    expect([shares(model, cutOff('a'), 'database', 0.1), shares(model, cutOff('a'), 'web', 0.5, 0.51)]).toEqual([
      [undefined],
      [60, undefined],
    ]);
  });

  test('sees all of the requests to a pool of which nobody may be chosen', () => {
    expect(shares(edge, { first: [], out: ['web/web-a', 'web/web-b', 'web/web-c'] }, 'web', 1)).toEqual([60]);
  });
});
