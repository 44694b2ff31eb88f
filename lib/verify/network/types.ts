import type { TemplateResource } from '../../template';
import type { Block, Certainty, Family, PortRange, ServiceRange } from '../address';
import type { Firewall, FirewallEndpoint } from './firewall-types';
import type { Coverage, Invocation, NetworkFinding, Octopus, Proxy, Service } from './node-types';
import type { AddressMatch, NetworkAcl, SecurityGroup, ServiceMatch } from './rule-types';
import type { Attachment, Site, TransitGateway, VpnConnection } from './transit-types';

/** Where something of the network comes from. */
export interface Origin {
  /** Stable name: `<construct path of the stack>/<logical id>`, with what it is about behind a `#`. */
  readonly id: string;
  /** For people. */
  readonly label: string;
  readonly resource?: TemplateResource;
  /** The property that says so, for example `SecurityGroupIngress[0]`. */
  readonly property?: string;
}

/** One of some things; `open` tells why it may also be something else. */
export interface Choice<T> {
  readonly options: readonly T[];
  readonly open?: string;
}

/** Everything that proofs are about. */
export interface Network {
  readonly vpcs: readonly Vpc[];
  readonly subnets: readonly Subnet[];
  readonly groups: readonly SecurityGroup[];
  readonly interfaces: readonly Interface[];
  readonly peerings: readonly Peering[];
  readonly transitGateways: readonly TransitGateway[];
  readonly attachments: readonly Attachment[];
  readonly vpns: readonly VpnConnection[];
  readonly sites: readonly Site[];
  readonly firewalls: readonly Firewall[];
  readonly proxies: readonly Proxy[];
  readonly services: readonly Service[];
  readonly invocations: readonly Invocation[];
  readonly octopuses: readonly Octopus[];
  /** Interfaces by the resources whose they are: of a cluster those of its instances. */
  readonly owners: readonly { readonly resource: TemplateResource; readonly interfaces: readonly Interface[] }[];
  /** Blocks that stand anywhere in the network. */
  readonly blocks: readonly Block[];
  /** Ranges of services that stand anywhere in the network. */
  readonly ranges: readonly ServiceRange[];
  /** Source ports that questions name. */
  readonly askedPorts?: readonly PortRange[];
  readonly coverage: Coverage;
  readonly findings: readonly NetworkFinding[];
  /** Defaults of parameters that were taken. */
  readonly assumptions: readonly string[];
}

export interface Vpc {
  readonly id: string;
  readonly origin: Origin;
  readonly region: string | undefined;
  readonly account: string | undefined;
  readonly blocks: readonly Block[];
  /** Whether an internet gateway is attached. */
  readonly internetGateway: Certainty;
  /** Edge tables by the gateway whose arriving packets they route. */
  readonly edgeTables: { readonly internet?: RouteTable; readonly virtualPrivate?: RouteTable };
  readonly virtualPrivateGateway?: VirtualPrivateGateway;
  readonly mainTable: RouteTable;
  readonly defaultGroup: SecurityGroup;
  readonly defaultAcl: NetworkAcl;
  /** Whether names are resolved by the resolver of the VPC. */
  readonly dnsSupport: Certainty;
}

export interface Subnet {
  readonly id: string;
  readonly origin: Origin;
  readonly vpc: Vpc;
  /** Text that subnets of one zone share. */
  readonly zone: string;
  /** The zone, when it is known; zones that are not known are told apart by `zone` only if both are. */
  readonly zoneName?: string;
  readonly blocks: readonly Block[];
  readonly table: Choice<RouteTable>;
  readonly acl: Choice<NetworkAcl>;
  readonly mapsPublicAddress: Certainty;
  /** Whether each interface gets an IPv6 address by itself. */
  readonly assignsIpv6: Certainty;
}

export interface RouteTable {
  readonly id: string;
  readonly origin: Origin;
  readonly routes: readonly Route[];
  /** Why it may hold other routes. */
  readonly open?: string;
}

