import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { assemblyDirectory } from '../support/synth-sites';

const ROOT = path.join(__dirname, '../..');

/** Environment of somebody else's machine: other credentials, other Region, no network needed. */
const ELSEWHERE = {
  PATH: process.env['PATH'],
  TZ: 'Pacific/Chatham',
  LANG: 'tr_TR.UTF-8',
  AWS_REGION: 'eu-west-1',
  AWS_DEFAULT_REGION: 'eu-west-1',
  CDK_DEFAULT_ACCOUNT: '999999999999',
  CDK_DEFAULT_REGION: 'eu-west-1',
};

describe('a second synthesis, in another process, place and environment', () => {
  const outdir = mkdtempSync(path.join(tmpdir(), 'honmaru-again-'));
  const context = (JSON.parse(readFileSync(path.join(ROOT, 'cdk.json'), 'utf8')) as { context: object }).context;
  const entry = path.join(ROOT, 'bin/honmaru.ts');

  beforeAll(() => {
    execFileSync(process.execPath, ['--import', 'tsx', entry], {
      cwd: ROOT,
      env: {
        ...ELSEWHERE,
        CDK_OUTDIR: outdir,
        CDK_CONTEXT_JSON: JSON.stringify({ ...context, site: 'ticket-agency' }),
      },
      stdio: 'pipe',
    });
  }, 60_000);

  afterAll(() => {
    rmSync(outdir, { recursive: true, force: true });
  });

  test('writes the same files', () => {
    expect(readdirSync(outdir).sort()).toEqual(readdirSync(assemblyDirectory('ticket-agency')).sort());
  });

  test('writes the same bytes', () => {
    const files = readdirSync(outdir).filter((file) => /\.(json|csv)$/.test(file) && !TOLD_BY_CDK.test(file));
    expect(files.length).toBeGreaterThan(20);
    for (const file of files) {
      const again = readFileSync(path.join(outdir, file), 'utf8');
      expect([file, again]).toEqual([file, readFileSync(path.join(assemblyDirectory('ticket-agency'), file), 'utf8')]);
    }
  });
});

/** Where in which program a construct was made, and when the report was written: said by the CDK, deployed nowhere. */
const TOLD_BY_CDK = /^(validation-report|.*\.metadata)\.json$/;
