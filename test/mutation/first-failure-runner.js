const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const TestRunner = require('jest-runner').default;

/** Set by Stryker while a mutant is alive. */
const ACTIVE_MUTANT = '__STRYKER_ACTIVE_MUTANT__';

/**
 * Runs the test files that know the asked tests, one after the other, and stops after the first that fails: more would say
 * nothing about a mutant. Which file has which tests, and how long it takes, is written down by the run without a mutant; the
 * quickest file comes first then.
 */
module.exports = class FirstFailureRunner extends TestRunner {
  async runTests(tests, watcher, options) {
    const notes = path.join(this._globalConfig.rootDir, 'test-files.json');
    const isMutated = process.env[ACTIVE_MUTANT] !== undefined;
    const found = {};
    let failed = false;
    this.on('test-file-success', ([test, result]) => {
      const names = result.testResults.map(({ fullName }) => fullName);
      found[test.path] = { names, milliseconds: result.perfStats.runtime };
      failed ||= result.numFailingTests > 0 || result.testExecError !== undefined;
    });
    this.on('test-file-failure', () => {
      failed = true;
    });
    const asked = isMutated && existsSync(notes) ? this.choose(tests, JSON.parse(readFileSync(notes, 'utf8'))) : tests;
    for (const test of asked) {
      if (isMutated && failed) {
        break;
      }
      await super.runTests([test], watcher, options);
    }
    if (!isMutated) {
      writeFileSync(notes, JSON.stringify(found));
    }
  }

  choose(tests, noted) {
    const { testNamePattern } = this._globalConfig;
    const pattern = new RegExp(testNamePattern ?? '', 'i');
    const milliseconds = ({ path: file }) => noted[file]?.milliseconds ?? 0;
    return tests
      .filter(({ path: file }) => noted[file]?.names.some((name) => pattern.test(name)) ?? true)
      .sort((a, b) => milliseconds(a) - milliseconds(b));
  }
};
