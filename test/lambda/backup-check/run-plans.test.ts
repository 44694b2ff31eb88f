import { jsonError } from '../support/fake-transport';
import { CLUSTER_ARN, expectation } from './expectation';
import { json, PLAN, planReply, run, SELECTION, selectionReply, SELECTIONS } from './run-with-replies';

function without<T extends object>(document: T, member: string): object {
  return Object.fromEntries(Object.entries(document).filter(([name]) => name !== member));
}

test.each([
  ['says that it does not exist', () => jsonError('ResourceNotFoundException', 404)],
  ['says when it was deleted', () => json({ ...planReply(), DeletionDate: 1_780_000_000 })],
])('F36 a plan of which AWS Backup %s is missing', async (_what, reply) => {
  const { line } = await run({ [PLAN]: reply, [SELECTIONS]: () => jsonError('InvalidParameterValueException', 400) });
  expect(line.record.findings.map(({ code }) => code)).toStrictEqual(['SelectionMissing', 'PlanMissing']);
  expect(line).toMatchObject({ UnselectedResources: 1, MissingPlanRules: 3, RedundancyLost: 1 });
});

test('F36 a rule that was removed is missed at the next run', async () => {
  const { BackupPlan, ...plan } = planReply();
  const { line } = await run({
    [PLAN]: () => json({ ...plan, BackupPlan: { ...BackupPlan, Rules: BackupPlan.Rules.slice(1) } }),
  });
  expect(line).toMatchObject({
    record: { findings: [{ code: 'PlanRuleMissing' }] },
    MissingPlanRules: 1,
    BackupStale: 0,
  });
});

test.each([
  ['was removed', { [SELECTIONS]: () => json({ BackupSelectionsList: [] }) }],
  ['was removed while the check ran', { [SELECTION]: () => jsonError('ResourceNotFoundException', 404) }],
  ['was emptied', { [SELECTION]: () => json(selectionReply([])) }],
])('F36 a selection that %s is missed at the next run', async (_what, replies) => {
  const { line } = await run(replies);
  expect(line).toMatchObject({
    record: { status: 'DEGRADED', findings: [{ code: 'SelectionMissing', subject: CLUSTER_ARN }] },
    UnselectedResources: 1,
    RedundancyLost: 1,
    BackupStale: 0,
  });
});

test('selections are read to the last page, and every one of them', async () => {
  const { line, sent } = await run({
    [SELECTIONS]: ({ query }) =>
      query.nextToken === 'more'
        ? json({ BackupSelectionsList: [{ SelectionId: 'selection-of-database' }] })
        : json({ BackupSelectionsList: [{ SelectionId: 'other' }], NextToken: 'more' }),
    [`${SELECTIONS}/other`]: () => json(selectionReply(['arn:aws:s3:::stranger'])),
  });
  expect(line.record.status).toBe('HEALTHY');
  expect(sent.map(({ action }) => action)).toEqual(expect.arrayContaining([`${SELECTIONS}/other`, SELECTION]));
});

test.each([
  ['ListOfTags', [{ ConditionType: 'STRINGEQUALS', ConditionKey: 'backup', ConditionValue: 'yes' }]],
  ['Conditions', { StringLike: [{ ConditionKey: 'aws:ResourceTag/backup', ConditionValue: 'yes' }] }],
])('a selection with %s leaves open what it takes', async (member, value) => {
  const { BackupSelection, SelectionId } = selectionReply();
  const { line } = await run({
    [SELECTION]: () => json({ SelectionId, BackupSelection: { ...BackupSelection, [member]: value } }),
  });
  expect(line.record).toMatchObject({ status: 'UNKNOWN', questions: [{ subject: CLUSTER_ARN, code: 'Incomplete' }] });
});

describe('an answer that lacks', () => {
  const { BackupPlan, ...plan } = planReply();
  const { BackupSelection } = selectionReply();

  test.each([
    ['the id of the plan', PLAN, without({ ...plan, BackupPlan }, 'BackupPlanId')],
    ['the plan', PLAN, plan],
    ['the rules', PLAN, { ...plan, BackupPlan: without(BackupPlan, 'Rules') }],
    ['the name of a rule', PLAN, { ...plan, BackupPlan: { Rules: [{ ScheduleExpression: 'cron(0 3 * * ? *)' }] } }],
    ['the list of selections', SELECTIONS, {}],
    ['the id of a selection', SELECTIONS, { BackupSelectionsList: [{ SelectionName: 'x' }] }],
    ['the selection', SELECTION, { SelectionId: 'selection-of-database' }],
    ['the name of the selection', SELECTION, { BackupSelection: without(BackupSelection, 'SelectionName') }],
    ['everything a selection could take', SELECTION, { BackupSelection: { SelectionName: 'x', IamRoleArn: 'role' } }],
  ])('%s is none', async (_what, action, answer) => {
    const { line } = await run({ [action]: () => json(answer) });
    expect(line.record).toMatchObject({ status: 'UNKNOWN', findings: [], questions: [{ code: 'Malformed' }] });
  });

  test('lists of a selection that are empty is whole', async () => {
    const { line } = await run({
      [SELECTION]: () => json({ BackupSelection: { SelectionName: 'x', Resources: [CLUSTER_ARN] } }),
    });
    expect(line.record.status).toBe('HEALTHY');
  });
});

test.each(['planId', 'schedules'] as const)('a backup without %s is no payload', async (member) => {
  const backups = expectation.backups.map((backup) => without(backup, member));
  await expect(run({}, undefined, { ...expectation, backups } as typeof expectation)).rejects.toThrow(member);
});
