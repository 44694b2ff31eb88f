import { findCallFaults } from '../grants/calls';
import { recordedCalls } from './recorded-calls';

/** What of jest's options narrows a run down to a part of the tests. */
interface Options {
  readonly testPathPatterns: { readonly patterns: readonly string[] };
  readonly testNamePattern?: string | undefined;
  readonly onlyChanged?: boolean;
  readonly onlyFailures?: boolean;
  readonly findRelatedTests?: boolean;
  readonly shard?: object | undefined;
}

/**
 * Compares what all tests of the functions called with what the functions are said to need. Of a part of the tests nothing
 * can be said.
 */
export default function teardown(options: Options): void {
  if (!isWhole(options)) {
    return;
  }
  const faults = findCallFaults(recordedCalls());
  if (faults.length > 0) {
    throw new Error(['what the tests called is not what test/grants/needs.ts says:', ...faults].join('\n  '));
  }
}

function isWhole(options: Options): boolean {
  const { testPathPatterns, testNamePattern, onlyChanged, onlyFailures, findRelatedTests, shard } = options;
  return (
    testPathPatterns.patterns.length === 0 &&
    [testNamePattern, onlyChanged, onlyFailures, findRelatedTests, shard].every(
      (limit) => limit === undefined || limit === false || limit === '',
    )
  );
}
