import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AutoScalingGroup, type IAutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { LaunchTemplate, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { ZonalAutoshift } from '../../lib/compute';
import type { Site } from '../../lib/site';
import { testApp } from '../support/test-app';
import { testSite } from '../support/test-site';

const AUTOSHIFT = 'AWS::ARCZonalShift::ZonalAutoshiftConfiguration';

function synthAutoshift(site: Site, group?: (stack: Stack) => IAutoScalingGroup): Record<string, unknown>[] {
  const stack = new Stack(testApp(), 'Compute', { env: { region: 'ap-northeast-1' } });
  const arn = 'arn:aws:elasticloadbalancing:ap-northeast-1:111122223333:loadbalancer/app/web/0123456789abcdef';
  new ZonalAutoshift(stack, 'Autoshift', {
    site,
    loadBalancer: ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(stack, 'LoadBalancer', {
      loadBalancerArn: arn,
      securityGroupId: 'sg-0123456789abcdef0',
    }),
    autoScalingGroup: group?.(stack),
    outcomeAlarm: Alarm.fromAlarmArn(stack, 'Alarm', 'arn:aws:cloudwatch:ap-northeast-1:111122223333:alarm:web'),
  });
  return Object.values(Template.fromStack(stack).findResources(AUTOSHIFT)).map(
    ({ Properties }) => Properties as Record<string, unknown>,
  );
}

function serverGroup(stack: Stack): IAutoScalingGroup {
  return new AutoScalingGroup(stack, 'Servers', {
    vpc: Vpc.fromVpcAttributes(stack, 'Vpc', {
      vpcId: 'vpc-0123456789abcdef0',
      availabilityZones: ['ap-northeast-1a'],
      privateSubnetIds: ['subnet-0123456789abcdef0'],
      privateSubnetRouteTableIds: ['rtb-0123456789abcdef0'],
    }),
    launchTemplate: LaunchTemplate.fromLaunchTemplateAttributes(stack, 'Launch', {
      launchTemplateId: 'lt-0123456789abcdef0',
      versionNumber: '1',
    }),
  });
}

test('practises outside on-sale windows and their lead time, in UTC, and stops at the alarm', () => {
  expect(synthAutoshift(testSite())[0]).toEqual({
    ResourceIdentifier: expect.stringContaining('loadbalancer/app/web'),
    ZonalAutoshiftStatus: 'ENABLED',
    PracticeRunConfiguration: {
      // 09:00 to 12:30 in Tokyo.
      BlockedWindows: expect.arrayContaining(['Sat:00:00-Sat:03:30']),
      OutcomeAlarms: [
        { Type: 'CLOUDWATCH', AlarmIdentifier: 'arn:aws:cloudwatch:ap-northeast-1:111122223333:alarm:web' },
      ],
    },
  });
});

test('blocks nothing where nothing goes on sale', () => {
  const [autoshift] = synthAutoshift(testSite({ capacity: { peakRps: 400 } }));
  expect(autoshift?.PracticeRunConfiguration).not.toHaveProperty('BlockedWindows');
});

test('shifts the group of the servers as well, at the same times, by the ARN AWS gave it', () => {
  const [loadBalancer, group] = synthAutoshift(testSite(), serverGroup);
  expect(group).toEqual({
    ...loadBalancer,
    ResourceIdentifier: { 'Fn::GetAtt': [expect.stringMatching(/^Servers/), 'AutoScalingGroupARN'] },
  });
});

test('shifts the load balancer alone where no group is named', () => {
  expect(synthAutoshift(testSite())).toHaveLength(1);
});

test('refuses a group whose ARN is not known', () => {
  const imported = (stack: Stack) => AutoScalingGroup.fromAutoScalingGroupName(stack, 'Servers', 'web');
  expect(() => synthAutoshift(testSite(), imported)).toThrow('made elsewhere');
});
