import { workspaceOf } from '../../../lib/local/machine';
import { MARKER, markerOf } from '../../../lib/local/machine/process-marker';
import { findMarked } from '../../../lib/local/machine/processes';
import { Command, Project, ROOT } from './support/command';

/** What a run leaves in its private folder: what makes the next one fast, and what says why this one failed. */
const LEFT = ['.gitignore', 'environments', 'logs', 'processes'];

const projects: Project[] = [];

function project(resource?: string): Project {
  const made = new Project(resource);
  projects.push(made);
  return made;
}

afterAll(async () => {
  await Promise.all(projects.map((it) => it.remove()));
}, 60_000);

const STEPS = [
  ['environment: Python and the emulator', 'synthesize the site'],
  ['start the emulator', 'localize the templates'],
  ['bootstrap', 'deploy every stack'],
  ['deploy again', 'deploy what was lost'],
  ['destroy every stack', 'clean up'],
] as const;

test.each(STEPS)(
  'Ctrl-C leaves no process, in two folders at once: %s, %s',
  async (...steps) => {
    const ended = await Promise.all(
      steps.map(async (step) => {
        const it = project();
        const command = it.run(['--only', 'deploy']);
        await command.prints(step);
        command.signal('SIGINT');
        const { code, output } = await command.ended;
        return { step, code, output, processes: it.processes(), left: it.left() };
      }),
    );
    for (const { step, code, output, processes, left } of ended) {
      // The last step may be over before the signal arrives.
      const codes = step === 'clean up' ? [0, 130] : [130];
      expect({ step, expected: codes.includes(code ?? -1), output }).toEqual({ step, expected: true, output });
      expect(processes).toEqual([]);
      expect(left.filter((name) => !LEFT.includes(name))).toEqual([]);
    }
  },
  180_000,
);

test('what a killed run left is ended by the next one, which a third one finds at work', async () => {
  const it = project();
  const killed = it.run(['--only', 'deploy']);
  await killed.prints('deploy every stack');
  killed.signal('SIGKILL');
  await killed.ended;
  expect(it.processes().length).toBeGreaterThan(0);

  const next = it.run(['--only', 'deploy']);
  await next.prints('start the emulator');
  const third = await it.run([]).ended;
  expect([third.code, third.output]).toEqual([2, expect.stringContaining('[LocalRunActive]')]);

  const { code, output } = await next.ended;
  expect([code, output]).toEqual([0, expect.stringContaining('an earlier run had left behind')]);
  expect(it.processes()).toEqual([]);
}, 180_000);

test('real credentials are named, never shown, and ignored', async () => {
  const secrets = {
    AWS_ACCESS_KEY_ID: 'AKIAREALREALREALREAL',
    AWS_SECRET_ACCESS_KEY: 'real-secret',
    AWS_PROFILE: 'real',
  };
  const { code, output } = await project().run(['--only', 'deploy'], secrets).ended;
  expect([code, output]).toEqual([0, expect.stringContaining('AWS_ACCESS_KEY_ID, AWS_PROFILE, AWS_SECRET_ACCESS_KEY')]);
  expect(output).not.toMatch(/AKIAREAL|real-secret/);
}, 120_000);

test('a type that nobody can make fails with its type, stack and construct path', async () => {
  const it = project("new cdk.CfnResource(stack, 'Odd', { type: 'AWS::Odd::Thing' })");
  const { code, output } = await it.run(['--only', 'deploy']).ended;
  expect(code).toBe(2);
  expect(output).toContain('Tiny.Odd: must have a type that the local site can make, translate or record');
  expect(output).toContain('AWS::Odd::Thing at Tiny/Odd');
  expect(it.processes()).toEqual([]);
}, 120_000);

test('Ctrl-C while services stand still leaves no process', async () => {
  const command = new Command(['local', '--site', 'starter', '--only', 'drill'], ROOT);
  await command.prints('one service after the other stands still: 5 of');
  command.signal('SIGINT');
  const { code, output } = await command.ended;
  expect({ code, output }).toEqual({ code: 130, output });
  expect([...findMarked(markerOf(workspaceOf(ROOT))[MARKER])]).toEqual([]);
}, 300_000);
