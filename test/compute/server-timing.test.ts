import fc from 'fast-check';
import { launchHeartbeat, targetRequestsPerMinute, warmup } from '../../lib/compute/server-timing';
import { requiredInstances } from '../../lib/site/capacity';

const healthCheck = { path: '/', intervalSeconds: 5, timeoutSeconds: 2, unhealthyThreshold: 2, healthyThreshold: 2 };

function siteWith(zones: number) {
  const availabilityZones = Array.from({ length: zones }, (_, index) => `zone-${index}`);
  return { regions: { primary: { availabilityZones } } } as never;
}

test.each([
  [2, 100, 3000],
  [3, 100, 4000],
  [3, 0.01, 1],
])('with %i zones and %d requests per second a group grows above %i a minute', (zones, rpsPerInstance, expected) => {
  expect(targetRequestsPerMinute(siteWith(zones), { rpsPerInstance })).toBe(expected);
});

test('a group of the size the peak needs never grows below that peak', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 6 }),
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.integer({ min: 5, max: 5_000 }),
      (zones, peakRps, rpsPerInstance) => {
        const perServer = (peakRps * 60) / requiredInstances(peakRps, zones, rpsPerInstance);
        // Rounded down to a whole request per minute.
        return perServer <= targetRequestsPerMinute(siteWith(zones), { rpsPerInstance }) + 1;
      },
    ),
  );
});

test('a group at its target carries its load with one zone lost', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 6 }),
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 1, max: 5_000 }),
      (zones, perZone, rpsPerInstance) => {
        const load = (targetRequestsPerMinute(siteWith(zones), { rpsPerInstance }) * perZone * zones) / 60;
        return load <= perZone * (zones - 1) * rpsPerInstance;
      },
    ),
  );
});

test.each([
  [healthCheck, 60],
  [{ ...healthCheck, intervalSeconds: 30, healthyThreshold: 5 }, 180],
])('a server counts after the health checks of %j', (check, seconds) => {
  expect(warmup({ healthCheck: check }).toSeconds()).toBe(seconds);
});

test.each([
  [30, 180],
  [900, 1920],
])('a server that boots in %i s may take %i s altogether', (bootSeconds, seconds) => {
  expect(launchHeartbeat({ bootSeconds }).toSeconds()).toBe(seconds);
});
