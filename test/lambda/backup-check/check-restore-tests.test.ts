import { checkBackups } from '../../../lambda/backup-check/check';
import type { RestoreJob, RestoreTestObservation } from '../../../lambda/backup-check/observation';
import { known } from '../../../lambda/shared/observed';
import { NOW } from '../support/fake-run';
import { BUCKET_ARN, CLUSTER_ARN, expectation, healthy, HOUR, hoursAgo, restoreJob, restoreTests } from './expectation';

const DAY = 24 * HOUR;
const validated = { ...expectation, restoreTest: { ...expectation.restoreTest, proof: 'validated' as const } };
const bucket = restoreJob(BUCKET_ARN, 1);

function check(change: Partial<RestoreTestObservation>, expected = expectation) {
  const decision = checkBackups(expected, { ...healthy, restoreTests: { ...restoreTests, ...change } }, NOW);
  return { ...decision, codes: decision.findings.map(({ code, subject }) => `${code} ${subject}`) };
}

// Restores of the cluster, beside a good one of the bucket.
function checkJobs(jobs: readonly RestoreJob[], change: Partial<RestoreTestObservation> = {}, expected = expectation) {
  return check({ jobs: known([...jobs, bucket]), ...change }, expected);
}

const planOf = (days: number) => ({ plan: known({ createdAt: hoursAgo(days * 24) }) });

describe('a restore test', () => {
  test('F40 of thirty days ago is young enough, and one second older is stale', () => {
    expect(checkJobs([restoreJob(CLUSTER_ARN, 30)])).toMatchObject({
      status: 'HEALTHY',
      notes: [],
      metrics: { RestoreTestAge: 30 * DAY },
    });
    expect(checkJobs([restoreJob(CLUSTER_ARN, 30 + 1 / DAY)])).toMatchObject({
      status: 'DEGRADED',
      findings: [
        {
          code: 'RestoreTestStale',
          effect: 'redundancy',
          subject: CLUSTER_ARN,
          detail:
            'the last good restore test was at 2026-10-26T11:59:59.000Z, 30.0 days ago; at most 30.0 days allowed',
        },
      ],
      metrics: { RestoreTestAge: 30 * DAY + 1, BackupStale: 0, ServiceDown: 0 },
    });
  });

  test('F40 the newest good one counts, in whatever order they come', () => {
    const jobs = [restoreJob(CLUSTER_ARN, 20), restoreJob(CLUSTER_ARN, 2), restoreJob(CLUSTER_ARN, 9)];
    expect(checkJobs(jobs).metrics).toHaveProperty('RestoreTestAge', 2 * DAY);
    expect(checkJobs([...jobs].reverse()).metrics).toHaveProperty('RestoreTestAge', 2 * DAY);
  });

  test('F40 of one resource is none of another: the worst counts', () => {
    const decision = checkJobs([restoreJob(CLUSTER_ARN, 45)]);
    expect(decision.codes).toStrictEqual([`RestoreTestStale ${CLUSTER_ARN}`]);
    expect(decision.metrics).toHaveProperty('RestoreTestAge', 45 * DAY);
    expect(check({ jobs: known([restoreJob(CLUSTER_ARN, 1)]) }).codes).toStrictEqual([
      `RestoreTestStale ${BUCKET_ARN}`,
    ]);
  });

  test('F40 that has no end yet is of when it began', () => {
    const decision = checkJobs([restoreJob(CLUSTER_ARN, 3, { completedAt: undefined })]);
    expect(decision.metrics).toHaveProperty('RestoreTestAge', 3 * DAY + HOUR);
  });

  test('F40 from the future is a contradiction', () => {
    const decision = checkJobs([restoreJob(CLUSTER_ARN, -1)]);
    expect(decision).toMatchObject({
      status: 'UNKNOWN',
      findings: [],
      questions: [
        {
          subject: CLUSTER_ARN,
          code: 'Contradictory',
          effect: 'redundancy',
          reason: 'a restore test is from the future',
        },
      ],
    });
    expect(decision.metrics).not.toHaveProperty('RestoreTestAge');
  });

  test('F40 each resource is asked for once, however many backups name it', () => {
    const backups = [...expectation.backups, { ...expectation.backups[1], name: 'again' }];
    const twice = { ...expectation, backups: backups as typeof expectation.backups };
    const stale = checkJobs([restoreJob(CLUSTER_ARN, 1)], { jobs: known([restoreJob(CLUSTER_ARN, 1)]) }, twice);
    expect(stale.codes.filter((code) => code.startsWith('RestoreTestStale'))).toHaveLength(1);
  });
});

