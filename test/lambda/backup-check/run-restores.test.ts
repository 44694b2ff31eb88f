import { jsonReply } from '../support/fake-rds-metrics';
import { operationOf } from '../support/fake-operations';
import { clusterReply } from '../support/fake-rds';
import { NOW } from '../support/fake-run';
import { jsonError } from '../support/fake-transport';
import { BUCKET_ARN, CLUSTER_ARN, expectation, hoursAgo, KEY_ARN, PLAN_ARN, restoreJob } from './expectation';
import {
  CLUSTER,
  cluster,
  jobEntry,
  json,
  KEY,
  keyMetadata,
  POINTS,
  points,
  RESTORE_JOBS,
  RESTORE_PLAN,
  restorePlan,
  run,
  vault,
  VAULT,
} from './run-with-replies';

function without(document: Readonly<Record<string, unknown>>, member: string): object {
  return Object.fromEntries(Object.entries(document).filter(([name]) => name !== member));
}

describe('restore tests', () => {
  test('F40 those of the plan alone are asked for, and in every status', async () => {
    const { sent, line } = await run();
    const [asked] = sent.filter((request) => operationOf(request).startsWith(RESTORE_JOBS));
    expect(asked?.query).toStrictEqual({ restoreTestingPlanArn: PLAN_ARN });
    expect(line).toMatchObject({ record: { status: 'HEALTHY' }, RestoreTestAge: 4 * 86_400 });
  });

  test('F40 the last good one is looked for on every page', async () => {
    const { line, sent } = await run({
      [RESTORE_JOBS]: ({ query }) =>
        query.nextToken === 'more'
          ? json({ RestoreJobs: [restoreJob(CLUSTER_ARN, 2), restoreJob(BUCKET_ARN, 1)].map(jobEntry) })
          : json({ RestoreJobs: [restoreJob(CLUSTER_ARN, 40)].map(jobEntry), NextToken: 'more' }),
    });
    expect(line).toMatchObject({ record: { status: 'HEALTHY' }, RestoreTestAge: 2 * 86_400 });
    expect(sent.filter((request) => operationOf(request).startsWith(RESTORE_JOBS))).toHaveLength(2);
  });

  test('F40 none for more than thirty days is a fault that names the last one', async () => {
    const { line } = await run({
      [RESTORE_JOBS]: () =>
        json({ RestoreJobs: [restoreJob(CLUSTER_ARN, 31), restoreJob(BUCKET_ARN, 1)].map(jobEntry) }),
    });
    expect(line.record.findings).toMatchObject([
      {
        code: 'RestoreTestStale',
        subject: CLUSTER_ARN,
        detail: 'the last good restore test was at 2026-10-25T12:00:00.000Z, 31.0 days ago; at most 30.0 days allowed',
      },
    ]);
    expect(line).toMatchObject({ RestoreTestAge: 31 * 86_400, RedundancyLost: 1 });
  });

  test('F40 restores that somebody made by hand prove nothing', async () => {
    const byHand = { planArn: `${PLAN_ARN}-other` };
    const { line } = await run({
      [RESTORE_JOBS]: () =>
        json({ RestoreJobs: [restoreJob(CLUSTER_ARN, 1, byHand), restoreJob(BUCKET_ARN, 1)].map(jobEntry) }),
    });
    expect(line.record.findings).toMatchObject([{ code: 'RestoreTestStale', subject: CLUSTER_ARN }]);
  });

  test('F40 a copy that somebody found wrong is a fault at once', async () => {
    const jobs = [restoreJob(CLUSTER_ARN, 1, { validation: 'FAILED' }), restoreJob(BUCKET_ARN, 1)];
    const { line } = await run({ [RESTORE_JOBS]: () => json({ RestoreJobs: jobs.map(jobEntry) }) });
    expect(line.record.findings.map(({ code }) => code)).toStrictEqual(['RestoreTestFailed', 'RestoreTestStale']);
  });

  test('F40 a young site owes none yet', async () => {
    const { line } = await run({
      [RESTORE_JOBS]: () => json({ RestoreJobs: [] }),
      [RESTORE_PLAN]: () =>
        json({
          RestoreTestingPlan: { ...restorePlan.RestoreTestingPlan, CreationTime: hoursAgo(48).getTime() / 1000 },
        }),
    });
    expect(line).toMatchObject({ record: { status: 'HEALTHY' }, RestoreTestAge: 2 * 86_400 });
  });

  test('F40 a plan that AWS Backup says does not exist is missing', async () => {
    const { line } = await run({ [RESTORE_PLAN]: () => jsonError('ResourceNotFoundException', 404) });
    expect(line.record.findings.map(({ code }) => code)).toStrictEqual(['RestoreTestPlanMissing']);
  });

  test.each(['RestoreJobId', 'SourceResourceArn', 'Status', 'CreationDate', 'CreatedBy'])(
    'F53 a restore without %s is no answer',
    async (member) => {
      const entries = [jobEntry(restoreJob(CLUSTER_ARN, 1)), without(jobEntry(restoreJob(BUCKET_ARN, 1)), member)];
      const { line } = await run({ [RESTORE_JOBS]: () => json({ RestoreJobs: entries }) });
      expect(line.record.questions).toMatchObject([{ subject: 'restore tests', code: 'Malformed' }]);
    },
  );

  test.each(['RestoreTestingPlanName', 'CreationTime'])('F53 a plan without %s is no answer', async (member) => {
    const { line } = await run({
      [RESTORE_PLAN]: () => json({ RestoreTestingPlan: without(restorePlan.RestoreTestingPlan, member) }),
    });
    expect(line.record.questions).toMatchObject([{ subject: 'restore testing plan', code: 'Malformed' }]);
    expect(line).toHaveProperty('RestoreTestAge');
  });
});

