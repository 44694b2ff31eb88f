import { openProgress, type ProgressRenderer } from '../../lib/cli/progress-renderer';
import { plainProgress } from '../../lib/cli/plain-progress';
import { KeptOutput } from './support/command';

/** What is shown while something happens, with a clock that goes one second with each look at it. */
async function shown(happen: (progress: ProgressRenderer) => void): Promise<readonly string[]> {
  const output = new KeptOutput();
  let time = -1000;
  const progress = plainProgress(output, () => (time += 1000));
  happen(progress);
  await progress.close();
  return output.text.split('\n').slice(0, -1);
}

test('shows each event as one line with the seconds elapsed', async () => {
  const lines = await shown((progress) => {
    const step = progress.step('emulator');
    step.update('waiting for its health');
    step.done('ready');
    progress.note('real credentials are ignored');
  });
  expect(lines).toEqual([
    '    2.0  emulator: started',
    '    3.0  emulator: waiting for its health',
    '    5.0  emulator: done: ready (3.0 s)',
    '    6.0  real credentials are ignored',
  ]);
});

test('shows how steps end', async () => {
  const lines = await shown((progress) => {
    progress.step('a').done();
    progress.step('b').fail('no room');
    progress.step('c').skip('nothing to do');
    progress.step('d');
  });
  expect(lines.map((line) => line.slice(9).replace(/ \([\d.]+ s\)$/, ''))).toEqual([
    'a: started',
    'a: done',
    'b: started',
    'b: FAILED: no room',
    'c: started',
    'c: skipped: nothing to do',
    'd: started',
    'd: stopped',
  ]);
});

test('a step ends once, and says nothing afterwards', async () => {
  const lines = await shown((progress) => {
    const step = progress.step('a');
    step.done('well');
    step.done('again');
    step.fail('after all');
    step.skip('no');
    step.update('still here');
  });
  expect(lines).toHaveLength(2);
});

test('says the same once', async () => {
  const lines = await shown((progress) => {
    const step = progress.step('a');
    ['x', 'x', 'y', 'x'].forEach(step.update);
  });
  expect(lines.filter((line) => /: [xy]$/.test(line))).toHaveLength(3);
});

test('steps that are open at a time do not mix', async () => {
  const lines = await shown((progress) => {
    const [a, b] = [progress.step('a'), progress.step('b')];
    b.done();
    a.done();
  });
  expect(lines.map((line) => line.slice(9, 16))).toEqual(['a: star', 'b: star', 'b: done', 'a: done']);
});

test('nothing that is said can steer a terminal or break a line', async () => {
  const hostile = '\u001B[2J\u001B]0;title\u0007red\r\nnext\u202E\u0000';
  const lines = await shown((progress) => {
    const step = progress.step(hostile);
    step.update(hostile);
    step.fail(hostile);
    progress.note(hostile);
  });
  expect(lines).toHaveLength(4);
  expect(lines.join('')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});

test.each<[boolean, NodeJS.ProcessEnv]>([
  [false, {}],
  [true, { CI: 'true' }],
  [true, { CI: '1' }],
  [true, { TERM: 'dumb' }],
])('a terminal (%s) with %j gets plain lines', async (isTTY, env) => {
  const stdout = Object.assign(new KeptOutput(), { isTTY });
  const { signals, cwd, version } = { signals: stdout, cwd: '', version: '' };
  const progress = await openProgress({ env, stdout, stderr: stdout, signals, cwd, version, now: () => 0 });
  progress.note('hello');
  await progress.close();
  expect(stdout.text).toBe('    0.0  hello\n');
});
