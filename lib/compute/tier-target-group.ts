import { Duration } from 'aws-cdk-lib';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationProtocol,
  ApplicationTargetGroup,
  Protocol,
  TargetGroupLoadBalancingAlgorithmType,
  TargetType,
  type IApplicationTargetGroup,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import type { Site, TierName } from '../site';
import { servicePorts } from '../site';

/** Properties for `TierTargetGroup`. */
export interface TierTargetGroupProps {
  /** Site the servers belong to. */
  readonly site: Site;

  /** Tier the servers belong to. */
  readonly tier: TierName;

  /** The VPC. */
  readonly vpc: IVpc;
}

/**
 * Servers of a tier, reached over TLS.
 *
 * Requests are spread by weighted random, because that allows anomaly mitigation: a server that answers quickly, but
 * with errors, gets fewer requests, while "least outstanding requests" would send it more. A zone leaves the load
 * balancer's DNS name, and health is ignored, only when not one server is healthy: to do so earlier would take working
 * servers out or bring failing ones back.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html
 */
export class TierTargetGroup extends Construct {
  /** The target group. */
  readonly targetGroup: IApplicationTargetGroup;

  constructor(scope: Construct, id: string, props: TierTargetGroupProps) {
    super(scope, id);
    const { site, tier } = props;
    const { healthCheck } = site.tiers[tier];
    this.targetGroup = new ApplicationTargetGroup(this, 'Resource', {
      vpc: props.vpc,
      targetType: TargetType.INSTANCE,
      protocol: ApplicationProtocol.HTTPS,
      port: servicePorts(site)[tier],
      healthCheck: {
        protocol: Protocol.HTTPS,
        path: healthCheck.path,
        healthyHttpCodes: '200',
        interval: Duration.seconds(healthCheck.intervalSeconds),
        timeout: Duration.seconds(healthCheck.timeoutSeconds),
        healthyThresholdCount: healthCheck.healthyThreshold,
        unhealthyThresholdCount: healthCheck.unhealthyThreshold,
      },
      // Longer than any request of a site may take, and a tenth of the default, which would drag every replacement out.
      deregistrationDelay: Duration.seconds(30),
      loadBalancingAlgorithmType: TargetGroupLoadBalancingAlgorithmType.WEIGHTED_RANDOM,
      enableAnomalyMitigation: true,
      targetGroupHealth: { dnsMinimumHealthyTargetCount: 1, routingMinimumHealthyTargetCount: 1 },
    });
  }
}
