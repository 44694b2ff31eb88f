import { RDSClient } from '@aws-sdk/client-rds';
import { readClientOptions } from '../shared/client-options';
import { systemClock } from '../shared/clock';
import { runCheck, writeLine, type CheckResult, type RunContext } from '../shared/run-check';
import { databaseCheck } from './run';

const check = databaseCheck(new RDSClient(readClientOptions()));

/** Runs one check of the database. */
export function handler(payload: unknown, context: RunContext): Promise<CheckResult> {
  return runCheck(check, payload, context, { clock: systemClock, write: writeLine });
}
