import type { CfnBucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { logPrefixes } from './log-prefixes';

/**
 * Has S3 record every access to a bucket in the log bucket of the same Region.
 *
 * The property `serverAccessLogsBucket` of `Bucket` would warn that it cannot change the log bucket's policy, which
 * admits every bucket of the account already.
 */
export function recordAccess(bucket: CfnBucket, logBucket: IBucket, name: string): void {
  bucket.loggingConfiguration = {
    destinationBucketName: logBucket.bucketName,
    logFilePrefix: `${logPrefixes.buckets}/${name}/`,
  };
}
