import { InvokeCommand, TooManyRequestsException } from '@aws-sdk/client-lambda';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunResult } from '../../../lambda/shared/contract';
import type { LocalClients } from '../aws';
import { readRecords, recordOfInvocation, type CheckRecord, type Invocation } from '../observe';
import { LocalFailure } from '../local-failure';
import type { DeployedCheck } from './deployed-check';

/** One run of a function that was started by hand. */
export interface CheckRun {
  readonly invocation: Invocation;
  /** The record it left in its log group; `undefined` when it left none. */
  readonly record: CheckRecord | undefined;
  /** What it answered; `undefined` when it failed. */
  readonly result?: RunResult;
  /** What the function itself failed with; `undefined` when it did not. */
  readonly failure?: string;
}

/** What came back from a run that was waited for. */
type Answer = Pick<CheckRun, 'result' | 'failure'>;

/** Time beyond the longest run of a function that is waited while the schedule runs it: one run is allowed at a time. */
const PATIENCE_SECONDS = 15;

/** Wait between two attempts, in milliseconds. */
const PAUSE_MILLISECONDS = 200;

/**
 * Runs a function with the payload of its schedule and reads the record it leaves in its log group.
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
    let answer: Answer;
    try {
      answer = await invoke(clients, check, signal);
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
    return { invocation, record: recordOfInvocation(records, invocation), ...answer };
  }
}

async function invoke({ lambda }: LocalClients, check: DeployedCheck, abortSignal: AbortSignal): Promise<Answer> {
  const answer = await lambda.send(
    new InvokeCommand({ FunctionName: check.functionName, Payload: Buffer.from(check.input) }),
    { abortSignal },
  );
  const payload = Buffer.from(answer.Payload ?? []).toString('utf8');
  if (answer.FunctionError === undefined) {
    return resultOf(payload);
  }
  return { failure: `${check.name} failed (${answer.FunctionError}): ${payload.slice(0, 500)}` };
}

/** A function that answers nothing of its kind has no result; what it wrote to its log tells more. */
function resultOf(payload: string): Answer {
  const parsed: unknown = payload === '' ? undefined : JSON.parse(payload);
  const isResult = typeof parsed === 'object' && parsed !== null && 'changed' in parsed && 'status' in parsed;
  return isResult ? { result: parsed as RunResult } : {};
}
