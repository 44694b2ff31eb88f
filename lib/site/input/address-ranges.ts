import { requireCidr, within, type Cidr } from './cidr';

/** Private ranges a VPC may use: RFC 1918 and the shared range of RFC 6598. */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'].map(requireCidr);

/**
 * Ranges no host on the internet has. The ranges for documentation are missing on purpose: example sites use them.
 *
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry
 * @see https://www.iana.org/assignments/iana-ipv6-special-registry
 */
const RESERVED = [
  '0.0.0.0/8',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '192.0.0.0/24',
  '198.18.0.0/15',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/127',
  '64:ff9b:1::/48',
  '100::/64',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
].map(requireCidr);

/** Whether a range lies in the private ranges of a VPC. */
export function isPrivate(cidr: Cidr): boolean {
  return PRIVATE.some((range) => within(cidr, range));
}

/** Whether a range lies in a range no ordinary host has: loopback, link-local, multicast and others. */
export function isReserved(cidr: Cidr): boolean {
  return RESERVED.some((range) => within(cidr, range));
}
