import type { Network, Vpc } from '../../network/types';
import type { Names } from '../names';
import { blockTold, listed } from '../texts';
import type { Facts } from './facts';

/** What joins VPCs to other networks. */
export function addLinkFacts(network: Network, vpcs: readonly Vpc[], names: Names, facts: Facts): void {
  const isOf = (vpc: Vpc | undefined) => vpc !== undefined && vpcs.includes(vpc);
  for (const { origin, requester, accepter } of network.peerings.filter(
    (peering) => isOf(peering.requester) || isOf(peering.accepter),
  )) {
    const nameOf = (vpc: Vpc | undefined) => (vpc === undefined ? 'elsewhere' : names.of(vpc.origin));
    facts
      .about(names.of(origin), origin)
      .say('requester', { text: nameOf(requester) })
      .say('accepter', { text: nameOf(accepter) });
  }
  for (const { origin, subnets, vpc } of network.attachments.filter((attachment) => isOf(attachment.vpc))) {
    facts
      .about(names.of(origin), origin)
      .say('VPC', { text: vpc === undefined ? 'none' : names.of(vpc.origin) })
      .say('subnets', listed(subnets.map((subnet) => ({ text: names.of(subnet.origin) }))));
  }
  const gateways = vpcs.flatMap(({ virtualPrivateGateway }) => virtualPrivateGateway ?? []);
  for (const gateway of gateways) {
    for (const { origin, site, staticRoutes } of gateway.vpns) {
      facts
        .about(names.of(origin), origin)
        .say('gateway', { text: names.of(gateway.origin) })
        .say('partner', { text: names.of(site.origin) })
        .say('static routes', listed(staticRoutes.map(blockTold)));
    }
  }
}
