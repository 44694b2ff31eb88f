import { decide, merge, type Decision } from '../shared/decision';
import { checkFirewallEndpoints, checkInterfaceEndpoints, checkNatGateways } from './check-endpoints';
import { checkRoutes } from './check-routes';
import { checkTier, findLostZones } from './check-tier';
import type { TopologyCheckEvent } from './contract';
import type { TopologyObservation } from './observation';

/** Compares the topology that was deployed with what AWS says about it. */
export function checkTopology(expected: TopologyCheckEvent, observed: TopologyObservation): Decision {
  const { network } = expected;
  const tiers = expected.tiers.map((tier) => checkTier(tier, network.availabilityZones, observed.tiers[tier.name]));
  return decide(
    merge([
      ...tiers,
      findLostZones(expected.tiers, network.availabilityZones, observed),
      checkNatGateways(network.natGateways, observed.natGateways),
      checkRoutes(network.routeTables, observed.routeTables),
      checkFirewallEndpoints(network.firewallEndpoints, observed.endpoints),
      checkInterfaceEndpoints(network.interfaceEndpoints, observed.endpoints),
    ]),
  );
}
