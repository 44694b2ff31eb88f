import type { TemplateResource } from '../../../template';
import type { Address, Block } from './address';
import type { Interface, Vpc } from './network';
import type { Truth } from './truth';

/** A transit gateway. */
export interface TransitGateway {
  readonly name: string;
  /** `undefined` when the assembly only names it. */
  readonly resource: TemplateResource | undefined;
  readonly attachments: TransitAttachment[];
  readonly tables: TransitTable[];
  /** Whether groups of other VPCs may be named. */
  readonly refersToGroups: Truth;
  doubt?: string;
}

/** What is attached to a transit gateway. */
export interface TransitAttachment {
  readonly name: string;
  readonly gateway: TransitGateway;
  readonly ends: AttachmentEnds;
  table: TransitTable | undefined;
  doubt?: string;
}

export type AttachmentEnds =
  | {
      readonly kind: 'vpc';
      readonly vpc: Vpc;
      readonly interfaces: Interface[];
      readonly appliance: Truth;
      readonly ipv6: Truth;
      readonly refersToGroups: Truth;
    }
  | { readonly kind: 'vpn'; readonly connection: VpnConnection }
  | { readonly kind: 'other'; readonly because: string };

/** A route table of a transit gateway. */
export interface TransitTable {
  readonly name: string;
  readonly routes: TransitRoute[];
  /** Attachments that tell it their routes. */
  readonly learnsFrom: TransitAttachment[];
  doubt?: string;
}

/** A static route of a transit gateway. */
export interface TransitRoute {
  readonly block: Block | undefined;
  readonly to: TransitAttachment | 'blackhole' | undefined;
  readonly name: string;
}

/** A virtual private gateway. */
export interface VpnGateway {
  readonly name: string;
  readonly resource: TemplateResource;
  readonly connections: VpnConnection[];
}

/** A Site-to-Site VPN connection. */
export interface VpnConnection {
  readonly name: string;
  readonly site: Site;
  readonly isStatic: Truth;
  /** Static routes. */
  readonly routes: Block[];
  readonly attachment?: TransitAttachment;
  readonly gateway?: VpnGateway;
}

/** A network behind a customer gateway. */
export interface Site {
  readonly name: string;
  readonly resource: TemplateResource;
  /** What it is told to advertise; `undefined` when nobody tells. */
  readonly prefixes: readonly Block[] | undefined;
  readonly connections: VpnConnection[];
  /** Number of its autonomous system, where it is told. */
  readonly asn: number | undefined;
  /** An address of it. */
  address: Address;
}
