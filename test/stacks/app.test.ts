import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { REFERENCE_SITES } from '../support/synth-sites';

const ROOT = path.join(__dirname, '../..');

function runApp(context: object) {
  const result = spawnSync(process.execPath, ['--import', 'tsx', path.join(ROOT, 'bin/honmaru.ts')], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], CDK_CONTEXT_JSON: JSON.stringify(context) },
  });
  return { status: result.status, error: result.stderr };
}

test('the app without a site says which there are', () => {
  const { status, error } = runApp({});
  expect(status).toBe(2);
  const sites = readdirSync(path.join(ROOT, 'bin/sites')).map((file) => path.basename(file, '.ts'));
  expect(sites).toEqual(expect.arrayContaining([...REFERENCE_SITES]));
  expect(error.trim()).toBe(
    `context.site: must name a file in bin/sites (${sites.join(', ')}), got nothing; add -c site=NAME [SiteUnknown]`,
  );
}, 60_000);

test('the app does not load a file outside the sites', () => {
  const { status, error } = runApp({ site: '../cli' });
  expect(status).toBe(2);
  expect(error).toContain('got "../cli"');
}, 60_000);
