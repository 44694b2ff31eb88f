import type { Check } from '../shared/run-check';
import { checkTopology } from './check';
import type { TopologyCheckEvent } from './contract';
import { topologyCheckEvent } from './event';
import { readTopology, type TopologyClients } from './read';

/** The topology check with its clients, which live as long as the container. */
export function topologyCheck(clients: TopologyClients): Check<TopologyCheckEvent> {
  return {
    name: 'topology-check',
    event: topologyCheckEvent,
    run: async (event, signal, now) => {
      const inputs = await readTopology(event, clients, signal);
      return { decision: checkTopology(event, inputs, now), inputs };
    },
  };
}
