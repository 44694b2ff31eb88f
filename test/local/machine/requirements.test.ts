import { readFileSync } from 'node:fs';
import { workspaceOf } from '../../../lib/local/machine';

const lines = readFileSync(workspaceOf('.').requirements, 'utf8').split('\n');
const entries = lines
  .filter((line) => !line.trimStart().startsWith('#'))
  .join('\n')
  .replaceAll('\\\n', ' ')
  .split('\n')
  .filter((line) => line.trim() !== '');

test('pins every package to one version and to hashes of its files', () => {
  expect(entries.length).toBeGreaterThan(10);
  expect(
    entries.filter((entry) => !/^[a-z0-9-]+==\S+( ; [^;]+?)?(\s+--hash=sha256:[0-9a-f]{64})+\s*$/.test(entry)),
  ).toEqual([]);
});

test('asks for the emulator that the contract tests hold for, and for what it needs to speak CBOR', () => {
  expect(entries.filter((entry) => /^(ministack|cbor2)==/.test(entry)).map((entry) => entry.split(' ')[0])).toEqual([
    'cbor2==5.9.0',
    'ministack==1.5.33',
  ]);
});

test('names no package index and no path of a machine', () => {
  expect(lines.filter((line) => /:\/\/|^\s*--(?!hash)|file:|\/(?:home|root|tmp|opt|Users)\//.test(line))).toEqual([]);
});

test('holds what only older versions of Python need', () => {
  const markers = entries.filter((entry) => entry.includes(' ; ')).map((entry) => entry.split('==')[0]);
  expect(markers).toEqual(['exceptiongroup', 'taskgroup', 'tomli', 'typing-extensions']);
});
