const base = require('./jest.config');

/**
 * Tests that need the emulator, and so Python: `npm run test:local`. One after the other, as each has the machine to itself.
 *
 * @type {import('jest').Config}
 */
module.exports = {
  ...base,
  testMatch: ['**/*.local.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  globalSetup: '<rootDir>/test/support/local-setup.ts',
  globalTeardown: '<rootDir>/test/support/local-teardown.ts',
  maxWorkers: 1,
  testTimeout: 120_000,
};
