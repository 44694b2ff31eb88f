const base = require('./jest.config');

/** Folder below `lambda` whose tests are run: `npm run mutation` sets it. */
const part = process.env['HONMARU_MUTATION_PART'] ?? '*';

/**
 * Tests of one part of the functions, for `npm run mutation`: nothing here needs a bundle or a synthesized site.
 *
 * @type {import('jest').Config}
 */
module.exports = {
  ...base,
  roots: ['<rootDir>/test/lambda'],
  testMatch: [`<rootDir>/test/lambda/${part}/*.test.ts`],
  // Explore thousands of schedules each: too slow for every mutant, and what they find beyond the others only raises the score.
  testPathIgnorePatterns: [
    ...base.testPathIgnorePatterns,
    '/test/lambda/shared/failover/(properties|transitions)\\.test\\.ts$',
  ],
  globalSetup: undefined,
  globalTeardown: undefined,
  // The quickest tests first: the first file that fails ends the run of a mutant.
  runner: '<rootDir>/test/mutation/first-failure-runner.js',
  // The same order for every mutant, so that one that is killed is killed in the next run as well.
  randomize: false,
};
