import type { Difference } from './played-scenarios';
import type { Excluded, PredictedScenario } from './predicted';

/** An alarm whose state the local site plays. */
export interface PlayedAlarmName {
  /** Key of the alarm in the templates. */
  readonly key: string;
  /** Name of the alarm in CloudWatch. */
  readonly name: string;
  /** Function on whose metrics it is. */
  readonly check: string;
}

/** What the drill measured of one fault. */
export interface MeasuredFault {
  readonly id: string;
  /** Function that ran. */
  readonly check: string;
  /** Seconds that one run stands for. */
  readonly intervalSeconds: number;
  /** Whether the function noticed it. That it did not is a problem of its own. */
  readonly noticed: boolean;
  /** Runs of the function that were looked at. */
  readonly watchedRuns: number;
  /** Alarms that went off. */
  readonly raised: readonly { readonly name: string; readonly afterRuns: number }[];
}

/** A fault that is at work at the same time. */
export interface BesideFault {
  readonly id: string;
  /** Alarms that speak of it, by their names or a part of them. */
  readonly alarms: readonly string[];
}

/** What is compared: a computed row, and what was measured of the same fault. */
export interface RowInput {
  readonly fault: MeasuredFault;
  readonly scenario: PredictedScenario;
  readonly alarms: readonly PlayedAlarmName[];
  readonly beside: readonly BesideFault[];
  readonly silent?: readonly Difference[];
  readonly beyond?: readonly Difference[];
}

export type Verdict =
  'within' | 'explained' | 'measured exceeds computed' | 'computed too large' | 'not computed' | 'not measured';

/** One alarm in one fault: what is computed beside what was measured. */
export interface ComparedAlarm {
  readonly alarm: string;
  /** Seconds until it goes off as the matrix has them; `null` when it says that it does not. */
  readonly computedSeconds: number | null;
  /** What of them takes no time here. */
  readonly excluded: readonly Excluded[];
  /** Seconds that the runs stand for after which it went off; `null` when it did not. */
  readonly measuredSeconds: number | null;
  readonly verdict: Verdict;
  /** What explains a difference. */
  readonly because?: string;
}

/** At most so many times as long as measured may a computed time be, and so many seconds more. */
const TIMES = 3;
const MORE_SECONDS = 5;

/**
 * Compares, alarm by alarm, when one must go off with when it did: every alarm that did, and every one on the function that ran
 * of which the matrix says that it does.
 */
export function compareRow(input: RowInput): readonly ComparedAlarm[] {
  const { fault, scenario, alarms } = input;
  const known = new Map(alarms.map((alarm) => [alarm.name, alarm]));
  const own = alarms.filter(
    ({ check, key }) => check === fault.check && scenario.seen.some((it) => it.detector === key),
  );
  const names = new Set([...fault.raised.map(({ name }) => name), ...own.map(({ name }) => name)]);
  return [...names].sort().map((name) => compareAlarm(name, known.get(name)?.key, input));
}

function compareAlarm(name: string, key: string | undefined, input: RowInput): ComparedAlarm {
  const { fault, scenario } = input;
  const prediction = scenario.seen.find(({ detector }) => detector === key);
  const afterRuns = fault.raised.find((it) => it.name === name)?.afterRuns;
  const found = {
    alarm: name,
    computedSeconds: prediction?.seconds ?? null,
    excluded: prediction?.excluded ?? [],
    measuredSeconds: afterRuns === undefined ? null : afterRuns * fault.intervalSeconds,
  };
  const { verdict, because } = judged(found, input);
  return { ...found, verdict, ...(because === undefined ? {} : { because }) };
}

/** What is left of a computed time for the local site. */
export function comparable({ computedSeconds, excluded }: Pick<ComparedAlarm, 'computedSeconds' | 'excluded'>): number {
  return (computedSeconds ?? 0) - excluded.reduce((sum, { seconds }) => sum + seconds, 0);
}

type Found = Omit<ComparedAlarm, 'verdict' | 'because'>;
type Judged = Pick<ComparedAlarm, 'verdict' | 'because'>;

function judged(found: Found, input: RowInput): Judged {
  const { alarm, computedSeconds, measuredSeconds } = found;
  const of = (differences: readonly Difference[] = []) => differences.find((it) => alarm.includes(it.alarm))?.because;
  if (measuredSeconds === null) {
    return explained('not measured', unnoticed(input) ?? tooShort(found, input) ?? of(input.silent));
  }
  if (computedSeconds === null) {
    return explained('not computed', ofOther(alarm, input) ?? of(input.beyond));
  }
  const left = comparable(found);
  return measuredSeconds > left
    ? { verdict: 'measured exceeds computed' }
    : left > TIMES * measuredSeconds + MORE_SECONDS
      ? { verdict: 'computed too large' }
      : { verdict: 'within' };
}

function explained(verdict: Verdict, because: string | undefined): Judged {
  return because === undefined ? { verdict } : { verdict: 'explained', because };
}

/** That nothing can go off because of what nobody noticed. */
function unnoticed({ fault: { check, noticed } }: RowInput): string | undefined {
  return noticed ? undefined : `${check} did not notice the fault, which is a problem of its own`;
}

/** That the drill did not wait for so long. */
function tooShort(found: Found, { fault: { watchedRuns, intervalSeconds } }: RowInput): string | undefined {
  const waited = watchedRuns * intervalSeconds;
  return comparable(found) > waited ? `the drill went on for ${String(waited)} s` : undefined;
}

/** That the alarm speaks of a fault that was at work at the same time. */
function ofOther(alarm: string, { beside }: RowInput): string | undefined {
  const other = beside.find(({ alarms }) => alarms.some((part) => alarm.includes(part)));
  return other === undefined ? undefined : `it speaks of ${other.id}, which was at work at the same time`;
}
