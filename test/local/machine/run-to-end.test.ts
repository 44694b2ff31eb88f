import { runToEnd } from '../../../lib/local/machine';
import { STAY } from './support/running';
import { scratchFolder } from './support/scratch';

const { folder, remove } = scratchFolder('run');
afterAll(remove);

const options = { cwd: folder, env: {} };
const never = new AbortController().signal;

test('says how a program ended and what it printed', async () => {
  const script = "console.log('a line'); process.exitCode = 4";
  await expect(runToEnd(process.execPath, ['-e', script], options, never)).resolves.toEqual({
    code: 4,
    signal: null,
    lines: ['a line'],
  });
});

test('keeps the last lines alone', async () => {
  const script = 'for (let line = 1; line <= 250; line += 1) console.log(line)';
  const { lines } = await runToEnd(process.execPath, ['-e', script], options, never);
  expect([lines[0], lines.length, lines.at(-1)]).toEqual(['51', 200, '250']);
});

test('ends the program when it is aborted, with the reason', async () => {
  const controller = new AbortController();
  const listening = {
    ...options,
    onLine: () => {
      controller.abort(new Error('enough'));
    },
  };
  await expect(runToEnd(process.execPath, ['-e', STAY], listening, controller.signal)).rejects.toThrow('enough');
});

test('keeps no listener on a signal that lives on', async () => {
  const { signal } = new AbortController();
  const added = jest.spyOn(signal, 'addEventListener');
  const removed = jest.spyOn(signal, 'removeEventListener');
  await runToEnd(process.execPath, ['-e', ''], options, signal);
  expect(removed).toHaveBeenCalledTimes(added.mock.calls.length);
});
