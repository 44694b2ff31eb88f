import * as z from 'zod/mini';
import type { DatabaseCheckEvent } from './contract';

const text = z.string().check(z.minLength(1));
const texts = z.array(text).check(z.minLength(1));
const count = z.int().check(z.minimum(0));
const positive = z.int().check(z.minimum(1));

/** Payload of the database check. */
export const databaseCheckEvent: z.ZodMiniType<DatabaseCheckEvent> = z.object({
  version: z.literal(1),
  site: text,
  clusterIdentifier: text,
  availabilityZones: texts,
  instanceClasses: texts,
  instances: positive,
  minimumPromotableReaders: count,
  maximumReplicaLagMilliseconds: positive,
  maximumFailoversPerHour: count,
  clusterParameterGroup: text,
  instanceParameterGroup: text,
  deletionProtection: z.boolean(),
  storageEncrypted: z.boolean(),
  globalDatabase: z.optional(z.object({ identifier: text, secondaryRegions: texts })),
});
