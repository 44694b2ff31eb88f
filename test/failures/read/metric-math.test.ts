import { evaluateMath, type Measured } from '../../../lib/failures/read/detectors/metric-math';

const values: Readonly<Record<string, Measured>> = { a: 6, b: 2, gone: 'missing', cpu: 'usual' };

const evaluate = (expression: string): Measured | undefined =>
  evaluateMath(expression, (id) => values[id] ?? 'missing');

test.each<[string, Measured]>([
  ['a + b * 2', 10],
  ['(a + b) * 2', 16],
  ['a - b - 1', 3],
  ['-b + 1', -1],
  ['100 * b / a > 33 AND a >= 6', 1],
  ['a < b OR a == 7', 0],
  ['IF(a > b, b, a)', 2],
  ['FILL(gone, 0) + a', 6],
  ['gone + a', 'missing'],
  ['cpu + a', 'usual'],
  ['a / (b - 2)', 'missing'],
  ['FLOOR(a / 4) + CEIL(a / 4)', 3],
  ['MAX([a, b, gone])', 6],
  ['MIN([a, b]) + SUM([a, b]) + AVG([a, b])', 14],
  ['2 ^ 3', 8],
])('evaluates %s', (expression, expected) => {
  expect(evaluate(expression)).toBe(expected);
});

test.each(['ANOMALY_DETECTION_BAND(a, 2)', 'a +', 'a b', "SEARCH('x', 'Sum')", '(a'])(
  'does not know %s',
  (expression) => {
    expect(evaluate(expression)).toBeUndefined();
  },
);
