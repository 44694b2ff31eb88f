import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  type BucketLocationConstraint,
} from '@aws-sdk/client-s3';
import type { LocalClients } from '../aws';

type Place = Pick<LocalClients, 's3' | 'region'>;

/** Makes a versioned bucket without a lock, to be removed again. */
export async function makeBucket({ s3, region }: Place, Bucket: string): Promise<void> {
  const LocationConstraint = region as BucketLocationConstraint;
  await s3.send(
    new CreateBucketCommand({
      Bucket,
      // The first Region has no name here.
      ...(region === 'us-east-1' ? {} : { CreateBucketConfiguration: { LocationConstraint } }),
    }),
  );
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
}

/** Deletes every version of every object, and the bucket. */
export async function removeBucket({ s3 }: Pick<Place, 's3'>, Bucket: string): Promise<void> {
  // Far fewer than the 1,000 of one answer.
  const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
  for (const { Key, VersionId } of [...Versions, ...DeleteMarkers]) {
    await s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
  }
  await s3.send(new DeleteBucketCommand({ Bucket }));
}
