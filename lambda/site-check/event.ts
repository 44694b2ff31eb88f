import * as z from 'zod/mini';
import type { SiteCheckEvent } from './contract';

const asked = z.object({
  method: z.enum(['GET', 'POST']),
  limitMilliseconds: z.int().check(z.minimum(1_000), z.maximum(60_000)),
});

/** Payload of the site check. Nothing to ask is no payload: a check of nothing would always be healthy. */
export const siteCheckEvent: z.ZodMiniType<SiteCheckEvent> = z.object({
  version: z.literal(1),
  site: z.string().check(z.minLength(1)),
  url: z.string().check(z.regex(/^https:\/\/[a-z0-9][a-z0-9.-]*$/i)),
  path: z.string().check(z.regex(/^\/[!-~]*$/)),
  methods: z.array(asked).check(
    z.minLength(1),
    z.refine((entries) => new Set(entries.map(({ method }) => method)).size === entries.length, 'each method once'),
  ),
});
