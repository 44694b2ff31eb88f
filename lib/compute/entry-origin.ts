import {
  CfnVpcOrigin,
  OriginProtocolPolicy,
  OriginSslPolicy,
  VpcOrigin,
  VpcOriginEndpoint,
} from 'aws-cdk-lib/aws-cloudfront';
import type { IApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { servicePorts, type Site } from '../site';

/** Properties for `EntryOrigin`. */
export interface EntryOriginProps {
  /** Site that is entered. */
  readonly site: Site;

  /** Entry load balancer, with its listener. */
  readonly loadBalancer: IApplicationLoadBalancer;
}

/**
 * CloudFront's private way to the entry load balancer. There is no other way in, so CloudFront cannot be bypassed.
 *
 * While a distribution uses a VPC origin, every update of it fails, even that of one tag. Hence:
 * - it carries no tags, whatever is tagged around it;
 * - with and without a domain it is another resource, because its protocol differs: the new one is made, the
 *   distribution is pointed at it, and the old one is kept by CloudFormation until somebody deletes it;
 * - a load balancer that is replaced needs a new ID here.
 *
 * @see https://github.com/aws/aws-cdk/issues/35765 read 2026-11-25
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html
 */
export class EntryOrigin extends Construct {
  /** Id of the VPC origin. */
  readonly vpcOriginId: string;

  /** Domain name by which CloudFront knows the load balancer; it resolves to private addresses alone. */
  readonly domainName: string;

  constructor(scope: Construct, id: string, props: EntryOriginProps) {
    super(scope, id);
    const { site, loadBalancer } = props;
    const port = servicePorts(site).entryLoadBalancer;
    const secure = site.domain !== undefined;
    const origin = new VpcOrigin(this, secure ? 'HttpsOrigin' : 'HttpOrigin', {
      endpoint: VpcOriginEndpoint.applicationLoadBalancer(loadBalancer),
      // Two of a kind may exist for a while, when a site gets or gives up its domain.
      vpcOriginName: `${site.name}-entry-${secure ? 'https' : 'http'}`,
      protocolPolicy: secure ? OriginProtocolPolicy.HTTPS_ONLY : OriginProtocolPolicy.HTTP_ONLY,
      originSslProtocols: [OriginSslPolicy.TLS_V1_2],
      ...(secure ? { httpsPort: port } : { httpPort: port }),
    });
    const resource = origin.node.defaultChild;
    if (resource instanceof CfnVpcOrigin) {
      resource.addPropertyDeletionOverride('Tags');
    }
    // CloudFront reports the origin as deployed without looking for a listener, and then answers 502.
    origin.node.addDependency(...loadBalancer.listeners);
    this.vpcOriginId = origin.vpcOriginId;
    this.domainName = loadBalancer.loadBalancerDnsName;
  }
}
