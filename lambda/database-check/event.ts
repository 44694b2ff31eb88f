import * as z from 'zod/mini';
import type { DatabaseCheckEvent } from './contract';

const text = z.string().check(z.minLength(1));

/** Payload of the database check. */
export const databaseCheckEvent: z.ZodMiniType<DatabaseCheckEvent> = z.object({
  version: z.literal(1),
  site: text,
  clusterIdentifier: text,
  availabilityZones: z.array(text).check(z.minLength(1)),
  instanceClasses: z.array(text).check(z.minLength(1)),
  instances: z.int().check(z.minimum(1)),
  minimumPromotableReaders: z.int().check(z.minimum(0)),
});
