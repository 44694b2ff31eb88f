import type { JsonObject } from '../../../lib/template';
import { TOPIC, type Changes } from '../support/small-site';
import { worsen, type Case, type Small } from './small-weaknesses';

const ref = (id: string): JsonObject => ({ Ref: id });
const attribute = (id: string, name: string): JsonObject => ({ 'Fn::GetAtt': [id, name] });

const TARGETS_OF_ENTRY = [
  { Name: 'TargetGroup', Value: attribute('Targets', 'TargetGroupFullName') },
  { Name: 'LoadBalancer', Value: attribute('Entry', 'LoadBalancerFullName') },
];

/** An alarm on healthy targets. */
const ALARM: Changes = {
  ...TOPIC,
  Alarm: {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      Namespace: 'AWS/ApplicationELB',
      MetricName: 'HealthyHostCount',
      Dimensions: TARGETS_OF_ENTRY,
      Statistic: 'Minimum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 4,
      ComparisonOperator: 'LessThanThreshold',
      AlarmActions: [ref('Topic')],
    },
  },
};

const dimensions = (Dimensions: readonly JsonObject[], more: JsonObject = {}): Small => ({
  changes: { Alarm: { Properties: { Dimensions, ...more } } },
});

/** Alarms whose dimensions match nothing, each with one that matches. */
export const ALARM_CASES: readonly Case[] = [
  {
    what: 'a dimension with the ARN of a target group',
    code: 'ALARM_MATCHES_NOTHING',
    good: { changes: ALARM },
    bad: dimensions([{ Name: 'TargetGroup', Value: ref('Targets') }, ...TARGETS_OF_ENTRY.slice(1)]),
    found: ['error Site/Alarm'],
  },
  {
    what: 'a target group without its load balancer',
    code: 'ALARM_MATCHES_NOTHING',
    good: { changes: ALARM },
    bad: dimensions(TARGETS_OF_ENTRY.slice(0, 1)),
    found: ['error Site/Alarm'],
  },
  {
    what: 'one dimension too many',
    code: 'ALARM_MATCHES_NOTHING',
    good: { changes: ALARM },
    bad: dimensions([...TARGETS_OF_ENTRY, { Name: 'Environment', Value: 'production' }]),
    found: ['error Site/Alarm'],
  },
  {
    what: 'a dimension that is another resource',
    code: 'ALARM_MATCHES_NOTHING',
    good: { changes: ALARM },
    bad: dimensions([...TARGETS_OF_ENTRY.slice(0, 1), { Name: 'LoadBalancer', Value: ref('Database') }]),
    found: ['error Site/Alarm'],
  },
  {
    what: 'a load balancer that does not send to the target group',
    code: 'ALARM_MATCHES_NOTHING',
    good: { changes: ALARM },
    bad: {
      changes: {
        Other: {
          Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
          Properties: {
            Scheme: 'internal',
            Subnets: [ref('EntryA'), ref('EntryB')],
            SecurityGroups: [attribute('EntryGroup', 'GroupId')],
          },
        },
        Alarm: {
          Properties: {
            Dimensions: [
              ...TARGETS_OF_ENTRY.slice(0, 1),
              { Name: 'LoadBalancer', Value: attribute('Other', 'LoadBalancerFullName') },
            ],
          },
        },
      },
    },
    found: ['error Site/Alarm'],
  },
  {
    what: 'the name of a group that is not there',
    code: 'ALARM_MATCHES_NOTHING',
    good: worsen(
      { changes: ALARM },
      dimensions([{ Name: 'AutoScalingGroupName', Value: 'servers' }], {
        Namespace: 'AWS/AutoScaling',
        MetricName: 'GroupInServiceInstances',
      }),
    ),
    bad: dimensions([{ Name: 'AutoScalingGroupName', Value: 'severs' }]),
    found: ['error Site/Alarm'],
  },
  {
    what: 'the name of what no template makes',
    code: 'ALARM_MATCHES_NOTHING',
    good: { changes: ALARM },
    bad: dimensions([{ Name: 'NatGatewayId', Value: 'nat-0123456789abcdef0' }], {
      Namespace: 'AWS/NATGateway',
      MetricName: 'PacketsDropCount',
    }),
    found: ['warning Site/Alarm'],
  },
];
