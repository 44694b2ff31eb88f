import type { FailureModel } from '../../../lib/failures/model/types';
import {
  after,
  at,
  byHand,
  lasting,
  losses,
  lost,
  lostSeconds,
  of,
  partsNamed,
  post,
  prefer,
  reactions,
  small,
  some,
  spread,
} from './small-models';

describe('data loss', () => {
  const member = (part: string, seconds: number): ReturnType<typeof at> => at(part, [], { loses: lasting(seconds) });
  const model = small({
    parts: partsNamed('x-a', 'x-b', 'y-a', 'y-b', 'web-a'),
    pools: [
      prefer('x', [at('x-a'), member('x-b', 5)], { move: after(10) }),
      prefer('y', [at('y-a'), member('y-b', 60)], { move: after(20) }),
      spread('web', [at('web-a', [of('y')])]),
    ],
    services: [post('both', of('x'), of('y')), post('one', of('x')), post('behind', of('x'), of('web'))],
  });

  test('is nothing while nothing has moved', () => {
    expect(losses(model, lost('b'), 'both')).toEqual([0, 0]);
  });

  test('is that of the pool that lost most', () => {
    expect(losses(model, lost('x-a', 'y-a'), 'both')).toEqual([60, 60]);
  });

  test('is of pools that the service reaches', () => {
    expect([losses(model, lost('x-a', 'y-a'), 'one'), losses(model, lost('a'), 'behind')]).toEqual([
      [5, 5],
      [5, 5],
    ]);
  });

  test('stays when the member that was moved to is dead', () => {
    expect(losses(model, { first: lost('x-a'), then: lost('x-b') }, 'one')).toEqual([5, 5]);
  });

  const third = small({
    ...model,
    parts: [...model.parts, ...partsNamed('x-c')],
    pools: model.pools.map((pool) =>
      pool.id === 'x' ? { ...pool, members: [...pool.members, member('x-c', 60)] } : pool,
    ),
    manual: [byHand('x-a', 900, { kind: 'move', pool: 'x', member: 'x-c' })],
  });

  test('adds up over the moves of a pool', () => {
    expect(losses(third, { first: lost('x-a'), then: lost('x-b') }, 'one')).toEqual([65, 65]);
  });

  test('adds what is lost by hand', () => {
    expect(losses(third, lost('x-a'), 'one')).toEqual([5, 65]);
  });

  test('is lost again each time that a pool comes back to a member', () => {
    const server = (name: string, relaunchSeconds: number): FailureModel['pools'][number] =>
      spread(`group of ${name}`, [at(name, [some(1, 'key')], { checks: [0] })], {
        replace: { after: after(10), relaunch: after(relaunchSeconds) },
      });
    const alternating = small({
      parts: partsNamed('one', 'two', 'key'),
      pools: [
        server('one', 20),
        server('two', 35),
        prefer('primary', [member('one', 1), member('two', 2)], { move: after(5) }),
      ],
      services: [post('buy', of('primary'))],
    });
    // One is dead from 10 to 30, 40 to 60, and 70 to 90, two from 10 to 45 and 55 to 90: each 90 s, the pool moves to two at
    // 46 and to one at 61, 960 times in the day.
    expect(reactions(alternating, lost('key')).filter((line) => line.includes('move'))).toEqual([
      '46 move primary/two',
      '61 move primary/one',
    ]);
    expect(losses(alternating, lost('key'))).toEqual([2880, 2880]);
  });
});

describe('what is lost until the recovery', () => {
  const web = ['web-a', 'web-b', 'web-c'];
  const model = small({
    parts: partsNamed(...web, 'db-1', 'db-2'),
    pools: [
      spread(
        'web',
        web.map((part) => at(part)),
        { leave: after(12) },
      ),
      prefer('database', [at('db-1'), at('db-2')], { move: after(60) }),
    ],
    services: [post('buy', of('web'), of('database'))],
  });

  test('adds up shares over seconds', () => {
    // 12 s of a third.
    expect(lostSeconds(model, lost('a'))).toBeCloseTo(4, 9);
  });

  test('counts each second as what it is worth', () => {
    expect(lostSeconds(model, lost('a', 'db-1'))).toBeCloseTo(60, 9);
  });

  test('is nothing of what stays up', () => {
    expect(lostSeconds(model, lost('db-2'))).toBe(0);
  });

  test('is not said of what does not recover', () => {
    expect(lostSeconds(model, lost('db-1', 'db-2'))).toBeUndefined();
  });

  test('is, of two faults one after the other, what the second loses', () => {
    expect(lostSeconds(model, { first: lost('db-1'), then: lost('a') })).toBeCloseTo(4, 9);
  });
});
