import { summaryOf, type LocalReport } from '../../../lib/local/report';
import { columnsOf } from '../../../lib/local/report/text';
import { FAILED, INTERRUPTED, PASSED } from './support/sample-report';

test.each([PASSED, FAILED, INTERRUPTED])('the summary of a run that was $result', (report) => {
  expect(summaryOf(report)).toMatchSnapshot();
});

test('the verdict comes first', () => {
  expect(summaryOf(PASSED)).toMatch(/^PASSED: site starter, 2 stacks in 2 Regions, 2 min 22\.3 s\n/);
});

test('problems come last, with what to do', () => {
  const [, problems = ''] = summaryOf(FAILED).split('\nProblems\n');
  expect(problems).toMatch(/^ {2}1\. nat-gateway-deleted: [^]* {2}What every program printed is in [^]*\.\n$/);
});

test('says that a local pass says nothing about recorded types', () => {
  expect(summaryOf(PASSED)).toContain('A local pass says nothing about recorded types: AWS::NetworkFirewall::');
});

test('a fault that was not played is no success', () => {
  expect(summaryOf(PASSED)).toMatch(
    / {2}1 fault: 1 noticed in time, 1 recovered from\.\n[^]*not played: the route to the firewall/,
  );
});

test('says what of the running network was not compared', () => {
  expect(summaryOf(PASSED)).toMatch(
    /\nRunning network\n {2}215 facts as the templates say, 0 differences; [^]*ports of entries of network ACLs\s+\(48,/,
  );
});

test('an alarm of which nobody was told is not shown as one that went off', () => {
  expect(summaryOf(FAILED)).toContain('MUTE');
});

const HOSTILE = '\u001B[31mred\u001B[0m\u001B]8;;http://x\u0007link\nnext\r\u202Ebidi\u0000';
const LONG = `${'とても長い名前'.repeat(30)} ${'x'.repeat(300)}`;

/** The report with every text replaced that may come from elsewhere. */
function withTexts(text: string): LocalReport {
  const [fault] = FAILED.faults as [LocalReport['faults'][number]];
  const [check] = FAILED.checks as [LocalReport['checks'][number]];
  const left = [{ stack: text, logicalId: text, type: text, physicalId: text }];
  return {
    ...FAILED,
    site: text,
    problems: [text],
    machine: { ignoredCredentials: [text] },
    stacks: FAILED.stacks.map((stack) => ({ ...stack, name: text })),
    census: FAILED.census.map((entry) => ({ ...entry, type: text })),
    deployments: FAILED.deployments.map((deployment) => ({
      ...deployment,
      stacks: deployment.stacks.map((stack) => ({ ...stack, name: text, updated: [text] })),
    })),
    network: {
      ...{ agreed: 1, differences: [], reach: { parties: 1, agreed: 1, differences: [] } },
      untold: [{ subject: text, aspect: text, because: text }],
      taken: [{ divergence: text, what: text, count: 1 }],
      refused: [{ region: text, list: text, code: text }],
    },
    checks: [{ ...check, check: text, schedule: text }],
    faults: [
      { ...fault, title: text, check: text, observed: { ...fault.observed, codes: [text] } },
      { ...fault, title: text, applied: { applied: false, reason: text } },
    ],
    removal: { seconds: 1, retained: left, unexpected: left, missing: left },
    steps: [{ name: text, seconds: 1 }],
  };
}

test.each([
  ['hostile', HOSTILE],
  ['long', LONG],
])('no %s text from elsewhere steers the terminal or exceeds 100 columns', (_, text) => {
  const lines = summaryOf(withTexts(text)).split('\n');
  expect(lines.filter((line) => columnsOf(line) > 100)).toEqual([]);
  expect(lines.filter((line) => /[\p{Cc}\p{Cf}]/u.test(line))).toEqual([]);
  expect(lines.filter((line) => line !== line.trimEnd())).toEqual([]);
});

test('is the same for the same report', () => {
  expect(summaryOf(structuredClone(FAILED))).toBe(summaryOf(FAILED));
});
