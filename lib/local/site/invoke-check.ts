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
  /** What the function itself failed with; `undefined` when it did not. */
  readonly failure?: string;
}

/** Time beyond the longest run of a check that is waited while the schedule runs it: one run is allowed at a time. */
const PATIENCE_SECONDS = 15;

/** Wait between two attempts, in milliseconds. */
const PAUSE_MILLISECONDS = 200;

/**
 * Runs a check with the payload of its schedule and reads the record it leaves in its log group.
 *
 * A function that fails leaves no record; whether that is bad is for the caller to say.
 *
 * @throws LocalFailure when the function is busy for longer than it may run
 */
export async function invokeCheck(clients: LocalClients, check: DeployedCheck, signal: AbortSignal): Promise<CheckRun> {
  const end = Date.now() + (check.timeoutSeconds + PATIENCE_SECONDS) * 1000;
  for (;;) {
    signal.throwIfAborted();
    const from = new Date();
    let failure: string | undefined;
    try {
      failure = await invoke(clients, check, signal);
    } catch (error) {
      if (!(error instanceof TooManyRequestsException)) {
        throw error;
      }
      if (Date.now() >= end) {
        throw new LocalFailure([`${check.name} is busy for longer than it may run`], { cause: error });
      }
      await sleep(PAUSE_MILLISECONDS, undefined, { signal });
      continue;
    }
    const invocation = { check: check.name, from, to: new Date() };
    const records = await readRecords({ logs: clients.logs, logGroupName: check.logGroupName, since: from });
    return {
      invocation,
      record: recordOfInvocation(records, invocation),
      ...(failure === undefined ? {} : { failure }),
    };
  }
}

async function invoke(
  { lambda }: LocalClients,
  check: DeployedCheck,
  abortSignal: AbortSignal,
): Promise<string | undefined> {
  const answer = await lambda.send(
    new InvokeCommand({ FunctionName: check.functionName, Payload: Buffer.from(check.input) }),
    { abortSignal },
  );
  if (answer.FunctionError === undefined) {
    return undefined;
  }
  const reason = Buffer.from(answer.Payload ?? []).toString('utf8');
  return `${check.name} failed (${answer.FunctionError}): ${reason.slice(0, 500)}`;
}
