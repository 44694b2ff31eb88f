import { ACMClient } from '@aws-sdk/client-acm';
import { RDSClient } from '@aws-sdk/client-rds';
import { readClientOptions } from '../shared/client-options';
import { runCheck, type CheckResult, type RunContext } from '../shared/run-check';
import { containerSurroundings } from '../shared/surroundings';
import { certificateCheck } from './run';

const surroundings = containerSurroundings();

const clients = new Map<string, ACMClient>();

const check = certificateCheck({ acm: clientOf, rds: new RDSClient(readClientOptions()) });

/** Runs one check of the certificates. */
export function handler(payload: unknown, context: RunContext): Promise<CheckResult> {
  return runCheck(check, payload, context, surroundings);
}

/** The container's client of a Region. */
function clientOf(region: string): ACMClient {
  const client = clients.get(region) ?? new ACMClient(readClientOptions(region));
  clients.set(region, client);
  return client;
}
