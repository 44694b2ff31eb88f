import { alarmNamed, edge, primary, regions, resources, topicArn } from './regions';

describe('an alarm', () => {
  test.each(regions)('in %s has exactly that Region’s topic for alarm and all-clear', (region) => {
    for (const { Properties } of resources(region)) {
      expect([Properties.AlarmName, Properties.AlarmActions, Properties.OKActions]).toEqual([
        Properties.AlarmName,
        [topicArn(region)],
        [topicArn(region)],
      ]);
      expect(Properties.InsufficientDataActions).toBeUndefined();
      expect(Properties.ActionsEnabled).not.toBe(false);
    }
  });

  test.each(regions)('in %s has a name that starts with the site’s', (region) => {
    const names = resources(region).map(({ Properties }) => Properties.AlarmName);
    expect(names.filter((name) => !name.startsWith('test-site-'))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  test('of one zone of a tier is rendered with every property', () => {
    expect(alarmNamed('ap-northeast-1', 'test-site-web-zone-ap-northeast-1a').Properties).toEqual({
      AlarmName: 'test-site-web-zone-ap-northeast-1a',
      AlarmDescription:
        '[redundancy-lost] Fewer than 1 healthy web servers in ap-northeast-1a. First: see whether one server, the zone or the release is at fault; shift the zone away if only it is. Faults: F01, F03, F04, F05, F08. Told at most 6 min after the fault, plus the delay of the metric. Runbook: docs/runbooks/zone-without-servers.md',
      Namespace: 'AWS/ApplicationELB',
      MetricName: 'HealthyHostCount',
      Dimensions: [
        { Name: 'AvailabilityZone', Value: 'ap-northeast-1a' },
        { Name: 'LoadBalancer', Value: 'app/web/1111' },
        { Name: 'TargetGroup', Value: 'targetgroup/web/2222' },
      ],
      Statistic: 'Minimum',
      Period: 60,
      EvaluationPeriods: 3,
      DatapointsToAlarm: 3,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
      AlarmActions: [topicArn('ap-northeast-1')],
      OKActions: [topicArn('ap-northeast-1')],
    });
  });

  test('on a percentile keeps its state while there are few requests', () => {
    expect(alarmNamed('ap-northeast-1', 'test-site-app-latency').Properties).toMatchObject({
      ExtendedStatistic: 'p99',
      EvaluateLowSampleCountPercentile: 'ignore',
    });
  });

  test('counts completed runs of a check of this site alone', () => {
    expect(alarmNamed('ap-northeast-1', 'test-site-database-check-heartbeat').Properties).toMatchObject({
      Namespace: 'Honmaru',
      MetricName: 'CheckCompleted',
      Dimensions: [
        { Name: 'Check', Value: 'database-check' },
        { Name: 'Site', Value: 'test-site' },
      ],
      Statistic: 'Sum',
      Period: 60,
      TreatMissingData: 'breaching',
    });
  });

  test('on the firewall reads its stateful engine in the zone', () => {
    const metrics = alarmNamed('ap-northeast-1', 'test-site-firewall-drops-ap-northeast-1d').Properties.Metrics;
    expect(metrics).toContainEqual({
      Id: 'dropped',
      MetricStat: {
        Metric: {
          Namespace: 'AWS/NetworkFirewall',
          MetricName: 'DroppedPackets',
          Dimensions: [
            { Name: 'AvailabilityZone', Value: 'ap-northeast-1d' },
            { Name: 'Engine', Value: 'Stateful' },
            { Name: 'FirewallName', Value: 'test-site-egress' },
          ],
        },
        Period: 300,
        Stat: 'Sum',
      },
      ReturnData: false,
    });
  });

  test('on the distribution reads the metrics of all edge locations', () => {
    const metrics = alarmNamed('us-east-1', 'test-site-outage').Properties.Metrics;
    expect(JSON.stringify(metrics)).toContain(
      '{"Name":"DistributionId","Value":"E0123456789ABC"},{"Name":"Region","Value":"Global"}',
    );
  });
});

test('alarms are handed on by severity, composite alarms first', () => {
  expect(Object.values(primary.bySeverity).flat()).toHaveLength(primary.alarmNames.length);
  expect(primary.bySeverity['service-down'][0]).toBe(primary.serviceDown);
  expect(primary.bySeverity['redundancy-lost'][0]).toBe(primary.redundancyLost);
  expect(edge.alarmNames).toContain('test-site-web-acl-detached');
});
