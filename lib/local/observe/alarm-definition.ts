import type { FunctionLabel } from '../../../lambda/shared/contract';
import type { AlarmRules } from './evaluate';

/** Which alarm of which template. */
export interface AlarmIdentity {
  /** Name of the stack. */
  readonly stack: string;
  /** Region of the stack; `undefined` when the template fits any. */
  readonly region: string | undefined;
  readonly logicalId: string;
  /** Construct path, when the assembly tells it. */
  readonly constructPath: string | undefined;
  /** Name as the template gives it; `undefined` when CloudFormation makes one up. */
  readonly name: string | undefined;
  /** What the alarm means, by the mark its description begins with, for example `redundancy-lost`. */
  readonly severity: string | undefined;
}

/** How the values of one period become one value. */
export type Statistic = 'Average' | 'Maximum' | 'Minimum' | 'SampleCount' | 'Sum';

/** A metric of a function. */
export interface AlarmMetric {
  readonly metricName: string;
  readonly statistic: Statistic;
}

/** An alarm on what a function writes: its state is played. */
export interface PlayedAlarm extends AlarmIdentity {
  readonly kind: 'played';
  /** Dimension `Site` of the metrics. */
  readonly site: string;
  /** Dimension `Check` of the metrics. */
  readonly check: FunctionLabel;
  /** Metrics whose sum is watched, at least one; one that is silent while another is not counts as 0. */
  readonly metrics: readonly AlarmMetric[];
  /** Length of a period. */
  readonly periodSeconds: number;
  readonly rules: AlarmRules;
}

/** An alarm whose state is not played: it stays as it is. */
export interface UnplayedAlarm extends AlarmIdentity {
  readonly kind: 'not-played';
  /** Why, for people. */
  readonly reason: string;
}

/** An alarm on other alarms: the emulator evaluates it whenever one of them changes. */
export interface CompositeAlarm extends AlarmIdentity {
  readonly kind: 'composite';
  /** Names of the alarms its rule names, in the order of the rule. */
  readonly children: readonly string[];
  /** Whether CloudWatch would keep it quiet while another alarm speaks; the emulator lets it speak. */
  readonly suppressed: boolean;
}

/** An alarm of a site, and what becomes of it on the local site. */
export type AlarmDefinition = PlayedAlarm | UnplayedAlarm | CompositeAlarm;

/** Finds the name of a deployed resource: of an alarm, its name in CloudWatch. */
export type PhysicalNames = (stackName: string, logicalId: string) => string;

/** Name of an alarm in CloudWatch. */
export function alarmNameOf(alarm: AlarmIdentity, physicalNames: PhysicalNames): string {
  return alarm.name ?? physicalNames(alarm.stack, alarm.logicalId);
}
