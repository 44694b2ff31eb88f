import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bootstrap, destroy, synthesize } from '../../../lib/local/deploy';
import { deploy } from '../../../lib/local/deploy/cdk-steps';
import { cdkProject, NEVER } from './support/cdk-project';

const site = cdkProject();
const directory = path.join(site.project, 'cdk local.out');

beforeEach(() => {
  site.does('');
});

/** Arguments of the only call. */
function args(): readonly string[] {
  const calls = site.calls();
  expect(calls).toHaveLength(1);
  return calls[0]?.args ?? [];
}

test('synthesizes the site of a name, as it is described', async () => {
  await synthesize(site.cli, { site: 'starter', protection: true, directory }, NEVER);
  expect(args()).toStrictEqual(['synth', '--quiet', '--no-notices', '--output', directory, '-c', 'site=starter']);
});

test('synthesizes it without protection by a context', async () => {
  await synthesize(site.cli, { site: 'starter', protection: false, directory }, NEVER);
  expect(args().slice(-4)).toStrictEqual(['-c', 'site=starter', '-c', 'honmaru:protection=off']);
});

test('leaves nothing of an earlier synthesis', async () => {
  mkdirSync(directory, { recursive: true });
  writeFileSync(path.join(directory, 'validation-report.json'), '{}');
  await synthesize(site.cli, { site: 'starter', protection: true, directory }, NEVER);
  expect(existsSync(directory)).toBe(false);
});

test('bootstraps every Region at once, without synthesizing again', async () => {
  await bootstrap(site.cli, directory, '111122223333', ['ap-northeast-1', 'us-east-1'], NEVER);
  expect(args()).toStrictEqual([
    ...['bootstrap', '--app', directory, '--no-notices'],
    ...['aws://111122223333/ap-northeast-1', 'aws://111122223333/us-east-1'],
  ]);
});

const DEPLOY = ['--app', directory, '--no-notices', '--require-approval', 'never', '--concurrency', '6'];

test('deploys every stack, and asks nobody', async () => {
  await deploy(site.cli, directory, {}, NEVER);
  expect(args()).toStrictEqual(['deploy', '**', ...DEPLOY, '--progress', 'events']);
});

test('deploys some stacks without those they depend on', async () => {
  await deploy(site.cli, directory, { only: ['Network', 'Checks'] }, NEVER);
  expect(args()).toStrictEqual([
    ...['deploy', 'Network', 'Checks', '--exclusively', ...DEPLOY, '--progress', 'events'],
  ]);
});

test('destroys every stack, and asks nobody', async () => {
  await destroy(site.cli, directory, NEVER);
  expect(args()).toStrictEqual([
    ...['destroy', '**', '--app', directory, '--no-notices', '--force', '--concurrency', '6'],
  ]);
});
