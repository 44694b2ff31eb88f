import { HonmaruError } from '../../../lib/errors';
import {
  censusOf,
  localCensusJsonSchema,
  parseCensus,
  renderCensus,
  type LocalCensus,
} from '../../../lib/local/report';
import { FAILED, PASSED } from './support/sample-report';

const OTHER = { ...FAILED, site: 'another' };

test('is read as it was written', () => {
  const census = censusOf([PASSED, OTHER]);
  expect(parseCensus(renderCensus(census), 'census.json')).toEqual(census);
});

test('holds no times', () => {
  expect(renderCensus(censusOf([PASSED, OTHER]))).not.toMatch(/seconds/i);
});

test('is the same whatever the order of reports, stacks and types', () => {
  const shuffled = { ...PASSED, stacks: [...PASSED.stacks].reverse(), census: [...PASSED.census].reverse() };
  expect(renderCensus(censusOf([OTHER, shuffled]))).toBe(renderCensus(censusOf([PASSED, OTHER])));
});

test('two runs that differ in time alone have the same census', () => {
  const slower = JSON.parse(JSON.stringify(PASSED).replace(/seconds":[\d.]+/gi, 'seconds":999')) as typeof PASSED;
  expect(renderCensus(censusOf([slower]))).toBe(renderCensus(censusOf([PASSED])));
});

test('one site has one report', () => {
  expect(() => censusOf([PASSED, PASSED])).toThrow(new RangeError('site starter has more than one report'));
});

test.each([
  ['{', /census\.json: must be JSON, got '\{'; deploy every site locally and write it again \[CensusUnreadable\]/],
  ['{"version":9}', /census\.json#\/version: must be 1.* \[CensusVersionUnknown\]/],
  ['{"version":1,"sites":[{}]}', /census\.json#\/sites\/0\/site: .* \[CensusInvalid\]/],
])('refuses %s', (text, message) => {
  const read = (): LocalCensus => parseCensus(text, 'census.json');
  expect(read).toThrow(HonmaruError);
  expect(read).toThrow(message);
});

test('has a JSON schema', () => {
  expect(localCensusJsonSchema()).toMatchObject({ type: 'object', required: ['version', 'sites'] });
});
