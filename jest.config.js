/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  // Tests against the emulator need Python: `jest.local.config.js` runs them.
  testPathIgnorePatterns: ['/node_modules/', '\\.local\\.test\\.ts$'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' } }] },
  // Bundles the functions and synthesizes every reference site with all judges, once for all test files.
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  // Compares the grants of the functions with what their tests called.
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  randomize: true,
  // A loaded machine is no fault of the code.
  testTimeout: 30_000,
};
