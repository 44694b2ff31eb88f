import * as z from 'zod/mini';
import { SAFE_LIMITS, type FailoverLimits } from '../../../../lambda/shared/failover/contract';
import { drillOrder, evacuateWriterOrder, failoverEvent } from '../../../../lambda/shared/failover/event';
import { EVENT } from './stage';

const ORDER = { orderId: 'one', issuedAt: '2026-11-25T12:00:00Z' };
const WINDOW = { days: ['Wed'], from: '21:00', until: '23:00', timeZone: 'Asia/Tokyo' };
const DRILL = { ...EVENT, order: ORDER, window: WINDOW, environment: { kind: 'non-production' } };

/** Where a payload is refused; empty when it is taken. */
function faults(schema: z.ZodMiniType, payload: unknown): readonly string[] {
  return z.safeParse(schema, payload).error?.issues.map(({ path }) => path.join('.')) ?? [];
}

function withLimits(limits: Partial<FailoverLimits>): unknown {
  return { ...EVENT, limits: { ...SAFE_LIMITS, ...limits } };
}

test('the safe limits are taken', () => {
  expect(z.parse(failoverEvent, EVENT)).toStrictEqual(EVENT);
  expect(SAFE_LIMITS).toStrictEqual({
    confirmations: 3,
    confirmationSpacingSeconds: 40,
    vantages: 2,
    minimumSecondsBetweenActs: 900,
    actsPerDay: 3,
    maximumReplicaLagMilliseconds: 1_000,
    closingObservations: 3,
    verifySeconds: 300,
    leaseSeconds: 60,
  });
});

test('three observations span more than the 60 s that Aurora itself may take', () => {
  const { confirmations, confirmationSpacingSeconds } = SAFE_LIMITS;
  expect((confirmations - 1) * confirmationSpacingSeconds).toBeGreaterThan(60);
});

test.each<readonly [keyof FailoverLimits, number, number]>([
  ['confirmations', 3, 30],
  ['confirmationSpacingSeconds', 40, 300],
  ['vantages', 2, 6],
  ['minimumSecondsBetweenActs', 900, 86_400],
  ['actsPerDay', 1, 3],
  ['maximumReplicaLagMilliseconds', 0, 1_000],
  ['closingObservations', 3, 30],
  ['verifySeconds', 120, 900],
  ['leaseSeconds', 30, 900],
])('P4 P5 %s is taken from %i to %i, and refused beyond', (limit, least, most) => {
  expect(faults(failoverEvent, withLimits({ [limit]: least }))).toStrictEqual([]);
  expect(faults(failoverEvent, withLimits({ [limit]: most }))).toStrictEqual([]);
  for (const value of [least - 1, most + 1, least + 0.5]) {
    expect(faults(failoverEvent, withLimits({ [limit]: value }))).toStrictEqual([`limits.${limit}`]);
  }
});

test('a limit that is left out, or that nobody knows, is refused', () => {
  expect(faults(failoverEvent, withLimits({ vantages: undefined }))).toStrictEqual(['limits.vantages']);
  expect(faults(failoverEvent, { ...EVENT, limits: { ...SAFE_LIMITS, force: true } })).toStrictEqual(['limits']);
});

test.each([
  [{ version: 2 }, 'version'],
  [{ site: '' }, 'site'],
  [{ clusterIdentifier: '' }, 'clusterIdentifier'],
  [{ availabilityZones: [] }, 'availabilityZones'],
  [{ availabilityZones: ['a', 'a'] }, 'availabilityZones'],
  [{ availabilityZones: [''] }, 'availabilityZones.0'],
])('a payload with %j is refused', (changes, where) => {
  expect(faults(failoverEvent, { ...EVENT, ...changes })).toStrictEqual([where]);
});

describe('an order', () => {
  const evacuate = { ...EVENT, order: ORDER, availabilityZone: 'a' };

  test('is taken', () => {
    expect(z.parse(evacuateWriterOrder, evacuate)).toStrictEqual(evacuate);
  });

  test('may tell its time in another time zone', () => {
    expect(
      faults(evacuateWriterOrder, { ...evacuate, order: { ...ORDER, issuedAt: '2026-11-25T21:00:00+09:00' } }),
    ).toStrictEqual([]);
  });

  test.each([
    [{ availabilityZone: '' }, 'availabilityZone'],
    [{ order: { ...ORDER, orderId: '' } }, 'order.orderId'],
    [{ order: { ...ORDER, issuedAt: 'yesterday' } }, 'order.issuedAt'],
    [{ order: { ...ORDER, force: true } }, 'order'],
    [{ order: undefined }, 'order'],
  ])('with %j is refused', (changes, where) => {
    expect(faults(evacuateWriterOrder, { ...evacuate, ...changes })).toStrictEqual([where]);
  });
});

describe('a drill', () => {
  test.each([
    {},
    { environment: { kind: 'production' } },
    { environment: { kind: 'production', reason: 'yearly audit' } },
    { window: { ...WINDOW, from: '00:00', until: '24:00' } },
    { window: { ...WINDOW, from: '09:59', until: '10:00' } },
  ])('with %j is taken', (changes) => {
    expect(faults(drillOrder, { ...DRILL, ...changes })).toStrictEqual([]);
  });

  test.each([
    [{ environment: { kind: 'test' } }, 'environment.kind'],
    [{ environment: { kind: 'production', reason: '' } }, 'environment.reason'],
    [{ environment: { kind: 'non-production', reason: 'why not' } }, 'environment'],
    [{ window: { ...WINDOW, days: [] } }, 'window.days'],
    [{ window: { ...WINDOW, days: ['Wednesday'] } }, 'window.days.0'],
    [{ window: { ...WINDOW, from: '9:00' } }, 'window.from'],
    [{ window: { ...WINDOW, from: '24:00' } }, 'window.from'],
    [{ window: { ...WINDOW, from: '009:00' } }, 'window.from'],
    [{ window: { ...WINDOW, from: '09:000' } }, 'window.from'],
    [{ window: { ...WINDOW, from: '09:60' } }, 'window.from'],
    [{ window: { ...WINDOW, until: '24:01' } }, 'window.until'],
    [{ window: { ...WINDOW, until: '21:00' } }, 'window'],
    [{ window: { ...WINDOW, until: '03:00' } }, 'window'],
    [{ window: { ...WINDOW, timeZone: 'Asia/Tokio' } }, 'window.timeZone'],
    [{ window: { ...WINDOW, also: 1 } }, 'window'],
  ])('with %j is refused', (changes, where) => {
    expect(faults(drillOrder, { ...DRILL, ...changes })).toContain(where);
  });
});
