import { lockedRetention } from '../../lib/backup';
import { testSite } from '../support/test-site';

const { backup } = testSite();

test('takes what lives as long as the shortest and the longest plan of the site', () => {
  expect(lockedRetention(backup)).toEqual({ minDays: 3, maxDays: 35 });
});

test('takes snapshots that live longer than point in time recovery reaches back', () => {
  const long = { ...backup, system: { ...backup.system, retentionDays: 400 } };
  expect(lockedRetention(long)).toEqual({ minDays: 3, maxDays: 400 });
});
