import { together } from '../../lib/local/together';

test('waits for all, and gives every result at its place', async () => {
  expect(await together([Promise.resolve(1), Promise.resolve('two'), 3])).toStrictEqual([1, 'two', 3]);
});

test('throws an error only when nothing goes on any more', async () => {
  const ended: string[] = [];
  const slow = new Promise((resolve) => setTimeout(resolve, 5)).then(() => ended.push('slow'));
  await expect(together([Promise.reject(new Error('no')), slow])).rejects.toThrow('no');
  expect(ended).toStrictEqual(['slow']);
});

test('of several errors the first of the list counts', async () => {
  const late = new Promise((_, reject) =>
    setTimeout(() => {
      reject(new Error('first'));
    }, 5),
  );
  await expect(together([late, Promise.reject(new Error('second'))])).rejects.toThrow('first');
});
