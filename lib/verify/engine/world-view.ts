import type { TemplateModel, World } from '../../template';
import type { ServiceRange } from '../address';
import { buildNetwork, type Network, type NetworkOptions } from '../network';
import type { Cuts } from './cuts';
import { Graph } from './graph';
import { Judge } from './judge';
import { Env } from './leg/env';
import { Parties } from './parties';

/** What the verifier is given beside the templates. */
export interface VerifierOptions extends Pick<NetworkOptions, 'sites'> {
  /**
   * Whether packets with forged private source addresses may arrive from the internet and from sites.
   *
   * @default true
   */
  readonly spoofedSources?: boolean;
  /** Addresses and services that questions will name, so that the network is cut along them too. */
  readonly asked?: { readonly addresses?: readonly string[]; readonly services?: readonly ServiceRange[] };
  /** Makes what answers questions about a network, for those who know a part of the answers. @default newJudge */
  readonly makeJudge?: MakeJudge;
}

/** Makes what answers questions about one network. */
export type MakeJudge = (network: Network, parties: Parties, allowForged: boolean) => Judge;

/** Finds everything anew. */
export const newJudge: MakeJudge = (network, parties, allowForged) =>
  new Judge(new Graph(new Env(network), parties, allowForged));

/** One possible world, with the network that it makes. */
export interface WorldView {
  readonly name: string;
  readonly network: Network;
  readonly parties: Parties;
  readonly judge: Judge;
}

/** Builds the network of one world. */
export function viewWorld(
  model: TemplateModel,
  options: VerifierOptions,
  cuts: Cuts,
  world: World | undefined,
  assumeDefaults: boolean,
): WorldView {
  const built = buildNetwork(model, {
    ...(options.sites === undefined ? {} : { sites: options.sites }),
    ...(world === undefined ? {} : { world }),
    assumeDefaults,
  });
  const network: Network = {
    ...built,
    blocks: [...built.blocks, ...cuts.blocks],
    ranges: [...built.ranges, ...cuts.ranges],
    askedPorts: cuts.ports,
  };
  const parties = new Parties(network);
  const judge = (options.makeJudge ?? newJudge)(network, parties, options.spoofedSources ?? true);
  return { name: world?.name ?? '', network, parties, judge };
}
