import { describeDisagreement, sortedGroups } from './describe';
import { fuzz } from './fuzz';

/** Few enough for every run; `npm run fuzz` asks a million. */
const PACKETS = 20_000;

const result = fuzz({ seed: 1, packets: PACKETS });

test('asks as many packets as it is told', () => {
  expect(result.packets).toBe(PACKETS);
  expect(result.networks).toBeGreaterThanOrEqual(5);
});

test('finds no packet on which engine and simulator differ without a rule that says why', () => {
  const found = sortedGroups(result).map(({ count, example }) => `${count}: ${describeDisagreement(example)}`);
  expect(found).toEqual([]);
});

test('has packets that arrive, packets that are answered, and packets that do not arrive', () => {
  expect(result.delivered).toBeGreaterThanOrEqual(0.2 * PACKETS);
  expect(result.answered).toBeGreaterThanOrEqual(0.1 * PACKETS);
  expect(result.packets - result.delivered - result.unknown).toBeGreaterThanOrEqual(0.2 * PACKETS);
});

test('draws source ports from the whole range', () => {
  expect(result.sourcePorts.size).toBe(256);
});
