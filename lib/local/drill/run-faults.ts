import type { AlarmChange, CheckRecord } from '../observe';
import { together } from '../together';
import type { DrillFault, DrillGround, Injected, LostResource } from './drill-fault';
import type { Lane } from './lane';
import { codesOf, NO_RECORD, notApplied, notices, raised, type FaultOutcome, type RaisedAlarm } from './outcome';

/** Runs of a check until it must be healthy again after a repair. */
const RUNS_TO_RECOVER = 3;

/** Runs given to alarms until they are silent again. */
const RUNS_TO_SILENCE = 10;

/** What a batch of faults needs. */
export interface DrillOptions {
  readonly ground: DrillGround;
  readonly lane: Lane;
  /** Clock in milliseconds. */
  readonly now: () => number;
}

/** A fault that was noticed or not, and is still there. */
export interface OpenFault {
  readonly fault: DrillFault;
  readonly outcome: FaultOutcome;
  /** What a deployment must make again; empty once everything is repaired. */
  readonly lost: readonly LostResource[];
}

/**
 * Plays faults side by side, in step: every check runs once, all faults are injected, all are watched until each check
 * noticed, all are repaired, and the checks run until they are healthy. Faults that only a deployment repairs are returned
 * open.
 *
 * Whatever fails, everything that was injected is repaired.
 */
export async function runFaults(faults: readonly DrillFault[], options: DrillOptions): Promise<readonly OpenFault[]> {
  const { ground, lane, now } = options;
  const skipped: OpenFault[] = [];
  const played: DrillFault[] = [];
  for (const fault of faults) {
    const applies = fault.applies(ground.expectations);
    if (applies === true) {
      played.push(fault);
    } else {
      skipped.push({ fault, outcome: notApplied(fault, applies), lost: [] });
    }
  }
  const before = await Promise.all(played.map(async ({ check }) => (await lane.run(check)).record));
  const start = now();
  const injected: Injected[] = [];
  let outcomes: readonly FaultOutcome[];
  try {
    for (const fault of played) {
      injected.push(await fault.inject(ground));
    }
    outcomes = await together(played.map((fault, index) => watch(fault, before[index], start, options)));
  } catch (error) {
    throw withRepairs(error, await repairAll(injected));
  }
  const failed = await repairAll(injected);
  if (failed.length > 0) {
    throw withRepairs(failed[0], failed.slice(1));
  }
  const open = await together(
    played.map(async (fault, index): Promise<OpenFault> => {
      const { repair, lost = [], hasMet } = required(injected[index]);
      const outcome = met(required(outcomes[index]), hasMet);
      return repair === undefined
        ? { fault, outcome, lost }
        : { fault, outcome: await awaitRecovery(fault, outcome, lane), lost: [] };
    }),
  );
  return [...open, ...skipped];
}

/** An outcome with the problem that the fault met nothing, where it did not: then nobody can have noticed it. */
function met(outcome: FaultOutcome, hasMet: Injected['hasMet']): FaultOutcome {
  if (hasMet === undefined || hasMet()) {
    return outcome;
  }
  const problem = `${outcome.id} (${outcome.title}): no call met the fault`;
  return { ...outcome, noticed: false, problems: [...outcome.problems, problem] };
}

/** Repairs everything, whatever becomes of each, and returns what failed. */
async function repairAll(injected: readonly Injected[]): Promise<readonly unknown[]> {
  const failed: unknown[] = [];
  for (const { repair } of injected) {
    try {
      await repair?.();
    } catch (error) {
      failed.push(error);
    }
  }
  return failed;
}

/** The error itself, or all of them when repairs failed too. */
function withRepairs(error: unknown, failed: readonly unknown[]): unknown {
  return failed.length === 0
    ? error
    : new AggregateError([error, ...failed], [error, ...failed].map(String).join('; '), { cause: error });
}

function required<T>(value: T | undefined): T {
  if (value === undefined) {
    throw new Error('a fault has no outcome');
  }
  return value;
}

