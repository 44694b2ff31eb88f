import { formatPath, show } from '../../lib/site/input/show';

describe('a value is shown', () => {
  test.each([
    ['platform', "'platform'"],
    ["it's", "'it\\'s'"],
    ['a\u202eb', "'a\\u{202e}b'"],
    ['a\tb', "'a\\u{9}b'"],
    ['\u001b[31m', "'\\u{1b}[31m'"],
    ['東京', "'東京'"],
    ['x'.repeat(61), `'${'x'.repeat(60)}…'`],
    ['4111 1111 1111 1112', "'[long number]'"],
    [0.5, '0.5'],
    [4111111111111112, '4.1e+15'],
    [Number.NaN, 'NaN'],
    [true, 'true'],
    [null, 'null'],
    [undefined, 'nothing'],
    [[1, 2], 'a list of 2'],
    [{ a: 1 }, 'an object'],
    [5n, 'a bigint'],
    [Symbol('x'), 'a symbol'],
  ])('%p as %s', (value, shown) => {
    expect(show(value)).toBe(shown);
  });
});

describe('a path is written', () => {
  test.each([
    [[], 'site'],
    [['tiers', 'web', 'release'], 'tiers.web.release'],
    [['regions', 'recovery', 0, 'region'], 'regions.recovery[0].region'],
    [['a b', "it's"], "['a b']['it\\'s']"],
  ])('%j as %s', (path, written) => {
    expect(formatPath(path)).toBe(written);
  });
});
