import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod/mini';
import { isNamed } from '../failure';
import { known, unknown, type Observed } from '../observed';
import { read, readOrAbsent, readPages } from '../read';
import type { HeadStore, StoredText } from './head-store';

/**
 * Answers that say which version stands there, and that it is not the expected one: another version, no version at all,
 * or one that is being written at this moment.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html read 2026-11-25
 */
const CONFLICTS = ['PreconditionFailed', 'ConditionalRequestConflict', 'NoSuchKey'] as const;

const tag = z.string().check(z.minLength(1));
const storedText = z.pipe(
  z.object({ text: z.string(), ETag: tag }),
  z.transform(({ text, ETag }): StoredText => ({ text, tag: ETag })),
);
const writtenTag = z.pipe(
  z.object({ ETag: tag }),
  z.transform(({ ETag }) => ({ tag: ETag })),
);

/** A page of keys; S3 leaves the list out when it is empty, so the number says that it is whole. */
const keyPage = z.pipe(
  z
    .object({
      KeyCount: z.int(),
      IsTruncated: z.boolean(),
      Contents: z._default(z.array(z.object({ Key: tag })), []),
      NextContinuationToken: z.optional(z.string()),
    })
    .check(
      z.refine(({ KeyCount, Contents }) => KeyCount === Contents.length, 'as many keys as it says'),
      z.refine((page) => page.IsTruncated === (page.NextContinuationToken !== undefined), 'a token if there is more'),
    ),
  z.transform(({ Contents, NextContinuationToken }) => ({
    items: Contents.map(({ Key }) => Key),
    next: NextContinuationToken,
  })),
);

/**
 * Keeps records as versions of objects in a bucket with versions and Object Lock.
 *
 * The tag is the ETag. A key that does not exist is only told from one that may not be read when the role may list the
 * bucket: without `s3:ListBucket` S3 answers 403 to both, and every record of a new day would stay unwritten.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html read 2026-11-25
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html read 2026-11-25
 */
export function s3HeadStore(s3: S3Client, bucket: string): HeadStore {
  return {
    read: (key, abortSignal) => readObject(s3, { Bucket: bucket, Key: key }, abortSignal),
    write: async (key, text, replaces, abortSignal) => {
      const command = new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: text,
        ContentType: 'application/json',
        // A bucket whose lock has a default retention refuses a write without a checksum. This one is the hash that the
        // next record names, so S3 keeps it as well.
        ChecksumAlgorithm: 'SHA256',
        ...(replaces === undefined ? { IfNoneMatch: '*' } : { IfMatch: replaces }),
      });
      return writeObject(() => s3.send(command, { abortSignal }));
    },
    list: (prefix, abortSignal) =>
      readPages({
        ask: (ContinuationToken) =>
          s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken }), { abortSignal }),
        schema: keyPage,
      }),
  };
}

/** What a request goes to. */
interface Place {
  readonly Bucket: string;
  readonly Key: string;
}

async function readObject(
  s3: S3Client,
  place: Place,
  abortSignal: AbortSignal | undefined,
): Promise<Observed<StoredText | 'absent'>> {
  let wasDeleted = false;
  const stored = await readOrAbsent(
    {
      ask: async () => {
        try {
          const { Body, ETag } = await s3.send(new GetObjectCommand(place), { abortSignal });
          return { text: await Body?.transformToString(), ETag };
        } catch (error) {
          wasDeleted = isDeleted(error);
          throw error;
        }
      },
      schema: storedText,
    },
    'NoSuchKey',
  );
  // Object Lock keeps every version, and still lets whoever may delete hide them all behind a marker.
  return wasDeleted ? unknown('Contradictory', `${place.Key} was deleted`) : stored;
}

/** What of an error of the SDK is looked at. */
interface Answered {
  readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
}

/** Whether the newest version is a delete marker, which S3 tells in a header of its answer that there is no such key. */
function isDeleted(error: unknown): boolean {
  return (error as Answered).$response?.headers?.['x-amz-delete-marker'] === 'true';
}

async function writeObject(ask: () => Promise<unknown>): Promise<Observed<{ readonly tag: string } | 'conflict'>> {
  let isConflict = false;
  const written = await read({
    ask: async () => {
      try {
        return await ask();
      } catch (error) {
        isConflict = CONFLICTS.some((name) => isNamed(error, name));
        throw error;
      }
    },
    schema: writtenTag,
  });
  return isConflict ? known('conflict') : written;
}
