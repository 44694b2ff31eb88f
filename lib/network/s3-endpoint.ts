import { Stack, Tags } from 'aws-cdk-lib';
import { CfnVPCEndpoint, type ISubnet, type IVpc } from 'aws-cdk-lib/aws-ec2';
import { PolicyDocument, PolicyStatement, StarPrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Site } from '../site';

/** Properties for `S3Endpoint`. */
export interface S3EndpointProps {
  /** Site whose tiers read from S3. */
  readonly site: Site;

  /** VPC the endpoint belongs to. */
  readonly vpc: IVpc;

  /** Subnets whose route tables lead to S3. */
  readonly subnets: readonly ISubnet[];
}

/**
 * Gateway endpoint to S3 through which the tiers read, and read only: packages of Amazon Linux, what Systems Manager
 * needs, and buckets of this account (server releases and CDK assets).
 *
 * Nothing can be written through it, so it carries no data out. Logs of load balancers do not pass here.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html
 */
export class S3Endpoint extends Construct {
  constructor(scope: Construct, id: string, props: S3EndpointProps) {
    super(scope, id);
    const { site, vpc } = props;
    const { region } = site.regions.primary;
    const endpoint = new CfnVPCEndpoint(this, 'Resource', {
      vpcEndpointType: 'Gateway',
      serviceName: `com.amazonaws.${region}.s3`,
      vpcId: vpc.vpcId,
      routeTableIds: props.subnets.map(({ routeTable }) => routeTable.routeTableId),
      policyDocument: new PolicyDocument({ statements: [ownBuckets(this), bucketsOfAws(this, region)] }),
    });
    Tags.of(endpoint).add('Name', `${site.name}-s3`);
  }
}

function ownBuckets(scope: Construct): PolicyStatement {
  const { account } = Stack.of(scope);
  return new PolicyStatement({
    sid: 'ReadBucketsOfThisAccount',
    principals: [new StarPrincipal()],
    actions: ['s3:GetObject', 's3:GetObjectVersion', 's3:GetBucketLocation', 's3:ListBucket'],
    resources: ['*'],
    conditions: { StringEquals: { 'aws:PrincipalAccount': account, 'aws:ResourceAccount': account } },
  });
}

/** Packages are fetched without credentials, so no condition on the principal can hold. */
function bucketsOfAws(scope: Construct, region: string): PolicyStatement {
  return new PolicyStatement({
    sid: 'ReadPackagesAndAgentFilesOfAws',
    principals: [new StarPrincipal()],
    actions: ['s3:GetObject'],
    resources: awsBuckets(region).map((bucket) =>
      Stack.of(scope).formatArn({ service: 's3', region: '', account: '', resource: bucket, resourceName: '*' }),
    ),
  });
}

/**
 * Buckets of AWS that instances read from: packages, and updates and files of SSM Agent.
 *
 * Full names alone: whatever matches a wildcard could be registered by a stranger. None for Patch Manager and
 * Distributor, which the role of the servers cannot use.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/ssm-agent-technical-details.html#ssm-agent-minimum-s3-permissions
 * @see https://docs.aws.amazon.com/linux/al2023/ug/managing-repos-os-updates.html
 */
function awsBuckets(region: string): readonly string[] {
  return [`al2023-repos-${region}-de612dc2`, `amazon-ssm-${region}`, `aws-ssm-${region}`];
}
