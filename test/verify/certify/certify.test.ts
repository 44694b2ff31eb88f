import { HonmaruError } from '../../../lib/errors';
import { loadAssembly } from '../../../lib/template';
import { certify, type CertifyOptions } from '../../../lib/verify/certify';
import { describePacket } from '../../../lib/verify/certify/packet';
import { assemblyDirectory, REFERENCE_SITES } from '../../support/synth-sites';
import { drawNetwork, modelOf } from '../random/network';

/** Generated networks that are certified; of one VPC or two, so that every run has the time. */
const NETWORKS = 20;
/** Most representatives of them all, with those of the reference sites. */
const BUDGET = 5_000_000;

let representatives = 0;

describe.each(REFERENCE_SITES)('the reference site %s', (site) => {
  const result = certify(loadAssembly(assemblyDirectory(site)));
  representatives += result.representatives;

  test('is answered alike by engine and simulator', () => {
    expect(result.differences).toEqual([]);
    expect(result).toMatchObject({ agrees: true, counts: { unsound: 0, bold: 0, imprecise: 0, explained: 0 } });
  });

  test('has packets that arrive and packets that do not', () => {
    expect(result.delivered).toBeGreaterThan(100);
    expect(result.answered).toBeGreaterThan(100);
    expect(result.representatives - result.delivered).toBeGreaterThan(1000);
  });

  test('has no party that is left out', () => {
    expect(result.uncovered).toEqual([]);
  });
});

test('generated networks are answered alike', () => {
  const found: string[] = [];
  for (let seed = 1; seed <= NETWORKS; seed += 1) {
    const { differences, ...result } = certifyNetwork(seed, { budget: BUDGET - representatives });
    representatives += result.representatives;
    found.push(
      ...differences.map(
        ({ kind, relation, engine, walked, packet, because }) =>
          `network ${seed}: ${kind}, ${relation} ${engine}, simulator ${walked} (${because}): ${describePacket(packet)}`,
      ),
    );
    expect(result.agrees).toBe(differences.length === 0);
  }
  expect(found).toEqual([]);
  expect(representatives).toBeLessThanOrEqual(BUDGET);
  expect(representatives).toBeGreaterThan(100_000);
});

test('more packets than the budget are an error', () => {
  expect(() => certifyNetwork(1, { budget: 1000 })).toThrow(HonmaruError);
  expect(() => certifyNetwork(1, { budget: 1000 })).toThrow('must be done with 1000 packets');
});

function certifyNetwork(seed: number, options: CertifyOptions) {
  const { template, sites } = drawNetwork(seed, 1 + (seed % 2));
  const contracts = Object.entries(sites).map(([customerGateway, prefixes]) => ({ customerGateway, prefixes }));
  return certify(modelOf(template), { sites: contracts, ...options });
}
