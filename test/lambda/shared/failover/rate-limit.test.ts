import { SAFE_LIMITS } from '../../../../lambda/shared/failover/contract';
import { findLimit, recentActs } from '../../../../lambda/shared/failover/rate-limit';
import { NOW } from './stage';

const DAY = 86_400_000;

test('without an act before, none has to wait', () => {
  expect(findLimit([], NOW, SAFE_LIMITS)).toBeUndefined();
});

test('acts are 15 minutes apart', () => {
  expect(findLimit([NOW], NOW + 899_999, SAFE_LIMITS)).toStrictEqual({
    code: 'TooSoonAfterAct',
    subject: 'cluster',
    detail: 'the last act was at 2026-11-25T12:00:00.000Z, the next one may be at 2026-11-25T12:15:00.000Z',
  });
  expect(findLimit([NOW], NOW + 900_000, SAFE_LIMITS)).toBeUndefined();
});

test('an act that lies in the future holds up the next one', () => {
  expect(findLimit([NOW + 60_000], NOW, SAFE_LIMITS)?.code).toBe('TooSoonAfterAct');
});

test('three acts within 24 hours are enough', () => {
  const acts = [NOW, NOW + 3_600_000, NOW + 7_200_000];
  expect(findLimit(acts, NOW + DAY - 1, SAFE_LIMITS)).toStrictEqual({
    code: 'TooManyActs',
    subject: 'cluster',
    detail: '3 within 24 hours, the next one may be at 2026-11-26T12:00:00.000Z',
  });
  expect(findLimit(acts, NOW + DAY, SAFE_LIMITS)).toBeUndefined();
  expect(findLimit(acts.slice(1), NOW + DAY - 1, SAFE_LIMITS)).toBeUndefined();
});

test('fewer acts are enough where the limits say so', () => {
  expect(findLimit([NOW], NOW + 900_000, { ...SAFE_LIMITS, actsPerDay: 1 })?.code).toBe('TooManyActs');
});

test('acts are forgotten after 24 hours', () => {
  expect(recentActs([NOW - DAY, NOW - DAY + 1, NOW], NOW)).toStrictEqual([NOW - DAY + 1, NOW]);
});
