import type { JsonObject, JsonValue } from '../../../lib/template';

export const REGION = 'us-east-1';
export const ZONES = ['us-east-1a', 'us-east-1b', 'us-east-1c'] as const;

export const ref = (name: string): JsonObject => ({ Ref: name });
export const att = (name: string, attribute: string): JsonObject => ({ 'Fn::GetAtt': [name, attribute] });

/** A template while it is being drawn. */
export class Sheet {
  readonly resources: Record<string, JsonObject> = {};
  private count = 0;

  /** Adds a resource; a property that is `undefined` is left out. */
  add(id: string, type: string, properties: Readonly<Record<string, JsonValue | undefined>>): string {
    const written = Object.fromEntries(
      Object.entries(properties).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])),
    );
    this.resources[id] = { Type: type, Properties: written };
    return id;
  }

  /** A name that nothing else has. */
  name(prefix: string): string {
    this.count += 1;
    return `${prefix}${this.count}`;
  }
}

/** A VPC of the drawn network. */
export interface VpcPlan {
  readonly id: string;
  readonly index: number;
  readonly cidr: string;
  readonly v6: string | undefined;
  readonly subnets: SubnetPlan[];
  readonly groups: string[];
  readonly nats: { readonly id: string; readonly subnet: SubnetPlan }[];
  /** Routes to servers. */
  readonly forwarders: JsonObject[];
  internet: string | undefined;
  egressOnly: string | undefined;
  vpn: string | undefined;
  firewall: { readonly id: string; readonly zones: readonly string[] } | undefined;
}

/** A load balancer, with the first port on which it listens. */
export interface BalancerPlan {
  readonly id: string;
  readonly vpc: VpcPlan;
  readonly isNetwork: boolean;
  readonly isPublic: boolean;
  readonly port: number;
}

/** A subnet of it. */
export interface SubnetPlan {
  readonly id: string;
  readonly vpc: VpcPlan;
  readonly zone: string;
  readonly cidr: string;
  readonly v6: string | undefined;
  readonly assignsV6: boolean;
  readonly kind: 'servers' | 'nat' | 'firewall' | 'transit';
  /** Addresses that its servers may get. */
  readonly hosts: readonly string[];
  table: string | undefined;
  free: number;
}

/** Of what a network has more than others, so that its rules decide, and not a hundred others first. */
export const FOCUSES = ['nothing', 'transit', 'vpn', 'firewall', 'translation', 'endpoints'] as const;

export type Focus = (typeof FOCUSES)[number];

/** Everything that the parts of a network are drawn from. */
export interface Plan {
  readonly focus: Focus;
  readonly vpcs: VpcPlan[];
  /** Prefix lists, and the blocks of each. */
  readonly lists: string[];
  readonly listed: Record<string, readonly string[]>;
  readonly sites: Record<string, readonly string[]>;
  readonly peerings: { readonly id: string; readonly between: readonly [VpcPlan, VpcPlan] }[];
  transit:
    | {
        readonly id: string;
        readonly vpcs: readonly VpcPlan[];
        /** Whether groups of the one VPC may be named in the other. */
        readonly refersToGroups: boolean;
        readonly carriesV6: boolean;
      }
    | undefined;
  /** Instances by the VPC in which they stand. */
  readonly servers: { readonly id: string; readonly subnet: SubnetPlan; readonly address: string }[];
  readonly balancers: BalancerPlan[];
  /** Whether CloudFront asks something here. */
  hasEdges: boolean;
  /** Ports that something listens on, or that rules name: packets are drawn around them. */
  readonly ports: Set<number>;
}

/** The next free address of a subnet. */
export function takeAddress(subnet: SubnetPlan): string {
  const prefix = subnet.cidr.split('.').slice(0, 3).join('.');
  subnet.free += 1;
  return `${prefix}.${19 + subnet.free}`;
}
