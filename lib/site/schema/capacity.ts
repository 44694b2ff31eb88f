import { z } from 'zod';
import type { CapacityConfig, WeeklyWindowConfig } from '../site-config';
import { list, number } from './fields';
import { stableName, timeOfDay, weekday } from './texts';

/** Rates beyond any single site: a guard against a slip of the keyboard. */
export const MAX_RPS = 1_000_000;

/** Requests per second, above 0. */
export function rps(hint: string): z.ZodType<number> {
  return number({ min: 0, above: true, max: MAX_RPS, fraction: true, hint });
}

/**
 * On-sale windows: each needs two scheduled actions, a group takes 125.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-quotas.html
 */
const MAX_WINDOWS = 50;

/** A window that comes back every week. */
export const weeklyWindow: z.ZodType<WeeklyWindowConfig> = z.strictObject({
  days: list(weekday(), { min: 1, max: 7 }),
  from: timeOfDay(),
  until: timeOfDay(),
});

/** `capacity`. */
export const capacity: z.ZodType<CapacityConfig> = z.strictObject({
  peakRps: rps('state the requests per second that reach the origin on the busiest ordinary day'),
  onSale: list(
    z.strictObject({
      name: stableName(),
      window: weeklyWindow,
      peakRps: rps('state the requests per second that reach the origin during the sale'),
      leadMinutes: number({ min: 10, max: 180, time: 'minutes' }).optional(),
    }),
    { max: MAX_WINDOWS },
  ).optional(),
});
