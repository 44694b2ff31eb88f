import {
  asString,
  literalText,
  resolve,
  resourcesOfType,
  textOf,
  type TemplateModel,
  type TemplateResource,
} from '../../template';
import type { AlarmDefinition, AlarmIdentity, CompositeAlarm, PlayedAlarm, UnplayedAlarm } from './alarm-definition';
import { NotPlayed } from './not-played';
import { readAlarmMetrics } from './read-alarm-metrics';
import { readAlarmRules } from './read-alarm-rules';

/**
 * Every alarm of a site, sorted into those that are played, those that are not, with the reason, and composite ones.
 *
 * The model is that of the synthesized assembly: the localized one holds other types.
 */
export function alarmDefinitions(model: TemplateModel): readonly AlarmDefinition[] {
  return [
    ...resourcesOfType(model, 'AWS::CloudWatch::Alarm').map((alarm) => readMetricAlarm(model, alarm)),
    ...resourcesOfType(model, 'AWS::CloudWatch::CompositeAlarm').map((alarm) => readCompositeAlarm(model, alarm)),
  ];
}

/** Properties that change nothing about when an alarm is in which state. */
const WITHOUT_INFLUENCE = [
  'AlarmActions',
  'AlarmDescription',
  'AlarmName',
  'InsufficientDataActions',
  'OKActions',
  'Tags',
];

/** Properties by which an alarm is played. */
const PLAYED = [
  'ComparisonOperator',
  'DatapointsToAlarm',
  'Dimensions',
  'EvaluationPeriods',
  'MetricName',
  'Metrics',
  'Namespace',
  'Period',
  'Statistic',
  'Threshold',
  'TreatMissingData',
];

function readMetricAlarm(model: TemplateModel, alarm: TemplateResource): PlayedAlarm | UnplayedAlarm {
  const identity = identityOf(model, alarm);
  try {
    const metrics = readAlarmMetrics(model, alarm);
    const strange = Object.keys(alarm.properties).filter((key) => ![...WITHOUT_INFLUENCE, ...PLAYED].includes(key));
    if (strange.length > 0) {
      throw new NotPlayed(`what ${strange.join(' and ')} does is not played`);
    }
    return { ...identity, kind: 'played', ...metrics, rules: readAlarmRules(alarm.properties) };
  } catch (error) {
    if (error instanceof NotPlayed) {
      return { ...identity, kind: 'not-played', reason: error.message };
    }
    throw error;
  }
}

function readCompositeAlarm(model: TemplateModel, alarm: TemplateResource): CompositeAlarm {
  const rule = textOf(resolve(model, alarm.stack, alarm.properties['AlarmRule']));
  return {
    ...identityOf(model, alarm),
    kind: 'composite',
    children: [...rule.matchAll(/\b(?:ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*"?([^")]+)"?\s*\)/g)].map(
      ([, child]) => child ?? '',
    ),
    suppressed: alarm.properties['ActionsSuppressor'] !== undefined,
  };
}

function identityOf(
  model: TemplateModel,
  { stack, logicalId, constructPath, properties }: TemplateResource,
): AlarmIdentity {
  return {
    stack: stack.name,
    region: stack.region,
    logicalId,
    constructPath,
    name: literalText(model, stack, properties['AlarmName']),
    severity: /^\[([a-z-]+)\] /.exec(asString(properties['AlarmDescription']) ?? '')?.[1],
  };
}
