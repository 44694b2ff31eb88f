/** Folder below `lambda` whose code is changed: `npm run mutation` sets it, for one part after another. */
const part = process.env['HONMARU_MUTATION_PART'] ?? '*';
const name = part.replaceAll('/', '-');

/**
 * Mutation tests of one part of the functions. `npm run mutation` runs them all.
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  mutate: [`lambda/${part}/*.ts`],
  testRunner: 'jest',
  // Its own tests are all that a part has: to look for those that reach a file would take longer than to run them.
  jest: { configFile: 'jest.mutation.config.js', enableFindRelatedTests: false },
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // Only what never ends is to count as a timeout, not what a busy machine delays.
  timeoutMS: 30_000,
  reporters: ['clear-text', 'progress-append-only', 'html', 'json'],
  htmlReporter: { fileName: `coverage/mutation/${name}.html` },
  jsonReporter: { fileName: `coverage/mutation/${name}.json` },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportScoreTable: false },
  tempDirName: 'coverage/stryker',
  incremental: true,
  incrementalFile: `node_modules/.cache/honmaru/mutation/${name}.json`,
  // Tables of constants are half of the mutants: they are tested too, and nobody needs to be told that it takes a while.
  warnings: { slow: false },
  // Only what the tests of the functions read is copied.
  ignorePatterns: ['docs', 'dist', 'cdk.out', 'coverage', '.honmaru', '.git'],
};
