import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import { AccountPrincipal, PolicyStatement, ServicePrincipal, type IPrincipal } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership, type IBucket } from 'aws-cdk-lib/aws-s3';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { Construct } from 'constructs';
import type { Site } from '../site/site';
import { logPrefixes } from './log-prefixes';
import { KEPT } from './removal';

/** Properties for `LogBucket`. */
export interface LogBucketProps {
  /** Site whose access logs are kept. */
  readonly site: Site;
}

/**
 * Access logs of load balancers, buckets and distributions of one Region.
 *
 * Encrypted with the keys of S3: load balancers and buckets deliver to no bucket with a customer managed key.
 * Versioned, so that a deleted or overwritten file can be had back, and kept when the site is removed. Object Lock is
 * off, because S3 refuses a locked bucket as a destination of its own access logs.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export class LogBucket extends Construct {
  /**
   * The bucket, as a reference that cannot be changed: its policy already admits every writer, and a writer of another
   * stack that added a statement of its own would change this stack.
   */
  readonly bucket: IBucket;

  constructor(scope: Construct, id: string, props: LogBucketProps) {
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
          id: 'expire',
          expiration: Duration.days(site.operations.logRetentionDays),
          // A quarter to notice that a file was deleted or overwritten before its time.
          noncurrentVersionExpiration: Duration.days(90),
          abortIncompleteMultipartUploadAfter: Duration.days(7),
        },
        { id: 'tidy-delete-markers', expiredObjectDeleteMarker: true },
      ],
      // Logs outlive what they tell about. Rolled back with its first deployment the bucket is still empty, and goes.
      removalPolicy: KEPT,
    });
    for (const statement of writers(this, bucket)) {
      bucket.addToResourcePolicy(statement);
    }
    this.bucket = Bucket.fromBucketAttributes(this, 'Reference', {
      bucketArn: bucket.bucketArn,
      bucketName: bucket.bucketName,
      bucketRegionalDomainName: bucket.bucketRegionalDomainName,
    });
  }
}

/** Who may write, and where. */
function writers(scope: Construct, bucket: IBucket): PolicyStatement[] {
  const stack = Stack.of(scope);
  const put = (sid: string, principals: IPrincipal[], path: string, conditions?: Record<string, unknown>) =>
    new PolicyStatement({
      sid,
      principals,
      actions: ['s3:PutObject'],
      resources: [bucket.arnForObjects(path)],
      conditions,
    });
  const ofThisAccount = { 'aws:SourceAccount': stack.account };
  const deliverySources = stack.formatArn({
    service: 'logs',
    resource: 'delivery-source',
    resourceName: '*',
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  return [
    // The account in the path is that of the load balancer, so nobody else's logs fit; no other condition is documented.
    put(
      'LoadBalancers',
      loadBalancerPrincipals(stack.region),
      `${logPrefixes.loadBalancers}/*/AWSLogs/${stack.account}/*`,
    ),
    put('Buckets', [new ServicePrincipal('logging.s3.amazonaws.com')], `${logPrefixes.buckets}/*`, {
      StringEquals: ofThisAccount,
    }),
    put('Distributions', [new ServicePrincipal('delivery.logs.amazonaws.com')], `${logPrefixes.distributions}/*`, {
      StringEquals: { ...ofThisAccount, 's3:x-amz-acl': 'bucket-owner-full-control' },
      ArnLike: { 'aws:SourceArn': deliverySources },
    }),
  ];
}

/** Load balancers deliver as a service and, in Regions opened before August 2022, as an account of the Region. */
function loadBalancerPrincipals(region: string): IPrincipal[] {
  const regionAccount = RegionInfo.get(region).elbv2Account;
  return [
    new ServicePrincipal('logdelivery.elasticloadbalancing.amazonaws.com'),
    ...(regionAccount === undefined ? [] : [new AccountPrincipal(regionAccount)]),
  ];
}