/** A route; the order of kinds is the order in which equally long prefixes win. */
export interface Route {
  readonly kind: 'local' | 'static' | 'prefix-list' | 'propagated';
  readonly match: AddressMatch;
  readonly target: Target;
  readonly exists: Certainty;
  readonly origin: Origin;
  /** Shared by routes of which exactly one is there, if any is: only the deployment tells the target. */
  readonly oneOf?: string;
}

/** Where a route sends packets. */
export type Target =
  | { readonly kind: 'local' }
  | { readonly kind: 'internet-gateway' }
  | { readonly kind: 'egress-only-gateway' }
  | { readonly kind: 'nat'; readonly interfaces: readonly Interface[] }
  | { readonly kind: 'firewall'; readonly endpoint: FirewallEndpoint }
  | { readonly kind: 'appliance'; readonly interface: Interface }
  | { readonly kind: 'gateway-endpoint'; readonly service: Service }
  | { readonly kind: 'peering'; readonly peering: Peering }
  | { readonly kind: 'transit-gateway'; readonly gateway: TransitGateway }
  | { readonly kind: 'virtual-private-gateway'; readonly gateway: VirtualPrivateGateway }
  | { readonly kind: 'blackhole'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

export type InterfaceKind =
  | 'instance'
  | 'group-of-instances'
  | 'network-interface'
  | 'load-balancer'
  | 'database'
  | 'database-proxy'
  | 'function'
  | 'task'
  | 'interface-endpoint'
  | 'instance-connect-endpoint'
  | 'gateway-load-balancer-endpoint'
  | 'nat-gateway'
  | 'firewall-endpoint'
  | 'mount-target'
  | 'cache'
  | 'transit-gateway-attachment'
  | 'cloudfront-origin'
  | 'managed'
  | 'hypothetical'
  | 'octopus';

/** Security groups that an interface carries. */
export interface GroupSet {
  readonly surely: readonly SecurityGroup[];
  readonly perhaps: readonly SecurityGroup[];
  /** Why it may carry any group of its VPC. */
  readonly any?: string;
  /** Whether no group stands before it. */
  readonly isUnfiltered: Certainty;
}

/** One address of a block. */
export interface InterfaceAddress {
  readonly block: Block;
  readonly has: Certainty;
}

/** Interfaces that no rule tells apart: same owner, same subnet, same groups. */
export interface Interface {
  /** `<owner id>@<subnet id>`, with a number behind it when there are several. */
  readonly id: string;
  readonly kind: InterfaceKind;
  readonly origin: Origin;
  readonly subnet: Subnet;
  readonly groups: GroupSet;
  /** Private addresses, and those of IPv6: one of each block. */
  readonly addresses: readonly InterfaceAddress[];
  /** IPv4 address under which the internet sees it, through an internet gateway. */
  readonly publicAddress: { readonly has: Certainty; readonly block?: Block };
  /** Whether what the internet sends to its IPv6 addresses is dropped before it; so it is not when left out. */
  readonly deniesInternet?: Certainty;
  /** Whether it may be the source of packets of its own. */
  readonly sends: boolean;
  /** Whether its packets carry the addresses of those who use it from outside. */
  readonly sendsForClients?: true;
  /** Whether packets are delivered to it, and on which services only. */
  readonly receives: 'all' | 'none' | ServiceMatch;
  readonly forwards: Certainty;
  /** Ports from which it may open connections, and those that it surely uses. */
  readonly sourcePorts: { readonly may: PortRange; readonly must: PortRange };
  readonly exists: Certainty;
}

export interface Peering {
  readonly id: string;
  readonly origin: Origin;
  readonly requester: Vpc | undefined;
  readonly accepter: Vpc | undefined;
  readonly sameRegion: Certainty;
  readonly exists: Certainty;
  /** What is on the other side when the model does not hold it. */
  readonly open?: string;
}

export interface VirtualPrivateGateway {
  readonly id: string;
  readonly origin: Origin;
  readonly vpns: readonly VpnConnection[];
  readonly open?: string;
}

export type { Family, Firewall, FirewallEndpoint, Attachment, Site, TransitGateway, VpnConnection };
export type { FirewallAction, FirewallPolicy, FirewallRule } from './firewall-types';
export type { TransitRoute, TransitTable } from './transit-types';
export type * from './node-types';
export type * from './rule-types';
