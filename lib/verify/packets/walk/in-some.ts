import { liesInSome, type Address, type Block } from '../net/address';
import type { Interface, Vpc } from '../net/network';
import type { Truth } from '../net/truth';
import type { Walk } from './state';

/** Whether some block holds an address. */
export function inSome(blocks: readonly Block[], address: Address): Truth {
  return liesInSome(address, blocks);
}

/**
 * Whether a packet comes from outside of a VPC in which it is now: by its source address, or because nothing in the VPC sent
 * it, whatever its source says. What sends are interfaces of the VPC; gateways and firewalls only pass on.
 */
export function isFromOutside({ packet, left }: Walk, vpc: Vpc): boolean {
  const isSender = ({ subnet, device }: Interface) =>
    subnet.vpc === vpc && device.kind !== 'transit' && device.kind !== 'firewall';
  return inSome(vpc.blocks, packet.source) === 'no' || !left.some(isSender);
}
