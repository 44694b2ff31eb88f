export { certify, type Certification, type CertifiedDifference, type CertifyOptions } from './certify';
export type { Difference, DifferenceKind } from './compare';
export { describePacket, type AskedPacket } from './packet';
