import { createVerifier, tcp, type Level, type Party, type Relation } from '../../../../lib/verify';
import { exposureOf } from '../../../../lib/verify/engine/exposure';
import { describeServices } from '../../../../lib/verify/engine/explain';
import { Graph } from '../../../../lib/verify/engine/graph';
import { Judge } from '../../../../lib/verify/engine/judge';
import { Alike } from '../../../../lib/verify/engine/leg/alike';
import { Env } from '../../../../lib/verify/engine/leg/env';
import { INTERNET, Parties } from '../../../../lib/verify/engine/parties';
import { Spaces } from '../../../../lib/verify/engine/spaces';
import { Twins } from '../../../../lib/verify/engine/twins';
import type { WorldView } from '../../../../lib/verify/engine/world-view';
import type { Network } from '../../../../lib/verify/network';
import { drawNetwork, modelOf } from '../../random/network';
import { withCopies } from './copies';

/** Looks at every class of addresses. */
class EveryClass extends Alike {
  override among(classes: readonly number[]): readonly number[] {
    return classes;
  }
}

/** The same engine, to which no two interfaces and no two classes are alike. */
function plainView(network: Network): WorldView {
  const spaces = new Spaces(network);
  const env = new Env(network, spaces, new EveryClass(network, spaces.addresses));
  const parties = new Parties(network, () => new Twins(network, []));
  return { name: '', network, parties, judge: new Judge(new Graph(env, parties, true)) };
}

/** What a party gets to another, in words. */
function between({ judge }: WorldView, from: Party, to: Party, level: Level, relation: Relation) {
  const { may, some, every } = judge.betweenGroups([from], [to], relation, level);
  const [mayIn, someIn, everyIn] = [may, some, every].map((bits) =>
    describeServices(judge.graph.env.spaces.services, bits),
  );
  return { may: mayIn ?? [], some: someIn ?? [], every: everyIn ?? [] };
}

/** What a party gets to, by whom it gets there. */
function exposure(view: WorldView, from: Party, level: Level, relation: Relation): Readonly<Record<string, unknown>> {
  const found = exposureOf([view], from, (to) => between(view, from, to, level, relation));
  return Object.fromEntries(found.map(({ to, may, some, every }) => [to.id, { may, some, every }]));
}

/** The same, of everyone asked about alone. */
function oneByOne(view: WorldView, from: Party, level: Level, relation: Relation): Readonly<Record<string, unknown>> {
  const all = view.parties.all
    .filter(({ id }) => id !== from.id)
    .map((to) => [to.id, between(view, from, to, level, relation)] as const);
  return Object.fromEntries(all.filter(([, { may }]) => may.length > 0));
}

/** Networks about which everything can be asked in a moment; every second one is small, and asked about sessions too. */
const SEEDS = [0, 1, 2, 4, 5, 6, 9];

const networks = SEEDS.map((seed) => {
  const drawn = drawNetwork(seed, 1 + (seed % 2));
  const sites = Object.entries(drawn.sites).map(([customerGateway, prefixes]) => ({ customerGateway, prefixes }));
  const view = createVerifier(modelOf(withCopies(drawn)), { sites }).view(0);
  return { seed, view, plain: plainView(view.network) };
});

/** Everyone who may be asked about, as both know them. */
function askers({ view, plain }: (typeof networks)[number]): readonly (readonly [Party, Party])[] {
  const both = [...view.parties.byId.keys()].flatMap((id): readonly (readonly [Party, Party])[] => {
    const [one, other] = [view.parties.byId.get(id), plain.parties.byId.get(id)];
    return one === undefined || other === undefined ? [] : [[one, other]];
  });
  return [[INTERNET, INTERNET], ...both];
}

test('the networks have twins, and classes that are alike', () => {
  const all = networks.flatMap(({ view: { parties } }) =>
    parties.all.map((party) => parties.twins.of(party) !== party),
  );
  expect(all.filter(Boolean).length).toBeGreaterThan(20);
});

describe.each<[Level, Relation, typeof networks]>([
  ['direct', 'delivers', networks],
  ['direct', 'session', networks.filter(({ seed }) => seed % 2 === 0)],
  ['via-proxies', 'delivers', networks],
  ['via-compute', 'delivers', networks],
])('%s, %s', (level, relation, asked) => {
  test.each(asked)('what anyone gets to in network $seed is what it is when everyone is looked at', (network) => {
    for (const [one, other] of askers(network)) {
      expect(exposure(network.view, one, level, relation)).toEqual(oneByOne(network.plain, other, level, relation));
    }
  });
});

test.each(networks)('groups of parties in network $seed get what they get one by one', ({ view, plain }) => {
  const of = ({ judge, parties }: WorldView) =>
    (['delivers', 'session'] as const).flatMap((relation) => {
      const { may, some, every } = judge.betweenGroups(parties.all, parties.all, relation, 'direct');
      return [may, some, every].map((bits) => describeServices(judge.graph.env.spaces.services, bits));
    });
  expect(of(view)).toEqual(of(plain));
});

test.each(networks)('verdicts about network $seed are the same, and about as many pairs', ({ view, plain }) => {
  const of = ({ judge, parties }: WorldView) =>
    [tcp(443), tcp(22)].map((service) => {
      const question = { from: [INTERNET, ...parties.all], to: parties.all, services: [service] };
      const { verdict, pairs, rules } = judge.isolate(question);
      return { verdict, pairs, rules };
    });
  expect(of(view)).toEqual(of(plain));
});
