import { CfnZonalAutoshiftConfiguration } from 'aws-cdk-lib/aws-arczonalshift';
import type { IAutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { IApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { autoshiftBlockedWindows, type Site } from '../site';
import { autoScalingGroupArn } from './auto-scaling-group-arn';

/** Properties for `ZonalAutoshift`. */
export interface ZonalAutoshiftProps {
  /** Site whose on-sale windows are kept free of practice. */
  readonly site: Site;

  /** Load balancer whose traffic AWS may move out of a failing zone. */
  readonly loadBalancer: IApplicationLoadBalancer;

  /**
   * Group of the servers behind it, made by this app and with zonal shift enabled. While it is shifted too, AWS launches
   * servers in the other zones alone, takes none away and replaces none in the failing zone.
   *
   * @default - the load balancer alone is shifted: Auto Scaling goes on launching and replacing servers in that zone
   */
  readonly autoScalingGroup?: IAutoScalingGroup;

  /** Alarm that ends a practice run and marks it as failed; of the load balancer's Region. CloudFormation takes one. */
  readonly outcomeAlarm: IAlarm;
}

/**
 * Lets AWS move traffic out of a zone it sees failing, and practise that once a week.
 *
 * A practice run really takes a zone out for half an hour, which the size of the groups allows at any time; during
 * on-sale windows it is blocked nevertheless. Load balancer and group practise at times of their own. The first
 * configuration makes the service-linked role `AWSServiceRoleForZonalAutoshiftPracticeRun`, so whoever deploys needs
 * `iam:CreateServiceLinkedRole`.
 *
 * @see https://docs.aws.amazon.com/r53recovery/latest/dg/arc-zonal-autoshift.html
 * @see https://docs.aws.amazon.com/r53recovery/latest/dg/arc-zonal-shift.resource-types.html
 */
export class ZonalAutoshift extends Construct {
  constructor(scope: Construct, id: string, props: ZonalAutoshiftProps) {
    super(scope, id);
    const { site, loadBalancer, autoScalingGroup, outcomeAlarm } = props;
    const practiceRunConfiguration = practiceRuns(site, outcomeAlarm);
    this.shift('Resource', loadBalancer.loadBalancerArn, practiceRunConfiguration);
    if (autoScalingGroup !== undefined) {
      this.shift('Group', autoScalingGroupArn(autoScalingGroup), practiceRunConfiguration);
    }
  }

  private shift(
    id: string,
    resourceIdentifier: string,
    practiceRunConfiguration: CfnZonalAutoshiftConfiguration.PracticeRunConfigurationProperty,
  ): void {
    new CfnZonalAutoshiftConfiguration(this, id, {
      resourceIdentifier,
      zonalAutoshiftStatus: 'ENABLED',
      practiceRunConfiguration,
    });
  }
}

function practiceRuns(
  site: Site,
  outcomeAlarm: IAlarm,
): CfnZonalAutoshiftConfiguration.PracticeRunConfigurationProperty {
  const blockedWindows = autoshiftBlockedWindows(site.capacity.onSale, site.operations.timeZone);
  return {
    outcomeAlarms: [{ type: 'CLOUDWATCH', alarmIdentifier: outcomeAlarm.alarmArn }],
    ...(blockedWindows.length === 0 ? {} : { blockedWindows: [...blockedWindows] }),
  };
}
