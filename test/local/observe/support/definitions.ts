import type { AlarmRules, PlayedAlarm } from '../../../../lib/local/observe';

/** An alarm on `RedundancyLost` of the topology check, with some things different. */
export function playedAlarm({
  rules,
  ...overrides
}: Partial<Omit<PlayedAlarm, 'rules'>> & { readonly rules?: Partial<AlarmRules> } = {}): PlayedAlarm {
  return {
    kind: 'played',
    stack: 'Monitoring',
    region: 'ap-northeast-1',
    logicalId: 'TopologyFault',
    constructPath: 'Monitoring/TopologyFault',
    name: 'starter-topology-fault',
    severity: 'redundancy-lost',
    site: 'starter',
    check: 'topology-check',
    metrics: [{ metricName: 'RedundancyLost', statistic: 'Maximum' }],
    periodSeconds: 60,
    ...overrides,
    rules: {
      threshold: 1,
      comparison: 'GreaterThanOrEqualToThreshold',
      evaluationPeriods: 2,
      datapointsToAlarm: 2,
      treatMissingData: 'ignore',
      ...rules,
    },
  };
}
