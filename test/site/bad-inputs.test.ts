import { formatFault } from '../../lib/errors';
import { standardConfig } from '../support/test-site';
import { ACCESS } from './bad-inputs/access';
import type { BadInput } from './bad-inputs/bad-input';
import { CAPACITY } from './bad-inputs/capacity';
import { DATA } from './bad-inputs/data';
import { NETWORK } from './bad-inputs/network';
import { REGIONS } from './bad-inputs/regions';
import { faultsOf, withFields } from './support';

const CATALOGUE: readonly BadInput[] = [...NETWORK, ...REGIONS, ...CAPACITY, ...DATA, ...ACCESS];
const NEVER_SHOWN = ['B50', 'B51'];

test('the standard configuration has no fault', () => {
  expect(faultsOf(standardConfig)).toEqual([]);
});

test('every bad input from B01 to B51 has a row', () => {
  const ids = Array.from({ length: 51 }, (_, index) => `B${String(index + 1).padStart(2, '0')}`);
  expect([...new Set(CATALOGUE.map(({ id }) => id))].sort()).toEqual(ids);
});

describe.each(CATALOGUE)('$id $what', ({ id, fields, path, code, text }) => {
  const faults = faultsOf(withFields(fields));

  test(`is refused with ${code}`, () => {
    expect(faults.map((fault) => fault.code)).toContain(code);
  });

  test(`names the field ${path}`, () => {
    expect(faults.filter((fault) => fault.code === code).map((fault) => fault.path)).toContain(path);
  });

  test('says what must hold and what to change', () => {
    const fault = faults.find((candidate) => candidate.path === path && candidate.code === code);
    expect(fault === undefined ? '' : formatFault(fault)).toContain(text);
  });

  test('is the only kind of fault found', () => {
    expect([...new Set(faults.map((fault) => fault.code))]).toEqual([code]);
  });

  if (NEVER_SHOWN.includes(id)) {
    test('does not show the value', () => {
      const shown = faults.map(formatFault).join('\n');
      expect(shown).not.toMatch(/AKIA|hunter2|4111|5500005555555559/);
    });
  }
});
