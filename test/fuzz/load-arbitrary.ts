import path from 'node:path';
import fc from 'fast-check';
import type { SiteConfig, Weekday } from '../../lib/site';
import { optional } from './optional';

type Capacity = SiteConfig['capacity'];
type TierConfig = SiteConfig['tiers']['web'];

const DAYS: readonly Weekday[] = ['Mon', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const MAX_SALE_FACTOR = 3;

/**
 * A peak, and windows of which each has days of its own between 04:00 and 23:59, so that none touches another or the
 * maintenance on Tuesday.
 */
export const capacities: fc.Arbitrary<Capacity> = fc
  .record({
    peakRps: fc.oneof(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0.5, max: 5000, noNaN: true })),
    owners: fc.array(fc.integer({ min: -1, max: 3 }), { minLength: DAYS.length, maxLength: DAYS.length }),
    windows: fc.array(
      fc.record({
        from: fc.integer({ min: 240, max: 1380 }),
        length: fc.integer({ min: 1, max: 600 }),
        factor: fc.double({ min: 1, max: MAX_SALE_FACTOR, noNaN: true }),
        leadMinutes: optional(fc.integer({ min: 10, max: 180 })),
      }),
      { minLength: 4, maxLength: 4 },
    ),
    none: fc.boolean(),
  })
  .map(({ peakRps, owners, windows, none }) => {
    const onSale = windows.flatMap(({ from, length, factor, leadMinutes }, index) => {
      const days = DAYS.filter((_, day) => owners[day] === index);
      return days.length === 0
        ? []
        : [
            {
              name: `sale-${'abcd'[index] ?? 'x'}`,
              window: { days, from: time(from), until: time(Math.min(from + length, 1439)) },
              peakRps: peakRps * factor,
              leadMinutes,
            },
          ];
    });
    return none ? { peakRps } : { peakRps, onSale };
  });

function time(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** A release that exists, so that accepted sites can be synthesized. */
const DIRECTORY = path.join(__dirname, '../fixtures/release');

/** What the slowest of these health checks takes: 20 x 4 + 4. */
export const SLOWEST_CHECK_SECONDS = 84;

/** A tier that carries the load with so few instances that the narrowest VPC has room for them. */
export function tierConfigs(capacity: Capacity): fc.Arbitrary<TierConfig> {
  return fc
    .record({
      // At most 8 instances carry the ordinary peak, 24 the greatest; two zones double that, the maximum doubles it again.
      instances: fc.double({ min: 0.2, max: 8, noNaN: true }),
      release: fc.record({
        directory: fc.constant(DIRECTORY),
        start: fc.constantFrom('node server.mjs', '/opt/site/run --port=8443', 'python3 -m app'),
        packages: optional(fc.constantFrom([], ['nodejs22'], ['python3.12', 'libxml2'])),
      }),
      instanceType: optional(fc.constantFrom('t4g.small', 'm7g.large', 'c7gn.2xlarge', 'r8gd.metal-24xl')),
      sized: fc.boolean(),
      image: optional(
        fc.constantFrom({ kind: 'latest' as const }, { kind: 'pinned' as const, imageId: 'ami-0123456789abcdef0' }),
      ),
      warmPool: optional(fc.record({ minSize: fc.integer({ min: 1, max: 4 }) })),
      bootSeconds: optional(fc.integer({ min: 30, max: 400 })),
      healthCheck: optional(
        fc.record({
          path: optional(fc.constantFrom('/health', '/healthz/shallow')),
          intervalSeconds: optional(fc.integer({ min: 5, max: 20 })),
          timeoutSeconds: optional(fc.integer({ min: 2, max: 4 })),
          unhealthyThreshold: optional(fc.integer({ min: 2, max: 4 })),
          healthyThreshold: optional(fc.integer({ min: 2, max: 4 })),
        }),
      ),
    })
    .map(({ instances, sized, ...rest }) => ({
      ...rest,
      rpsPerInstance: Math.min(1_000_000, capacity.peakRps / instances),
      // Twice what the ordinary peak needs in two zones, and enough for every window in any number of zones.
      ...(sized ? { minInstances: 2 * 3 * Math.ceil(instances), maxInstances: 100 } : {}),
    }));
}
