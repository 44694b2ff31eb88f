import fc from 'fast-check';
import { matches, selects } from '../../../lambda/backup-check/selects';
import { BUCKET_ARN, CLUSTER_ARN, selectionOf } from './expectation';

test.each([
  [CLUSTER_ARN, CLUSTER_ARN, true],
  ['*', CLUSTER_ARN, true],
  ['arn:aws:rds:*:*:cluster:*', CLUSTER_ARN, true],
  ['arn:aws:rds:*:*:cluster:*-database', CLUSTER_ARN, true],
  [`${CLUSTER_ARN}*`, CLUSTER_ARN, true],
  ['arn:aws:s3:::*', BUCKET_ARN, true],
  ['arn:aws:s3:::*', CLUSTER_ARN, false],
  ['arn:aws:rds:*:*:db:*', CLUSTER_ARN, false],
  [CLUSTER_ARN.slice(0, -1), CLUSTER_ARN, false],
  [`${CLUSTER_ARN}-2`, CLUSTER_ARN, false],
  [CLUSTER_ARN.toUpperCase(), CLUSTER_ARN, false],
  // One part may not stand for two.
  ['arn:aws:s3:::ab*ba', 'arn:aws:s3:::aba', false],
  // No other wildcard than one: elsewhere these are ARNs that do not exist.
  ['arn:aws:s3:::test-site-release?', BUCKET_ARN, false],
  ['arn:aws:s3:::test.site.releases', BUCKET_ARN, false],
  ['', CLUSTER_ARN, false],
])('%s for %s: %s', (pattern, arn, isNamed) => {
  expect(matches(pattern, arn)).toBe(isNamed);
});

test('a pattern names what the regular expression of its parts matches', () => {
  const text = (alphabet: string) =>
    fc.array(fc.constantFrom(...alphabet), { maxLength: 12 }).map((characters) => characters.join(''));
  fc.assert(
    fc.property(text('ab*'), text('ab'), (pattern, arn) => {
      expect(matches(pattern, arn)).toBe(new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(arn));
    }),
    { numRuns: 2_000 },
  );
});

describe('a selection', () => {
  test.each([
    ['that names the resource takes it', selectionOf(CLUSTER_ARN), 'yes'],
    ['that names it among others takes it', selectionOf(BUCKET_ARN, 'arn:aws:rds:*'), 'yes'],
    ['that names others does not', selectionOf(BUCKET_ARN), 'no'],
    ['that names nothing does not', selectionOf(), 'no'],
    ['that names it and excludes it does not', { ...selectionOf(CLUSTER_ARN), excluded: [CLUSTER_ARN] }, 'no'],
    ['that excludes others takes it', { ...selectionOf('*'), excluded: ['arn:aws:s3:::*'] }, 'yes'],
    ['that goes by tags may take it', { ...selectionOf(CLUSTER_ARN), isByTag: true }, 'perhaps'],
    ['that goes by tags alone may take it', { ...selectionOf(), isByTag: true }, 'perhaps'],
    [
      'that goes by tags and excludes it does not',
      { resources: ['*'], excluded: ['arn:aws:rds:*'], isByTag: true },
      'no',
    ],
  ])('%s', (_what, selection, taken) => {
    expect(selects(selection, CLUSTER_ARN)).toBe(taken);
  });
});
