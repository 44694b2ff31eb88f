import * as fc from 'fast-check';
import { planInstances } from '../../../../lambda/local-provider/types/plan-instances';

const subnets = fc.uniqueArray(fc.constantFrom<string>('a', 'b', 'c', 'd'), { minLength: 1 });
const running = fc
  .array(fc.constantFrom<string>('a', 'b', 'c', 'd', 'x'), { maxLength: 12 })
  .map((places) => places.map((subnet, index) => ({ id: `i-${String(index)}`, subnet })));

test.each([
  [6, ['a', 'b', 'c'], { a: 2, b: 2, c: 2 }],
  [7, ['a', 'b', 'c'], { a: 3, b: 2, c: 2 }],
  [2, ['a', 'b', 'c'], { a: 1, b: 1 }],
  [0, ['a', 'b', 'c'], {}],
])('spreads %i instances over %p', (capacity, places, expected) => {
  const { start, end } = planInstances([], places, capacity);
  expect(Object.fromEntries(start.map(({ subnet, count }) => [subnet, count]))).toStrictEqual(expected);
  expect(end).toStrictEqual([]);
});

test('leaves as many as wanted, evenly, and ends only what is too many', () => {
  fc.assert(
    fc.property(running, subnets, fc.nat(12), (instances, places, capacity) => {
      const { start, end } = planInstances(instances, places, capacity);
      const counts = places.map((subnet) => {
        const staying = instances.filter((instance) => instance.subnet === subnet && !end.includes(instance.id)).length;
        const started = start.find((entry) => entry.subnet === subnet)?.count ?? 0;
        // Never ends one where it starts another.
        expect(started === 0 || instances.filter((i) => i.subnet === subnet).length === staying).toBe(true);
        return staying + started;
      });
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(capacity);
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      expect(instances.filter(({ subnet }) => !places.includes(subnet)).every(({ id }) => end.includes(id))).toBe(true);
    }),
  );
});

test('has nothing to do when it is done already', () => {
  fc.assert(
    fc.property(subnets, fc.nat(12), (places, capacity) => {
      const instances = planInstances([], places, capacity).start.flatMap(({ subnet, count }) =>
        Array.from({ length: count }, (_, index) => ({ id: `${subnet}${String(index)}`, subnet })),
      );
      expect(planInstances(instances, places, capacity)).toStrictEqual({ start: [], end: [] });
    }),
  );
});
