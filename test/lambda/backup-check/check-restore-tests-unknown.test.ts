import { checkBackups } from '../../../lambda/backup-check/check';
import type { RestoreJob, RestoreTestObservation } from '../../../lambda/backup-check/observation';
import { known, unknown } from '../../../lambda/shared/observed';
import { NOW } from '../support/fake-run';
import { BUCKET_ARN, CLUSTER_ARN, expectation, healthy, HOUR, hoursAgo, restoreJob, restoreTests } from './expectation';

const DAY = 24 * HOUR;
const denied = unknown('Denied', 'no');
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

describe('what is unknown', () => {
  test('F40 unread tests are neither good nor stale', () => {
    const decision = check({ jobs: denied });
    expect(decision).toMatchObject({
      status: 'UNKNOWN',
      findings: [],
      questions: [{ subject: 'restore tests', code: 'Denied', effect: 'redundancy' }],
    });
    expect(decision.metrics).not.toHaveProperty('RestoreTestAge');
  });

  test('F40 an unread plan takes nothing from what it did', () => {
    expect(check({ plan: denied })).toMatchObject({
      status: 'UNKNOWN',
      questions: [{ subject: 'restore testing plan', code: 'Denied', effect: 'redundancy' }],
      metrics: { RestoreTestAge: 7 * DAY },
    });
    expect(checkJobs([restoreJob(CLUSTER_ARN, 45)], { plan: denied }).codes).toStrictEqual([
      `RestoreTestStale ${CLUSTER_ARN}`,
    ]);
  });

  test('F40 an unread plan that did nothing leaves its age open', () => {
    const decision = checkJobs([], { plan: denied });
    expect(decision).toMatchObject({ status: 'UNKNOWN', findings: [], notes: [] });
    expect(decision.metrics).not.toHaveProperty('RestoreTestAge');
  });

  test('F40 an age beyond the limit counts whatever else is unknown', () => {
    const decision = check({ plan: denied, jobs: known([restoreJob(CLUSTER_ARN, 45)]) });
    expect(decision.metrics).toHaveProperty('RestoreTestAge', 45 * DAY);
    const young = check({ plan: denied, jobs: known([restoreJob(CLUSTER_ARN, 30)]) });
    expect(young.metrics).not.toHaveProperty('RestoreTestAge');
  });

  test('F40 a plan from the future is a contradiction', () => {
    expect(checkJobs([], planOf(-1)).questions).toMatchObject([
      {
        subject: 'restore testing plan',
        code: 'Contradictory',
        effect: 'redundancy',
        reason: 'it is from the future',
      },
    ]);
  });
});

test('F40 a plan that is gone tests nothing any more', () => {
  expect(check({ plan: known('absent') })).toMatchObject({
    status: 'DEGRADED',
    findings: [
      {
        code: 'RestoreTestPlanMissing',
        effect: 'redundancy',
        subject: 'restore testing plan',
        detail: 'there is no restore testing plan test_site_restore_drill',
      },
    ],
    metrics: { RestoreTestAge: 7 * DAY },
  });
});
