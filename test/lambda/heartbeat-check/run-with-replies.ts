import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { HeartbeatCheckEvent } from '../../../lambda/heartbeat-check/contract';
import { heartbeatCheck } from '../../../lambda/heartbeat-check/run';
import { runCheck } from '../../../lambda/shared/run-check';
import { jsonReply } from '../support/fake-rds-metrics';
import { fakeRun, onlyLine } from '../support/fake-run';
import { fakeClientConfig, FakeTransport, type Reply, type SentRequest } from '../support/fake-transport';
import { expectation, secondsAgo } from './expectation';

/** Both functions with one bound: one question. */
export const oneQuestion: HeartbeatCheckEvent = {
  ...expectation,
  heartbeats: expectation.heartbeats.map(({ check }) => ({ check, silenceSeconds: 300 })),
};

export interface Result {
  readonly Id: string;
  readonly StatusCode?: string;
  readonly Timestamps?: readonly number[];
  readonly Values?: readonly number[];
  readonly Messages?: readonly object[];
}

/** A result whose runs were so many seconds ago, one in each minute. */
export function result(id: string, ago: readonly number[], changes: Partial<Result> = {}): Result {
  return {
    Id: id,
    StatusCode: 'Complete',
    Timestamps: ago.map((seconds) => secondsAgo(seconds).getTime() / 1000),
    Values: ago.map(() => 1),
    ...changes,
  };
}

export const database = result('q0', [60, 120]);
export const backup = result('q1', [60, 240]);

export function page(results: readonly Result[], members: object = {}): Reply {
  return jsonReply({ MetricDataResults: results, Messages: [], ...members });
}

export async function run(
  reply: (request: SentRequest, nth: number) => Reply = () => page([database, backup]),
  options: { readonly remainingMilliseconds?: number; readonly payload?: HeartbeatCheckEvent } = {},
) {
  const transport = new FakeTransport(reply);
  const regions: string[] = [];
  const check = heartbeatCheck((region) => {
    regions.push(region);
    return new CloudWatchClient({ ...fakeClientConfig(transport), region });
  });
  const { lines, surroundings, context } = fakeRun(options);
  const finished = await runCheck(check, options.payload ?? oneQuestion, context, surroundings);
  return { finished, line: onlyLine(lines), sent: transport.sent, regions };
}
