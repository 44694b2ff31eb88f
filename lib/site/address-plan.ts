import type { SubnetPlan, SubnetRole } from './site';

/**
 * Place of each role within a zone's block, in units of 1/32 of the block.
 *
 * Fixed for ever: a subnet's address is its identity, and CloudFormation replaces a subnet whose range changes.
 * Units 20 to 31 are spare for segments to come. Every start is a multiple of its size, so every range is a CIDR.
 */
const ROLE_UNITS: readonly { readonly role: SubnetRole; readonly start: number; readonly units: number }[] = [
  { role: 'barrier-entry', start: 16, units: 1 },
  { role: 'barrier-egress', start: 17, units: 1 },
  { role: 'firewall', start: 18, units: 1 },
  { role: 'dmz', start: 8, units: 4 },
  { role: 'internal', start: 0, units: 8 },
  { role: 'data', start: 12, units: 4 },
  { role: 'attachment', start: 19, units: 1 },
];

/** Roles that hold nothing but endpoint interfaces: only the first /28 of their unit becomes a subnet. */
const SMALLEST_SUBNET_ROLES: readonly SubnetRole[] = ['firewall', 'attachment'];

/** Smallest subnet of a VPC. @see https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
const SMALLEST_SUBNET_PREFIX = 28;

/** Zones a VPC is cut for: letters `a` to `h`. */
const ZONE_BLOCK_BITS = 3;
/** 32 units in a zone's block. */
const UNIT_BITS = 5;

/** Every role, in the order in which the subnets of a zone are listed. */
export const SUBNET_ROLES: readonly SubnetRole[] = ROLE_UNITS.map(({ role }) => role);

/**
 * Cuts a VPC into subnets.
 *
 * A zone's block follows from the letter of the zone, a role's place within it from the role. So another zone, segment
 * or Region never moves a subnet that exists.
 *
 * @param vpcCidr canonical IPv4 range, /16 to /19
 * @param availabilityZones names that end in a letter from `a` to `h`, in any order
 */
export function planSubnets(vpcCidr: string, availabilityZones: readonly string[]): readonly SubnetPlan[] {
  const vpc = parseRange(vpcCidr);
  return [...availabilityZones].sort().flatMap((availabilityZone) =>
    ROLE_UNITS.map(({ role }) => ({
      role,
      availabilityZone,
      cidr: subnetCidr(vpc, zoneIndex(availabilityZone), role),
    })),
  );
}

/** Number of addresses a subnet of the role has in a VPC with that prefix length. */
export function subnetSize(vpcPrefix: number, role: SubnetRole): number {
  return 2 ** (32 - subnetPrefix(vpcPrefix, role));
}

interface Range {
  readonly address: number;
  readonly prefix: number;
}

function subnetCidr(vpc: Range, zone: number, role: SubnetRole): string {
  const zoneSize = 2 ** (32 - vpc.prefix - ZONE_BLOCK_BITS);
  const unitSize = zoneSize / 2 ** UNIT_BITS;
  const address = vpc.address + zone * zoneSize + requireRole(role).start * unitSize;
  return `${formatAddress(address)}/${subnetPrefix(vpc.prefix, role)}`;
}

function subnetPrefix(vpcPrefix: number, role: SubnetRole): number {
  if (SMALLEST_SUBNET_ROLES.includes(role)) {
    return SMALLEST_SUBNET_PREFIX;
  }
  return vpcPrefix + ZONE_BLOCK_BITS + UNIT_BITS - Math.log2(requireRole(role).units);
}

function requireRole(role: SubnetRole): { readonly start: number; readonly units: number } {
  const found = ROLE_UNITS.find((entry) => entry.role === role);
  if (found === undefined) {
    throw new Error(`no place for subnets of role '${role}'`);
  }
  return found;
}

function zoneIndex(availabilityZone: string): number {
  const index = 'abcdefgh'.indexOf(availabilityZone.slice(-1));
  if (index < 0) {
    throw new Error(`no block for zone '${availabilityZone}'`);
  }
  return index;
}

function parseRange(cidr: string): Range {
  const [address = '', prefix = ''] = cidr.split('/');
  return {
    address: address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0),
    prefix: Number(prefix),
  };
}

function formatAddress(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}
