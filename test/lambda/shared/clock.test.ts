import { findAgeSeconds, systemClock } from '../../../lambda/shared/clock';

const now = new Date('2026-11-25T12:00:00Z');

test.each([
  [300, 300],
  [0, 0],
  [-60, 0],
  [-61, undefined],
])('a moment %i seconds ago is %p seconds old', (ago, age) => {
  expect(findAgeSeconds(new Date(now.getTime() - ago * 1000), now)).toBe(age);
});

test('the system clock runs', () => {
  expect(Math.abs(systemClock().getTime() - Date.now())).toBeLessThan(1_000);
});
