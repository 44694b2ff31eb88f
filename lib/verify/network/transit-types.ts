import type { Block, Certainty } from '../address';
import type { AddressMatch, Choice, Origin, Subnet, VirtualPrivateGateway, Vpc } from './types';

export interface TransitGateway {
  readonly id: string;
  readonly origin: Origin;
  readonly tables: readonly TransitTable[];
  readonly attachments: readonly Attachment[];
  /** Whether groups of one attached VPC can be named in another. */
  readonly groupReferences: Certainty;
  /** Why it may have other attachments. */
  readonly open?: string;
}

/** A VPC, VPN, peering or unknown thing on a transit gateway. */
export interface Attachment {
  readonly id: string;
  readonly origin: Origin;
  readonly kind: 'vpc' | 'vpn' | 'peering' | 'unknown';
  readonly vpc?: Vpc;
  readonly subnets: readonly Subnet[];
  readonly site?: Site;
  readonly vpn?: VpnConnection;
  /** Table that routes what arrives from the attachment; no option: nothing is routed. */
  readonly table: Choice<TransitTable>;
  readonly applianceMode: Certainty;
  /** Whether it carries IPv6: what it does with it otherwise is not documented. */
  readonly ipv6: Certainty;
  /** Whether rules may name groups of the other side, as far as the attachment has a say in it. */
  readonly groupReferences: Certainty;
  readonly exists: Certainty;
}

export interface TransitTable {
  readonly id: string;
  readonly origin: Origin;
  readonly routes: readonly TransitRoute[];
  readonly open?: string;
}

export interface TransitRoute {
  readonly kind: 'static' | 'propagated';
  readonly match: AddressMatch;
  readonly target:
    | { readonly kind: 'attachment'; readonly id: string }
    | { readonly kind: 'blackhole' }
    | { readonly kind: 'unknown'; readonly reason: string };
  readonly exists: Certainty;
  readonly origin: Origin;
}

export interface VpnConnection {
  readonly id: string;
  readonly origin: Origin;
  readonly site: Site;
  readonly gateway:
    | { readonly kind: 'virtual-private'; readonly gateway: VirtualPrivateGateway }
    | { readonly kind: 'transit'; readonly id: string }
    | { readonly kind: 'unknown' };
  readonly usesBgp: Certainty;
  /** Blocks that its static routes name. */
  readonly staticRoutes: readonly Block[];
}

/** A network at the other end of VPN connections. */
export interface Site {
  readonly id: string;
  readonly origin: Origin;
  /** Addresses it uses, as far as anything tells: those declared, those of static routes, or a block of its own. */
  readonly addresses: readonly Block[];
  /** Addresses that are declared; `undefined` when nothing is. */
  readonly prefixes: readonly Block[] | undefined;
  /** Number of its autonomous system, when the template tells. */
  readonly asn?: string;
  /** Other sites to which it passes packets on; `undefined` when nothing is declared. */
  readonly relaysTo: readonly string[] | undefined;
}
