import { App } from 'aws-cdk-lib';
import type { Rule } from '../../lib/judges';
import { LedgerRecorder } from '../../lib/judges/ledger-recorder';
import { OwnRulesPlugin } from '../../lib/judges/own-rules-plugin';
import { ruleFixture } from './support/fixture';

const { model } = ruleFixture('BackupVaultLocked', 'fail-unlocked');
const context = { templatePaths: [], stackTemplates: [], appConstruct: new App() };

function run(check: Rule['check']) {
  const recorder = new LedgerRecorder();
  const rule: Rule = { id: 'Broken', description: 'A rule of the test.', check };
  const report = new OwnRulesPlugin([rule], recorder, () => model).validate(context);
  return { report, rows: recorder.recorded().flatMap(({ rows }) => rows) };
}

const brokenRule = (): never => {
  throw new Error('no such property');
};

test('a rule that throws fails the synthesis', () => {
  expect(run(brokenRule).report).toMatchObject({
    success: false,
    violations: [{ ruleName: 'Broken', severity: 'error', description: 'Rule threw an error: no such property' }],
  });
});

test('a rule that throws is an error in the ledger, not a finding', () => {
  expect(run(brokenRule).rows).toMatchObject([{ rule: 'Broken', outcome: 'Error', detail: 'no such property' }]);
});

test('what a rule cannot find out fails as well, under its own name in the ledger', () => {
  const [resource] = model.resources;
  const { report, rows } = run(({ stacks: [stack] }) =>
    stack === undefined || resource === undefined
      ? []
      : [{ stack, resource, faults: [{ message: 'the size cannot be found', undetermined: true }] }],
  );
  expect([report.success, rows.map(({ outcome }) => outcome)]).toEqual([false, ['Undetermined']]);
});
