import type { Template } from 'aws-cdk-lib/assertions';
import { starterSite, testSite } from '../support/test-site';
import { propertiesOf, resourceOf, synthCompute, tierConfigs } from './support/synth-compute';

const ASG = 'AWS::AutoScaling::AutoScalingGroup';

let standard: Template;

beforeAll(async () => {
  standard = (await synthCompute(testSite())).template;
}, 60_000);

describe('group', () => {
  test('is spread evenly, sized by the site, and never told a desired size', () => {
    const group = propertiesOf(standard, ASG, 'Web');
    expect(group).toMatchObject({
      AutoScalingGroupName: 'test-site-web',
      MinSize: '3',
      MaxSize: '18',
      AvailabilityZoneDistribution: { CapacityDistributionStrategy: 'balanced-only' },
      AvailabilityZoneImpairmentPolicy: {
        ZonalShiftEnabled: true,
        ImpairedZoneHealthCheckBehavior: 'IgnoreUnhealthy',
      },
      HealthCheckType: 'ELB',
      HealthCheckGracePeriod: 180,
      DefaultInstanceWarmup: 60,
      NewInstancesProtectedFromScaleIn: false,
      TerminationPolicies: ['OldestLaunchTemplate', 'Default'],
    });
    expect(group.VPCZoneIdentifier).toHaveLength(3);
    expect(group).not.toHaveProperty('DesiredCapacity');
    expect(group).not.toHaveProperty('CapacityRebalance');
  });

  test('holds a new server back until it answers, from the first one on', () => {
    expect(propertiesOf(standard, ASG, 'Web').LifecycleHookSpecificationList).toEqual([
      {
        LifecycleHookName: 'server-answers',
        LifecycleTransition: 'autoscaling:EC2_INSTANCE_LAUNCHING',
        DefaultResult: 'ABANDON',
        HeartbeatTimeout: 480,
      },
    ]);
    standard.resourceCountIs('AWS::AutoScaling::LifecycleHook', 0);
  });

  test('fails the first deployment when its servers send no signal', () => {
    expect(resourceOf(standard, ASG, 'Web').CreationPolicy).toEqual({
      ResourceSignal: { Count: 3, Timeout: 'PT13M' },
    });
  });

  test('replaces servers without losing one, in parts, and rolls back at an alarm', () => {
    const { UpdatePolicy } = resourceOf(standard, ASG, 'Web');
    expect(UpdatePolicy).toMatchObject({
      AutoScalingInstanceRefresh: {
        Strategy: 'Rolling',
        Preferences: {
          MinHealthyPercentage: 100,
          MaxHealthyPercentage: 110,
          CheckpointPercentages: [20, 100],
          BakeTime: 300,
          StandbyInstances: 'Ignore',
          AlarmSpecification: {
            Alarms: [
              { Ref: expect.stringMatching(/^WebRollbackFailedAnswers/) },
              { Ref: expect.stringMatching(/^WebRollbackUnhealthyServers/) },
            ],
          },
        },
      },
      AutoScalingScheduledAction: { IgnoreUnmodifiedGroupSizeProperties: true },
    });
    expect(UpdatePolicy).not.toHaveProperty('AutoScalingRollingUpdate');
  });

  test('starts after its release, its listener and its alarms exist', () => {
    const { DependsOn } = resourceOf(standard, ASG, 'Web');
    for (const prefix of ['WebLoadBalancerListener', 'WebRollback', 'ReleasesObjectsReleasesWeb']) {
      expect(DependsOn).toContainEqual(expect.stringMatching(new RegExp(`^${prefix}`)));
    }
  });

  test('tells the topic about every launch and termination', () => {
    expect(propertiesOf(standard, ASG, 'App').NotificationConfigurations).toEqual([
      expect.objectContaining({
        NotificationTypes: [
          'autoscaling:EC2_INSTANCE_LAUNCH',
          'autoscaling:EC2_INSTANCE_LAUNCH_ERROR',
          'autoscaling:EC2_INSTANCE_TERMINATE',
          'autoscaling:EC2_INSTANCE_TERMINATE_ERROR',
        ],
      }),
    ]);
  });

  test('grows before one zone less could not carry the load', () => {
    // 200 requests per second and server, of which the loss of one of three zones leaves room for two thirds.
    expect(propertiesOf(standard, 'AWS::AutoScaling::ScalingPolicy', 'Web')).toMatchObject({
      TargetTrackingConfiguration: {
        TargetValue: 8000,
        PredefinedMetricSpecification: { PredefinedMetricType: 'ALBRequestCountPerTarget' },
      },
    });
  });

  test('keeps stopped servers only where the site says so, and exactly as many', async () => {
    standard.resourceCountIs('AWS::AutoScaling::WarmPool', 0);
    const { web, app } = tierConfigs();
    const { template } = await synthCompute(testSite({ tiers: { web: { ...web, warmPool: { minSize: 4 } }, app } }));
    expect(propertiesOf(template, 'AWS::AutoScaling::WarmPool', 'Web')).toMatchObject({
      MinSize: 4,
      MaxGroupPreparedCapacity: 4,
      PoolState: 'Stopped',
    });
  });
});

