import type { Subnet } from '../../network/types';
import type { Party } from '../types';
import type { Door } from './ends';
import type { Step } from '../walk/way';
import type { Env } from './env';

/**
 * Whether what comes in through an internet gateway is surely delivered. An IPv4 address is translated and delivered
 * without any route back; of IPv6 in subnets without a route to the gateway AWS's pages do not say it.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway-basics.html read 2026-11-26
 */
export function isSurelyLetIn(env: Env, from: Party, to: Party, door: Door, source: number): boolean {
  const isOutside =
    from.kind === 'internet' || from.kind === 'edge' || door.kind === 'public' || door.kind === 'abroad';
  if (!isOutside || to.kind !== 'interface') {
    return true;
  }
  if (env.spaces.addresses.at(source).family === 4) {
    return true;
  }
  return leadsOutSurely(env, to.interface.subnet, source);
}

/** Whether a subnet surely leads out to an address through the internet gateway of its own VPC. */
export function leadsOutSurely(env: Env, subnet: Subnet, source: number): boolean {
  const { ways, open } = env.walker.fromSubnet(subnet, source, { kind: 'internet' });
  // Out through the gateway of another VPC is not out through the one by which packets come in.
  const isOwn = (step: Step) =>
    step.kind !== 'internet-gateway' || (step.isEgressOnly !== true && step.vpc.id === subnet.vpc.id);
  return (
    open === undefined &&
    ways.every(({ stop, steps }) => stop === undefined && steps.every((step) => step.kind !== 'nat' && isOwn(step)))
  );
}

/** Whether a party is surely there. */
export function exists(party: Party): boolean {
  return party.kind !== 'interface' || party.interface.exists === 'yes';
}
