import fc from 'fast-check';
import {
  announce,
  announcementSchema,
  CALM_MILLISECONDS,
  newer,
  type Announcement,
} from '../../../../lambda/shared/records/announcement';

const START = Date.parse('2026-11-25T12:00:00Z');
const MINUTE = 60_000;

function after(milliseconds: number): Date {
  return new Date(START + milliseconds);
}

function announcement(outcome: string, changes: Partial<Announcement> = {}): Announcement {
  const at = after(0).toISOString();
  return { outcome, from: 'HEALTHY', requestId: 'r-0', at, heldAt: at, doubted: false, ...changes };
}

function run(outcome: string, milliseconds: number, requestId = 'r-1') {
  return { outcome, requestId, completedAt: after(milliseconds) };
}

test('a status must be calm for five minutes', () => {
  expect(CALM_MILLISECONDS).toBe(300_000);
});

test('where nobody knows what was announced, the outcome is', () => {
  expect(announce(null, run('HEALTHY', 0))).toStrictEqual({
    changed: true,
    previous: 'UNKNOWN',
    announced: announcement('HEALTHY', { from: 'UNKNOWN', requestId: 'r-1' }),
  });
});

test.each([
  ['HEALTHY', 'UNKNOWN'],
  ['HEALTHY', 'DEGRADED'],
  ['HEALTHY', 'FAILED'],
  ['UNKNOWN', 'DEGRADED'],
  ['UNKNOWN', 'FAILED'],
  ['DEGRADED', 'FAILED'],
])('from %s to %s is announced at once', (from, to) => {
  const at = after(1).toISOString();
  expect(announce(announcement(from), run(to, 1))).toStrictEqual({
    changed: true,
    previous: from,
    announced: { outcome: to, from, requestId: 'r-1', at, heldAt: at, doubted: false },
  });
});

test.each([
  ['UNKNOWN', 'HEALTHY'],
  ['DEGRADED', 'HEALTHY'],
  ['DEGRADED', 'UNKNOWN'],
  ['FAILED', 'HEALTHY'],
  ['FAILED', 'UNKNOWN'],
  ['FAILED', 'DEGRADED'],
])('F13 from %s to %s is announced after five minutes', (from, to) => {
  const before = announcement(from);
  expect(announce(before, run(to, 5 * MINUTE - 1))).toStrictEqual({
    changed: false,
    previous: from,
    announced: before,
  });
  expect(announce(before, run(to, 5 * MINUTE))).toMatchObject({
    changed: true,
    previous: from,
    announced: { outcome: to, from },
  });
});

test('the five minutes begin when the outcome was seen last', () => {
  const { changed, announced } = announce(announcement('FAILED'), run('FAILED', 4 * MINUTE));
  expect(changed).toBe(false);
  expect(announced).toStrictEqual(announcement('FAILED', { heldAt: after(4 * MINUTE).toISOString() }));
  expect(announce(announced, run('HEALTHY', 9 * MINUTE - 1)).changed).toBe(false);
  expect(announce(announced, run('HEALTHY', 9 * MINUTE)).changed).toBe(true);
});

test('where a clock went backwards nobody can tell, and the outcome is announced', () => {
  expect(announce(announcement('FAILED'), run('HEALTHY', -1)).changed).toBe(true);
  expect(announce(announcement('FAILED'), run('HEALTHY', 0)).changed).toBe(false);
});

test('after a crash the same outcome is announced again, once in five minutes', () => {
  const doubted = announcement('HEALTHY', { doubted: true });
  const early = announce(doubted, run('HEALTHY', 5 * MINUTE - 1));
  expect(early.changed).toBe(false);
  expect(early.announced).toMatchObject({ doubted: true });
  expect(announce(early.announced, run('HEALTHY', 5 * MINUTE))).toMatchObject({
    changed: true,
    previous: 'HEALTHY',
    announced: { outcome: 'HEALTHY', doubted: false },
  });
});

test('F54 a second attempt at the request that announced announces again, from where the first one did', () => {
  const first = announcement('FAILED', { from: 'DEGRADED' });
  expect(announce(first, run('FAILED', 1, 'r-0'))).toMatchObject({
    changed: true,
    previous: 'DEGRADED',
    announced: { outcome: 'FAILED', from: 'DEGRADED', requestId: 'r-0' },
  });
});

