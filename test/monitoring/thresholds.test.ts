import fc from 'fast-check';
import { instanceMemoryBytes, maxConnections } from '../../lib/monitoring/database-limits';
import { burnThresholdPercent, errorBudgetPercent } from '../../lib/monitoring/error-budget';

const GIB = 1024 ** 3;

describe('the error budget', () => {
  test.each([
    [99.95, 0.05],
    [99.9, 0.1],
    [99.99, 0.01],
    [90, 10],
  ])('of %f %% leaves %f %%', (availability, budget) => {
    expect(errorBudgetPercent(availability)).toBe(budget);
  });

  test.each([
    // Published burn rates: 14.4 spends 2 % in an hour, 6 spends 5 % in six hours, 1 spends 10 % in three days.
    [0.02, 60, 14.4],
    [0.05, 360, 6],
    [0.1, 4320, 1],
  ])('spent by %f within %i minutes is a burn rate of %f', (share, minutes, rate) => {
    expect(burnThresholdPercent(99, share, minutes)).toBeCloseTo(rate, 6);
  });

  test('is never so large that an outage stays below the threshold', () => {
    fc.assert(
      fc.property(fc.double({ min: 90, max: 99.99, noNaN: true }), fc.constantFrom(5, 60), (availability, minutes) => {
        const threshold = burnThresholdPercent(availability, 0.02, minutes);
        return threshold > 0 && threshold <= 50;
      }),
    );
  });
});

describe('memory of an instance class', () => {
  test.each([
    ['t4g.medium', 4],
    ['t4g.large', 8],
    ['r8g.large', 16],
    ['r8g.xlarge', 32],
    ['r6g.16xlarge', 512],
    ['x2g.large', 32],
    ['r8g.metal', 2],
    ['unknown', 2],
  ])('%s is %i GiB', (instanceType, gib) => {
    expect(instanceMemoryBytes(instanceType)).toBe(gib * GIB);
  });
});

describe('connections', () => {
  test('of PostgreSQL grow with memory up to 5,000', () => {
    expect(maxConnections('aurora-postgresql', 'r8g.large')).toBe(1622);
    expect(maxConnections('aurora-postgresql', 'r8g.16xlarge')).toBe(5000);
  });

  test.each([
    // What AWS publishes for these classes.
    ['t4g.medium', 90],
    ['r6g.large', 1000],
    ['r6g.xlarge', 2000],
  ])('of MySQL on %s are the published %i or somewhat fewer', (instanceType, published) => {
    const connections = maxConnections('aurora-mysql', instanceType);
    expect(connections).toBeLessThanOrEqual(published);
    expect(connections).toBeGreaterThan(published * 0.8);
  });
});
