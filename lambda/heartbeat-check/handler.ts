import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { readClientOptions } from '../shared/client-options';
import { runCheck, type CheckResult, type RunContext } from '../shared/run-check';
import { containerSurroundings } from '../shared/surroundings';
import { heartbeatCheck } from './run';

const clients = new Map<string, CloudWatchClient>();
const check = heartbeatCheck(clientOf);
const surroundings = containerSurroundings();

/** Runs one check of the heartbeats. */
export function handler(payload: unknown, context: RunContext): Promise<CheckResult> {
  return runCheck(check, payload, context, surroundings);
}

/** The container's client of a Region. */
function clientOf(region: string): CloudWatchClient {
  const client = clients.get(region) ?? new CloudWatchClient(readClientOptions(region));
  clients.set(region, client);
  return client;
}
