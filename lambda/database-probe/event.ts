import * as z from 'zod/mini';
import type { DatabaseProbeEvent } from './contract';

const text = z.string().check(z.minLength(1));

/** A host name, and never the path of a socket, which drivers also take for a host. */
const host = z.string().check(z.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/i));

/** Payload of a probe. */
export const databaseProbeEvent: z.ZodMiniType<DatabaseProbeEvent> = z.object({
  version: z.literal(1),
  site: text,
  availabilityZone: text,
  database: z.object({
    user: text,
    name: text,
    port: z.int().check(z.minimum(1), z.maximum(65_535)),
    clusterEndpoint: host,
  }),
  instances: z.array(z.object({ instanceId: text, host })),
});
