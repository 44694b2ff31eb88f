import { findGaps } from './table';
import { findFaultTests, titlesIn, type FaultTest } from './titles';

test('every fault with a duty is shown by a test', () => {
  expect(findGaps(findFaultTests())).toEqual([]);
});

test('a fault whose test is taken away is missed', () => {
  const tests = findFaultTests();
  expect(tests.some(({ faults }) => faults.includes('F24'))).toBe(true);
  const without = tests.filter(({ faults }) => !faults.includes('F24'));
  expect(findGaps(without)).toContain('F24: no test shows it');
});

test('a fault that is shown beside the transport alone is missed', () => {
  const beside = findFaultTests().map((shown): FaultTest => ({ ...shown, atTransport: false }));
  expect(findGaps(beside)).toContain('F52: no test shows it at the transport');
});

test('an id that is no fault is found', () => {
  const strange: FaultTest = { file: 'test/lambda/x.test.ts', title: 'x', faults: ['F99'], atTransport: true };
  expect(findGaps([...findFaultTests(), strange])).toContain(
    'F99: is no fault of the catalogue, in test/lambda/x.test.ts',
  );
});

test.each([
  ["test('F22 two writers', () => {", [{ faults: ['F22'], title: 'two writers' }]],
  ["test.each([1])('F52 F53 it\\'s \"x\"', () => {", [{ faults: ['F52', 'F53'], title: 'it\'s "x"' }]],
  ["test('shows F22', () => {", []],
  ["expect(codes).toEqual('F22 x')", []],
])('titles are read from %s', (text, expected) => {
  expect(titlesIn(text)).toEqual(expected);
});