/** Runs the check until it noticed, and on until an alarm is raised where one must be. */
async function watch(
  fault: DrillFault,
  before: CheckRecord | undefined,
  start: number,
  { lane, now }: DrillOptions,
): Promise<FaultOutcome> {
  const { withinRuns } = fault.expected;
  const alarmRuns = fault.alarmWithinRuns ?? 0;
  const changes: AlarmChange[] = [];
  let record: CheckRecord | undefined;
  let runs = 0;
  let noticedAt: number | undefined;
  let seconds = 0;
  while (runs < Math.max(withinRuns, alarmRuns)) {
    const run = await lane.run(fault.check);
    runs += 1;
    changes.push(...raised(run.changes));
    if (noticedAt === undefined) {
      record = run.record;
      seconds = (now() - start) / 1000;
      noticedAt = notices(fault, record, before) ? runs : undefined;
    }
    const isAlarmDone = alarmRuns === 0 || changes.some(({ alarm }) => isExpected(alarm, fault));
    if ((noticedAt !== undefined && isAlarmDone) || (noticedAt === undefined && runs >= withinRuns)) {
      break;
    }
  }
  const alarms: RaisedAlarm[] = [];
  for (const change of changes) {
    alarms.push(await describe(change, lane));
  }
  const noticed = noticedAt !== undefined && noticedAt <= withinRuns;
  const observed: FaultOutcome['observed'] = {
    runs: noticedAt ?? runs,
    status: record?.status ?? NO_RECORD,
    codes: codesOf(record),
    seconds,
  };
  const { id, title, references, check, expected } = fault;
  const problems = problemsOf(fault, noticed, observed, alarms);
  return {
    id,
    title,
    references,
    applied: true,
    check,
    expected,
    observed,
    noticed,
    recovered: false,
    alarms,
    problems,
  };
}

async function describe({ alarm, afterRuns }: AlarmChange, lane: Lane): Promise<RaisedAlarm> {
  return { name: alarm, afterRuns, notified: await lane.isNotified(alarm) };
}

function isExpected(alarm: string, { alarm: part }: DrillFault): boolean {
  return part === undefined || alarm.includes(part);
}

function alarmText({ alarm }: DrillFault): string {
  return alarm === undefined ? 'no alarm' : `no alarm …${alarm}…`;
}

function problemsOf(
  fault: DrillFault,
  noticed: boolean,
  { status, codes, runs }: FaultOutcome['observed'],
  alarms: readonly RaisedAlarm[],
): readonly string[] {
  const { id, title, check, expected, alarmWithinRuns } = fault;
  const wanted = [expected.status.join(' or '), ...expected.codes].join(', ');
  const silent = alarms.filter(({ notified }) => !notified);
  return [
    ...(noticed
      ? []
      : [
          `${id} (${title}): ${check} must say ${wanted} within ${String(expected.withinRuns)} runs, ` +
            `it said ${[status, ...codes].join(', ')} after ${String(runs)}`,
        ]),
    ...(noticed && alarmWithinRuns !== undefined && !alarms.some(({ name }) => isExpected(name, fault))
      ? [`${id} (${title}): ${alarmText(fault)} on ${check} was raised within ${String(alarmWithinRuns)} runs`]
      : []),
    ...silent.map(({ name }) => `${id} (${title}): the notification of the alarm ${name} did not arrive`),
  ];
}

/** Runs the check until it is healthy and the alarms of the fault are silent. */
export async function awaitRecovery(fault: DrillFault, outcome: FaultOutcome, lane: Lane): Promise<FaultOutcome> {
  const names = new Set(outcome.alarms.map(({ name }) => name));
  let healthyAfter: number | undefined;
  let last: string = NO_RECORD;
  for (let run = 1; run <= RUNS_TO_SILENCE; run += 1) {
    const { record } = await lane.run(fault.check);
    last = [record?.status ?? NO_RECORD, ...codesOf(record)].join(', ');
    healthyAfter ??= record?.status === 'HEALTHY' ? run : undefined;
    const raisedStill = lane.raisedNow().filter((name) => names.has(name));
    if (
      (healthyAfter !== undefined && raisedStill.length === 0) ||
      (healthyAfter === undefined && run >= RUNS_TO_RECOVER)
    ) {
      break;
    }
  }
  const raisedStill = lane.raisedNow().filter((name) => names.has(name));
  return {
    ...outcome,
    recovered: healthyAfter !== undefined && raisedStill.length === 0,
    problems: [
      ...outcome.problems,
      ...(healthyAfter === undefined
        ? [`${fault.id} (${fault.title}): ${fault.check} must be healthy after the repair, it said ${last}`]
        : []),
      ...raisedStill.map((name) => `${fault.id} (${fault.title}): the alarm ${name} is still raised after the repair`),
    ],
  };
}
