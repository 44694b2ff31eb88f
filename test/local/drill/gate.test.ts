import { Gate } from '../../../lib/local/drill/gate';

/** Work that is over when a test says so. */
function works(gate: Gate, count: number) {
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const all = Array.from({ length: count }, (_, index) =>
    gate.pass(async () => {
      begun.push(index);
      await new Promise<void>((resolve) => (ends[index] = resolve));
      return index;
    }),
  );
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return { begun, all, settle, end: (index: number) => ends[index]?.() };
}

test('lets only so many through at a time, the others in the order in which they came', async () => {
  const { begun, all, settle, end } = works(new Gate(2), 5);
  await settle();
  expect(begun).toStrictEqual([0, 1]);
  end(1);
  await settle();
  expect(begun).toStrictEqual([0, 1, 2]);
  end(0);
  end(2);
  await settle();
  expect(begun).toStrictEqual([0, 1, 2, 3, 4]);
  end(3);
  end(4);
  expect(await Promise.all(all)).toStrictEqual([0, 1, 2, 3, 4]);
});

test('is as wide as before when everybody is through', async () => {
  const gate = new Gate(2);
  await Promise.all([1, 2, 3].map((it) => gate.pass(() => Promise.resolve(it))));
  const { begun, settle } = works(gate, 3);
  await settle();
  expect(begun).toStrictEqual([0, 1]);
});

test('work that fails gives its place to the next', async () => {
  const gate = new Gate(1);
  const failing = gate.pass(() => Promise.reject(new Error('no')));
  const next = gate.pass(() => Promise.resolve('through'));
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('through');
});
