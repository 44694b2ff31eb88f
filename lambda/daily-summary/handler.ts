import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { readClientOptions } from '../shared/client-options';
import type { RunResult } from '../shared/contract';
import type { RunContext } from '../shared/finish-run';
import type { HeadStore } from '../shared/records/head-store';
import { s3HeadStore } from '../shared/records/s3-head-store';
import { containerSurroundings } from '../shared/surroundings';
import type { RecordStore } from './contract';
import { summarizeDay } from './run';

const clients = new Map<string, S3Client>();
const sns = new SNSClient(readClientOptions());
const surroundings = containerSurroundings();

/** Sends one summary. */
export function handler(payload: unknown, context: RunContext): Promise<RunResult> {
  return summarizeDay({ sns, headsOf }, payload, context, surroundings);
}

/** The store of a bucket, with the container's client of its Region. */
function headsOf({ region, bucket }: RecordStore): HeadStore {
  const client = clients.get(region) ?? new S3Client(readClientOptions(region));
  clients.set(region, client);
  return s3HeadStore(client, bucket);
}
