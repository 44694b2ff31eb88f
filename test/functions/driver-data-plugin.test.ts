import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { bundleEntry } from '../../lib/functions/bundle';
import { packageRoot } from '../../lib/functions/package-root';

const scratch = mkdtempSync(path.join(os.tmpdir(), 'honmaru-driver-'));

afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

let evaluated = 0;

/** Bundles a line of code that uses a package, and runs it. */
async function evaluate(
  name: 'encodings' | 'certificates',
  code: string,
): Promise<{ readonly text: string; readonly value: unknown }> {
  const entry = path.join(packageRoot(), 'test', 'functions', 'fixtures', `${name}.js`);
  const { text } = await bundleEntry(entry, { root: packageRoot() });
  evaluated += 1;
  const file = path.join(scratch, `${name}-${String(evaluated)}.cjs`);
  writeFileSync(file, `${text}\nmodule.exports = (() => { const it = module.exports; return ${code}; })();`);
  return { text, value: createRequire(__filename)(file) };
}

test('text of one byte a character and UTF-8 is read as ever', async () => {
  const { value } = await evaluate(
    'encodings',
    "[it.decode(Buffer.from([0xe9]), 'latin1'), it.decode(Buffer.from('é本'), 'utf8')]",
  );
  expect(value).toStrictEqual(['é', 'é本']);
});

test('of text of two bytes a character only that of one byte can be read, and nothing breaks', async () => {
  const names = ['sjis', 'eucjp', 'gbk', 'euckr', 'cp950', 'big5'];
  const bytes = '[0x61, 0x93, 0xfa, 0x62]';
  const code = `${JSON.stringify(names)}.map((name) => it.decode(Buffer.from(${bytes}), name))`;
  const { value } = await evaluate('encodings', code);
  expect(value).toStrictEqual(names.map(() => expect.stringMatching(/^a\ufffd+b$/) as unknown));
});

test('certificates of RDS are left out: those of Lambda count', async () => {
  const { text, value } = await evaluate('certificates', '[it.ca.length, it.proxyBundle.ca.length]');
  expect(value).toStrictEqual([0, 0]);
  expect(text.includes('CERTIFICATE')).toBe(false);
});
