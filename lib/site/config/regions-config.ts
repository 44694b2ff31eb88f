/** Regions of a site. */
export interface RegionsConfig {
  /** Region that serves. */
  readonly primary: PrimaryRegionConfig;

  /**
   * Regions to recover in, at most 5, each once and never the primary; in the first one the site would be restored.
   *
   * @default - none: the site cannot be recovered when the primary Region is lost
   */
  readonly recovery?: readonly RecoveryRegionConfig[];

  /**
   * Regions in which data may be kept (data residency). Every Region used for data must be listed.
   *
   * @default - no restriction
   */
  readonly residency?: readonly string[];
}

/** Region that serves. */
export interface PrimaryRegionConfig {
  /** Region code, for example `ap-northeast-1`. */
  readonly region: string;

  /**
   * Names of Availability Zones of the Region, 2 to 5, ending in `a` to `h`, without duplicates; the writer of the database
   * starts in the first. Five, because the network ACL of the internal segment has three rules a zone.
   *
   * @default - the first 2 (`starter`) or 3 zones of the built-in table
   * @see https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-nacls
   */
  readonly availabilityZones?: readonly string[];

  /**
   * IPv4 range of the VPC: private (RFC 1918 or 100.64.0.0/10), canonical, /16 to /19.
   *
   * @default '10.0.0.0/16'
   */
  readonly vpcCidr?: string;

  /**
   * Why the site has fewer zones than its profile wants: a reason of 5 to 300 characters. Never fewer than 2.
   *
   * @default - `standard` and `mission-critical` need 3 zones
   */
  readonly fewerZones?: { readonly reason: string };

  /**
   * Ids of AWS-managed prefix lists, for a Region the built-in table does not know: `pl-` and 8 or 17 hexadecimal digits.
   *
   * `aws ec2 describe-managed-prefix-lists` shows them.
   *
   * @default - the built-in table
   */
  readonly prefixLists?: { readonly cloudFrontOriginFacing?: string; readonly s3?: string };
}

/** Region to recover in. */
export interface RecoveryRegionConfig {
  /** Region code, for example `ap-northeast-3`. */
  readonly region: string;

  /** What stands ready there. `vault`: copies of every recovery point in a locked vault with its own key. */
  readonly level: 'vault';
}
