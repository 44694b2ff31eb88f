import { findAgeSeconds } from '../shared/clock';
import { merge, metricUnless, NOTHING, openQuestion, type Conclusion, type Finding } from '../shared/decision';
import { known, unknown, type Observed } from '../shared/observed';
import { BACKUP_METRICS, type ExpectedRestoreTest } from './contract';
import type { RestoreJob, RestoreTestObservation } from './observation';

/** What is known about one resource: a conclusion, and how long ago it was last proven that it can be restored. */
interface Part {
  readonly conclusion: Conclusion;
  /** In seconds; that of the plan while nothing is proven. `undefined` when it cannot be told. */
  readonly age: number | undefined;
}

/**
 * Whether each resource was restored lately, as a test, and nobody found it wrong.
 *
 * A plan younger than the limit may not have come to a resource yet: that is no fault, but a test that failed is one at
 * once. AWS Backup speaks of jobs of the last 30 days, so of a test long ago no more may be known than that it is long ago.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing.html read 2026-11-25
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_RestoreJobSummary.html read 2026-11-25
 */
export function checkRestoreTests(
  expected: ExpectedRestoreTest,
  resourceArns: readonly string[],
  { plan, jobs }: RestoreTestObservation,
  now: Date,
): Conclusion {
  const planState = checkPlan(expected, plan, now);
  if (jobs.kind === 'unknown') {
    return merge([planState.conclusion, openQuestion('restore tests', 'redundancy', jobs)]);
  }
  const parts = resourceArns.map((arn) => {
    const own = jobs.value.filter(({ resourceArn }) => resourceArn === arn);
    return checkResource(expected, arn, own, planState.age, now);
  });
  const ages = parts.flatMap(({ age }) => age ?? []);
  const oldest = Math.max(...ages);
  return merge([
    planState.conclusion,
    ...parts.map(({ conclusion }) => conclusion),
    {
      ...NOTHING,
      // An age beyond the limit must raise an alarm whatever else is unknown.
      metrics: metricUnless(
        ages.length < parts.length && oldest <= expected.maximumAgeSeconds,
        BACKUP_METRICS.restoreTestAge,
        () => oldest,
      ),
    },
  ]);
}

/** Age of the plan, which is that of every resource it has not come to yet. */
function checkPlan({ planName }: ExpectedRestoreTest, plan: RestoreTestObservation['plan'], now: Date): Part {
  const subject = 'restore testing plan';
  if (plan.kind === 'unknown') {
    return { conclusion: openQuestion(subject, 'redundancy', plan), age: undefined };
  }
  if (plan.value === 'absent') {
    const detail = `there is no restore testing plan ${planName}`;
    return { conclusion: found('RestoreTestPlanMissing', subject, detail), age: undefined };
  }
  const age = findAgeSeconds(plan.value.createdAt, now);
  return age === undefined
    ? {
        conclusion: openQuestion(subject, 'redundancy', unknown('Contradictory', 'it is from the future')),
        age: undefined,
      }
    : { conclusion: NOTHING, age };
}

function checkResource(
  expected: ExpectedRestoreTest,
  arn: string,
  jobs: readonly RestoreJob[],
  planAge: number | undefined,
  now: Date,
): Part {
  const lastGood = findNewest(jobs, 'good', expected);
  const lastBad = findNewest(jobs, 'bad', expected);
  const failed =
    lastBad !== undefined && (lastGood === undefined || endOf(lastBad) > endOf(lastGood))
      ? [failure(arn, lastBad)]
      : [];
  const age = ageOf(lastGood, planAge, now);
  if (age.kind === 'unknown') {
    return {
      conclusion: merge([{ ...NOTHING, findings: failed }, openQuestion(arn, 'redundancy', age)]),
      age: undefined,
    };
  }
  const { maximumAgeSeconds } = expected;
  const isStale = age.value !== undefined && age.value > maximumAgeSeconds;
  const isYoung = lastGood === undefined && failed.length === 0 && age.value !== undefined && !isStale;
  return {
    conclusion: {
      ...NOTHING,
      findings: [...failed, ...(isStale ? [staleness(arn, lastGood, age.value, maximumAgeSeconds)] : [])],
      notes: isYoung ? [`${arn}: the first restore test is not due yet`] : [],
    },
    age: age.value,
  };
}

/** Time since the last good test; while there is none, since the plan was made, which may not be known. */
function ageOf(lastGood: RestoreJob | undefined, planAge: number | undefined, now: Date): Observed<number | undefined> {
  if (lastGood === undefined) {
    return known(planAge);
  }
  const age = findAgeSeconds(endOf(lastGood), now);
  return age === undefined ? unknown('Contradictory', 'a restore test is from the future') : known(age);
}

/**
 * What a job says. One that nobody has judged proves what it is: that AWS Backup could restore. Where content has to be
 * looked at as well, it proves nothing until somebody has.
 */
function verdictOf({ status, validation }: RestoreJob, { proof }: ExpectedRestoreTest): 'good' | 'bad' | 'none' {
  if (status === 'FAILED' || status === 'ABORTED' || validation === 'FAILED') {
    return 'bad';
  }
  const isProven = status === 'COMPLETED' && (proof === 'restored' || validation === 'SUCCESSFUL');
  return isProven ? 'good' : 'none';
}

function findNewest(
  jobs: readonly RestoreJob[],
  verdict: 'good' | 'bad',
  expected: ExpectedRestoreTest,
): RestoreJob | undefined {
  return jobs
    .filter((job) => verdictOf(job, expected) === verdict)
    .sort((a, b) => endOf(b).getTime() - endOf(a).getTime())
    .at(0);
}

function endOf({ createdAt, completedAt }: RestoreJob): Date {
  return completedAt ?? createdAt;
}

function failure(arn: string, job: RestoreJob): Finding {
  const what = job.validation === 'FAILED' ? 'what was restored is wrong' : `the restore ended as ${job.status}`;
  return finding('RestoreTestFailed', arn, `${what}, at ${endOf(job).toISOString()}`);
}

function staleness(arn: string, lastGood: RestoreJob | undefined, age: number, limit: number): Finding {
  const what =
    lastGood === undefined
      ? `no restore test of it is known to be good, and the plan is ${days(age)} old`
      : `the last good restore test was at ${endOf(lastGood).toISOString()}, ${days(age)} ago`;
  return finding('RestoreTestStale', arn, `${what}; at most ${days(limit)} allowed`);
}

function days(seconds: number): string {
  return `${(seconds / 86_400).toFixed(1)} days`;
}

function found(code: string, subject: string, detail: string): Conclusion {
  return { ...NOTHING, findings: [finding(code, subject, detail)] };
}

function finding(code: string, subject: string, detail: string): Finding {
  return { code, effect: 'redundancy', subject, detail };
}
