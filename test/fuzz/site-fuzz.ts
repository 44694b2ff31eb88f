import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { fuzzedConfigs, runFuzzedConfig } from './fuzz-site';

/** Least share of valid configurations, so that the invariants are really tested. */
const LEAST_VALID_SHARE = 0.25;

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '100000' }, seed: { type: 'string', default: '20261125' } },
});
const runs = Number(values.runs);
const counts = new Map<string, number>();
let valid = 0;
let slowest = 0;

const details = fc.check(
  fc.property(fuzzedConfigs, (fuzzed) => {
    const outcome = runFuzzedConfig(fuzzed);
    slowest = Math.max(slowest, outcome.milliseconds);
    if (outcome.kind === 'valid') {
      valid += 1;
    } else {
      outcome.codes.forEach((code) => counts.set(code, (counts.get(code) ?? 0) + 1));
    }
  }),
  { numRuns: runs, seed: Number(values.seed) },
);

const share = valid / Math.max(1, details.numRuns);
process.stdout.write(
  [
    `configurations ${details.numRuns}, seed ${details.seed}`,
    `valid ${valid} (${(share * 100).toFixed(1)} %), refused ${details.numRuns - valid}, slowest ${slowest.toFixed(1)} ms`,
    ...[...counts].sort(([, a], [, b]) => b - a).map(([code, count]) => `  ${code} ${count}`),
    details.failed ? fc.defaultReportMessage(details) : 'no crash, no broken invariant',
    '',
  ].join('\n'),
);
process.exitCode = details.failed || share < LEAST_VALID_SHARE ? 1 : 0;
