import fc from 'fast-check';
import { instanceRoom, instancesPerZone } from '../../lib/site/address-room';
import { requiredInstances, survivingInstances, survivingRps } from '../../lib/site/capacity';

const zones = fc.integer({ min: 2, max: 6 });
const rates = fc.double({ min: 0.5, max: 5000, noNaN: true });
const peaks = fc.double({ min: 0.5, max: 100_000, noNaN: true });

describe('static stability', () => {
  test('counts what two zones of three hold', () => {
    expect(survivingInstances(9, 3)).toBe(6);
  });

  test('does not count an uneven rest, which may stand in the lost zone', () => {
    expect(survivingInstances(11, 3)).toBe(6);
  });

  test('installs 150 % in three zones', () => {
    expect(requiredInstances(1000, 3, 100)).toBe(15);
  });

  test('installs 200 % in two zones', () => {
    expect(requiredInstances(1000, 2, 100)).toBe(20);
  });

  test('gives each zone an instance however small the peak', () => {
    expect(requiredInstances(0.1, 3, 100)).toBe(3);
  });

  test('carries the peak with one zone lost', () => {
    fc.assert(
      fc.property(peaks, zones, rates, (peak, count, rate) => {
        const least = requiredInstances(peak, count, rate);
        return survivingRps(least, count, rate) >= peak;
      }),
    );
  });

  test('is the smallest even size that does', () => {
    fc.assert(
      fc.property(peaks, zones, rates, (peak, count, rate) => {
        const least = requiredInstances(peak, count, rate);
        return least === count || survivingRps(least - count, count, rate) < peak;
      }),
    );
  });

  test('spreads evenly', () => {
    fc.assert(
      fc.property(peaks, zones, rates, (peak, count, rate) => requiredInstances(peak, count, rate) % count === 0),
    );
  });

  test('ends for rates beyond all reason', () => {
    expect(requiredInstances(1_000_000, 2, Number.MIN_VALUE)).toBeGreaterThan(1_000_000);
  });
});

describe('room for instances', () => {
  test('is the dmz subnet less what AWS keeps', () => {
    expect(instanceRoom(16, 'web')).toBe(1024 - 5);
  });

  test('is the internal subnet less what AWS keeps, the load balancer and the endpoints', () => {
    expect(instanceRoom(19, 'app')).toBe(256 - 5 - 50 - 25 - 2);
  });

  test('must hold a refreshed group and its warm pool in the zones left', () => {
    expect(instancesPerZone(400, 20, 3)).toBe(230);
  });
});
