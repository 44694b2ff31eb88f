import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { RDSClient } from '@aws-sdk/client-rds';
import { readClientOptions } from '../shared/client-options';
import { runCheck, type CheckResult, type RunContext } from '../shared/run-check';
import { containerSurroundings } from '../shared/surroundings';
import { databaseCheck } from './run';

const metrics = new Map<string | undefined, CloudWatchClient>();

const check = databaseCheck({ rds: new RDSClient(readClientOptions()), cloudwatch: clientOf });
const surroundings = containerSurroundings();

/** Runs one check of the database. */
export function handler(payload: unknown, context: RunContext): Promise<CheckResult> {
  return runCheck(check, payload, context, surroundings);
}

/** The container's client of a Region; of its own where none is named. */
function clientOf(region?: string): CloudWatchClient {
  const client = metrics.get(region) ?? new CloudWatchClient(readClientOptions(region));
  metrics.set(region, client);
  return client;
}