describe('keys', () => {
  const ofOsaka = ({ hostname }: { readonly hostname: string }) => hostname.includes('ap-northeast-3');

  test('F39 a key that somebody scheduled for deletion costs its Region the recovery', async () => {
    const { line } = await run({
      [KEY]: (request) =>
        jsonReply({
          KeyMetadata: ofOsaka(request)
            ? {
                ...keyMetadata,
                KeyState: 'PendingDeletion',
                Enabled: false,
                DeletionDate: Date.parse('2026-12-25T00:00:00Z') / 1000,
              }
            : keyMetadata,
        }),
    });
    expect(line).toMatchObject({
      record: {
        status: 'DEGRADED',
        findings: [
          {
            code: 'RecoveryKeyNotUsable',
            subject: 'key of the vault in ap-northeast-3',
            detail: 'is PendingDeletion, and is deleted on 2026-12-25T00:00:00.000Z',
          },
        ],
      },
      RecoveryKeyFaults: 1,
      BackupStale: 0,
    });
  });

  test('F39 the key that the vault names is asked about', async () => {
    const { sent } = await run();
    const asked = sent.filter((request) => operationOf(request) === KEY);
    expect(asked.map(({ body }) => JSON.parse(body) as unknown)).toStrictEqual([
      { KeyId: KEY_ARN },
      { KeyId: KEY_ARN },
    ]);
  });

  test('F39 a key that KMS says does not exist is gone', async () => {
    const { line } = await run({ [KEY]: () => jsonError('NotFoundException') });
    expect(line).toMatchObject({ record: { status: 'DEGRADED' }, RecoveryKeyFaults: 2 });
  });

  test('F39 the state of another key says nothing about this one', async () => {
    const { line } = await run({
      [KEY]: () => jsonReply({ KeyMetadata: { ...keyMetadata, Arn: `${KEY_ARN}-other`, KeyState: 'Disabled' } }),
    });
    expect(line.record).toMatchObject({
      status: 'UNKNOWN',
      findings: [],
      questions: [{ code: 'Contradictory' }, { code: 'Contradictory' }],
    });
  });

  test('F39 a vault that names no key leaves it open, and asks nobody', async () => {
    const { line, sent } = await run({ [VAULT]: () => json(without(vault, 'EncryptionKeyArn')) });
    expect(line.record.questions).toMatchObject([
      { subject: 'key of the vault in ap-northeast-1', code: 'Incomplete', reason: 'no vault names it' },
      { subject: 'key of the vault in ap-northeast-3', code: 'Incomplete' },
    ]);
    expect(line).toHaveProperty('RecoveryPoints/database/ap-northeast-3', 5);
    expect(sent.map(operationOf)).not.toContain(KEY);
  });

  test.each(['Arn', 'KeyState', 'Enabled'])('F53 a key without %s is no answer', async (member) => {
    const { line } = await run({ [KEY]: () => jsonReply({ KeyMetadata: without(keyMetadata, member) }) });
    expect(line.record.questions).toMatchObject([{ code: 'Malformed' }, { code: 'Malformed' }]);
  });
});

test('F36 backups that were missed twice are told with the time of the last good one', async () => {
  const late = points.map((point) =>
    point.ResourceArn === CLUSTER_ARN ? { ...point, CreationDate: point.CreationDate - 24 * 3_600 } : point,
  );
  const { line } = await run({ [POINTS]: () => json({ RecoveryPoints: late }) });
  expect(line.record.findings).toMatchObject([
    {
      code: 'RecoveryPointStale',
      subject: 'database in ap-northeast-1',
      detail: 'the newest recovery point, of 2026-11-24T06:00:00.000Z, is 30.0 hours old, at most 17.0 hours allowed',
    },
    { code: 'RecoveryPointStale', subject: 'database in ap-northeast-3' },
  ]);
  expect(line).toHaveProperty('BackupStale', 1);
});

test('F37 the age of the latest restorable time is measured', async () => {
  const latestRestorableTime = new Date(NOW.getTime() - 301_000).toISOString();
  const { line } = await run({ [CLUSTER]: () => clusterReply({ ...cluster, latestRestorableTime }) });
  expect(line).toMatchObject({
    record: { status: 'DEGRADED', findings: [{ code: 'RestorableTimeLate' }] },
    LatestRestorableAge: 301,
  });
});

test('F38 recovery points that somebody deleted are missed', async () => {
  const kept = points.filter(({ ResourceArn }) => ResourceArn !== CLUSTER_ARN);
  const { line } = await run({
    [POINTS]: ({ hostname }) => json({ RecoveryPoints: hostname.includes('ap-northeast-3') ? kept : points }),
  });
  expect(line.record.findings.map(({ code }) => code)).toStrictEqual(['NoRecoveryPoint', 'TooFewRecoveryPoints']);
  expect(line).toMatchObject({
    'RecoveryPoints/database/ap-northeast-3': 0,
    'RecoveryPointShortfall/database/ap-northeast-3': 5,
  });
});

test.each([
  ['planName', ''],
  ['planArn', undefined],
  ['maximumAgeSeconds', 0],
  ['proof', 'hoped'],
])('a payload whose restore test has the %s %p is refused', async (member, value) => {
  const restoreTest = { ...expectation.restoreTest, [member]: value };
  await expect(run({}, undefined, { ...expectation, restoreTest } as typeof expectation)).rejects.toThrow(member);
});
