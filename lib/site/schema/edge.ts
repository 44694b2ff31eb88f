import { z } from 'zod';
import type { EdgeConfig } from '../site-config';
import { COUNTRIES } from '../tables/countries';
import { WAF_GROUPS } from '../tables/waf-groups';
import { sourceCidr } from './cidrs';
import { choice, list, number, text } from './fields';
import { reason, stableName, urlPath } from './texts';

/** Limits of rate-based rules. @see https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html */
const MAX_RATE_LIMIT = 2_000_000_000;

/** Addresses one IP set takes. @see https://docs.aws.amazon.com/waf/latest/developerguide/limits.html */
const MAX_IP_SET_ENTRIES = 10_000;

const country = text({
  must: 'must be an ISO 3166-1 alpha-2 country code',
  hint: "use a code such as 'JP'",
  code: 'CountryUnknown',
  test: (value) => COUNTRIES.includes(value),
  suggest: (value) => (value.toUpperCase() === 'UK' ? 'GB' : value.toUpperCase()),
});

/** `edge`. */
export const edge: z.ZodType<EdgeConfig> = z.strictObject({
  countOnly: list(z.strictObject({ group: choice(WAF_GROUPS.map(({ group }) => group)), reason: reason() }), {
    max: WAF_GROUPS.length,
  }).optional(),
  // A limit that a page with its files reaches in a few views would shut out ordinary visitors.
  requestsPerSource: number({ min: 100, max: MAX_RATE_LIMIT }).optional(),
  salesUrls: list(
    z.strictObject({
      name: stableName(),
      path: urlPath('/sale/spring-tour'),
      limit: number({ min: 10, max: MAX_RATE_LIMIT }),
      windowSeconds: choice([60, 120, 300, 600], { time: 'seconds' }).optional(),
    }),
    { max: 200 },
  ).optional(),
  geo: z
    .strictObject({
      kind: choice(['allow', 'block']),
      countries: list(country, { min: 1, max: COUNTRIES.length - 1 }),
    })
    .optional(),
  blockedCidrs: list(sourceCidr(), { max: MAX_IP_SET_ENTRIES }).optional(),
  allowedCidrs: list(sourceCidr(), { max: MAX_IP_SET_ENTRIES }).optional(),
});
