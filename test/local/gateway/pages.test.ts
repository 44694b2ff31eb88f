import { all } from '../../../lib/local/gateway/pages';

async function* pagesOf<T>(pages: readonly T[]): AsyncGenerator<T> {
  for (const page of pages) {
    await Promise.resolve();
    yield page;
  }
}

test('finds what is on every page, in order', async () => {
  const pages = pagesOf<{ readonly items?: readonly number[] }>([{ items: [1, 2] }, {}, { items: [] }, { items: [3] }]);
  expect(await all(pages, ({ items }) => items)).toEqual([1, 2, 3]);
});

test('finds nothing where there is no page', async () => {
  expect(await all(pagesOf<never>([]), () => ['never'])).toEqual([]);
});

test('a page that fails is passed on', async () => {
  async function* failing(): AsyncGenerator<readonly string[]> {
    yield await Promise.resolve(['first']);
    throw new Error('the second page');
  }
  await expect(all(failing(), (page) => page)).rejects.toThrow('the second page');
});
