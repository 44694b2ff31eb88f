import { PutMetricDataCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { METRIC_NAMESPACE, type FunctionLabel } from '../../../lambda/shared/contract';
import { alarmNameOf, type AlarmDefinition, type PhysicalNames, type PlayedAlarm } from './alarm-definition';
import type { CheckRecord } from './check-record';
import { evaluate, isBreaching, type AlarmRules, type AlarmState, type Datapoint } from './evaluate';
import { datapointsOf, runsPerPeriod, type PlayedRun } from './timeline';

/** Part of the client of CloudWatch that is used; a `CloudWatchClient` fits. */
export interface AlarmWriter {
  send(command: PutMetricDataCommand | SetAlarmStateCommand): Promise<unknown>;
}

/** A function whose alarms are played. */
export interface PlayedFunction {
  /** CloudWatch of the Region in which it runs, which is that of its alarms. */
  readonly cloudWatch: AlarmWriter;
  /** Time between two runs, as its schedule says, in seconds. */
  readonly intervalSeconds: number;
}

/** Options of `AlarmPlayer`. */
export interface AlarmPlayerOptions {
  /** Functions that a schedule starts; on any other no alarm is played, because no time passes for it. */
  readonly functions: ReadonlyMap<FunctionLabel, PlayedFunction>;
  /** Alarms of the site; those that are not played are left alone. */
  readonly definitions: readonly AlarmDefinition[];
  /** Finds the names of alarms whose template gives none. */
  readonly physicalNames: PhysicalNames;
}

/** An alarm changed its state. */
export interface AlarmChange {
  /** Name of the alarm in CloudWatch. */
  readonly alarm: string;
  readonly definition: PlayedAlarm;
  readonly from: AlarmState;
  readonly to: AlarmState;
  /** What was written as the reason of the state. */
  readonly reason: string;
  /** Runs of the function, one after another up to this one, in which nothing spoke for the old state any more. */
  readonly afterRuns: number;
}

/**
 * Plays CloudWatch for the alarms on what the functions write, with the numbers of the templates.
 *
 * The time is played: one run of a function stands for one interval of its schedule, whenever it really takes place. So an
 * alarm that needs three minutes of bad data is seen after three runs. A run longer than its interval is not modelled.
 *
 * What came before the first run counts as missing, and every alarm begins with INSUFFICIENT_DATA.
 */
export class AlarmPlayer {
  private readonly functions: ReadonlyMap<FunctionLabel, PlayedFunction>;
  private readonly alarms: readonly { readonly name: string; readonly definition: PlayedAlarm }[];
  private readonly runs = new Map<FunctionLabel, readonly PlayedRun[]>();
  private readonly current = new Map<string, AlarmState>();

  /** Throws when the period of an alarm does not hold a whole number of the function's intervals. */
  constructor(options: AlarmPlayerOptions) {
    this.functions = options.functions;
    this.alarms = options.definitions
      .filter((definition) => definition.kind === 'played')
      .filter(({ check }) => this.functions.has(check))
      .map((definition) => ({ name: alarmNameOf(definition, options.physicalNames), definition }));
    for (const { name, definition } of this.alarms) {
      runsPerPeriod(definition, this.require(definition.check).intervalSeconds);
      this.current.set(name, 'INSUFFICIENT_DATA');
    }
  }

  /** State of every played alarm, by its name in CloudWatch. */
  get states(): ReadonlyMap<string, AlarmState> {
    return this.current;
  }

  /**
   * One interval of a function passed: with the record its run left, or with `undefined` when it did not run or left none.
   *
   * Writes the metrics of the record, evaluates the alarms on that function, and sets the state of those that change. To be
   * called for one run after another. When CloudWatch does not answer, the error is passed on: a run whose metrics could not
   * be written does not count, and a state that could not be set is set with the next run.
   */
  async observe(check: FunctionLabel, record: CheckRecord | undefined): Promise<readonly AlarmChange[]> {
    if (record !== undefined && record.check !== check) {
      throw new Error(`a record of ${record.check} is no run of ${check}`);
    }
    const { cloudWatch } = this.require(check);
    if (record !== undefined) {
      await cloudWatch.send(metricData(record));
    }
    const runs = [...(this.runs.get(check) ?? []), record];
    this.runs.set(check, runs);
    const changes: AlarmChange[] = [];
    for (const { name, definition } of this.alarms.filter((alarm) => alarm.definition.check === check)) {
      const change = this.change(name, definition, runs);
      if (change !== undefined) {
        await cloudWatch.send(
          new SetAlarmStateCommand({ AlarmName: name, StateValue: change.to, StateReason: change.reason }),
        );
        this.current.set(name, change.to);
        changes.push(change);
      }
    }
    return changes;
  }

  private require(label: FunctionLabel): PlayedFunction {
    const played = this.functions.get(label);
    if (played === undefined) {
      throw new Error(`no schedule starts ${label}, so no time passes for it`);
    }
    return played;
  }

  private change(alarm: string, definition: PlayedAlarm, runs: readonly PlayedRun[]): AlarmChange | undefined {
    const from = this.current.get(alarm) ?? 'INSUFFICIENT_DATA';
    const interval = this.require(definition.check).intervalSeconds;
    const datapoints = datapointsOf(definition, runs, interval);
    const to = evaluate(definition.rules, datapoints, from);
    if (to === from) {
      return undefined;
    }
    const afterRuns = Math.min(
      runs.length,
      periodsFor(definition, to, datapoints) * runsPerPeriod(definition, interval),
    );
    return { alarm, definition, from, to, reason: reasonOf(definition, datapoints), afterRuns };
  }
}

/** The metrics of a record as CloudWatch extracts them from the log line: at the time of the run. */
function metricData({ check, site, completedAt, metrics }: CheckRecord): PutMetricDataCommand {
  const Dimensions = [
    { Name: 'Site', Value: site },
    { Name: 'Check', Value: check },
  ];
  return new PutMetricDataCommand({
    Namespace: METRIC_NAMESPACE,
    MetricData: Object.entries(metrics).map(([MetricName, Value]) => ({
      MetricName,
      Value,
      Dimensions,
      Timestamp: completedAt,
    })),
  });
}

/** Periods at the end of the timeline in which nothing speaks against a state. */
function periodsFor({ rules }: PlayedAlarm, state: AlarmState, datapoints: readonly Datapoint[]): number {
  const against = datapoints.findLastIndex((datapoint) => {
    if (state === 'INSUFFICIENT_DATA') {
      return datapoint !== undefined;
    }
    const spokenFor = stateSpokenFor(rules, datapoint);
    return spokenFor !== undefined && spokenFor !== state;
  });
  return datapoints.length - 1 - against;
}

/** State for which one period speaks; `undefined` when it says nothing. */
function stateSpokenFor(rules: AlarmRules, datapoint: Datapoint): 'ALARM' | 'OK' | undefined {
  if (datapoint !== undefined) {
    return isBreaching(rules, datapoint) ? 'ALARM' : 'OK';
  }
  switch (rules.treatMissingData) {
    case 'breaching':
      return 'ALARM';
    case 'notBreaching':
      return 'OK';
    case 'ignore':
    case 'missing':
      return undefined;
  }
}

/** Longest reason that CloudWatch takes. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_SetAlarmState.html */
const REASON_LENGTH = 1023;

function reasonOf({ check, rules }: PlayedAlarm, datapoints: readonly Datapoint[]): string {
  const { comparison, threshold, datapointsToAlarm, evaluationPeriods, treatMissingData } = rules;
  const values = datapoints.map((datapoint) => (datapoint === undefined ? 'missing' : String(datapoint))).join(', ');
  return (
    `Played by the local site: datapoints of ${check}, newest last: [${values}]; ` +
    `alarm when ${datapointsToAlarm} of ${evaluationPeriods} are ${comparison} ${threshold}, ` +
    `missing data: ${treatMissingData}.`
  ).slice(0, REASON_LENGTH);
}
