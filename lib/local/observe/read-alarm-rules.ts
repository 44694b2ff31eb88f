import { asNumber, asString, type JsonObject } from '../../template';
import type { AlarmRules, Comparison, MissingData } from './evaluate';
import { NotPlayed } from './not-played';

const COMPARISONS: Readonly<Record<Comparison, true>> = {
  GreaterThanOrEqualToThreshold: true,
  GreaterThanThreshold: true,
  LessThanThreshold: true,
  LessThanOrEqualToThreshold: true,
};

const MISSING_DATA: Readonly<Record<MissingData, true>> = {
  missing: true,
  ignore: true,
  breaching: true,
  notBreaching: true,
};

/** The numbers of an alarm, with the defaults of CloudWatch. Throws `NotPlayed`. */
export function readAlarmRules(properties: JsonObject): AlarmRules {
  const evaluationPeriods = requireNumber(properties, 'EvaluationPeriods');
  return {
    threshold: requireNumber(properties, 'Threshold'),
    comparison: requireOneOf(properties, 'ComparisonOperator', COMPARISONS),
    evaluationPeriods,
    datapointsToAlarm:
      properties['DatapointsToAlarm'] === undefined
        ? evaluationPeriods
        : requireNumber(properties, 'DatapointsToAlarm'),
    treatMissingData:
      properties['TreatMissingData'] === undefined
        ? 'missing'
        : requireOneOf(properties, 'TreatMissingData', MISSING_DATA),
  };
}

/** A number of a template. Throws `NotPlayed` when only CloudFormation will know it. */
export function requireNumber(properties: JsonObject, key: string): number {
  const value = asNumber(properties[key]);
  if (value === undefined) {
    throw new NotPlayed(`${key} is no literal number`);
  }
  return value;
}

/** One of the words that are played. Throws `NotPlayed` for any other. */
export function requireOneOf<T extends string>(
  properties: JsonObject,
  key: string,
  known: Readonly<Record<T, true>>,
): T {
  const value = asString(properties[key]);
  if (value === undefined || !isKey(known, value)) {
    throw new NotPlayed(`${key} ${JSON.stringify(properties[key]) ?? 'is absent and'} is not played`);
  }
  return value;
}

function isKey<T extends string>(known: Readonly<Record<T, true>>, value: string): value is T {
  return Object.hasOwn(known, value);
}
