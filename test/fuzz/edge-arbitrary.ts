import fc from 'fast-check';
import { WAF_GROUPS, type SiteConfig } from '../../lib/site';
import { optional } from './optional';

const REASON = 'false positives until the next release';

const salesUrls = fc
  .array(
    fc.record({
      limit: fc.constantFrom(10, 20, 500),
      windowSeconds: optional(fc.constantFrom(60 as const, 300 as const)),
      parts: fc.constantFrom('tour', 'Spring_Tour', 'a/b'),
    }),
    { maxLength: 8 },
  )
  .map((urls) =>
    urls.map(({ limit, windowSeconds, parts }, index) => ({
      name: `url-${'abcdefgh'[index] ?? 'x'}`,
      path: `/sale/${'abcdefgh'[index] ?? 'x'}/${parts}`,
      limit,
      windowSeconds,
    })),
  );

/** Public ranges, none within a reserved one. */
const sources = fc.uniqueArray(
  fc.oneof(
    fc.integer({ min: 0, max: 255 }).map((third) => `203.0.${third}.0/24`),
    fc.integer({ min: 20, max: 90 }).map((first) => `${first}.0.0.0/8`),
    fc.integer({ min: 0, max: 9 }).map((part) => `2001:db8:${part + 1}::/48`),
  ),
  { maxLength: 6 },
);

/** CloudFront and WAF. */
export const edges: fc.Arbitrary<NonNullable<SiteConfig['edge']>> = fc.record({
  countOnly: optional(
    fc
      .uniqueArray(fc.constantFrom(...WAF_GROUPS.map(({ group }) => group)))
      .map((groups) => groups.map((group) => ({ group, reason: REASON }))),
  ),
  requestsPerSource: optional(fc.integer({ min: 100, max: 2_000_000_000 })),
  salesUrls: optional(salesUrls),
  geo: optional(
    fc.record({
      kind: fc.constantFrom('allow' as const, 'block' as const),
      countries: fc.uniqueArray(fc.constantFrom('JP', 'US', 'SG', 'DE', 'FR'), { minLength: 1 }),
    }),
  ),
  blockedCidrs: optional(sources),
  allowedCidrs: optional(sources),
});

/** Who operates the site, from where, and when. */
export const operations: fc.Arbitrary<SiteConfig['operations']> = fc.record({
  contacts: fc.uniqueArray(fc.constantFrom('operators@example.jp', 'night.shift+1@example.co.jp', 'a@b.example'), {
    minLength: 1,
  }),
  runbookSeconds: optional(fc.integer({ min: 300, max: 86_400 })),
  timeZone: fc.constantFrom('Asia/Tokyo', 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'UTC'),
  adminSources: optional(
    fc.uniqueArray(fc.integer({ min: 0, max: 15 }), { maxLength: 3 }).map((places) =>
      places.map((place) => ({
        name: `room-${'abcdefghijklmnop'[place] ?? 'x'}`,
        cidr: `203.0.113.${place * 16}/28`,
      })),
    ),
  ),
  maintenance: optional(
    fc.constantFrom(
      { day: 'Tue' as const, from: '01:00', until: '01:30' },
      { day: 'Tue' as const, from: '05:00', until: '09:00' },
    ),
  ),
  logRetentionDays: optional(fc.constantFrom(365 as const, 400 as const, 3653 as const)),
});
