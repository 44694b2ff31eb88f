import { decide, merge, type Decision } from '../shared/decision';
import { checkFirewallEndpoints, checkInterfaceEndpoints, checkNatGateways } from './check-endpoints';
import { checkRoutes } from './check-routes';
import { checkTier, findLostZones } from './check-tier';
import type { TopologyCheckEvent } from './contract';
import { checkEvacuations } from './evacuations';
import type { TopologyObservation } from './observation';

/** Compares the topology that was deployed with what AWS says about it. */
export function checkTopology(expected: TopologyCheckEvent, observed: TopologyObservation, now: Date): Decision {
  const { network, tiers } = expected;
  const zones = network.availabilityZones;
  return decide(
    merge([
      ...tiers.map((tier) => checkTier(tier, zones, observed.tiers[tier.name], now)),
      findLostZones(tiers, zones, observed, now),
      checkEvacuations(tiers, observed, now),
      checkNatGateways(network.natGateways, observed.natGateways),
      checkRoutes(network.routeTables, observed.routeTables),
      checkFirewallEndpoints(network.firewallEndpoints, observed.endpoints),
      checkInterfaceEndpoints(network.interfaceEndpoints, observed.endpoints),
    ]),
  );
}
