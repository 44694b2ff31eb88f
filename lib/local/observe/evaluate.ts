/** State of an alarm. */
export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** Value of one period; `undefined` when no data arrived in it. */
export type Datapoint = number | undefined;

/** How a value is compared with the threshold; a value for which it holds is breaching. */
export type Comparison =
  'GreaterThanOrEqualToThreshold' | 'GreaterThanThreshold' | 'LessThanThreshold' | 'LessThanOrEqualToThreshold';

/** What a period without data counts as. */
export type MissingData = 'missing' | 'ignore' | 'breaching' | 'notBreaching';

/** The numbers by which CloudWatch evaluates an alarm. */
export interface AlarmRules {
  readonly threshold: number;
  readonly comparison: Comparison;
  /** Datapoints that are evaluated, at least 1: the N of "M out of N". */
  readonly evaluationPeriods: number;
  /** Breaching datapoints that raise the alarm, 1 to `evaluationPeriods`: the M. */
  readonly datapointsToAlarm: number;
  readonly treatMissingData: MissingData;
}

/**
 * Periods that CloudWatch looks back beyond `evaluationPeriods` when data are missing.
 *
 * CloudWatch does not publish the number; in the tables of its documentation 5 periods are retrieved for 3 that are
 * evaluated. Others measured up to 4 more with periods of a minute, so a real alarm on missing data may come later.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html read 2026-11-25
 */
export const EXTRA_PERIODS = 2;

/**
 * State that CloudWatch gives an alarm, by its documented rules.
 *
 * `datapoints` holds one entry for each period, the newest last; what lies before the first counts as missing. `current` is
 * the state so far, which `ignore` keeps.
 */
export function evaluate(rules: AlarmRules, datapoints: readonly Datapoint[], current: AlarmState): AlarmState {
  const { evaluationPeriods, datapointsToAlarm, treatMissingData } = rules;
  const range = datapoints.slice(-(evaluationPeriods + EXTRA_PERIODS));
  const real = range.filter((datapoint) => datapoint !== undefined).slice(-evaluationPeriods);
  const breaching = real.filter((value) => isBreaching(rules, value)).length;
  const missing = evaluationPeriods - real.length;
  if (breaching >= datapointsToAlarm) {
    return 'ALARM';
  }
  if (missing === 0) {
    return 'OK';
  }
  switch (treatMissingData) {
    case 'breaching':
      return breaching + missing >= datapointsToAlarm ? 'ALARM' : 'OK';
    case 'notBreaching':
      return 'OK';
    case 'ignore':
      return breaching < real.length ? 'OK' : current;
    case 'missing':
      return breaching < real.length ? 'OK' : withoutGoodDatapoint(rules, range);
  }
}

/** Whether a value is on the wrong side of the threshold. */
export function isBreaching({ comparison, threshold }: AlarmRules, value: number): boolean {
  switch (comparison) {
    case 'GreaterThanOrEqualToThreshold':
      return value >= threshold;
    case 'GreaterThanThreshold':
      return value > threshold;
    case 'LessThanThreshold':
      return value < threshold;
    case 'LessThanOrEqualToThreshold':
      return value <= threshold;
  }
}

/**
 * The rule against premature alarms: few breaching datapoints and nothing else raise the alarm only when the oldest of them
 * is old enough for later ones to have told otherwise.
 */
function withoutGoodDatapoint({ datapointsToAlarm }: AlarmRules, range: readonly Datapoint[]): AlarmState {
  const oldest = range.findIndex((datapoint) => datapoint !== undefined);
  const age = oldest === -1 ? 0 : range.length - oldest;
  return age >= datapointsToAlarm ? 'ALARM' : 'INSUFFICIENT_DATA';
}
