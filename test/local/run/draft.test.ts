import { LOCAL_REPORT_VERSION, parseLocalReport } from '../../../lib/local/report';
import { ReportDraft } from '../../../lib/local/run/draft';
import { notedProgress } from './support/progress';

const VERSIONS = { honmaru: '0.1.0', emulator: null, cdkCli: '2.1148.1', node: '20.20.2', python: null };

/** A draft whose clock stands still until a test moves it. */
function newDraft() {
  const clock = { milliseconds: 1_000_000 };
  const { progress, told } = notedProgress();
  const first = { site: 'starter', versions: VERSIONS, machine: { ignoredCredentials: ['AWS_PROFILE'] } };
  const draft = new ReportDraft(first, progress, () => clock.milliseconds);
  const pass = (seconds: number): void => {
    clock.milliseconds += seconds * 1000;
  };
  return { draft, told, pass };
}

test('a report of nothing passes', () => {
  const { draft, pass } = newDraft();
  pass(2.5);
  expect(draft.report(false)).toStrictEqual({
    version: LOCAL_REPORT_VERSION,
    site: 'starter',
    versions: VERSIONS,
    machine: { ignoredCredentials: ['AWS_PROFILE'] },
    ...{ regions: [], stacks: [], census: [], deployments: [] },
    ...{ network: null, checks: [], faults: [], matrix: null, removal: null },
    ...{ result: 'passed', problems: [], steps: [], seconds: 2.5 },
  });
});

test('has the shape that readers of reports expect', () => {
  const report = newDraft().draft.report(false);
  expect(parseLocalReport(JSON.stringify(report), 'report.json')).toStrictEqual(report);
});

test('what was missed makes it fail, in the order in which it was noted', () => {
  const { draft } = newDraft();
  draft.miss(['a']);
  draft.miss([]);
  draft.miss(['b', 'c']);
  expect(draft.report(false)).toMatchObject({ result: 'failed', problems: ['a', 'b', 'c'] });
});

test('a run that was stopped is interrupted, whatever was missed', () => {
  const { draft } = newDraft();
  expect(draft.report(true).result).toBe('interrupted');
  draft.miss(['a']);
  expect(draft.report(true)).toMatchObject({ result: 'interrupted', problems: ['a'] });
});

test('a part that is filled in takes the place of what it was', () => {
  const { draft } = newDraft();
  draft.fill({ regions: ['a'], versions: { ...VERSIONS, python: '3.11.2' } });
  draft.fill({ regions: ['b'] });
  expect(draft.content).toMatchObject({ regions: ['b'], versions: { python: '3.11.2' }, site: 'starter' });
  expect(draft.report(false).regions).toStrictEqual(['b']);
});

test('a step is shown while it works, and timed', async () => {
  const { draft, told, pass } = newDraft();
  const result = await draft.step('deploy', (step) => {
    step.update('half');
    pass(3);
    step.done('6 stacks');
    return Promise.resolve('result');
  });
  expect(result).toBe('result');
  expect(told.slice(0, 3)).toStrictEqual(['deploy: begin', 'deploy: update half', 'deploy: done 6 stacks']);
  expect(draft.report(false).steps).toStrictEqual([{ name: 'deploy', seconds: 3 }]);
  expect(draft.elapsed).toBe(3);
});

test('a step that says nothing is done', async () => {
  const { draft, told } = newDraft();
  await draft.step('deploy', () => Promise.resolve());
  expect(told).toStrictEqual(['deploy: begin', 'deploy: done']);
});

test.each([
  [new Error('cdk deploy failed\neverything it printed'), 'deploy: fail cdk deploy failed'],
  ['a text', 'deploy: fail a text'],
])('a step that throws %p fails with its first line, is timed, and passes the error on', async (error, line) => {
  const { draft, told, pass } = newDraft();
  const step = draft.step('deploy', () => {
    pass(1);
    return Promise.reject(error as Error);
  });
  await expect(step).rejects.toBe(error);
  expect(told).toStrictEqual(['deploy: begin', line]);
  expect(draft.report(false)).toMatchObject({ steps: [{ name: 'deploy', seconds: 1 }], result: 'passed' });
});

test('a step that throws before it begins to wait fails too', async () => {
  const { draft, told } = newDraft();
  const step = draft.step('deploy', () => {
    throw new Error('at once');
  });
  await expect(step).rejects.toThrow('at once');
  expect(told.at(-1)).toBe('deploy: fail at once');
});

test('steps are listed in the order in which they began', async () => {
  const { draft, pass } = newDraft();
  await draft.step('outer', async () => {
    pass(1);
    await draft.step('inner', () => {
      pass(1);
      return Promise.resolve();
    });
  });
  expect(draft.report(false).steps).toStrictEqual([
    { name: 'outer', seconds: 2 },
    { name: 'inner', seconds: 1 },
  ]);
});
