import { clusterReply } from '../support/fake-rds';
import { operationOf } from '../support/fake-operations';
import { connectionReset, jsonError, PROXY_PAGE, queryError } from '../support/fake-transport';
import { CLUSTER_ARN, expectation, hoursAgo } from './expectation';
import {
  CLUSTER,
  cluster,
  json,
  KEY,
  PLAN,
  points,
  POINTS,
  RESTORE_JOBS,
  RESTORE_PLAN,
  run,
  SELECTION,
  SELECTIONS,
  vault,
  VAULT,
} from './run-with-replies';

test('backups as the objective says are healthy', async () => {
  const { line } = await run();
  expect(line).toMatchObject({ record: { status: 'HEALTHY' }, BackupStale: 0, LatestRestorableAge: 100 });
});

test('vaults are asked in their own Regions, plans in that of the function, and nothing but questions is sent', async () => {
  const { sent } = await run();
  expect(sent.map((request) => `${request.hostname} ${operationOf(request).replace(/\/$/, '')}`).sort()).toStrictEqual(
    [
      `backup.ap-northeast-1.amazonaws.com ${VAULT}`,
      `backup.ap-northeast-1.amazonaws.com ${POINTS}`,
      `backup.ap-northeast-1.amazonaws.com ${PLAN}`,
      `backup.ap-northeast-1.amazonaws.com ${SELECTIONS}`,
      `backup.ap-northeast-1.amazonaws.com ${SELECTION}`,
      ...['', '/selections', '/selections/s'].map(
        (rest) => `backup.ap-northeast-1.amazonaws.com GET /backup/plans/plan-of-system${rest}`,
      ),
      `backup.ap-northeast-3.amazonaws.com ${VAULT}`,
      `backup.ap-northeast-3.amazonaws.com ${POINTS}`,
      `backup.ap-northeast-1.amazonaws.com ${RESTORE_JOBS}`,
      `backup.ap-northeast-1.amazonaws.com ${RESTORE_PLAN}`,
      `kms.ap-northeast-1.amazonaws.com ${KEY}`,
      `kms.ap-northeast-3.amazonaws.com ${KEY}`,
      `rds.ap-northeast-1.amazonaws.com ${CLUSTER}`,
    ].sort(),
  );
});

test('recovery points are read to the last page', async () => {
  const { line } = await run({
    [POINTS]: ({ query }) =>
      query.nextToken === 'more'
        ? json({ RecoveryPoints: points.slice(8) })
        : json({ RecoveryPoints: points.slice(0, 8), NextToken: 'more' }),
  });
  expect(line.record.status).toBe('HEALTHY');
});

test('a Region that does not answer is unknown, and the other one is still judged', async () => {
  const { line } = await run({
    [POINTS]: ({ hostname }) =>
      hostname.includes('ap-northeast-3') ? connectionReset() : json({ RecoveryPoints: points }),
  });
  expect(line.record).toMatchObject({
    status: 'UNKNOWN',
    questions: [{ subject: 'recovery points in ap-northeast-3', code: 'Network' }],
  });
  expect(line['RecoveryPoints/database/ap-northeast-1']).toBe(5);
});

test('F38 a vault that AWS Backup says does not exist is missing', async () => {
  const { line } = await run({ [VAULT]: () => jsonError('ResourceNotFoundException', 404) });
  expect(line.record.findings.map(({ code }) => code)).toStrictEqual(['VaultMissing', 'VaultMissing']);
});

describe.each([
  [VAULT, jsonError],
  [POINTS, jsonError],
  [PLAN, jsonError],
  [SELECTIONS, jsonError],
  [SELECTION, jsonError],
  [CLUSTER, queryError],
  [KEY, jsonError],
  [RESTORE_PLAN, jsonError],
  [RESTORE_JOBS, jsonError],
])('F52 F53 when %s', (action, errorReply) => {
  test.each([
    ['is throttled', 'Throttled', () => errorReply('ThrottlingException', 429)],
    ['fails', 'ApiError', () => errorReply('ServiceUnavailableException', 500)],
    ['is denied', 'Denied', () => errorReply('AccessDeniedException', 403)],
    ['loses its connection', 'Network', connectionReset],
    ['gets the page of a proxy', 'Malformed', () => PROXY_PAGE],
    ['gets half a document', 'Malformed', () => ({ body: action === CLUSTER ? '<Describe' : '{"BackupVaultNa' })],
    ['gets an empty document', 'Malformed', () => ({ body: '' })],
    ['gets an answer without members', 'Malformed', () => ({ body: action === CLUSTER ? '<a></a>' : '{}' })],
  ])('%s, the check says unknown with code %s', async (_what, code, reply) => {
    const { line } = await run({ [action]: reply });
    expect(line.record).toMatchObject({ status: 'UNKNOWN', findings: [] });
    expect(line.record.questions.map((question) => question.code)).toContain(code);
    expect(line).not.toHaveProperty('RedundancyLost');
  });

  test('never answers, the check ends in time and says unknown', async () => {
    const { line } = await run({ [action]: () => ({ hang: true }) }, 5_100);
    expect(line.record.questions.map(({ code }) => code)).toContain('Timeout');
  });
});

test.each(['RecoveryPointArn', 'ResourceArn', 'Status', 'CreationDate'])(
  'a recovery point without %s makes the list unknown',
  async (member) => {
    const broken = points.map((point, index) =>
      index === 3 ? Object.fromEntries(Object.entries(point).filter(([name]) => name !== member)) : point,
    );
    const { line } = await run({ [POINTS]: () => json({ RecoveryPoints: broken }) });
    expect(line.record.status).toBe('UNKNOWN');
  },
);

test.each(['BackupVaultName', 'CreationDate', 'Locked'])('a vault without %s is unknown', async (member) => {
  const broken = Object.fromEntries(Object.entries(vault).filter(([name]) => name !== member));
  const { line } = await run({ [VAULT]: () => json(broken) });
  expect(line.record.status).toBe('UNKNOWN');
});

test('a cluster younger than the recovery points of its ARN has none of them', async () => {
  const { line } = await run({ [CLUSTER]: () => clusterReply({ ...cluster, createdAt: hoursAgo(1).toISOString() }) });
  expect(line).toMatchObject({
    'RecoveryPoints/database/ap-northeast-1': 0,
    'NewestRecoveryPointAge/database/ap-northeast-1': 3_600,
    'RecoveryPoints/system/ap-northeast-1': 10,
  });
});

test.each(['createdAt', 'latestRestorableTime'] as const)('a cluster without %s is unknown', async (member) => {
  const { line } = await run({ [CLUSTER]: () => clusterReply({ ...cluster, [member]: undefined }) });
  expect(line.record.questions).toMatchObject([
    { subject: 'database in ap-northeast-1', code: 'Malformed' },
    { subject: 'database in ap-northeast-3', code: 'Malformed' },
    { subject: 'latest restorable time', code: 'Malformed' },
  ]);
  expect(line).not.toHaveProperty('BackupStale');
});

test('a cluster whose age is not read is no payload', async () => {
  const backups = expectation.backups.map((backup) => ({
    ...backup,
    resourceArns: [CLUSTER_ARN.replace('test-site', 'other-site')],
  }));
  await expect(run({}, undefined, { ...expectation, backups })).rejects.toThrow(/is that of pointInTime/);
});
