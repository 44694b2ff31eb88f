import { z } from 'zod';
import { selector } from '../../verify/policy/read/schema';
import type { Declared } from './types';

const name = z.string().min(1);
const count = z.int().min(1);
const seconds = z.int().min(1);
const rate = z.number().gt(0);
const capacity = z
  .union([rate, z.literal('unlimited')])
  .meta({ description: "Requests in a second, or 'unlimited' when it never is what bounds" });

const service = z.strictObject({
  id: name.meta({ description: 'Stable name' }),
  label: name.optional(),
  method: z.enum(['GET', 'POST']),
  entry: selector.optional().meta({ description: 'Distribution or load balancer where requests come in' }),
  path: z.string().startsWith('/').optional(),
  chain: z.array(selector).min(1).optional().meta({ description: 'Tiers and databases in their order' }),
  reads: z.enum(['writer', 'reader']).optional(),
  egress: z
    .array(
      z.strictObject({
        from: selector,
        to: name.meta({ description: 'internet, partner:<name> or endpoint:<service>' }),
      }),
    )
    .optional(),
  peakPerSecond: rate.optional(),
  onSalePerSecond: rate.optional(),
  openSeconds: rate.optional(),
  availabilityPercent: z.number().gt(0).lt(100).optional(),
});

const tier = z.strictObject({
  of: selector,
  requestsPerSecond: capacity.optional(),
  connections: count.optional(),
  healthCheck: z.array(selector).optional().meta({ description: 'Dependencies at which its health check looks' }),
});

const database = z.strictObject({
  of: selector,
  requestsPerSecond: capacity.optional(),
  maxConnections: count.optional(),
});

const partner = z.strictObject({
  name,
  lines: z.array(z.strictObject({ connection: selector, line: name.optional(), gateway: name.optional() })).min(1),
});

const runbook = z.strictObject({
  id: name,
  document: name.optional(),
  on: z.array(z.enum(['zone-lost', 'zone-cut-off', 'region-lost'])).min(1),
  does: z.array(z.enum(['shift-zone', 'evacuate-writer', 'restore-region'])).min(1),
  seconds,
  region: name.optional(),
  dataLossSeconds: seconds.optional(),
});

/** What declarations look like. */
export const DECLARED_SHAPE = z.strictObject({
  services: z.array(service).min(1).optional(),
  tiers: z.array(tier).optional(),
  databases: z.array(database).optional(),
  balancers: z.array(z.strictObject({ of: selector, requestsPerSecond: capacity })).optional(),
  partners: z.array(partner).optional(),
  runbooks: z.array(runbook).optional(),
  objectives: z
    .strictObject({
      instanceSeconds: seconds.optional(),
      writerSeconds: seconds.optional(),
      zoneSeconds: seconds.optional(),
      regionSeconds: seconds.optional(),
      dataLossSeconds: z.int().min(0).optional(),
      regionDataLossSeconds: z.int().min(0).optional(),
    })
    .optional(),
  clientRecoverySeconds: seconds.optional(),
  unneeded: z.array(selector).optional(),
}) satisfies z.ZodType<Declared>;
