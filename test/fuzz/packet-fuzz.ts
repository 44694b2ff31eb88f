import { parseArgs } from 'node:util';
import {
  describeDisagreement,
  describeResult,
  describeTemplate,
  rareDecisions,
  sortedGroups,
} from '../verify/certify/describe';
import { fuzz } from '../verify/certify/fuzz';
import { shrink } from '../verify/certify/shrink';

/** Least share of packets that arrive, so that the rules that let them through are tested as well. */
const LEAST_DELIVERED_SHARE = 0.2;
/** Least packets about which each rule decides, each way that it has, in a run of so many packets. */
const LEAST_DECISIONS = 100;
const WHOLE_RUN = 1_000_000;

const { values } = parseArgs({
  options: {
    packets: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '20261126' },
    shrink: { type: 'string', default: '1' },
  },
});
const started = Date.now();
const result = fuzz({
  seed: Number(values.seed),
  packets: Number(values.packets),
  progress: ({ networks, packets, counts }) => {
    if (networks % 50 === 0) {
      process.stderr.write(
        `${packets} packets, ${[...counts].map(([kind, count]) => `${kind} ${count}`).join(', ')}\n`,
      );
    }
  },
});
const groups = sortedGroups(result);
process.stdout.write(
  `${describeResult(result)}\nseed ${values.seed}, ${((Date.now() - started) / 1000).toFixed(0)} s\n`,
);
for (const [index, { count, sort, example }] of groups.entries()) {
  process.stdout.write(`${count} times ${sort}\n${describeDisagreement(example)}\n`);
  const [first, count2] = values.shrink.split(':').map(Number);
  if (
    index >= (count2 === undefined ? 0 : (first ?? 0)) &&
    index < (count2 === undefined ? (first ?? 0) : (first ?? 0) + count2)
  ) {
    process.stdout.write(`${describeTemplate(shrink(example))}\n`);
  }
}
const share = result.delivered / Math.max(1, result.packets);
const rare = rareDecisions(result, LEAST_DECISIONS);
process.stdout.write(
  rare.length === 0
    ? `every rule decided about ${LEAST_DECISIONS} packets or more, each way that it has\n`
    : `decided about fewer than ${LEAST_DECISIONS} packets: ${rare.join(', ')}\n`,
);
const isRare = rare.length > 0 && result.packets >= WHOLE_RUN;
process.exitCode = groups.length > 0 || share < LEAST_DELIVERED_SHARE || isRare ? 1 : 0;
