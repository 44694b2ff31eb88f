import fc from 'fast-check';
import {
  greatestGapMinutes,
  requiredRetentionDays,
  requiredRetentionMinutes,
  type BackupArithmetic,
} from '../../lib/site/backup-plan';

const DAY = 24 * 60;
const windows = { startWindowMinutes: 60, completionWindowMinutes: 180 };

/** Times of day at least two hours apart. */
const timesOfDay = fc
  .uniqueArray(fc.integer({ min: 0, max: 11 }), { minLength: 1, maxLength: 12 })
  .chain((slots) => fc.tuple(fc.constant(slots), fc.integer({ min: 0, max: 119 })))
  .map(([slots, offset]) => slots.map((slot) => slot * 120 + offset).sort((a, b) => a - b));

const plans: fc.Arbitrary<BackupArithmetic> = fc.record({
  timesOfDay,
  recoveryPoints: fc.integer({ min: 1, max: 20 }),
  startWindowMinutes: fc.constantFrom(60, 120),
  completionWindowMinutes: fc.constantFrom(180, 480),
});

/**
 * Recovery points that exist just before the job of the last scheduled time is complete, in the worst case: every
 * earlier job started and was complete at once, so its point is the oldest it can be, and this one is late.
 */
function leastPoints(plan: BackupArithmetic, retentionDays: number, lastDay: number): number[] {
  const scheduled = Array.from({ length: lastDay + 1 }, (_, day) =>
    plan.timesOfDay.map((time) => day * DAY + time),
  ).flat();
  return plan.timesOfDay.map((time) => {
    const late = lastDay * DAY + time + plan.startWindowMinutes + plan.completionWindowMinutes;
    const earlier = scheduled.filter((moment) => moment < lastDay * DAY + time);
    return earlier.filter((moment) => moment + retentionDays * DAY >= late).length;
  });
}

describe('retention', () => {
  test('is 3 days for five points twice a day', () => {
    expect(requiredRetentionDays({ timesOfDay: [180, 900], recoveryPoints: 5, ...windows })).toBe(3);
  });

  test('is 6 days for ten points twice a day', () => {
    expect(requiredRetentionDays({ timesOfDay: [60, 780], recoveryPoints: 10, ...windows })).toBe(6);
  });

  test('counts the start window and the completion window', () => {
    expect(requiredRetentionMinutes({ timesOfDay: [180, 900], recoveryPoints: 5, ...windows })).toBe(
      5 * 720 + 60 + 180,
    );
  });

  test('reckons with the greatest time between two backups', () => {
    expect(greatestGapMinutes([0, 120, 480])).toBe(DAY - 480);
  });

  test('takes a day between backups at one time of day', () => {
    expect(greatestGapMinutes([300])).toBe(DAY);
  });

  test('always leaves the promised number of recovery points, simulated day by day', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const days = requiredRetentionDays(plan);
        return leastPoints(plan, days, days + 3).every((points) => points >= plan.recoveryPoints);
      }),
    );
  });

  test('is not a day longer than evenly spaced backups need', () => {
    const even = plans.map((plan) => ({ ...plan, timesOfDay: [0, 720] }));
    fc.assert(
      fc.property(even, (plan) => {
        const days = requiredRetentionDays(plan);
        return leastPoints(plan, days - 1, days + 3).some((points) => points < plan.recoveryPoints);
      }),
    );
  });
});
