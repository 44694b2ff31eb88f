import { z } from 'zod';
import type { ObjectivesConfig } from '../site-config';
import { number, type NumberRange } from './fields';

const DAY_SECONDS = 86_400;

function seconds(max: number): NumberRange {
  return { min: 1, max, time: 'seconds', code: 'ObjectiveOutOfRange' };
}

/** `objectives`. */
export const objectives: z.ZodType<ObjectivesConfig> = z.strictObject({
  availabilityPercent: number({
    min: 90,
    max: 99.99,
    fraction: true,
    code: 'ObjectiveOutOfRange',
    hint: 'state a percentage a site can reach, for example 99.95',
  }).optional(),
  instanceRtoSeconds: number(seconds(DAY_SECONDS)).optional(),
  writerRtoSeconds: number(seconds(DAY_SECONDS)).optional(),
  zoneRtoSeconds: number(seconds(DAY_SECONDS)).optional(),
  regionRtoSeconds: number(seconds(30 * DAY_SECONDS)).optional(),
  regionRpoSeconds: number(seconds(30 * DAY_SECONDS)).optional(),
});
