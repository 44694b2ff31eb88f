export { SegmentedVpc, type SegmentedVpcProps } from './segmented-vpc';
export type { FirewallLogs } from './egress-firewall';
export { tierServices, type TierService, type TierServiceName } from './tier-services';
export type { SecurityGroupName } from './security-group-rules';
export type { ZoneRouting } from './zone-routing';
export type { InterfaceEndpointId } from './interface-endpoints';
