import type { Address } from './net/address';

/** Name of the prefix list that holds the addresses from which CloudFront asks origins. */
export const ORIGIN_FACING = 'com.amazonaws.global.cloudfront.origin-facing';

/** Some address from which CloudFront asks public origins. */
export function edgeAddress(): Address {
  return {
    family: 4,
    value: (13n << 24n) | (124n << 16n) | 5n,
    pickedIn: [],
    publicOnly: true,
    service: ORIGIN_FACING,
  };
}
