import { takeCensus } from '../../../lib/local/localize/census';

const native = { kind: 'native' } as const;
const recorded = { kind: 'recorded', note: 'no API', ref: '{id}' } as const;

test('counts by type, with the stacks that have it, both sorted', () => {
  const census = takeCensus([
    { stack: 'B', type: 'Z', treatment: native },
    { stack: 'B', type: 'A', treatment: recorded },
    { stack: 'A', type: 'Z', treatment: native },
    { stack: 'B', type: 'Z', treatment: native },
  ]);
  expect(census).toStrictEqual([
    { type: 'A', treatment: 'recorded', count: 1, note: 'no API', stacks: ['B'] },
    { type: 'Z', treatment: 'native', count: 3, stacks: ['A', 'B'] },
  ]);
});

test('of nothing there is no census', () => {
  expect(takeCensus([])).toStrictEqual([]);
});
