import type { SNSClient } from '@aws-sdk/client-sns';
import * as z from 'zod/mini';
import type { RunResult } from '../shared/contract';
import { decide, NOTHING, openQuestion, merge, type Decision } from '../shared/decision';
import { beginRun, finishRun, RESERVED_MILLISECONDS, type RunContext, type Surroundings } from '../shared/finish-run';
import type { HeadStore } from '../shared/records/head-store';
import { SUMMARY_METRICS, type RecordStore } from './contract';
import { dailySummaryEvent } from './event';
import { writeMail } from './mail';
import { publish } from './publish';
import { readDays } from './read';
import { summarize, type Summary } from './summary';

/** What the summary needs beside the surroundings of every run. */
export interface SummaryClients {
  readonly sns: SNSClient;
  /** Store of a bucket in another Region. */
  readonly headsOf: (store: RecordStore) => HeadStore;
}

/**
 * Tells operators, in one mail, what happened on the last whole UTC day.
 *
 * What cannot be read is said in the mail, which goes out in any case. When it does not, this is an error.
 */
export async function summarizeDay(
  clients: SummaryClients,
  payload: unknown,
  context: RunContext,
  surroundings: Surroundings,
): Promise<RunResult> {
  const event = z.parse(dailySummaryEvent, payload);
  const startedAt = surroundings.clock();
  const start = { function: 'daily-summary', site: event.site, requestId: context.awsRequestId, startedAt } as const;
  const run = await beginRun(start, context, surroundings);
  const signal = timeout(context.getRemainingTimeInMillis() - RESERVED_MILLISECONDS - PUBLISHING_MILLISECONDS);
  const inputs = await readDays(event, (store) => (store === undefined ? surroundings.heads : clients.headsOf(store)), {
    now: startedAt,
    signal,
  });
  const summary = summarize(event, inputs, startedAt);
  const rest = timeout(context.getRemainingTimeInMillis() - RESERVED_MILLISECONDS);
  await publish(clients.sns, event.topicArn, writeMail(summary), rest);
  // What it tells is announced by the mail itself.
  return finishRun(run, { decision: decisionAbout(summary), inputs, changed: false }, context, surroundings);
}

/** Time kept back to publish when a store does not answer: three attempts with their waits. */
const PUBLISHING_MILLISECONDS = 10_000;

function decisionAbout({ functions }: Summary): Decision {
  const questions = functions.flatMap(({ name, yesterday, today }) =>
    [yesterday, today].flatMap((day, index) =>
      day.kind === 'unread'
        ? [openQuestion(`records of ${name} of ${index === 0 ? 'yesterday' : 'today'}`, 'redundancy', day.why)]
        : [],
    ),
  );
  const unread = functions.filter(({ yesterday }) => yesterday.kind === 'unread').length;
  return decide(merge([...questions, { ...NOTHING, metrics: { [SUMMARY_METRICS.unread]: unread } }]));
}

function timeout(milliseconds: number): AbortSignal {
  return AbortSignal.timeout(Math.max(0, milliseconds));
}
