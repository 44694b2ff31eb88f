import type { TemplateModel } from '../../template';
import { compare } from '../../template/compare';
import { buildNetwork, type Network, type Vpc } from '../network';
import { compareSubjects, identify, WHOLE } from './compare-subjects';
import { Facts, type Subject } from './facts/facts';
import { addGroupFacts } from './facts/group-facts';
import { addInterfaceFacts, isShown } from './facts/interface-facts';
import { addLinkFacts } from './facts/link-facts';
import { addVpcFacts } from './facts/vpc-facts';
import { Names, type IdOf } from './names';
import type { Drift, Untold } from './types';

/**
 * Compares the network that templates say with one that runs.
 *
 * Whatever lies in a VPC of the templates is compared, also what no template makes; other VPCs of the account are none of their
 * business. What one of the two does not tell is neither the same nor different, and is told apart.
 *
 * @param idOf identifiers of the resources of the templates in the running network
 */
export function compareNetworks(said: TemplateModel, running: TemplateModel, idOf: IdOf): Drift {
  const names = new Names(said.resources, idOf);
  const [saidNetwork, runningNetwork] = [buildNetwork(said), buildNetwork(running)];
  const vpcs = saidNetwork.vpcs.filter(({ origin }) => origin.resource !== undefined);
  const ours = new Set(vpcs.map(({ origin }) => names.of(origin)));
  const saidSubjects = subjectsOf(saidNetwork, vpcs, names);
  const runningSubjects = subjectsOf(
    runningNetwork,
    runningNetwork.vpcs.filter(({ origin }) => ours.has(names.of(origin))),
    names,
  );
  const compared = [...new Set([...saidSubjects.keys(), ...runningSubjects.keys()])]
    .sort(compare)
    .map((name) => compareSubjects(saidSubjects.get(name), runningSubjects.get(name), names));
  return {
    agreed: compared.reduce((sum, { agreed }) => sum + agreed, 0),
    differences: compared.flatMap(({ differences }) => differences),
    untold: [...compared.flatMap(({ untold }) => untold), ...hidden(saidNetwork, names)],
  };
}

function subjectsOf(network: Network, vpcs: readonly Vpc[], names: Names): ReadonlyMap<string, Subject> {
  const facts = new Facts();
  addVpcFacts(network, vpcs, names, facts);
  addGroupFacts(network, vpcs, names, facts);
  addInterfaceFacts(network, vpcs, names, facts);
  addLinkFacts(network, vpcs, names, facts);
  return facts.subjects();
}

/** What templates make and no answer about a running network shows. */
function hidden(network: Network, names: Names): readonly Untold[] {
  const origins = [
    ...network.interfaces.filter((each) => isShown(each) === false).map(({ origin }) => origin),
    ...network.proxies.filter(({ kind }) => kind === 'cloudfront').map(({ origin }) => origin),
  ];
  const byName = new Map(origins.map((origin) => [names.of(origin), origin]));
  return [...byName]
    .sort(([a], [b]) => compare(a, b))
    .map(([subject, origin]) => ({
      ...identify(subject, origin, undefined, names),
      ...{ aspect: WHOLE, said: 'yes', runs: undefined },
      because: 'no answer about a running network shows it',
    }));
}
