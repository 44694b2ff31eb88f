import { Recent } from '../../../lib/verify/engine/recent';

/** Results of names, with the names for which one had to be made. */
function remembering(most: number) {
  const made: string[] = [];
  const recent = new Recent<string>(most);
  const of = (name: string) =>
    recent.of(name, () => {
      made.push(name);
      return name.toUpperCase();
    });
  return { made, of };
}

test('what was found is not found again', () => {
  const { made, of } = remembering(3);
  expect(['a', 'b', 'a', 'c', 'b'].map(of)).toEqual(['A', 'B', 'A', 'C', 'B']);
  expect(made).toEqual(['a', 'b', 'c']);
});

test('what is asked for again and again is kept, and what is not is let go', () => {
  const { made, of } = remembering(2);
  for (const name of ['kept', 'gone', 'c', 'kept', 'e', 'kept', 'g', 'kept']) {
    of(name);
  }
  expect(made).toEqual(['kept', 'gone', 'c', 'e', 'g']);
  of('gone');
  expect(made.at(-1)).toBe('gone');
});

test('numbers are names as well', () => {
  const recent = new Recent<string, number | string>();
  expect([recent.of(1, () => 'number'), recent.of('1', () => 'text'), recent.of(1, () => 'other')]).toEqual([
    'number',
    'text',
    'number',
  ]);
});
