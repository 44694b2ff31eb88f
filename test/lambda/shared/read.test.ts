import * as z from 'zod/mini';
import { read, readOrAbsent, readPages } from '../../../lambda/shared/read';

const schema = z.object({ Name: z.string() });
const page = z.object({ items: z.array(z.number()), next: z.optional(z.string()) });

/** Pages of one number each, with the given tokens between them. */
function pagesOf(tokens: readonly (string | undefined)[]) {
  let index = -1;
  return readPages({
    ask: () => {
      index += 1;
      return Promise.resolve({ items: [index], next: tokens[index] });
    },
    schema: page,
  });
}

test('a complete answer is known', async () => {
  expect(await read({ ask: () => Promise.resolve({ Name: 'a' }), schema })).toStrictEqual({
    kind: 'known',
    value: { Name: 'a' },
  });
});

test.each([{}, { Name: 1 }, undefined, null, 'text', []])('%p is no answer', async (answer) => {
  expect(await read({ ask: () => Promise.resolve(answer), schema })).toMatchObject({
    kind: 'unknown',
    code: 'Malformed',
  });
});

test('what was wrong with an answer is told without its content', async () => {
  const result = await read({ ask: () => Promise.resolve({ Name: { password: 'hunter2' } }), schema });
  expect(JSON.stringify(result)).toContain('Name (invalid_type)');
  expect(JSON.stringify(result)).not.toContain('hunter2');
});

test('an error of the expected name is the answer that there is nothing', async () => {
  const error = Object.assign(new Error('gone'), { name: 'NotThere', $fault: 'client' });
  expect(await readOrAbsent({ ask: () => Promise.reject(error), schema }, 'NotThere')).toStrictEqual({
    kind: 'known',
    value: 'absent',
  });
});

test('an error of that name from anything but the API stays unknown', async () => {
  const error = Object.assign(new Error('gone'), { name: 'NotThere' });
  expect(await readOrAbsent({ ask: () => Promise.reject(error), schema }, 'NotThere')).toMatchObject({
    kind: 'unknown',
  });
});

test.each([[undefined], ['']])('all pages are read until the token is %p', async (last) => {
  expect(await pagesOf(['a', 'b', last])).toStrictEqual({ kind: 'known', value: [0, 1, 2] });
});

test('one unreadable page makes the whole answer unknown', async () => {
  let calls = 0;
  const result = await readPages({
    ask: () => {
      calls += 1;
      return calls < 3 ? Promise.resolve({ items: [1], next: String(calls) }) : Promise.reject(new Error('cut'));
    },
    schema: page,
  });
  expect(result).toMatchObject({ kind: 'unknown' });
});

test('a token that comes back is a contradiction and ends the reading', async () => {
  expect(await pagesOf(['a', 'b', 'a', undefined])).toMatchObject({ kind: 'unknown', code: 'Contradictory' });
});

test('pages without end are given up', async () => {
  expect(await pagesOf(Array.from({ length: 1000 }, (_, index) => `t${String(index)}`))).toMatchObject({
    kind: 'unknown',
    code: 'Contradictory',
  });
});
