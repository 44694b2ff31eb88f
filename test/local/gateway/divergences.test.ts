import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { DIVERGENCES, type Divergence } from '../../../lib/local/gateway';

const ENTRIES: readonly (readonly [string, Divergence])[] = Object.entries(DIVERGENCES);

test.each(ENTRIES)('%s is written as one line of prose each', (_id, { aws, emulator, bridge, whenChanged }) => {
  const texts = [aws, emulator, whenChanged, bridge.by === 'nobody' ? bridge.because : bridge.how];
  for (const text of texts) {
    expect(text).toMatch(/^\S.*[^.\s]$/);
  }
});

test.each(ENTRIES)('%s names where AWS says so', (_id, { source }) => {
  expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/\S+\.html$/);
});

test.each(ENTRIES)('%s names only files that exist', (_id, { whenChanged }) => {
  for (const [file] of whenChanged.matchAll(/lib\/\S+\.ts/g)) {
    expect([file, existsSync(path.join(__dirname, '../../..', file))]).toEqual([file, true]);
  }
});

test('every bridge is named by the divergence it makes up for', () => {
  const named = ENTRIES.flatMap(([, { whenChanged }]) => /bridges\/(\S+\.ts)/.exec(whenChanged)?.[1] ?? []).sort();
  const folder = path.join(__dirname, '../../../lib/local/gateway/bridges');
  expect(
    readdirSync(folder)
      .filter((file) => !['bridge.ts', 'index.ts'].includes(file))
      .sort(),
  ).toEqual(named);
});
