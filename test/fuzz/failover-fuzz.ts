import { parseArgs } from 'node:util';
import { LEAST_SHARE, tryProperty, type Result } from '../lambda/shared/failover/world/property';
import { PROPERTIES } from '../lambda/shared/failover/world/property-list';
import { tryRecords } from '../lambda/shared/failover/world/record-property';
import { tryRegion } from '../lambda/shared/failover/world/region-property';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '10000' }, seed: { type: 'string', default: '20261125' } },
});

/** Schedules of each kind, and the seed they come from. */
const options = { runs: Number(values.runs), seed: Number(values.seed) };

/**
 * Plays many schedules of each kind; each promise must hold in all of them, and at least a fifth of them must get as far as
 * an act.
 */
async function main(): Promise<void> {
  process.stdout.write(`seed ${String(options.seed)}\n`);
  for (const property of PROPERTIES) {
    report(await tryProperty(property, options), property.promise);
  }
  report(tryRegion(options), 'no data is lost by default');
  report(await tryRecords(options), 'every run leaves one decision record');
}

function report({ id, stories, reached, failure }: Result, promise: string): void {
  const share = reached / stories;
  process.stdout.write(
    `${id.padEnd(4)}${String(stories).padStart(7)} schedules, ${(share * 100).toFixed(1)} % reached ACT: ${promise}\n`,
  );
  if (failure !== undefined) {
    process.stdout.write(`${failure}\n`);
  }
  if (failure !== undefined || share < LEAST_SHARE) {
    process.exitCode = 1;
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
