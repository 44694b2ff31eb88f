import type { GatewayCall } from '../gateway';
import type { AlarmChange, CheckRecord } from '../observe';
import { expectedOf, type DrillFault, type DrillSite, type Expected } from './drill-fault';
import type { Lane, LaneRun } from './lane';
import { codesOf, NO_RECORD, notices, raised, type FaultOutcome, type RaisedAlarm } from './outcome';

/** What a watch needs. */
export interface WatchOptions {
  readonly site: DrillSite;
  /** Record of the function before the fault; without one nothing is noticed. */
  readonly before: CheckRecord | undefined;
  /** When the fault was brought about, in milliseconds. */
  readonly start: number;
  /** Clock in milliseconds. */
  readonly now: () => number;
}

/** Watches one function until it noticed a fault, and on until an alarm is raised where one must be. */
export class Watch {
  readonly fault: DrillFault;
  readonly expected: Expected;
  private readonly options: WatchOptions;
  private readonly alarm: string | undefined;
  private readonly changes: AlarmChange[] = [];
  private record: CheckRecord | undefined;
  private runs = 0;
  private noticedAt: number | undefined;
  private seconds = 0;

  constructor(fault: DrillFault, options: WatchOptions) {
    this.fault = fault;
    this.options = options;
    this.expected = expectedOf(fault, options.site);
    this.alarm = typeof fault.alarm === 'function' ? fault.alarm(options.site) : fault.alarm;
  }

  /** Whether another run can tell nothing more. */
  get isDone(): boolean {
    const isAlarmDone = this.alarmRuns === 0 || this.changes.some(({ alarm }) => this.isExpected(alarm));
    return this.noticedAt === undefined
      ? this.runs >= this.expected.withinRuns
      : isAlarmDone || this.runs >= Math.max(this.expected.withinRuns, this.alarmRuns);
  }

  /** Takes in one run of the function. */
  see({ record, changes }: LaneRun, orders: readonly GatewayCall[]): void {
    const { before, start, now } = this.options;
    this.runs += 1;
    this.changes.push(...raised(changes));
    if (this.noticedAt === undefined) {
      this.record = record;
      this.seconds = (now() - start) / 1000;
      const isNoticed =
        record !== undefined && before !== undefined && notices(this.fault, this.expected, { record, before, orders });
      this.noticedAt = isNoticed ? this.runs : undefined;
    }
  }

  /** What was seen, before anything was repaired. */
  async outcome(lane: Lane): Promise<FaultOutcome> {
    const alarms: RaisedAlarm[] = [];
    for (const { alarm, afterRuns } of this.changes) {
      alarms.push({ name: alarm, afterRuns, notified: await lane.isNotified(alarm) });
    }
    const { id, title, references, check } = this.fault;
    const noticed = this.noticedAt !== undefined && this.noticedAt <= this.expected.withinRuns;
    const expected = { ...this.expected, orders: this.fault.orders?.(this.options.site) ?? 0 };
    const observed: FaultOutcome['observed'] = {
      runs: this.noticedAt ?? this.runs,
      status: this.record?.outcome ?? NO_RECORD,
      codes: codesOf(this.record),
      orders: 0,
      seconds: this.seconds,
    };
    return {
      ...{ id, title, references, applied: true, check, expected, observed, noticed, recovered: false, alarms },
      watchedRuns: this.runs,
      problems: this.problems(noticed, observed, alarms),
    };
  }

  private get alarmRuns(): number {
    return this.fault.alarmWithinRuns ?? 0;
  }

  private isExpected(alarm: string): boolean {
    return this.alarm === undefined || alarm.includes(this.alarm);
  }

  private problems(
    noticed: boolean,
    { status, codes, runs }: FaultOutcome['observed'],
    alarms: readonly RaisedAlarm[],
  ): readonly string[] {
    const { id, title, check, alarmWithinRuns } = this.fault;
    const { status: statuses, codes: wantedCodes, withinRuns } = this.expected;
    const wanted = [statuses.join(' or '), ...wantedCodes].join(', ');
    const missing = this.alarm === undefined ? 'no alarm' : `no alarm …${this.alarm}…`;
    return [
      ...(noticed
        ? []
        : [
            `${id} (${title}): ${check} must say ${wanted} within ${String(withinRuns)} runs, ` +
              `it said ${[status, ...codes].join(', ')} after ${String(runs)}`,
          ]),
      ...(noticed && alarmWithinRuns !== undefined && !alarms.some(({ name }) => this.isExpected(name))
        ? [`${id} (${title}): ${missing} on ${check} was raised within ${String(alarmWithinRuns)} runs`]
        : []),
      ...alarms
        .filter(({ notified }) => !notified)
        .map(({ name }) => `${id} (${title}): the notification of the alarm ${name} did not arrive`),
    ];
  }
}
