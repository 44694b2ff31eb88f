import type { HeartbeatCheckEvent } from '../../../lambda/heartbeat-check/contract';
import { NOW } from '../support/fake-run';

/** Two functions of the primary Region: one that runs every minute, and one that runs every hour. */
export const expectation: HeartbeatCheckEvent = {
  version: 1,
  site: 'test-site',
  region: 'ap-northeast-1',
  heartbeats: [
    { check: 'database-check', silenceSeconds: 300 },
    { check: 'backup-check', silenceSeconds: 7_200 },
  ],
};

/** A moment so many seconds ago. */
export function secondsAgo(seconds: number): Date {
  return new Date(NOW.getTime() - seconds * 1000);
}