test('a function that knows its own state says whether it changed', () => {
  const said = (changed: boolean, outcome: string) =>
    announce(announcement('OBSERVE'), { ...run(outcome, 1), changed });
  expect(said(true, 'OBSERVE')).toMatchObject({ changed: true, previous: 'OBSERVE' });
  expect(said(false, 'SUSPECT')).toStrictEqual({
    changed: false,
    previous: 'OBSERVE',
    announced: announcement('OBSERVE'),
  });
  expect(announce(null, { ...run('OBSERVE', 1), changed: false })).toStrictEqual({
    changed: false,
    previous: 'UNKNOWN',
    announced: null,
  });
});

test.each([
  ['OBSERVE', 'HEALTHY'],
  ['HEALTHY', 'OBSERVE'],
  ['OBSERVE', 'HOLD'],
])('outcomes without an order, as from %s to %s, are announced at once', (from, to) => {
  expect(announce(announcement(from), run(to, 1)).changed).toBe(true);
});

test('of two memories the newer counts', () => {
  const older = announcement('FAILED');
  const later = announcement('HEALTHY', { heldAt: after(1).toISOString() });
  expect(newer(older, later)).toBe(later);
  expect(newer(later, older)).toBe(later);
  expect(newer(older, { ...older })).toBe(older);
  expect(newer(null, older)).toBe(older);
  expect(newer(older, null)).toBe(older);
  expect(newer(null, null)).toBeNull();
});

test('the shape of an announcement is checked', () => {
  expect(announcementSchema.safeParse(announcement('FAILED')).success).toBe(true);
  expect(announcementSchema.safeParse({ ...announcement('FAILED'), more: 1 }).success).toBe(false);
  expect(announcementSchema.safeParse({ ...announcement('FAILED'), at: 'noon' }).success).toBe(false);
});

describe('F13 over any sequence of runs', () => {
  const SEVERITY = ['HEALTHY', 'UNKNOWN', 'DEGRADED', 'FAILED'];
  const step = fc.record({
    status: fc.constantFrom(...SEVERITY),
    wait: fc.oneof(fc.constant(MINUTE), fc.integer({ min: 1, max: 20 * MINUTE })),
  });
  const steps = fc.array(step, { minLength: 1, maxLength: 60 });

  /** Plays the runs, and says of each what was announced. */
  function play(sequence: readonly { readonly status: string; readonly wait: number }[]) {
    let announced: Announcement | null = null;
    let now = 0;
    return sequence.map(({ status, wait }, index) => {
      now += wait;
      const result = announce(announced, run(status, now, `r-${String(index)}`));
      announced = result.announced;
      return { ...result, status, now, told: result.announced?.outcome ?? '' };
    });
  }

  test('within five minutes of an announcement only something worse is announced', () => {
    fc.assert(
      fc.property(steps, (sequence) => {
        const made = play(sequence).filter(({ changed }) => changed);
        for (const [index, later] of made.slice(1).entries()) {
          const earlier = made[index];
          if (earlier !== undefined && later.now - earlier.now < CALM_MILLISECONDS) {
            expect(SEVERITY.indexOf(later.status)).toBeGreaterThan(SEVERITY.indexOf(earlier.status));
          }
        }
      }),
    );
  });

  test('what is worse than what was told is told by the very run that found it', () => {
    fc.assert(
      fc.property(steps, (sequence) => {
        const played = play(sequence);
        for (const [index, { status, changed }] of played.entries()) {
          const told = played[index - 1]?.told;
          if (told !== undefined && SEVERITY.indexOf(status) > SEVERITY.indexOf(told)) {
            expect(changed).toBe(true);
          }
        }
      }),
    );
  });

  test('a status that lasts is what was told, five minutes later', () => {
    fc.assert(
      fc.property(steps, fc.constantFrom(...SEVERITY), (sequence, status) => {
        const last = Array.from({ length: 6 }, () => ({ status, wait: MINUTE }));
        expect(play([...sequence, ...last]).at(-1)?.told).toBe(status);
      }),
    );
  });

  test('a status that comes and goes every minute is announced once', () => {
    fc.assert(
      fc.property(fc.constantFrom('UNKNOWN', 'DEGRADED', 'FAILED'), fc.integer({ min: 2, max: 4 }), (bad, period) => {
        const flapping = Array.from({ length: 120 }, (_, index) => ({
          status: index % period === 0 ? bad : 'HEALTHY',
          wait: MINUTE,
        }));
        expect(play(flapping).filter(({ changed }) => changed)).toHaveLength(1);
      }),
    );
  });
});
