import { type Declared, type DeclaredRunbook } from '../../../lib/failures';
import { courseOf, lose } from '../support/outcome';
import { readSmall, type Changes } from '../support/small-site';

const cutOff: DeclaredRunbook = {
  id: 'zone-cut-off',
  document: 'docs/runbooks/zone-lost.md',
  on: ['zone-cut-off'],
  does: ['shift-zone', 'evacuate-writer'],
  seconds: 600,
};

const doing = (...runbooks: readonly DeclaredRunbook[]): Declared => ({ runbooks });

test('a zone that is cut off is shifted away, and its writer moved', () => {
  const { model } = readSmall({}, doing(cutOff));
  const outcome = lose(model, 'eu-west-1a', 'cut-off');
  expect([outcome.byHand, courseOf(outcome, 'POST')]).toEqual([
    [
      'zone-cut-off/shift-zone/eu-west-1a',
      'zone-cut-off/evacuate-writer/Site/Database#writer',
      'zone-cut-off/evacuate-writer/Site/Database#writer#POST',
    ],
    ['DOWN', 'DOWN', 'UP', undefined],
  ]);
  expect(outcome.services.map(({ manualRecoverySeconds }) => manualRecoverySeconds)).toEqual([600, 600]);
});

test('the other zone is shifted away, and the writer stays', () => {
  const { model } = readSmall({}, doing(cutOff));
  const outcome = lose(model, 'eu-west-1b', 'cut-off');
  expect([outcome.byHand, courseOf(outcome, 'POST')]).toEqual([
    ['zone-cut-off/shift-zone/eu-west-1b'],
    ['PARTIAL 75 %', 'PARTIAL 50 %', 'UP', undefined],
  ]);
});

test('a load balancer that allows no zonal shift is not shifted, and that is told', () => {
  const read = readSmall(
    { Entry: { Properties: { LoadBalancerAttributes: [] } } },
    doing({ ...cutOff, does: ['shift-zone'] }),
  );
  expect([
    read.model.manual,
    read.findings.filter(({ code }) => code === 'WITHOUT_EFFECT').map(({ where }) => where),
  ]).toEqual([[], ['runbooks.zone-cut-off']]);
});

describe('a site that is restored in another Region', () => {
  const restore: DeclaredRunbook = {
    id: 'region-lost',
    on: ['region-lost'],
    does: ['restore-region'],
    seconds: 3600,
    region: 'eu-central-1',
  };
  const rule = (hours: string, more: Readonly<Record<string, number>> = {}): Changes[string] => ({
    Type: 'AWS::Backup::BackupPlan',
    Properties: {
      BackupPlan: {
        BackupPlanName: 'plan',
        BackupPlanRule: [
          {
            RuleName: 'copies',
            TargetBackupVault: 'vault',
            ScheduleExpression: `cron(0 ${hours} * * ? *)`,
            StartWindowMinutes: 60,
            CompletionWindowMinutes: 120,
            CopyActions: [
              { DestinationBackupVaultArn: 'arn:aws:backup:eu-central-1:111122223333:backup-vault:copies' },
            ],
            ...more,
          },
        ],
      },
    },
  });
  const selection: Changes = {
    Selection: {
      Type: 'AWS::Backup::BackupSelection',
      Properties: {
        BackupPlanId: { Ref: 'Plan' },
        BackupSelection: {
          SelectionName: 'database',
          IamRoleArn: 'arn:aws:iam::111122223333:role/backup',
          Resources: [
            {
              'Fn::Join': ['', ['arn:aws:rds:eu-west-1:111122223333:cluster:', { Ref: 'Database' }]],
            },
          ],
        },
      },
    },
  };
  const outcomeOf = (changes: Changes, runbook = restore): ReturnType<typeof lose> =>
    lose(readSmall(changes, doing(runbook)).model, 'eu-west-1');

  test('is up by hand in the declared time', () => {
    const outcome = outcomeOf({ Plan: rule('3,15'), ...selection });
    expect([
      courseOf(outcome, 'POST'),
      outcome.services.map(({ manualRecoverySeconds }) => manualRecoverySeconds),
    ]).toEqual([
      ['DOWN', 'DOWN', 'UP', undefined],
      [3600, 3600],
    ]);
  });

  test.each([
    ['3,15', 12],
    ['0,6,12,18', 6],
    ['1,3', 22],
  ])('loses what was not copied, and the windows: hours %s', (hours, gap) => {
    const [get] = outcomeOf({ Plan: rule(hours), ...selection }).services;
    expect(get?.t2.dataLossSeconds).toBe((gap + 1 + 2 + 2) * 3600);
  });

  test('loses what is declared instead', () => {
    const [get] = outcomeOf({}, { ...restore, dataLossSeconds: 60 }).services;
    expect(get?.t2.dataLossSeconds).toBe(60);
  });

  test('tells that no plan makes copies there', () => {
    expect(readSmall({}, doing(restore)).findings).toContainEqual(
      expect.objectContaining({ code: 'WITHOUT_EFFECT', where: 'runbooks.region-lost' }),
    );
  });

  test('needs what works in the other Region', () => {
    const { model } = readSmall({ Plan: rule('3'), ...selection }, doing(restore));
    expect([...new Set(model.manual.flatMap(({ planes = [] }) => planes))]).toEqual([
      'eu-central-1#backup',
      'eu-central-1#rds',
      'eu-central-1#ec2',
      'eu-central-1#sign-in',
    ]);
  });
});

test('a function that promotes by itself is told to change nothing', () => {
  const { findings } = readSmall({
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        Policies: [
          {
            PolicyName: 'act',
            PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'rds:FailoverDBCluster', Resource: '*' }] },
          },
        ],
      },
    },
    Function: { Type: 'AWS::Lambda::Function', Properties: { Role: { 'Fn::GetAtt': ['Role', 'Arn'] } } },
    Schedule: {
      Type: 'AWS::Scheduler::Schedule',
      Properties: { Target: { Arn: { 'Fn::GetAtt': ['Function', 'Arn'] } } },
    },
  });
  expect(findings).toContainEqual(expect.objectContaining({ code: 'WITHOUT_EFFECT', where: 'Site/Function' }));
});