describe('without a good test', () => {
  test('F40 a plan that is younger than the limit owes nothing, and says so', () => {
    expect(checkJobs([], planOf(30))).toMatchObject({
      status: 'HEALTHY',
      notes: [`${CLUSTER_ARN}: the first restore test is not due yet`],
      metrics: { RestoreTestAge: 30 * DAY },
    });
  });

  test('F40 a plan that is older is at fault', () => {
    expect(checkJobs([], planOf(30 + 1 / DAY))).toMatchObject({
      status: 'DEGRADED',
      findings: [
        {
          code: 'RestoreTestStale',
          subject: CLUSTER_ARN,
          detail: 'no restore test of it is known to be good, and the plan is 30.0 days old; at most 30.0 days allowed',
        },
      ],
      notes: [],
    });
  });

  test.each([['PENDING'], ['RUNNING'], ['PONDERING']])('F40 one that is %s proves nothing', (status) => {
    expect(checkJobs([restoreJob(CLUSTER_ARN, 1, { status })], planOf(5))).toMatchObject({
      status: 'HEALTHY',
      metrics: { RestoreTestAge: 5 * DAY },
    });
  });
});

describe('a test that failed', () => {
  test.each([
    ['could not be restored', { status: 'FAILED' }, 'the restore ended as FAILED'],
    ['was broken off', { status: 'ABORTED' }, 'the restore ended as ABORTED'],
    ['was found wrong', { validation: 'FAILED' }, 'what was restored is wrong'],
  ])('F40 because it %s is a fault, newer than a good one', (_what, change, reason) => {
    const jobs = [restoreJob(CLUSTER_ARN, 3), restoreJob(CLUSTER_ARN, 1, change)];
    expect(checkJobs(jobs)).toMatchObject({
      status: 'DEGRADED',
      findings: [
        {
          code: 'RestoreTestFailed',
          effect: 'redundancy',
          subject: CLUSTER_ARN,
          detail: `${reason}, at 2026-11-24T12:00:00.000Z`,
        },
      ],
      metrics: { RestoreTestAge: 3 * DAY },
    });
  });

  test('F40 is history once a newer one is good', () => {
    const failed = restoreJob(CLUSTER_ARN, 3, { status: 'FAILED' });
    expect(checkJobs([failed, restoreJob(CLUSTER_ARN, 1)]).status).toBe('HEALTHY');
    expect(checkJobs([failed, restoreJob(CLUSTER_ARN, 3)]).status).toBe('HEALTHY');
  });

  test('F40 is a fault of a young plan as well', () => {
    const decision = checkJobs([restoreJob(CLUSTER_ARN, 1, { status: 'FAILED' })], planOf(5));
    expect(decision).toMatchObject({ codes: [`RestoreTestFailed ${CLUSTER_ARN}`], notes: [] });
  });

  test('F40 does not hide that the last good one is long ago', () => {
    const jobs = [restoreJob(CLUSTER_ARN, 45), restoreJob(CLUSTER_ARN, 1, { status: 'FAILED' })];
    expect(checkJobs(jobs).codes).toStrictEqual([
      `RestoreTestFailed ${CLUSTER_ARN}`,
      `RestoreTestStale ${CLUSTER_ARN}`,
    ]);
  });

  test('F40 stands beside a good one from the future', () => {
    const jobs = [restoreJob(CLUSTER_ARN, -1), restoreJob(CLUSTER_ARN, -2, { status: 'FAILED' })];
    expect(checkJobs(jobs)).toMatchObject({
      codes: [`RestoreTestFailed ${CLUSTER_ARN}`],
      questions: [{ subject: CLUSTER_ARN, code: 'Contradictory' }],
    });
  });
});

describe('what proves a test', () => {
  test.each([
    [undefined, 'HEALTHY', 'DEGRADED'],
    ['SUCCESSFUL', 'HEALTHY', 'HEALTHY'],
    ['TIMED_OUT', 'HEALTHY', 'DEGRADED'],
    ['VALIDATING', 'HEALTHY', 'DEGRADED'],
    ['FAILED', 'DEGRADED', 'DEGRADED'],
  ])('F40 validation %p: %s where a restore is enough, %s where somebody has to look', (validation, one, other) => {
    const jobs = [CLUSTER_ARN, BUCKET_ARN].map((arn) => restoreJob(arn, 1, { validation }));
    expect(check({ jobs: known(jobs) }).status).toBe(one);
    expect(check({ jobs: known(jobs) }, validated).status).toBe(other);
  });

  test('F40 a validation without a restore is none', () => {
    const jobs = [CLUSTER_ARN, BUCKET_ARN].map((arn) =>
      restoreJob(arn, 1, { status: 'RUNNING', validation: 'SUCCESSFUL' }),
    );
    expect(check({ jobs: known(jobs) }, validated).codes).toStrictEqual([
      `RestoreTestStale ${CLUSTER_ARN}`,
      `RestoreTestStale ${BUCKET_ARN}`,
    ]);
  });
});
