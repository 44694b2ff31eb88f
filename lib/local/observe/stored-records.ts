import {
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectRetentionCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsOutput,
  type ListObjectVersionsRequest,
  type ObjectVersion,
  type S3Client,
} from '@aws-sdk/client-s3';

/** A decision record as it stands in the bucket. */
export interface StoredRecord {
  /** For example `database-check/2026-11-25.json`. */
  readonly key: string;
  readonly versionId: string;
  /** Exactly as it was written: its hash is of these bytes. */
  readonly text: string;
}

/** Reads at the same time. */
const AT_ONCE = 8;

/** Reads every version of every object of a bucket. */
export async function readStoredRecords(s3: S3Client, Bucket: string): Promise<readonly StoredRecord[]> {
  const versions = await listVersions(s3, Bucket);
  const records: StoredRecord[] = [];
  for (let first = 0; first < versions.length; first += AT_ONCE) {
    const some = versions.slice(first, first + AT_ONCE).map(async ({ Key = '', VersionId = '' }) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, VersionId }));
      return { key: Key, versionId: VersionId, text: (await Body?.transformToString()) ?? '' };
    });
    records.push(...(await Promise.all(some)));
  }
  return records;
}

async function listVersions(s3: S3Client, Bucket: string): Promise<readonly ObjectVersion[]> {
  const versions: ObjectVersion[] = [];
  let place: Pick<ListObjectVersionsRequest, 'KeyMarker' | 'VersionIdMarker'> | undefined = {};
  while (place !== undefined) {
    const page: ListObjectVersionsOutput = await s3.send(new ListObjectVersionsCommand({ Bucket, ...place }));
    versions.push(...(page.Versions ?? []));
    const { NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker } = page;
    place = page.IsTruncated === true ? { KeyMarker, VersionIdMarker } : undefined;
  }
  return versions;
}

/** Sentences about a record that could be taken away: it must be locked, and whoever deletes it must be refused. */
export async function lockProblems(
  s3: S3Client,
  Bucket: string,
  { key: Key, versionId: VersionId }: Pick<StoredRecord, 'key' | 'versionId'>,
): Promise<readonly string[]> {
  const { Retention } = await s3.send(new GetObjectRetentionCommand({ Bucket, Key, VersionId }));
  const isLocked = Retention?.Mode !== undefined && (Retention.RetainUntilDate?.getTime() ?? 0) > Date.now();
  if (!isLocked) {
    // Then a try would take it away.
    return [`${Key} of ${Bucket} is not locked`];
  }
  const refused = await s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId })).then(
    () => false,
    (error: unknown) => error instanceof Error && error.name === 'AccessDenied',
  );
  return refused ? [] : [`a locked version of ${Key} could be deleted from ${Bucket}`];
}