describe('on-sale window', () => {
  test('raises the minimum before it opens and restores it when it closes', () => {
    const actions = Object.entries(standard.findResources('AWS::AutoScaling::ScheduledAction'))
      .filter(([id]) => id.startsWith('Web'))
      .map(([, { Properties }]) => Properties as Record<string, unknown>);
    expect(actions).toEqual([
      expect.objectContaining({ MinSize: 9, Recurrence: '0 9 * * 6', TimeZone: 'Asia/Tokyo' }),
      expect.objectContaining({ MinSize: 3, Recurrence: '30 12 * * 6', TimeZone: 'Asia/Tokyo' }),
    ]);
    for (const action of actions) {
      expect(action).not.toHaveProperty('DesiredCapacity');
      expect(action).not.toHaveProperty('MaxSize');
    }
  });

  test('is absent where nothing goes on sale', async () => {
    (await synthCompute(starterSite())).template.resourceCountIs('AWS::AutoScaling::ScheduledAction', 0);
  });
});

describe('rollback alarm', () => {
  test.each(['FailedAnswers', 'UnhealthyServers'])('%s notifies when it is raised and when it is over', (id) => {
    const alarm = propertiesOf(standard, 'AWS::CloudWatch::Alarm', `WebRollback${id}`);
    expect(alarm.AlarmActions).toEqual(['arn:aws:sns:ap-northeast-1:111122223333:notifications']);
    expect(alarm.OKActions).toEqual(alarm.AlarmActions);
  });

  test.each([
    ['WebRollbackFailedAnswers', 'test-site-web-release-failed-answers'],
    ['AppRollbackUnhealthyServers', 'test-site-app-release-unhealthy-servers'],
  ])('%s has the name the runbook uses, and names the fault that triggers it', (id, name) => {
    const alarm = propertiesOf(standard, 'AWS::CloudWatch::Alarm', id);
    expect(alarm.AlarmName).toBe(name);
    expect(alarm.AlarmDescription).toMatch(/docs\/runbooks\/blocked-release\.md.+ Faults: F09\.$/);
  });

  test('asks whether any zone has a healthy server, not whether every zone has one', () => {
    const { Metrics } = propertiesOf(standard, 'AWS::CloudWatch::Alarm', 'WebRollbackUnhealthyServers');
    expect(Metrics).toContainEqual(
      expect.objectContaining({ Id: 'healthy', MetricStat: expect.objectContaining({ Stat: 'Maximum' }) }),
    );
  });

  test('is not raised by a tier that fails altogether, or its repair could not be deployed', () => {
    const expression = (id: string) => {
      const { Metrics } = propertiesOf(standard, 'AWS::CloudWatch::Alarm', `WebRollback${id}`);
      return (Metrics as readonly { readonly Expression?: string }[]).find(({ Expression }) => Expression !== undefined)
        ?.Expression;
    };
    expect(expression('UnhealthyServers')).toBe('IF(healthy >= 1, unhealthy, 0)');
    expect(expression('FailedAnswers')).toMatch(/< 90 \* requests/);
  });
});
