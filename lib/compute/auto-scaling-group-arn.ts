import { CfnAutoScalingGroup, type IAutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';

/** The ARN with the identifier AWS gives to a group; `autoScalingGroupArn` has a star in its place. */
export function autoScalingGroupArn(group: IAutoScalingGroup): string {
  const resource = group.node.defaultChild;
  if (!(resource instanceof CfnAutoScalingGroup)) {
    throw new Error('the ARN of an Auto Scaling group made elsewhere is not known');
  }
  return resource.attrAutoScalingGroupArn;
}
