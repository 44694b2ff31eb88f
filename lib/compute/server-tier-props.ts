import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { ISecurityGroup, ISubnet, IVpc } from 'aws-cdk-lib/aws-ec2';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Site, TierName } from '../site';

/** Properties for `ServerTier`. */
export interface ServerTierProps {
  /** Site the tier belongs to. */
  readonly site: Site;

  /** Which of the two tiers. */
  readonly tier: TierName;

  /** The VPC. */
  readonly vpc: IVpc;

  /** Private subnets of the load balancer, one per zone. */
  readonly loadBalancerSubnets: readonly ISubnet[];

  /** Private subnets of the servers, one per zone. */
  readonly instanceSubnets: readonly ISubnet[];

  /** Security group of the load balancer; its rules are made with the network. */
  readonly loadBalancerSecurityGroup: ISecurityGroup;

  /** Security group of the servers; its rules are made with the network. */
  readonly instanceSecurityGroup: ISecurityGroup;

  /** Bucket for the logs of the load balancer, encrypted with the keys of S3. */
  readonly logBucket: IBucket;

  /** Bucket for releases. */
  readonly releaseBucket: IBucket;

  /**
   * Key of a release that lies in the bucket already, as a zip file; it must begin with `releases/<tier>/`, the part of
   * the bucket that servers of the tier may read.
   *
   * @default - the directory `tiers.<tier>.release.directory` is packed and uploaded before the servers start
   */
  readonly releaseKey?: string;

  /** Key of log groups. */
  readonly logKey: IKey;

  /**
   * Certificate of the load balancer.
   *
   * @default - HTTP inside the VPC, because nobody issues certificates for a site without a domain
   */
  readonly certificate?: ICertificate;

  /**
   * Environment of the server, besides what every server gets: `HOST`, `PORT`, `TIER`, `SITE`, `AWS_REGION`,
   * `HEALTH_PATH`, `TLS_CERT_FILE` and `TLS_KEY_FILE`. Names are capitals, digits and underscores.
   */
  readonly environment: Readonly<Record<string, string>>;

  /** Topic for launches, terminations and rollback alarms. */
  readonly notificationTopic: ITopic;
}
