import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { addJudges } from '../../lib';
import { describeError, exitCodeOf, exitCodeOfSignal } from '../../lib/cli';
import { HonmaruError } from '../../lib/errors';
import { LocalFailure } from '../../lib/local/local-failure';
import { cdkJsonApp } from '../support/synth-sites';

function errorOfJudges(): unknown {
  const outdir = mkdtempSync(path.join(tmpdir(), 'honmaru-exit-'));
  try {
    const app = cdkJsonApp({ outdir, autoSynth: false, builtinCloudFormationValidation: false });
    new Bucket(new Stack(app, 'Careless'), 'Bucket');
    addJudges(app);
    app.synth();
    return undefined;
  } catch (error) {
    return error;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

test('findings of the judges end with 1', () => {
  const silence = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const error = errorOfJudges();
  silence.mockRestore();
  expect(exitCodeOf(error)).toBe(1);
  expect(describeError(error)).toContain('validation-report.json');
});

test('wrong input ends with 2 and its message alone', () => {
  const error = new HonmaruError([{ path: 'name', must: 'must be short', hint: 'shorten it', code: 'NameLength' }]);
  expect([exitCodeOf(error), describeError(error)]).toEqual([2, 'name: must be short; shorten it [NameLength]']);
});

test.each([new Error('boom'), 'boom', undefined])('anything else is a bug and is shown whole: %s', (error) => {
  expect([exitCodeOf(error), describeError(error)]).toEqual([3, error]);
});

test('what was tried and failed ends with 1 and its sentences alone', () => {
  const error = new LocalFailure(['stack A failed', 'stack B was left behind']);
  expect([exitCodeOf(error), describeError(error)]).toEqual([1, 'stack A failed\nstack B was left behind']);
});

test.each([
  ['SIGHUP', 129],
  ['SIGINT', 130],
  ['SIGPIPE', 141],
  ['SIGTERM', 143],
] as const)('%s ends with 128 and its number, %i', (signal, exitCode) => {
  expect(exitCodeOfSignal(signal)).toBe(exitCode);
});
