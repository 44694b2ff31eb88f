const path = require('node:path');
const base = require('../../../jest.config');

/**
 * The tests that must find the seeded faults, for `npm run seeded`: all that say what the engine, or what it reads, must do.
 *
 * @type {import('jest').Config}
 */
module.exports = {
  ...base,
  rootDir: path.resolve(__dirname, '../../..'),
  roots: ['<rootDir>/test/template', '<rootDir>/test/verify'],
  testMatch: [
    '<rootDir>/test/verify/{engine,seeded}/**/*.test.ts',
    '<rootDir>/test/verify/flips/recheck*.test.ts',
    '<rootDir>/test/template/{evaluate,plain}/**/*.test.ts',
  ],
  testPathIgnorePatterns: [
    ...base.testPathIgnorePatterns,
    // Looks for the faults in the source.
    '/seeded/faults\\.test\\.ts$',
    // What these find beyond the others they find by chance, or in the reference sites; a fault must be found every time.
    '/engine/(matrices|parameters|random|walk/choose-route)\\.test\\.ts$',
    '/template/evaluate/monotone\\.test\\.ts$',
  ],
  globalSetup: undefined,
  globalTeardown: undefined,
  // The quickest tests first: the first file that fails ends the run of a fault.
  runner: '<rootDir>/test/mutation/first-failure-runner.js',
  randomize: false,
};
