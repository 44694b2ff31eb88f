import type { NetworkReading } from '../read-network';
import type { Said } from '../said';
import type { Completion } from './completion';
import { defaultGroupRules } from './default-groups';
import { endpointGroups, endpointPolicies } from './endpoints';
import { firewalls } from './firewalls';
import { functionNetworks } from './functions';
import { instanceInterfaces } from './instances';
import { aclAssociations, aclPorts } from './network-acls';

/** What the emulator is known to leave out, in the order in which it is added. */
export const COMPLETIONS: readonly Completion[] = [
  aclAssociations,
  aclPorts,
  defaultGroupRules,
  endpointGroups,
  endpointPolicies,
  firewalls,
  functionNetworks,
  instanceInterfaces,
];

/** How much was taken from the templates because of one divergence. */
export interface Taken extends Pick<Completion, 'divergence' | 'what'> {
  readonly count: number;
}

/** Adds to what a Region told what the emulator is known to leave out. Nothing that it did tell is taken away. */
export function completeReading(
  reading: NetworkReading,
  said: Said,
): { readonly reading: NetworkReading; readonly taken: readonly Taken[] } {
  const taken: Taken[] = [];
  let { lists } = reading;
  for (const { divergence, what, complete } of COMPLETIONS) {
    const completed = complete(lists, said, reading.region);
    lists = completed.lists;
    if (completed.taken > 0) {
      taken.push({ divergence, what, count: completed.taken });
    }
  }
  return { reading: { ...reading, lists }, taken };
}
