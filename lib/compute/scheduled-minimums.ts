import { Schedule, ScheduledAction, type IAutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { Construct } from 'constructs';
import { pascalCase, scheduledActions, type Site, type TierName } from '../site';

/** Properties for `ScheduledMinimums`. */
export interface ScheduledMinimumsProps {
  /** Site whose on-sale windows are followed. */
  readonly site: Site;

  /** Tier the group belongs to. */
  readonly tier: TierName;

  /** Group whose minimum is changed. */
  readonly autoScalingGroup: IAutoScalingGroup;
}

/**
 * Raises the minimum size of a group before each on-sale window and lowers it to the ordinary one afterwards.
 *
 * Only the minimum moves: instances launched for other reasons stay. Windows do not touch each other, so no end falls
 * into another window and no two actions share a time, which Auto Scaling would refuse.
 *
 * A deployment that succeeds within a window does not lower the minimum: `IgnoreUnmodifiedGroupSizeProperties` leaves
 * sizes alone that the template did not change. A rollback ignores that property and sets the ordinary minimum. Hence
 * the rule for operators: no release from the lead time before a window until its end.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-scheduled-scaling.html
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html
 */
export class ScheduledMinimums extends Construct {
  constructor(scope: Construct, id: string, props: ScheduledMinimumsProps) {
    super(scope, id);
    const { site, tier } = props;
    const { minInstances, onSaleMinimums } = site.tiers[tier];
    for (const action of scheduledActions(site.capacity.onSale)) {
      const { name } = action.onSale;
      const raised = onSaleMinimums.find(({ onSale }) => onSale.name === name);
      if (raised === undefined) {
        throw new Error(`tier ${tier} has no minimum for the window ${name}`);
      }
      new ScheduledAction(this, `${pascalCase(name)}${pascalCase(action.kind)}`, {
        autoScalingGroup: props.autoScalingGroup,
        schedule: Schedule.expression(action.expression),
        timeZone: site.operations.timeZone,
        minCapacity: action.kind === 'start' ? raised.minInstances : minInstances,
      });
    }
  }
}
