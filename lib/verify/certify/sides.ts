import { createEvaluator, enumerateWorlds, type TemplateModel, type World } from '../../template';
import type { Graph } from '../engine/graph';
import { WELL_KNOWN_LISTS } from '../network/build/well-known-lists';
import type { SiteContract } from '../network/build/context';
import { createVerifier } from '../engine/verifier';
import type { Parties } from '../engine/parties';
import { buildWorld, formatAddress, type World as PacketWorld } from '../packets';
import { hostOf, matchActors, writtenAddresses, type Actor } from './actors';

/** One world as both implementations see it. */
export interface Sides {
  readonly name: string;
  readonly graph: Graph;
  readonly world: PacketWorld;
  readonly actors: readonly Actor[];
  /** Firewall endpoints with rules about source ports, by their names in the second implementation. */
  readonly looksAtPorts: ReadonlySet<string>;
  /** Parties of the engine that the other implementation does not have. */
  readonly uncovered: readonly string[];
}

/** What both sides are told beside the templates. */
export interface SidesOptions {
  readonly sites?: readonly SiteContract[];
  /** Addresses of the internet that packets come from and go to, beside one of each family. */
  readonly hosts?: readonly string[];
  /** Addresses of interfaces that are looked at beside the chosen ones. */
  readonly addresses?: readonly string[];
}

/** Hosts of the internet, one of each family. */
const HOSTS = ['93.184.216.34', '2606:2800:220:1:248:1893:25c8:1946'];

/** Lists that AWS keeps, by their ids: both sides are told the same of them. */
const PREFIX_LISTS = Object.fromEntries(
  [...WELL_KNOWN_LISTS].map(([id, { purpose, region }]) => [
    id,
    purpose === 'cloudfront-origin-facing'
      ? 'com.amazonaws.global.cloudfront.origin-facing'
      : `com.amazonaws.${region}.${purpose}`,
  ]),
);

/** Both implementations of one model. */
export class Bench {
  readonly worlds: readonly string[];
  private readonly model: TemplateModel;
  private readonly options: SidesOptions;
  private readonly possible: readonly (World | undefined)[];
  private readonly chosen: readonly PacketWorld[];
  private readonly verifier: ReturnType<typeof createVerifier>;
  private readonly hosts: readonly string[];

  constructor(model: TemplateModel, options: SidesOptions = {}) {
    this.model = model;
    this.options = options;
    const { worlds, complete } = enumerateWorlds(model);
    this.possible = complete && worlds.length > 0 ? worlds : [undefined];
    this.worlds = this.possible.map((world) => world?.name ?? '');
    this.chosen = this.possible.map((world) => this.build(world, {}));
    this.hosts = [...new Set([...HOSTS, ...(options.hosts ?? [])])];
    const own = this.chosen.flatMap((world) => [...world.byId.values()].flatMap(writtenAddresses));
    const ofSites = [
      ...(options.sites ?? []).flatMap(({ prefixes = [] }) => prefixes.map(hostOf)),
      ...this.chosen.flatMap((world) =>
        [...world.sites.values()].flatMap(({ address }) =>
          address.pickedIn === undefined ? [formatAddress(address)] : [],
        ),
      ),
    ];
    this.verifier = createVerifier(model, {
      ...(options.sites === undefined ? {} : { sites: options.sites }),
      asked: { addresses: [...new Set([...this.hosts, ...own, ...ofSites, ...(options.addresses ?? [])])] },
    });
  }

  graph(index: number): Graph {
    return this.verifier.view(index).judge.graph;
  }

  parties(index: number): Parties {
    return this.verifier.view(index).parties;
  }

  /** Both sides of a world; every address is written down, so that nothing about it is left open. */
  sides(index: number, addresses: Readonly<Record<string, string>> = {}): Sides {
    const chosen = Object.fromEntries(
      [...(this.chosen[index]?.byId ?? [])].flatMap(([id, { v4, subnet }]) =>
        v4 === undefined || subnet.v4?.symbol !== undefined ? [] : [[id, formatAddress(v4)] as const],
      ),
    );
    const world = this.build(this.possible[index], { ...chosen, ...addresses });
    const { actors, uncovered } = matchActors(this.parties(index).all, world);
    const outside = this.hosts.map((address): Actor => ({ kind: 'internet', id: `internet:${address}`, address }));
    return {
      name: this.worlds[index] ?? '',
      graph: this.graph(index),
      world,
      actors: [...actors, ...outside],
      looksAtPorts: looksAtPorts(world),
      uncovered,
    };
  }

  private build(world: World | undefined, addresses: Readonly<Record<string, string>>): PacketWorld {
    const evaluator = createEvaluator(this.model, world === undefined ? {} : { world });
    const sites = Object.fromEntries(
      (this.options.sites ?? []).flatMap(({ customerGateway, prefixes }) =>
        prefixes === undefined ? [] : [[customerGateway, { prefixes }] as const],
      ),
    );
    return buildWorld(this.model, { evaluator, sites, addresses, prefixLists: PREFIX_LISTS });
  }
}

/** As the second implementation reads the rules: the first one is not asked what may be left out. */
function looksAtPorts(world: PacketWorld): ReadonlySet<string> {
  const endpoints = [...world.byId.values()].flatMap(({ device }) =>
    device.kind === 'firewall' ? [device.endpoint] : [],
  );
  return new Set(
    endpoints
      .filter(
        ({ policy: { stateless, stateful } }) =>
          stateless.some(({ sourcePorts }) => sourcePorts.length > 0) ||
          stateful.some(({ sourcePort }) => !sourcePort.any),
      )
      .map(({ name }) => name),
  );
}
