import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { CheckName } from '../../../lambda/shared/contract';
import { FAULTS } from '../../../lib/local/drill';

const CHECKS: readonly CheckName[] = ['topology-check', 'database-check', 'backup-check'];

test('every fault has a name of its own', () => {
  expect(new Set(FAULTS.map(({ id }) => id)).size).toBe(FAULTS.length);
});

test('plays every kind of fault', () => {
  expect([...new Set(FAULTS.map(({ id }) => id.split('/')[0]))]).toStrictEqual([
    ...['writer-failover', 'readers-lost', 'zone-terminated'],
    ...['api-throttled', 'api-slow', 'api-reset', 'api-html', 'api-truncated', 'api-contradicting'],
    ...['route-removed', 'nat-gateway-deleted', 'interface-endpoint-deleted', 'backup-selection-removed'],
  ]);
});

test.each(FAULTS.filter(({ id }) => id.includes('/')).map(({ id, check }) => [id, check]))(
  '%s is named after its check',
  (id, check) => {
    expect(id.split('/')[1]).toBe(check);
  },
);

test.each(['throttled', 'slow', 'reset', 'html', 'truncated', 'contradicting'])(
  'every check meets an API that is %s',
  (kind) => {
    const met = FAULTS.filter(({ id }) => id.startsWith(`api-${kind}/`)).map(({ check }) => check);
    expect([...met].sort()).toStrictEqual([...CHECKS].sort());
  },
);

test.each(FAULTS.map((fault) => [fault.id, fault] as const))('%s names entries of the fault catalogue', (_, fault) => {
  expect(fault.references.length).toBeGreaterThan(0);
  expect(fault.references.filter((reference) => !/^F\d{2}$/.test(reference))).toStrictEqual([]);
});

test.each(FAULTS.map((fault) => [fault.id, fault] as const))('%s is given runs to be noticed in', (_, fault) => {
  const { expected, alarmWithinRuns = 1 } = fault;
  expect(expected.status.length).toBeGreaterThan(0);
  expect(expected.withinRuns).toBeGreaterThan(0);
  expect(alarmWithinRuns).toBeGreaterThan(0);
});

test('an API that cannot be believed is never healthy', () => {
  const statuses = FAULTS.filter(({ id }) => id.startsWith('api-')).map(({ expected: { status } }) => status);
  expect(new Set(statuses.flat())).toStrictEqual(new Set(['UNKNOWN']));
});

test.each(CHECKS)('the %s can say every code that is expected of it', (check) => {
  const folder = path.join(__dirname, '../../../lambda', check);
  const source = readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(path.join(folder, file), 'utf8'))
    .join('\n');
  const codes = FAULTS.filter((fault) => fault.check === check).flatMap(({ expected }) => expected.codes);
  expect(codes.filter((code) => !source.includes(`'${code}'`))).toStrictEqual([]);
});
