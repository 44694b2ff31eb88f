import type { Pool } from '../../../lib/failures/model/types';
import {
  after,
  at,
  checking,
  cutOff,
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
  states,
} from './small-models';

const WEB = ['web-a', 'web-b', 'web-c'];

describe('leaving', () => {
  test('takes the whole delay', () => {
    const model = small({
      parts: partsNamed(...WEB),
      pools: [
        spread(
          'web',
          WEB.map((part) => at(part)),
          { leave: after(12) },
        ),
      ],
      services: [post('buy', of('web'))],
    });
    // 2/3 until web-a has failed for 12 s; then the other two get everything.
    expect(states(model, lost('a'))).toBe('0.6667 > UP after 12 > UP after 12');
  });

  /** Web servers with a gateway each, a third of which is lost with zone a's. */
  const behind = (checks: readonly number[]): Parameters<typeof states>[0] =>
    small({
      parts: partsNamed(...WEB, 'nat-a', 'nat-b', 'nat-c'),
      pools: [
        spread(
          'web',
          WEB.map((part) => at(part, [of('nat')], { checks })),
          { leave: after(12) },
        ),
        spread('nat', [at('nat-a'), at('nat-b'), at('nat-c')], { reach: 'own-zone' }),
      ],
      services: [post('buy', of('web'))],
    });

  test('does not happen when the check is shallow and a gateway of the zone is lost', () => {
    expect(states(behind([]), lost('nat-a'))).toBe('0.6667 > 0.6667 > 0.6667');
  });

  test('happens when the check looks at the gateway', () => {
    expect(states(behind([0]), lost('nat-a'))).toBe('0.6667 > UP after 12 > UP after 12');
  });

  test('happens all the same, behind a shallow check, when the whole zone is lost', () => {
    expect(states(behind([]), lost('a'))).toBe('0.6667 > UP after 12 > UP after 12');
  });

  test('does not happen while the check gets an answer to some requests', () => {
    const model = small({
      parts: partsNamed(...WEB, 'x-1', 'x-2'),
      pools: [
        spread('web', [checking('web-a', 'x'), at('web-b'), at('web-c')], { leave: after(12) }),
        spread('x', [at('x-1'), at('x-2')]),
      ],
      services: [post('buy', of('web'))],
    });
    // web-a is worth 1/2, which is not 0: (1/2 + 1 + 1) / 3.
    expect(states(model, lost('x-1'))).toBe('0.8333 > 0.8333 > 0.8333');
  });

  test('does not happen because a member is out of reach', () => {
    const model = small({
      parts: partsNamed('node-b', 'web-a', 'web-b'),
      pools: [
        spread('nodes', [at('node-b', [of('web')])]),
        spread('web', [at('web-a'), at('web-b')], { leave: after(12) }),
      ],
      services: [post('buy', of('nodes'))],
    });
    expect(states(model, cutOff('a'))).toBe('0.5 > 0.5 > 0.5');
  });

  test('happens because what the check looks at is out of reach', () => {
    const model = small({
      parts: partsNamed('web-a', 'web-b', 'writer-b'),
      pools: [
        spread(
          'web',
          ['web-a', 'web-b'].map((part) => at(part, [some(1, 'writer-b')], { checks: [0] })),
          { leave: after(12) },
        ),
      ],
      services: [post('buy', of('web'))],
    });
    expect(states(model, cutOff('a'))).toBe('0.5 > UP after 12 > UP after 12');
  });
});

describe('coming back', () => {
  /** Two web servers that look at a database, which moves to its reader in 60 s. */
  const model = (comeBack: boolean): Parameters<typeof states>[0] =>
    small({
      parts: partsNamed('web-a', 'web-b', 'db-a', 'db-b'),
      pools: [
        spread(
          'web',
          ['web-a', 'web-b'].map((part) => checking(part, 'database')),
          {
            leave: after(10),
            ...(comeBack ? { comeBack: after(20) } : {}),
          },
        ),
        prefer('database', [at('db-a'), at('db-b')], { move: after(60) }),
      ],
      services: [post('buy', of('web'))],
    });

  test('takes the whole delay from when the member works again', () => {
    // Both leave at 10, the database moves at 60, both come back at 60 + 20.
    expect(states(model(true), lost('db-a'))).toBe('DOWN > UP after 80 > UP after 80');
  });

  test('does not happen where it is not said', () => {
    expect(states(model(false), lost('db-a'))).toBe('DOWN > DOWN > DOWN');
  });
});

describe('failing open', () => {
  /** Three web servers of which so many must be in rotation. */
  const model = (failOpenBelow: number, more: Partial<Pool> = {}): Parameters<typeof states>[0] =>
    small({
      parts: partsNamed(...WEB),
      pools: [
        spread(
          'web',
          WEB.map((part) => at(part)),
          { leave: after(10), failOpenBelow, isShiftable: true, ...more },
        ),
      ],
      services: [post('buy', of('web'))],
    });

  test('brings back those that have left', () => {
    // At 10 one would be in rotation, which is less than two: all three are. 1/3.
    expect(states(model(2), lost('a', 'b'))).toBe('0.3333 > 0.3333 > 0.3333');
  });

  test('does not happen when as many are in rotation as there must be', () => {
    expect(states(model(2), lost('a'))).toBe('0.6667 > UP after 10 > UP after 10');
  });

  test('does not happen because members fail that have not left', () => {
    // Two are in rotation, a and b, though both are dead; when they have left, c is brought back.
    const scenario = { first: lost('a', 'b'), evacuated: ['c'] };
    expect([states(model(2), scenario), states(model(2, { leave: undefined }), scenario)]).toEqual([
      'DOWN > 0.3333 > 0.3333',
      'DOWN > DOWN > DOWN',
    ]);
  });

  test('brings back those that were taken out before anything failed', () => {
    // Only c would be in rotation, which is less than two, and it is dead: two of three answer.
    expect(states(model(2), { first: lost('c'), out: ['web/web-a', 'web/web-b'] })).toBe('0.6667 > 0.6667 > 0.6667');
  });

  /** Web servers that look at a database, which moves to its reader in 60 s. */
  const looking = (...web: readonly string[]): Parameters<typeof states>[0] =>
    small({
      parts: partsNamed(...web, 'db-1', 'db-2'),
      pools: [
        spread(
          'web',
          web.map((part) => checking(part, 'database')),
          { leave: after(10), comeBack: after(20), failOpenBelow: 1 },
        ),
        prefer('database', [at('db-1'), at('db-2')], { move: after(60) }),
      ],
      services: [post('buy', of('web'))],
    });

  test('gives requests to those that work again before they have come back', () => {
    // Both have left at 10, and nobody would be in rotation until both come back at 80: open, both answer from 60 on.
    expect(states(looking('web-a', 'web-b'), lost('db-1'))).toBe('DOWN > UP after 60 > UP after 60');
  });

  test('ends at the moment when enough have come back', () => {
    // Open, a answers a third from 60 on; at 80 it has come back and is alone in rotation.
    const open = looking('web-a', 'web-b', 'web-c');
    expect(states(open, lost('db-1', 'b', 'c'))).toBe('DOWN > UP after 80 > UP after 80');
    // 60 s of all and 20 s of two thirds.
    expect(lostSeconds(open, lost('db-1', 'b', 'c'))).toBeCloseTo(60 + 40 / 3, 9);
  });

  test('is told when it begins', () => {
    expect(reactions(model(2), lost('a', 'b'))).toEqual([
      '10 leave web/web-a',
      '10 leave web/web-b',
      '10 fail-open web',
    ]);
  });
});
