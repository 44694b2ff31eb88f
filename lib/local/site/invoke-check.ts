import { InvokeCommand, TooManyRequestsException } from '@aws-sdk/client-lambda';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalClients } from '../aws';
import { readRecords, recordOfInvocation, type CheckRecord, type Invocation } from '../observe';
import { LocalFailure } from '../local-failure';
import type { DeployedCheck } from './deployed-check';

/** One run of a check that was started by hand. */
export interface CheckRun {
  readonly invocation: Invocation;
  /** The record it left in its log group; `undefined` when it left none. */
  readonly record: CheckRecord | undefined;
}

/** Attempts while the schedule runs the check at the same moment: only one run is allowed at a time. */
const ATTEMPTS = 100;

/** Wait between two attempts, in milliseconds. */
const PAUSE_MILLISECONDS = 200;

/**
 * Runs a check with the payload of its schedule and reads the record it leaves in its log group.
 *
 * @throws LocalFailure when the function itself fails: that is no decision of a check
 */
export async function invokeCheck(clients: LocalClients, check: DeployedCheck, signal: AbortSignal): Promise<CheckRun> {
  for (let attempt = 1; ; attempt += 1) {
    signal.throwIfAborted();
    const from = new Date();
    try {
      await invoke(clients, check, signal);
    } catch (error) {
      if (!(error instanceof TooManyRequestsException) || attempt >= ATTEMPTS) {
        throw error;
      }
      await sleep(PAUSE_MILLISECONDS, undefined, { signal });
      continue;
    }
    const invocation = { check: check.name, from, to: new Date() };
    const records = await readRecords({ logs: clients.logs, logGroupName: check.logGroupName, since: from });
    return { invocation, record: recordOfInvocation(records, invocation) };
  }
}

async function invoke({ lambda }: LocalClients, check: DeployedCheck, abortSignal: AbortSignal): Promise<void> {
  const answer = await lambda.send(
    new InvokeCommand({ FunctionName: check.functionName, Payload: Buffer.from(check.input) }),
    { abortSignal, requestTimeout: (check.timeoutSeconds + 10) * 1000 },
  );
  if (answer.FunctionError !== undefined) {
    const reason = Buffer.from(answer.Payload ?? []).toString('utf8');
    throw new LocalFailure([`${check.name} failed (${answer.FunctionError}): ${reason.slice(0, 500)}`]);
  }
}
