import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { DIVERGENCES, type Divergence } from '../../../lib/local/gateway';
import { BRIDGING_PARTS } from '../../../lib/local/gateway/divergences';
import { AUDIT_DIVERGENCES } from '../../../lib/local/gateway/divergences/audit-divergences';
import { DATA_DIVERGENCES } from '../../../lib/local/gateway/divergences/data-divergences';
import { FUNCTION_DIVERGENCES } from '../../../lib/local/gateway/divergences/function-divergences';
import { LOAD_BALANCING_DIVERGENCES } from '../../../lib/local/gateway/divergences/load-balancing-divergences';
import { NETWORK_DIVERGENCES } from '../../../lib/local/gateway/divergences/network-divergences';

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

test.each(ENTRIES)('%s is dropped with its probe once the emulator has changed', (_id, { whenChanged }) => {
  expect(whenChanged).toMatch(/^(?:\S.*, and )?delete this entry and its probe$/);
});

test('no divergence stands in two tables, and none is left out', () => {
  const tables = [
    ...[AUDIT_DIVERGENCES, DATA_DIVERGENCES, FUNCTION_DIVERGENCES],
    ...[LOAD_BALANCING_DIVERGENCES, NETWORK_DIVERGENCES],
  ];
  const ids = tables.flatMap((table) => Object.keys(table)).sort();
  expect(ids).toEqual(Object.keys(DIVERGENCES).sort());
  const files = readdirSync(path.join(__dirname, '../../../lib/local/gateway/divergences'));
  expect(files.filter((file) => file.endsWith('-divergences.ts'))).toHaveLength(tables.length);
});

test('every part that makes up for a divergence exists, and makes up for one', () => {
  const bridging = new Set(ENTRIES.map(([, { bridge }]) => bridge.by).filter((by) => by !== 'nobody'));
  expect([...bridging].sort()).toEqual([...BRIDGING_PARTS].sort());
  // The provider is a function that is deployed.
  const folders = [...bridging].map((by) => (by === 'provider' ? 'lambda/local-provider' : `lib/local/${by}`));
  expect(folders.filter((folder) => !existsSync(path.join(__dirname, '../../..', folder)))).toEqual([]);
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
