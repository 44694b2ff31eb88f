import { DirectConnectClient } from '@aws-sdk/client-direct-connect';
import { EC2Client } from '@aws-sdk/client-ec2';
import { readClientOptions } from '../shared/client-options';
import { runCheck, type CheckResult, type RunContext } from '../shared/run-check';
import { containerSurroundings } from '../shared/surroundings';
import { lineCheck } from './run';

const surroundings = containerSurroundings();

const clients = new Map<string, DirectConnectClient>();

const check = lineCheck({ ec2: new EC2Client(readClientOptions()), directConnect: clientOf });

/** Runs one check of the lines. */
export function handler(payload: unknown, context: RunContext): Promise<CheckResult> {
  return runCheck(check, payload, context, surroundings);
}

/** The container's client of a Region. */
function clientOf(region: string): DirectConnectClient {
  const client = clients.get(region) ?? new DirectConnectClient(readClientOptions(region));
  clients.set(region, client);
  return client;
}
