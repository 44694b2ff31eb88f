import { Stack, Tags } from 'aws-cdk-lib';
import { CfnVPCEndpoint, type ISecurityGroup, type ISubnet, type IVpc } from 'aws-cdk-lib/aws-ec2';
import { PolicyDocument, PolicyStatement, StarPrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { pascalCase, type Site } from '../site';
import { tierServices, type TierServiceName } from './tier-services';

/** An interface endpoint. */
export interface InterfaceEndpointId {
  /** Service, for example `ssm`. */
  readonly service: TierServiceName;
  /** Id of the endpoint, `vpce-…`. */
  readonly endpointId: string;
}

/** Properties for `InterfaceEndpoints`. */
export interface InterfaceEndpointsProps {
  /** Site whose tiers call the services. */
  readonly site: Site;

  /** VPC the endpoints belong to. */
  readonly vpc: IVpc;

  /** One subnet per zone: an endpoint interface in each, so that the loss of a zone takes no other zone's. */
  readonly subnets: readonly ISubnet[];

  /** Group that lets the tiers in on HTTPS. */
  readonly securityGroup: ISecurityGroup;
}

/**
 * Interface endpoints of the AWS APIs the tiers call, with private DNS, so that the tiers work without the internet.
 *
 * Each admits identities of this account alone: stolen credentials of another account cannot carry data out by it.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 */
export class InterfaceEndpoints extends Construct {
  /** The endpoints, in the order of `tierServices`. */
  readonly endpoints: readonly InterfaceEndpointId[];

  constructor(scope: Construct, id: string, props: InterfaceEndpointsProps) {
    super(scope, id);
    const { site, vpc } = props;
    this.endpoints = tierServices(site).map(({ name }) => {
      const endpoint = new CfnVPCEndpoint(this, pascalCase(name), {
        vpcEndpointType: 'Interface',
        serviceName: `com.amazonaws.${site.regions.primary.region}.${name}`,
        vpcId: vpc.vpcId,
        subnetIds: props.subnets.map(({ subnetId }) => subnetId),
        securityGroupIds: [props.securityGroup.securityGroupId],
        privateDnsEnabled: true,
        policyDocument: new PolicyDocument({ statements: [this.statement(name, site)] }),
      });
      Tags.of(endpoint).add('Name', `${site.name}-${name}`);
      return { service: name, endpointId: endpoint.attrId };
    });
  }

  private statement(name: TierServiceName, site: Site): PolicyStatement {
    const { account } = Stack.of(this);
    const principals = [new StarPrincipal()];
    if (name === 'cloudformation') {
      // The stacks that may be spoken to, rather than who speaks: `cfn-signal` proves itself with the instance's identity
      // document and is no principal, so that no condition on principals would let it through.
      return new PolicyStatement({
        sid: 'SignalsToStacksOfTheSite',
        principals,
        actions: ['cloudformation:SignalResource', 'cloudformation:DescribeStackResource'],
        resources: [
          Stack.of(this).formatArn({
            service: 'cloudformation',
            resource: 'stack',
            resourceName: `${site.stackPrefix}-*`,
          }),
        ],
      });
    }
    return new PolicyStatement({
      sid: 'IdentitiesOfThisAccount',
      principals,
      actions: [`${name}:*`],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:PrincipalAccount': account } },
    });
  }
}
