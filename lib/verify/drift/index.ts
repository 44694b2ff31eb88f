export { compareNetworks } from './compare-networks';
export { compareReach } from './compare-reach';
export { describeDifference, describeReach } from './describe-difference';
export type { IdOf } from './names';
export type { Difference, Drift, ReachDifference, ReachDrift, Untold } from './types';
