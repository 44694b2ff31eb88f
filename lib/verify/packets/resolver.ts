import type { Interface } from './net/network';
import type { Packet } from './net/packet';

const LINK_LOCAL = { first: 0xa9fe0000n, last: 0xa9feffffn };

/**
 * The resolver of a VPC, at the second address after its own and at 169.254.169.253, and the other services at
 * link-local addresses are reached whatever security groups and network ACLs say.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/nacl-basics.html
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html read 2026-11-25
 */
export function isResolver(at: Interface, packet: Packet): boolean {
  const { family, value } = packet.destination;
  if (family === 6) {
    return value === 0xfd000ec2n << 96n || value === (0xfd000ec2n << 96n) + 0x253n;
  }
  const isLinkLocal = value >= LINK_LOCAL.first && value <= LINK_LOCAL.last;
  const isBasePlusTwo = at.subnet.vpc.blocks.some((block) => block.family === 4 && value === block.first + 2n);
  return isLinkLocal || (isBasePlusTwo && packet.port?.low === 53 && packet.port.high === 53);
}
