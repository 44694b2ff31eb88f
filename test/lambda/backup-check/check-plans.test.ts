import { checkBackups } from '../../../lambda/backup-check/check';
import type { PlanObservation } from '../../../lambda/backup-check/observation';
import { known, unknown } from '../../../lambda/shared/observed';
import { NOW } from '../support/fake-run';
import {
  BUCKET_ARN,
  CLUSTER_ARN,
  databaseBackup,
  databasePlan,
  expectation,
  healthy,
  selectionOf,
  systemBackup,
  systemPlan,
} from './expectation';

const denied = unknown('Denied', 'AccessDeniedException');

/** Replaces parts of the plan of the database. */
function check(change: Partial<PlanObservation>, expected = expectation) {
  const plans = { ...healthy.plans, database: { ...databasePlan, ...change } };
  const decision = checkBackups(expected, { ...healthy, plans }, NOW);
  return { ...decision, codes: decision.findings.map(({ code, subject }) => `${code} ${subject}`) };
}

describe('selections', () => {
  test.each([
    ['is removed', []],
    ['names something else', [selectionOf(BUCKET_ARN)]],
    ['is emptied', [selectionOf()]],
    ['excludes what it names', [{ ...selectionOf(CLUSTER_ARN), excluded: [CLUSTER_ARN] }]],
  ])('F36 the resource is missed at once when its selection %s', (_what, selections) => {
    expect(check({ selections: known(selections) })).toMatchObject({
      status: 'DEGRADED',
      findings: [
        {
          code: 'SelectionMissing',
          effect: 'redundancy',
          subject: CLUSTER_ARN,
          detail: 'no selection of the plan of database names it',
        },
      ],
      // Nothing is stale yet, and nothing would be for hours.
      metrics: { UnselectedResources: 1, MissingPlanRules: 0, RedundancyLost: 1, BackupStale: 0, ServiceDown: 0 },
    });
  });

  test('one of several is enough', () => {
    const selections = [selectionOf(BUCKET_ARN), selectionOf(CLUSTER_ARN), { ...selectionOf(), isByTag: true }];
    expect(check({ selections: known(selections) }).status).toBe('HEALTHY');
  });

  test('the selection of another plan does not count', () => {
    const plans = { database: { ...databasePlan, selections: known([]) }, system: systemPlan };
    const everything = { ...systemPlan, selections: known([selectionOf('*')]) };
    expect(checkBackups(expectation, { ...healthy, plans: { ...plans, system: everything } }, NOW)).toMatchObject({
      metrics: { UnselectedResources: 1 },
    });
  });

  test('of several resources each is missed', () => {
    const other = 'arn:aws:s3:::test-site-other';
    const expected = {
      ...expectation,
      backups: [databaseBackup, { ...systemBackup, resourceArns: [BUCKET_ARN, other] }],
    };
    const decision = checkBackups(
      expected,
      { ...healthy, plans: { database: databasePlan, system: { ...systemPlan, selections: known([]) } } },
      NOW,
    );
    expect(decision.metrics).toMatchObject({ UnselectedResources: 2 });
    const missed = decision.findings.filter(({ code }) => code === 'SelectionMissing');
    expect(missed.map(({ subject }) => subject)).toStrictEqual([other, BUCKET_ARN]);
  });

  test('by tag leave open what they take, since tags are not read', () => {
    const decision = check({ selections: known([{ ...selectionOf(CLUSTER_ARN), isByTag: true }]) });
    expect(decision).toMatchObject({
      status: 'UNKNOWN',
      findings: [],
      questions: [{ subject: CLUSTER_ARN, code: 'Incomplete', effect: 'redundancy' }],
    });
    expect(decision.metrics).not.toHaveProperty('UnselectedResources');
  });

  test('that cannot be read are neither there nor gone', () => {
    const decision = check({ selections: denied });
    expect(decision).toMatchObject({
      status: 'UNKNOWN',
      findings: [],
      questions: [{ subject: 'selections of database', code: 'Denied', effect: 'redundancy' }],
      metrics: { MissingPlanRules: 0, BackupStale: 0 },
    });
    expect(decision.metrics).not.toHaveProperty('UnselectedResources');
    expect(decision.metrics).not.toHaveProperty('RedundancyLost');
  });

  test('a resource that is known to be missed outweighs another plan that is not read', () => {
    const plans = {
      database: { ...databasePlan, selections: known([]) },
      system: { plan: denied, selections: denied },
    };
    expect(checkBackups(expectation, { ...healthy, plans }, NOW)).toMatchObject({
      status: 'DEGRADED',
      metrics: { UnselectedResources: 1, CheckUnknown: 2 },
    });
  });
});

describe('rules', () => {
  const { schedules } = databaseBackup;

  test.each(schedules)('F36 the one at %s is missed at once when it is removed', (schedule) => {
    expect(check({ plan: known({ schedules: schedules.filter((other) => other !== schedule) }) })).toMatchObject({
      status: 'DEGRADED',
      findings: [
        {
          code: 'PlanRuleMissing',
          effect: 'redundancy',
          subject: 'plan of database',
          detail: `no rule runs at ${schedule}`,
        },
      ],
      metrics: { MissingPlanRules: 1, UnselectedResources: 0, RedundancyLost: 1, BackupStale: 0 },
    });
  });

  test('a rule that runs at another time is not the one that was promised', () => {
    const changed = schedules.map((schedule) => schedule.replace('cron(0 3 * * ? *)', 'cron(0 3 1 * ? *)'));
    expect(check({ plan: known({ schedules: changed }) }).codes).toStrictEqual(['PlanRuleMissing plan of database']);
  });

  test('all of them are missed in a plan without rules', () => {
    expect(check({ plan: known({ schedules: [] }) }).metrics).toMatchObject({ MissingPlanRules: 3 });
  });

  test('one does not stand for two', () => {
    const twice = { ...databaseBackup, schedules: ['cron(0 3 * * ? *)', 'cron(0 3 * * ? *)'] };
    const expected = { ...expectation, backups: [twice, systemBackup] };
    expect(check({ plan: known({ schedules: ['cron(0 3 * * ? *)'] }) }, expected).metrics).toMatchObject({
      MissingPlanRules: 1,
    });
  });

  test('more of them than promised are no fault', () => {
    expect(check({ plan: known({ schedules: ['cron(0 9 * * ? *)', ...schedules].reverse() }) }).status).toBe('HEALTHY');
  });
});

describe('a plan', () => {
  test('that is gone has no rules and selects nothing', () => {
    expect(check({ plan: known('absent'), selections: denied })).toMatchObject({
      status: 'DEGRADED',
      codes: [`SelectionMissing ${CLUSTER_ARN}`, 'PlanMissing plan of database'],
      questions: [],
      metrics: { MissingPlanRules: 3, UnselectedResources: 1 },
    });
  });

  test('that cannot be read is neither whole nor gone', () => {
    const decision = check({ plan: denied });
    expect(decision).toMatchObject({
      status: 'UNKNOWN',
      questions: [{ subject: 'plan of database', code: 'Denied', effect: 'redundancy' }],
      metrics: { UnselectedResources: 0 },
    });
    expect(decision.metrics).not.toHaveProperty('MissingPlanRules');
  });

  test('that was not asked about is unknown', () => {
    const decision = checkBackups(expectation, { ...healthy, plans: { database: databasePlan } }, NOW);
    expect(decision.questions).toMatchObject([
      { subject: 'plan of system', code: 'Incomplete' },
      { subject: 'selections of system', code: 'Incomplete' },
    ]);
  });
});
