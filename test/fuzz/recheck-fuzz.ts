import { parseArgs } from 'node:util';
import type { Verifier } from '../../lib/verify';
import { flipsOf, Rechecker, rulesOf } from '../../lib/verify/flips';
import { answersOf, reachesOf } from '../verify/flips/answers';
import { Draw } from '../verify/random/draw';
import { drawNetwork, modelOf } from '../verify/random/network';

/** Least share of the changes after which something must be answered otherwise than before. */
const LEAST_TOLD = 0.1;

const { values } = parseArgs({
  options: {
    networks: { type: 'string', default: '25' },
    flips: { type: 'string', default: '8' },
    parties: { type: 'string', default: '7' },
    seed: { type: 'string', default: '1' },
  },
});

let [changes, told, differing] = [0, 0, 0];
for (let index = 0; index < Number(values.networks); index += 1) {
  const seed = Number(values.seed) * 1_000_003 + index;
  const draw = new Draw(seed);
  const network = drawNetwork(seed, draw.int(1, 2));
  const model = modelOf(network.template);
  const options = {
    sites: Object.entries(network.sites).map(([customerGateway, prefixes]) => ({ customerGateway, prefixes })),
  };
  const rechecker = new Rechecker(model, options);
  const most = Number(values.parties);
  const among = new Set(draw.some(rechecker.verifier.parties, most, most).map(({ id }) => id));
  const ask = (verifier: Verifier) => [...answersOf(verifier, among), ...reachesOf(verifier, among)];
  const before = ask(rechecker.verifier);
  const count = Number(values.flips);
  for (const flip of draw.some(rulesOf(model).flatMap(flipsOf), count, count)) {
    const flipped = flip.apply(model);
    // One that was never asked about its own model has nothing to take over.
    // Cut as finely, so that the same is said in the same words.
    const cut = { ...options, asked: { services: rechecker.verifier.network.ranges } };
    const [shared, anew] = [rechecker, new Rechecker(model, cut)].map((each) => ask(each.of(flipped)));
    const other = (anew ?? []).filter((answer, at) => answer !== shared?.[at]);
    changes += 1;
    told += anew?.some((answer, at) => answer !== before[at]) === true ? 1 : 0;
    differing += other.length > 0 || shared?.length !== anew?.length ? 1 : 0;
    if (other.length > 0) {
      console.log(`network ${seed}, ${flip.id}: ${other.length} other answers, the first: ${other[0] ?? ''}`);
    }
  }
}
console.log(`changes ${changes}, told by some answer ${told}, answered otherwise than anew ${differing}`);
process.exitCode = differing > 0 || told < changes * LEAST_TOLD ? 1 : 0;
