import { setTimeout as sleep } from 'node:timers/promises';
import { S3Client } from '@aws-sdk/client-s3';
import { writeLine, type RunContext } from '../shared/run-check';
import { sendAnswer } from './answer';
import { run } from './run';

const s3 = new S3Client({
  maxAttempts: 5,
  // A copy of some hundred megabytes takes a while until the first byte of the answer.
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 120_000, throwOnRequestTimeout: true },
});

/** Answers one request of CloudFormation. */
export async function handler(payload: unknown, context: RunContext): Promise<void> {
  await run(payload, context.getRemainingTimeInMillis(), {
    s3,
    wait: async (milliseconds, signal) => {
      await sleep(milliseconds, undefined, { signal });
    },
    answer: sendAnswer,
    write: writeLine,
  });
}
