import { Duration } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  CfnBucket,
  ObjectOwnership,
  type IBucket,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Site } from '../site/site';
import { recordAccess } from './record-access';
import { KEPT } from './removal';

/** Properties for `ReleaseBucket`. */
export interface ReleaseBucketProps {
  /** Site whose releases are kept. */
  readonly site: Site;

  /** Log bucket of the same Region. */
  readonly logBucket: IBucket;
}

/**
 * The releases that servers fetch when they start. With the templates it is all that a server is made of, so it is
 * what the backup of the "system" covers.
 *
 * Versioned and with events to EventBridge, both of which AWS Backup needs; Backup would switch the events on by itself,
 * and the next deployment would switch them off again. Releases hold neither secrets nor personal data: the keys of
 * S3 suffice, and an instance that starts depends on one service less.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/s3-backups.html
 */
export class ReleaseBucket extends Construct {
  /** The bucket. */
  readonly bucket: IBucket;

  constructor(scope: Construct, id: string, props: ReleaseBucketProps) {
    super(scope, id);
    const { site } = props;
    const bucket = new Bucket(this, 'Resource', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      versioned: true,
      lifecycleRules: [
        {
          id: 'expire-replaced-releases',
          // At least as long as recovery points of the same release are kept, and long enough to roll back at leisure.
          noncurrentVersionExpiration: Duration.days(Math.max(90, site.backup.system.retentionDays)),
          abortIncompleteMultipartUploadAfter: Duration.days(7),
        },
        { id: 'tidy-delete-markers', expiredObjectDeleteMarker: true },
      ],
      // A bucket that still holds an object cannot be deleted and would stop the removal of the site. Rolled back with
      // its first deployment it is empty: releases arrive with a later stack.
      removalPolicy: KEPT,
    });
    const resource = bucket.node.defaultChild;
    if (resource instanceof CfnBucket) {
      recordAccess(resource, props.logBucket, 'releases');
      // On the resource: the property `eventBridgeEnabled` would add a function that does the same.
      resource.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
    }
    this.bucket = bucket;
  }
}
