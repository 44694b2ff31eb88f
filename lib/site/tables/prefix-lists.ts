/** Ids of the AWS-managed prefix lists a site needs in its primary Region. */
export interface PrefixLists {
  /** `com.amazonaws.global.cloudfront.origin-facing`: sources CloudFront uses towards origins. */
  readonly cloudFrontOriginFacing?: string;
  /** `com.amazonaws.<region>.s3`: addresses of S3, reached through the gateway endpoint. */
  readonly s3?: string;
}

/**
 * Prefix lists by Region.
 *
 * AWS publishes no table; these ids are what `aws ec2 describe-managed-prefix-lists` answers, taken from public
 * repositories, each id from at least two that do not copy each other (read 2026-11-25). A Region is missing where
 * sources differ or only one was found: there the site file names the ids itself.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html
 */
const PREFIX_LISTS: Readonly<Record<string, PrefixLists>> = {
  'ap-northeast-1': { cloudFrontOriginFacing: 'pl-58a04531', s3: 'pl-61a54008' },
  'ap-northeast-2': { cloudFrontOriginFacing: 'pl-22a6434b', s3: 'pl-78a54011' },
  'ap-northeast-3': { cloudFrontOriginFacing: 'pl-31a14458', s3: 'pl-a4a540cd' },
  'ap-south-1': { cloudFrontOriginFacing: 'pl-9aa247f3', s3: 'pl-78a54011' },
  'ap-southeast-1': { cloudFrontOriginFacing: 'pl-31a34658', s3: 'pl-6fa54006' },
  'ap-southeast-2': { cloudFrontOriginFacing: 'pl-b8a742d1', s3: 'pl-6ca54005' },
  'ca-central-1': { cloudFrontOriginFacing: 'pl-38a64351', s3: 'pl-7da54014' },
  'eu-central-1': { cloudFrontOriginFacing: 'pl-a3a144ca', s3: 'pl-6ea54007' },
  'eu-north-1': { cloudFrontOriginFacing: 'pl-fab65393', s3: 'pl-c3aa4faa' },
  'eu-west-1': { cloudFrontOriginFacing: 'pl-4fa04526', s3: 'pl-6da54004' },
  'eu-west-2': { cloudFrontOriginFacing: 'pl-93a247fa', s3: 'pl-7ca54015' },
  'eu-west-3': { cloudFrontOriginFacing: 'pl-75b1541c', s3: 'pl-23ad484a' },
  'sa-east-1': { cloudFrontOriginFacing: 'pl-5da64334', s3: 'pl-6aa54003' },
  'us-east-1': { cloudFrontOriginFacing: 'pl-3b927c52', s3: 'pl-63a5400a' },
  'us-east-2': { cloudFrontOriginFacing: 'pl-b6a144df', s3: 'pl-7ba54012' },
  'us-west-1': { cloudFrontOriginFacing: 'pl-4ea04527', s3: 'pl-6ba54002' },
  'us-west-2': { cloudFrontOriginFacing: 'pl-82a045eb', s3: 'pl-68a54001' },
};

/** What the built-in table knows about a Region: nothing, or its lists. */
export function findPrefixLists(region: string): PrefixLists {
  return Object.hasOwn(PREFIX_LISTS, region) ? (PREFIX_LISTS[region] ?? {}) : {};
}
