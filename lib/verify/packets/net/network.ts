import type { TemplateResource, Value } from '../../../template';
import type { Address, Block } from './address';
import type { AccessList, SecurityGroup } from './filters';
import type { RouteTable } from './routes';
import type { Truth } from './truth';
import type { Balancer } from './balancer';
import type { FirewallPolicy } from './firewall';
import type { TransitAttachment, VpnGateway } from './transit';

/** A virtual private cloud. */
export interface Vpc {
  readonly name: string;
  /** `undefined` when the assembly only names it. */
  readonly resource: TemplateResource | undefined;
  readonly region: string;
  readonly blocks: Block[];
  readonly subnets: Subnet[];
  mainTable: RouteTable;
  defaultList: AccessList;
  defaultGroup: SecurityGroup;
  /** Why something about it may be otherwise than the template shows. */
  doubt?: string;
  internetGateway?: TemplateResource;
  vpnGateway?: VpnGateway;
  /** Route tables of the gateways at its edge. */
  readonly gatewayTables: { internet?: RouteTable; vpn?: RouteTable };
  readonly byAddress: Map<bigint, Interface>;
  readonly transit: TransitAttachment[];
  /** VPCs whose addresses it may see through peering connections and transit gateways. */
  readonly neighbours: Vpc[];
}

/** A subnet. */
export interface Subnet {
  readonly name: string;
  readonly resource: TemplateResource;
  readonly vpc: Vpc;
  readonly zone: Zone;
  readonly v4?: Block;
  readonly v6?: Block;
  readonly mapsPublic: Truth;
  readonly assignsIpv6: Truth;
  table: RouteTable;
  list: AccessList;
  readonly interfaces: Interface[];
}

/** An Availability Zone, perhaps one that only the deployment tells. */
export interface Zone {
  readonly key: string;
  readonly value: Value;
}

/** What sits behind an interface. */
export type Device =
  | { readonly kind: 'host' }
  | { readonly kind: 'client' }
  /** An Instance Connect endpoint, and whether it keeps the address of who uses it. */
  | { readonly kind: 'connect'; readonly keepsClient: Truth }
  | { readonly kind: 'nat'; readonly nat: NatGateway }
  | { readonly kind: 'transit'; readonly attachment: TransitAttachment }
  | { readonly kind: 'firewall'; readonly endpoint: FirewallEndpoint }
  | { readonly kind: 'appliance-endpoint' }
  | { readonly kind: 'balancer'; readonly balancer: Balancer }
  | { readonly kind: 'endpoint'; readonly service: EndpointService }
  /** A service of AWS, with what it asks for whoever asks it. */
  | { readonly kind: 'service'; readonly sendsTo?: readonly Interface[] };

/** A network interface with an address of its own. */
export interface Interface {
  readonly id: string;
  /** Its id with its address, for people. */
  readonly label: string;
  readonly owner: TemplateResource;
  readonly subnet: Subnet;
  readonly v4?: Address;
  readonly v6?: Address;
  /** Public IPv4 address, with whether it really has one. */
  publicV4?: Address;
  hasPublic: Truth;
  /** `undefined`: nothing filters at it. */
  readonly groups: readonly SecurityGroup[] | undefined;
  /** Why its groups may be others. */
  readonly groupsDoubt?: string;
  readonly checksAddresses: Truth;
  readonly device: Device;
  readonly listens: readonly Listening[] | 'everything' | 'nothing';
}

/** One port at which something answers. */
export interface Listening {
  readonly protocol: number;
  readonly from: number;
  readonly to: number;
  readonly certain: Truth;
  readonly what: string;
}

/** A NAT gateway. */
export interface NatGateway {
  readonly name: string;
  readonly isPrivate: boolean;
  readonly resource: TemplateResource;
}

/** Where one firewall takes traffic in one subnet. */
export interface FirewallEndpoint {
  readonly name: string;
  readonly firewall: TemplateResource;
  readonly policy: FirewallPolicy;
}

/** What an interface endpoint leads to. */
export type EndpointService =
  | { readonly kind: 'aws'; readonly name: string }
  | { readonly kind: 'own'; readonly balancers: readonly Balancer[] }
  | { readonly kind: 'unknown'; readonly name: string };

/** The address of an interface in a family. */
export function addressOf(found: Interface, family: 4 | 6): Address | undefined {
  return family === 4 ? found.v4 : found.v6;
}
