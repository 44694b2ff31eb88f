import { Duration } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, Grant, PolicyStatement, type IGrantable } from 'aws-cdk-lib/aws-iam';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  CfnBucket,
  ObjectLockRetention,
  ObjectOwnership,
  type IBucket,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { FunctionLabel } from '../../lambda/shared/contract';
import { KEPT, recordAccess } from '../foundation';
import type { Site } from '../site/site';

/** Properties for `DecisionRecords`. */
export interface DecisionRecordsProps {
  /** Site whose functions decide. */
  readonly site: Site;

  /** Log bucket of the same Region. */
  readonly logBucket: IBucket;
}

/**
 * The decision records of the functions of one Region: one object for each function and UTC day, one version for each record.
 *
 * Every version is locked in compliance mode for as long as the site keeps its logs: nobody, the account's root user
 * included, can delete or replace it before. The bucket stays when its stack goes, and so it must: it cannot be emptied.
 * A site without protection can be removed for good, so its records are locked in governance mode, which an administrator
 * lifts.
 *
 * Encrypted with the keys of S3, which need no grant: a record must be written also while somebody has disabled a key, and
 * none holds a secret. A record is appended to the one before it, which S3 enforces: a write that does not say which version
 * it replaces is refused.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html read 2026-11-25
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes-enforce.html read 2026-11-25
 */
export class DecisionRecords extends Construct {
  /** The bucket, as a reference that cannot be changed, which other stacks and other Regions may hold. */
  readonly bucket: IBucket;

  constructor(scope: Construct, id: string, props: DecisionRecordsProps) {
    super(scope, id);
    const { site } = props;
    const kept = Duration.days(site.operations.logRetentionDays);
    const bucket = new Bucket(this, 'Resource', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      versioned: true,
      objectLockEnabled: true,
      objectLockDefaultRetention: site.protection
        ? ObjectLockRetention.compliance(kept)
        : ObjectLockRetention.governance(kept),
      lifecycleRules: [
        {
          // A version goes once its lock has ended; the last one of a day, which is the current one, stays as long again.
          id: 'expire',
          expiration: kept,
          noncurrentVersionExpiration: kept,
          abortIncompleteMultipartUploadAfter: Duration.days(7),
        },
        { id: 'tidy-delete-markers', expiredObjectDeleteMarker: true },
      ],
      removalPolicy: KEPT,
    });
    for (const statement of appendOnly(bucket)) {
      bucket.addToResourcePolicy(statement);
    }
    const resource = bucket.node.defaultChild;
    if (!(resource instanceof CfnBucket)) {
      throw new Error('a bucket has no resource');
    }
    recordAccess(resource, props.logBucket, 'decision-records');
    this.bucket = Bucket.fromBucketAttributes(this, 'Reference', {
      bucketArn: resource.attrArn,
      bucketName: resource.ref,
    });
  }

  /** Lets a function append to its own records. Reading is part of it: S3 asks for it of whoever names the version it replaces. */
  grantRecords(grantee: IGrantable, functionName: FunctionLabel): Grant {
    return this.grant(grantee, ['s3:GetObject', 's3:PutObject'], [functionName]);
  }

  /** Lets a function read the records of certain functions, of any day. */
  grantRead(grantee: IGrantable, functionNames: readonly FunctionLabel[]): Grant {
    return this.grant(grantee, ['s3:GetObject'], functionNames);
  }

  /**
   * Without the right to list, S3 says of a record that is not there that access to it is denied. It asks for that right
   * without a prefix then, so the condition is about requests that have one.
   */
  private grant(grantee: IGrantable, actions: string[], functionNames: readonly FunctionLabel[]): Grant {
    const records = functionNames.map((name) => `${name}/*`);
    const resourceArns = records.map((pattern) => this.bucket.arnForObjects(`${pattern}.json`));
    return Grant.addToPrincipal({ grantee, actions, resourceArns }).combine(
      Grant.addToPrincipal({
        grantee,
        actions: ['s3:ListBucket'],
        resourceArns: [this.bucket.bucketArn],
        conditions: { StringLikeIfExists: { 's3:prefix': records } },
      }),
    );
  }
}

/**
 * Whoever may write must say which version is replaced, and nobody may delete anything: the lock keeps every version, yet a
 * marker, which is what deleting an object leaves, would hide them all. Lifecycle rules ask no policy.
 */
function appendOnly(bucket: IBucket): PolicyStatement[] {
  const deny = (sid: string, actions: string[], conditions?: Record<string, unknown>) =>
    new PolicyStatement({
      sid,
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions,
      resources: [bucket.arnForObjects('*')],
      conditions,
    });
  return [
    deny('WriteWithoutReading', ['s3:PutObject'], { Null: { 's3:if-match': 'true', 's3:if-none-match': 'true' } }),
    deny('Delete', ['s3:DeleteObject', 's3:DeleteObjectVersion']),
  ];
}
