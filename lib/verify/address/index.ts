export { AddressSpace, type AddressClass } from './address-space';
export { countBelow } from './count-below';
export { standsForIpv4 } from './nat64';
export * from './bits';
export {
  abstractBlock,
  anyBlock,
  blockKey,
  boundsOf,
  describeBlock,
  familyOf,
  holdsBlock,
  isSpecial,
  lengthsOf,
  literalBlock,
  SPECIAL,
  type AbstractBlock,
  type Block,
  type Certainty,
  type LiteralBlock,
} from './block';
export {
  addressText,
  blockText,
  everything,
  holds,
  meets,
  parseBlock,
  prefixLength,
  type Family,
  type Interval,
} from './interval';
export {
  ANY_PORT,
  describeAtom,
  ICMP,
  ICMPV6,
  portCuts,
  ServiceSpace,
  TCP,
  UDP,
  type PortRange,
  type ServiceAtom,
  type ServiceRange,
} from './service-space';
