import { backupMatchers, backupsOf } from '../../lib/matchers';
import { database, modelOf, shop, twiceADay } from '../verify/backups/support/shop';

expect.extend(backupMatchers);

const good = backupsOf(modelOf(shop()));
const bad = backupsOf(modelOf(shop({ rules: twiceADay('Lifecycle: {DeleteAfterDays: 1}') })));

test('backups achieve what is proved of them', () => {
  expect(good).toAchieve(database({ recoveryPoints: 5, backupsPerDay: 2, pointInTimeMinutes: 5 }));
});

test('backups that do not are told of, with the instant', () => {
  expect(() => {
    expect(bad).toAchieve(database({ recoveryPoints: 5 }));
  }).toThrow(/REFUTED {2}enough recovery points at every instant[^]+counter-example: 2027-/);
});

test('what is not known fails as well', () => {
  const hidden = modelOf(
    shop({
      rules: twiceADay('Lifecycle: {DeleteAfterDays: !Ref Days}'),
      sections: 'Parameters: {Days: {Type: Number}}',
    }),
  );
  expect(() => {
    expect(backupsOf(hidden)).toAchieve(database({ recoveryPoints: 5 }));
  }).toThrow(/UNDETERMINED/);
});

test('an expectation may not be negated', () => {
  expect(() => {
    expect(good).not.toAchieve(database({}));
  }).toThrow(/expect\(backups\)\.not\.toAchieve: must not be negated.+\[MatcherNegated\]/);
});

test('an expectation is about backups', () => {
  expect(() => {
    expect('cdk.out').toAchieve(database({}));
  }).toThrow(/must be given backups, got string.+\[MatcherWithoutBackups\]/);
});

test('objectives that make no sense are refused', () => {
  expect(() => {
    expect(good).toAchieve(database({ recoveryPoints: 0 }));
  }).toThrow(/\[BackupObjectivesNumberInvalid\]/);
});
