import * as fc from 'fast-check';
import { modelOfTemplate, type JsonObject } from '../../../lib/template';
import { Calendar, proveBackups, type BackupProof } from '../../../lib/verify/backups';

const DAY = 1440;
const FROM = Date.UTC(2027, 5, 1) / 60_000;
/** Every plan of these tests comes back every day, so two days are as good as all. */
const CALENDAR = new Calendar({ from: FROM, until: FROM + 2 * DAY });

interface RandomRule {
  /** Hour of the day; windows of an hour never meet. */
  readonly hour: number;
  readonly minute: number;
  readonly start: number;
  readonly completion: number;
  readonly days: number;
}

const plan = fc
  .uniqueArray(
    fc.record({
      hour: fc.integer({ min: 0, max: 11 }).map((half) => 2 * half),
      minute: fc.integer({ min: 0, max: 59 }),
      start: fc.constant(60),
      completion: fc.integer({ min: 61, max: 4000 }),
      days: fc.integer({ min: 1, max: 9 }),
    }),
    { selector: ({ hour }) => hour, minLength: 1, maxLength: 6 },
  )
  .map((rules): readonly RandomRule[] => rules);

function template(rules: readonly RandomRule[]): JsonObject {
  return {
    Resources: {
      Database: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-mysql', DeletionProtection: true } },
      Vault: { Type: 'AWS::Backup::BackupVault', Properties: { BackupVaultName: 'points' } },
      Plan: {
        Type: 'AWS::Backup::BackupPlan',
        Properties: {
          BackupPlan: {
            BackupPlanName: 'random',
            BackupPlanRule: rules.map(({ hour, minute, start, completion, days }) => ({
              RuleName: `at-${String(hour)}`,
              TargetBackupVault: { Ref: 'Vault' },
              ScheduleExpression: `cron(${String(minute)} ${String(hour)} * * ? *)`,
              StartWindowMinutes: start,
              CompletionWindowMinutes: completion,
              Lifecycle: { DeleteAfterDays: days },
            })),
          },
        },
      },
      Selection: {
        Type: 'AWS::Backup::BackupSelection',
        Properties: {
          BackupPlanId: { Ref: 'Plan' },
          BackupSelection: {
            SelectionName: 'all',
            IamRoleArn: 'arn:aws:iam::123456789012:role/Backup',
            Resources: ['*'],
          },
        },
      },
    },
  };
}

function ask(rules: readonly RandomRule[], recoveryPoints: number): BackupProof {
  const { proofs } = proveBackups(
    modelOfTemplate(template(rules), { region: 'ap-northeast-1' }),
    { name: 'random', protects: { database: { resources: ['id:Database'], recoveryPoints } } },
    { calendar: CALENDAR },
  );
  const found = proofs.find(({ check }) => check === 'RecoveryPointsKept');
  if (found === undefined) {
    throw new Error('no answer');
  }
  return found;
}

/** The fewest recovery points at any minute of a day, each counted on its own. */
function countedByMinute(rules: readonly RandomRule[]): number {
  let fewest = Infinity;
  for (let minute = 0; minute < DAY; minute += 1) {
    let count = 0;
    for (const { hour, minute: past, start, completion, days } of rules) {
      for (let day = -20; day <= 0; day += 1) {
        const scheduled = day * DAY + hour * 60 + past;
        count += scheduled + start + completion <= minute && minute < scheduled + days * DAY ? 1 : 0;
      }
    }
    fewest = Math.min(fewest, count);
  }
  return fewest;
}

test('the arithmetic counts as many points as minutes do', () => {
  fc.assert(
    fc.property(plan, (rules) => {
      const counted = countedByMinute(rules);
      expect(ask(rules, Math.max(1, counted)).verdict).toBe(counted === 0 ? 'REFUTED' : 'PROVED');
      expect(ask(rules, counted + 1).verdict).toBe('REFUTED');
      expect(ask(rules, counted + 1).says.en).toMatch(new RegExp(`^${String(counted)} recovery points?`));
    }),
    { numRuns: 40 },
  );
}, 120_000);

test('a longer retention never loses points', () => {
  fc.assert(
    fc.property(plan, fc.nat(), fc.integer({ min: 1, max: 5 }), (rules, which, more) => {
      const at = which % rules.length;
      const longer = rules.map((rule, index) => (index === at ? { ...rule, days: rule.days + more } : rule));
      const [before, after] = [rules, longer].map((each) => Number(/^\d+/.exec(ask(each, 100).says.en)?.[0]));
      expect(after).toBeGreaterThanOrEqual(before ?? 0);
    }),
    { numRuns: 30 },
  );
}, 120_000);

test('a narrower window never loses points', () => {
  fc.assert(
    fc.property(plan, fc.integer({ min: 1, max: 3000 }), (rules, less) => {
      const narrower = rules.map((rule) => ({ ...rule, completion: Math.max(61, rule.completion - less) }));
      const [before, after] = [rules, narrower].map((each) => Number(/^\d+/.exec(ask(each, 100).says.en)?.[0]));
      expect(after).toBeGreaterThanOrEqual(before ?? 0);
    }),
    { numRuns: 30 },
  );
}, 120_000);
