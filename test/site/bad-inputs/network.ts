import type { BadInput } from './bad-input';

const VPC = 'regions.primary.vpcCidr';

function vpc(id: string, what: string, value: unknown, code: string, text: string): BadInput {
  return { id, what, fields: { [VPC]: value }, path: VPC, code, text };
}

/** A field that is not there yet: its row is written anew with the field. */
function unknown(id: string, what: string, field: string, value: unknown): BadInput {
  return {
    id,
    what: `${what} (no such field yet)`,
    fields: { [field]: value },
    path: field,
    code: 'FieldUnknown',
    text: 'must be a known field',
  };
}

export const NETWORK: readonly BadInput[] = [
  unknown('B01', 'a partner range that overlaps the VPC', 'partners', [{ name: 'centre', cidr: '10.0.0.0/24' }]),
  unknown('B02', 'a subnet outside the VPC', 'network.subnets', [{ cidr: '10.1.0.0/20' }]),
  unknown('B03', 'subnets that overlap', 'network.segments', { dmz: '10.0.0.0/20', internal: '10.0.0.0/21' }),
  vpc('B04', 'a prefix length beyond 32', '10.0.0.0/33', 'CidrInvalid', 'the prefix length is from 0 to 32'),
  vpc('B05', 'a VPC of every address', '0.0.0.0/0', 'VpcSizeInvalid', "try '10.0.0.0/16'"),
  vpc('B06', 'host bits', '10.0.0.1/16', 'CidrHostBits', "write '10.0.0.0/16'"),
  vpc(
    'B07',
    'an octal number',
    '010.0.0.0/16',
    'CidrInvalid',
    "leading zero as octal; if decimal is meant, write '10.0.0.0/16'",
  ),
  vpc('B08', 'a hexadecimal number', '0x0a.0.0.0/16', 'CidrInvalid', 'write four decimal numbers'),
  vpc('B08', 'a short range', '10.0/16', 'CidrInvalid', 'write four decimal numbers and a prefix length'),
  vpc('B09', 'full-width digits', '１０．０．０．０/16', 'CidrInvalid', "write it in ASCII as '10.0.0.0/16'"),
  vpc(
    'B10',
    'an IPv4-mapped IPv6 range',
    '::ffff:10.0.0.0/112',
    'CidrMapped',
    "write the IPv4 range, for example '10.0.0.0/32'",
  ),
  vpc(
    'B10',
    'the same in hexadecimal',
    '::ffff:a00:0/112',
    'CidrMapped',
    'must not be an IPv4 address mapped into IPv6',
  ),
  vpc('B11', 'a VPC wider than /16', '10.0.0.0/15', 'VpcSizeInvalid', 'must have a prefix length from /16 to /19'),
  vpc('B11', 'a VPC narrower than /28', '10.0.0.0/29', 'VpcSizeInvalid', "try '10.0.0.0/16'"),
  {
    id: 'B12',
    what: 'a VPC without room for a tier in every zone with one lost',
    fields: { [VPC]: '10.0.0.0/19', 'tiers.web.maxInstances': 400 },
    path: VPC,
    code: 'SubnetTooSmall',
    text: "(400 x 1.1 + 0) / 2 = 220 instances, 123 addresses are free, got '10.0.0.0/19'; 97 addresses miss",
  },
  vpc('B13', 'link-local addresses', '169.254.0.0/16', 'CidrReserved', 'must not be a reserved range'),
  vpc('B13', 'loopback addresses', '127.0.0.0/16', 'CidrReserved', "use a private range such as '10.0.0.0/16'"),
  vpc('B13', 'multicast addresses', '224.0.0.0/16', 'CidrReserved', 'must not be a reserved range'),
  vpc('B14', 'public addresses', '8.8.0.0/16', 'VpcCidrPublic', 'use a private range'),
  unknown('B15', 'a recovery VPC like the primary one', 'regions.recovery[0].vpcCidr', '10.0.0.0/16'),
  unknown('B16', 'two partners with one range', 'partners', [{ cidr: '172.16.0.0/24' }, { cidr: '172.16.0.0/24' }]),
];
