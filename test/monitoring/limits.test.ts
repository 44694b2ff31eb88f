import { Template } from 'aws-cdk-lib/assertions';
import { edgeAlarmSet, primaryAlarmSet, recoveryAlarmSet, RegionalAlarms, watchAlarmSet } from '../../lib/monitoring';
import type { AlarmSpec } from '../../lib/monitoring/alarm-spec';
import { testApp } from '../support/test-app';
import { testSite } from '../support/test-site';
import { edgeResources, primaryResources, stackIn, topicIn, watchResources } from './monitored';
import { leaves } from './readings';

/** A name of twenty characters and five zones, more of which no site has, and several limits of sales URLs. */
const largest = testSite({
  name: 'abcdefghij-abcdefghi',
  regions: {
    primary: { region: 'us-east-1', availabilityZones: ['a', 'b', 'c', 'd', 'f'].map((zone) => `us-east-1${zone}`) },
    recovery: [{ region: 'us-west-2', level: 'vault' }],
  },
  edge: {
    salesUrls: Array.from({ length: 5 }, (_, index) => ({
      name: `url-${index}`,
      path: `/${index}`,
      limit: 20 + index,
    })),
  },
});

const app = testApp();
const primaryStack = stackIn(app, 'us-east-1');
const primary = primaryAlarmSet(largest, primaryResources(primaryStack, largest));
const edge = edgeAlarmSet(
  largest,
  edgeResources(stackIn(app, 'us-east-1', 'E'), stackIn(app, 'us-east-1', 'A'), largest),
);
const watch = watchAlarmSet(largest, watchResources(stackIn(app, 'us-west-2', 'Watch'), true));
/** Where the primary Region is that of the edge, both sets share one Region. */
const inOneRegion: readonly AlarmSpec[] = [...primary, ...edge, ...recoveryAlarmSet(largest), ...watch];

new RegionalAlarms(primaryStack, 'Alarms', { site: largest, topic: topicIn(primaryStack), alarms: primary });
const alarms = Object.values(
  Template.fromStack(primaryStack).toJSON().Resources as Record<string, { readonly Properties: AlarmProperties }>,
).map(({ Properties }) => Properties);

interface AlarmProperties {
  readonly AlarmName: string;
  readonly AlarmDescription: string;
  readonly AlarmRule?: string;
}

describe('the largest site', () => {
  test('has five zones, and an alarm for each', () => {
    expect(largest.regions.primary.availabilityZones).toHaveLength(5);
    expect(primary.filter(({ id }) => id.startsWith('web-zone-'))).toHaveLength(5);
    expect(edge.filter(({ id }) => id.startsWith('sales-urls-'))).toHaveLength(5);
  });

  // An account has 5,000 alarms in a Region: ten sites fit many times.
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html read 2026-11-25
  test('has so few alarms in one Region that many sites fit one account', () => {
    expect(inOneRegion.length).toBeGreaterThan(150);
    expect(inOneRegion.length).toBeLessThan(250);
  });

  // A stack takes 500 resources, a composite alarm 100 children, and a widget of alarms 100.
  test.each(['service-down', 'redundancy-lost', 'security', 'evidence'])(
    'has fewer than 100 alarms of severity %s, so that one widget and one rule hold them',
    (severity) => {
      expect(primary.filter((spec) => spec.severity === severity).length).toBeLessThan(100);
    },
  );

  test('has names and descriptions CloudWatch takes, composite alarms included', () => {
    expect(alarms).toHaveLength(primary.length + 2);
    expect(Math.max(...alarms.map(({ AlarmName }) => AlarmName.length))).toBeLessThanOrEqual(255);
    expect(Math.max(...alarms.map(({ AlarmDescription }) => AlarmDescription.length))).toBeLessThanOrEqual(1024);
    expect(Math.max(...alarms.map(({ AlarmRule = '' }) => AlarmRule.length))).toBeLessThanOrEqual(10_240);
  });
});

test.each(inOneRegion.map((spec) => [spec.id, spec] as const))('%s reads ten metrics at most', (_id, spec) => {
  expect(leaves(spec.metric).length).toBeLessThanOrEqual(10);
});

test('no alarm is on DynamoDB: there missing data could not be a fault', () => {
  const namespaces = new Set(inOneRegion.flatMap(({ metric }) => leaves(metric).map(({ namespace }) => namespace)));
  expect(namespaces).toContain('Honmaru');
  expect(namespaces).not.toContain('AWS/DynamoDB');
});
