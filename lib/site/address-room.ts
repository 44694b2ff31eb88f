import { subnetSize } from './address-plan';

/** Addresses AWS keeps in every subnet. @see https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
const RESERVED_ADDRESSES = 5;

/** A load balancer uses 100 addresses at most, spread over two zones at least. */
const LOAD_BALANCER_ADDRESSES = 50;

/** One address for each interface endpoint, with room for services to come. */
const ENDPOINT_ADDRESSES = 25;

/**
 * One interface of the database probe, which Lambda keeps for each pair of a subnet and a group, and a second one while it
 * replaces that.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html read 2026-11-25
 */
const PROBE_ADDRESSES = 2;

/** Size of a group while an instance refresh replaces its instances, in per cent. */
const REFRESH_PERCENT = 110;

/** Addresses in one zone's subnet that are free for instances of a tier. */
export function instanceRoom(vpcPrefix: number, tier: 'web' | 'app'): number {
  return tier === 'web'
    ? subnetSize(vpcPrefix, 'dmz') - RESERVED_ADDRESSES
    : subnetSize(vpcPrefix, 'internal') -
        RESERVED_ADDRESSES -
        LOAD_BALANCER_ADDRESSES -
        ENDPOINT_ADDRESSES -
        PROBE_ADDRESSES;
}

/** Instances one zone may have to hold: a full group during a refresh, its warm pool, and one zone lost. */
export function instancesPerZone(maxInstances: number, warmPoolSize: number, zones: number): number {
  return Math.ceil((Math.ceil((maxInstances * REFRESH_PERCENT) / 100) + warmPoolSize) / (zones - 1));
}
