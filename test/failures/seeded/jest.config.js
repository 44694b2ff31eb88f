const path = require('node:path');
const base = require('../../../jest.config');

/**
 * The tests that must find the seeded faults, for `npm run seeded`: all that say what the evaluation of failures must do.
 *
 * @type {import('jest').Config}
 */
module.exports = {
  ...base,
  rootDir: path.resolve(__dirname, '../../..'),
  roots: ['<rootDir>/test/failures'],
  testMatch: ['<rootDir>/test/failures/{engine,matrix,paper,recovery}/**/*.test.ts'],
  globalSetup: undefined,
  globalTeardown: undefined,
  // The quickest tests first: the first file that fails ends the run of a fault.
  runner: '<rootDir>/test/mutation/first-failure-runner.js',
  randomize: false,
};
