const { statSync } = require('node:fs');
const Sequencer = require('@jest/test-sequencer').default;

/** Runs test files from the smallest to the largest. */
module.exports = class SmallestFirst extends Sequencer {
  sort(tests) {
    return [...tests].sort((a, b) => statSync(a.path).size - statSync(b.path).size || a.path.localeCompare(b.path));
  }
};
