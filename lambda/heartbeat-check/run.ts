import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { Check } from '../shared/run-check';
import { checkHeartbeats } from './check';
import type { HeartbeatCheckEvent } from './contract';
import { heartbeatCheckEvent } from './event';
import { readHeartbeats } from './read';

/** The heartbeat check with its clients, one for each Region, which live as long as the container. */
export function heartbeatCheck(clientOf: (region: string) => CloudWatchClient): Check<HeartbeatCheckEvent> {
  return {
    name: 'heartbeat-check',
    event: heartbeatCheckEvent,
    run: async (event, abortSignal, now) => {
      const inputs = await readHeartbeats(event, clientOf(event.region), { now, abortSignal });
      return { decision: checkHeartbeats(event, inputs, now), inputs };
    },
  };
}
