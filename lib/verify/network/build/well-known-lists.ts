/** What a prefix list of AWS is for. */
export interface WellKnownList {
  readonly purpose: 'cloudfront-origin-facing' | 's3';
  readonly region: string;
}

/**
 * Ids of prefix lists that AWS keeps. AWS publishes no table; each id is what `aws ec2 describe-managed-prefix-lists`
 * answered in at least two public repositories that do not copy each other (read 2026-11-25). A list that is missing
 * here may hold any address.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html
 */
export const WELL_KNOWN_LISTS: ReadonlyMap<string, WellKnownList> = new Map(
  (
    [
      ['ap-northeast-1', 'pl-58a04531', 'pl-61a54008'],
      ['ap-northeast-2', 'pl-22a6434b', undefined],
      ['ap-northeast-3', 'pl-31a14458', 'pl-a4a540cd'],
      ['ap-southeast-1', 'pl-31a34658', 'pl-6fa54006'],
      ['ap-southeast-2', 'pl-b8a742d1', 'pl-6ca54005'],
      ['ca-central-1', 'pl-38a64351', 'pl-7da54014'],
      ['eu-central-1', 'pl-a3a144ca', 'pl-6ea54007'],
      ['eu-north-1', 'pl-fab65393', 'pl-c3aa4faa'],
      ['eu-west-1', 'pl-4fa04526', 'pl-6da54004'],
      ['eu-west-2', 'pl-93a247fa', 'pl-7ca54015'],
      ['eu-west-3', 'pl-75b1541c', 'pl-23ad484a'],
      ['sa-east-1', 'pl-5da64334', 'pl-6aa54003'],
      ['us-east-1', 'pl-3b927c52', 'pl-63a5400a'],
      ['us-east-2', 'pl-b6a144df', 'pl-7ba54012'],
      ['us-west-1', 'pl-4ea04527', 'pl-6ba54002'],
      ['us-west-2', 'pl-82a045eb', 'pl-68a54001'],
    ] as const
  ).flatMap(([region, edge, s3]): readonly (readonly [string, WellKnownList])[] => [
    [edge, { purpose: 'cloudfront-origin-facing', region }],
    ...(s3 === undefined ? [] : [[s3, { purpose: 's3', region }] as const]),
  ]),
);
