import * as z from 'zod/mini';
import type { ActionSources } from './contract';

const text = z.string().check(z.minLength(1));

/** A host name, and never a path. */
const host = z.string().check(z.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/i));

/** Members of every action's payload that say where to look, to be spread into the object of an action. */
export const sourceMembers = {
  probes: z.array(z.strictObject({ availabilityZone: text, functionName: text })),
  database: z.strictObject({
    user: text,
    name: text,
    port: z.int().check(z.minimum(1), z.maximum(65_535)),
    clusterEndpoint: host,
  }),
  loadBalancerArns: z.array(z.string().check(z.regex(/^arn:[\w-]+:[\w-]+:[\w-]+:\d{12}:\S+$/))),
};

/** What of a payload has to fit together. */
interface ProbedZones extends Pick<ActionSources, 'probes'> {
  readonly availabilityZones: readonly string[];
}

/** What a payload must fulfil besides: each zone has one probe, and each probe stands in one of the zones. */
export const eachZoneProbed = z.refine<ProbedZones>(
  ({ availabilityZones, probes }) =>
    probes.length === availabilityZones.length &&
    availabilityZones.every((zone) => probes.some(({ availabilityZone }) => availabilityZone === zone)),
  'each zone has one probe',
);
