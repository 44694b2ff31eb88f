const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const TestRunner = require('jest-runner').default;

/** Set by Stryker while a mutant is alive. */
const ACTIVE_MUTANT = '__STRYKER_ACTIVE_MUTANT__';

/**
 * Runs the test files that know the asked tests, one after the other, and stops after the first that fails: more would say
 * nothing about a mutant. Which file has which tests is written down by the run without a mutant.
 */
module.exports = class FirstFailureRunner extends TestRunner {
  async runTests(tests, watcher, options) {
    const names = path.join(this._globalConfig.rootDir, 'test-names.json');
    const isMutated = process.env[ACTIVE_MUTANT] !== undefined;
    const found = {};
    let failed = false;
    this.on('test-file-success', ([test, result]) => {
      found[test.path] = result.testResults.map(({ fullName }) => fullName);
      failed ||= result.numFailingTests > 0 || result.testExecError !== undefined;
    });
    this.on('test-file-failure', () => {
      failed = true;
    });
    const asked = isMutated && existsSync(names) ? this.filter(tests, JSON.parse(readFileSync(names, 'utf8'))) : tests;
    for (const test of asked) {
      if (isMutated && failed) {
        break;
      }
      await super.runTests([test], watcher, options);
    }
    if (!isMutated) {
      writeFileSync(names, JSON.stringify(found));
    }
  }

  filter(tests, namesByFile) {
    const { testNamePattern } = this._globalConfig;
    if (testNamePattern === undefined || testNamePattern === '') {
      return tests;
    }
    const pattern = new RegExp(testNamePattern, 'i');
    return tests.filter(({ path: file }) => namesByFile[file]?.some((name) => pattern.test(name)) ?? true);
  }
};
