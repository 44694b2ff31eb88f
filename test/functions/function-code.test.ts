import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { functionCode } from '../../lib/functions/function-code';
import { testApp } from '../support/test-app';

const scratch = mkdtempSync(path.join(os.tmpdir(), 'honmaru-code-'));

afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

/** Hash of the asset made of a folder with these files. */
function assetHash(name: string, files: Readonly<Record<string, string>>): string {
  const folder = path.join(scratch, name, 'copy-objects');
  mkdirSync(folder, { recursive: true });
  for (const [file, content] of Object.entries(files)) {
    writeFileSync(path.join(folder, file), content);
  }
  const { s3Location } = functionCode('copy-objects', path.join(scratch, name)).bind(new Stack(testApp(), 'Stack'));
  return s3Location?.objectKey ?? '';
}

test('only the bundle is deployed, whatever the compiler leaves beside it', () => {
  const alone = assetHash('alone', { 'index.js': 'exports.handler = 1;' });
  const crowded = assetHash('crowded', { 'index.js': 'exports.handler = 1;', 'contract.js': '1', 'handler.d.ts': '2' });
  expect(crowded).toBe(alone);
});

test('another bundle is another asset', () => {
  expect(assetHash('one', { 'index.js': '1' })).not.toBe(assetHash('two', { 'index.js': '2' }));
});

test('a missing bundle is named, with what to do about it', () => {
  expect(() => functionCode('copy-objects', path.join(scratch, 'nowhere'))).toThrow(
    'dist/lambda/copy-objects/index.js: must exist before a site is built; call `await bundleFunctions()` first, or install the package again [FunctionBundleMissing]',
  );
});
