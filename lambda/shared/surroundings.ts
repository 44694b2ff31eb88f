import { S3Client } from '@aws-sdk/client-s3';
import { readClientOptions } from './client-options';
import { systemClock } from './clock';
import { RECORD_BUCKET_VARIABLE } from './contract';
import { writeLine, type Surroundings } from './finish-run';
import { unknown, type Unknown } from './observed';
import type { HeadStore } from './records/head-store';
import { s3HeadStore } from './records/s3-head-store';

/** Environment of a function. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Surroundings of every run in a container of Lambda: made once, when the container starts. */
export function containerSurroundings(environment: Environment = process.env): Surroundings {
  return {
    clock: systemClock,
    write: writeLine,
    heads: recordHeads(environment),
    memory: { announced: null },
  };
}

/** The store that the environment names. Without one the function works, and says in every run that no record is kept. */
export function recordHeads(
  environment: Environment = process.env,
  // A conditional write that is sent again changes nothing a second time, so the options of clients that read fit.
  clientOf: () => S3Client = () => new S3Client(readClientOptions()),
): HeadStore {
  const bucket = environment[RECORD_BUCKET_VARIABLE] ?? '';
  if (bucket === '') {
    const missing = unknown('Incomplete', `${RECORD_BUCKET_VARIABLE} names no bucket`);
    const refuse = (): Promise<Unknown> => Promise.resolve(missing);
    return { read: refuse, write: refuse, list: refuse };
  }
  return s3HeadStore(clientOf(), bucket);
}
