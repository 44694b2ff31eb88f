import type { Block, Certainty, ServiceRange } from '../address';
import type { Origin, Vpc } from './types';

/** What a rule or route says about an address. */
export type AddressMatch =
  | { readonly kind: 'block'; readonly block: Block }
  | { readonly kind: 'list'; readonly list: PrefixList }
  | { readonly kind: 'group'; readonly group: SecurityGroup }
  | { readonly kind: 'unknown'; readonly reason: string };

export interface PrefixList {
  readonly id: string;
  readonly label: string;
  readonly origin?: Origin;
  readonly blocks: readonly Block[];
  /** Why it may hold other blocks: AWS keeps the list, or it comes from elsewhere. */
  readonly open?: string;
  /** Which well-known list of AWS it is. */
  readonly wellKnown?: 'cloudfront-origin-facing' | 's3' | 'dynamodb' | 'other';
}

export interface SecurityGroup {
  readonly id: string;
  readonly origin: Origin;
  /** `undefined` when only the deployment tells. */
  readonly vpc: Vpc | undefined;
  readonly ingress: readonly GroupRule[];
  readonly egress: readonly GroupRule[];
  /** Why it may hold other rules. */
  readonly open?: string;
  /** Whether no template makes it: then it may be any group, one of the templates too. */
  readonly isExternal?: true;
}

export interface GroupRule {
  readonly peer: AddressMatch;
  readonly services: ServiceMatch;
  readonly exists: Certainty;
  readonly origin: Origin;
}

/** Packets that match: surely, and at most. */
export interface ServiceMatch {
  readonly may: readonly ServiceRange[];
  readonly must: readonly ServiceRange[];
  /** What hides the rest. */
  readonly because?: string;
}

export interface NetworkAcl {
  readonly id: string;
  readonly origin: Origin;
  /** In the order in which they are looked at; the last denies everything. */
  readonly ingress: readonly AclRule[];
  readonly egress: readonly AclRule[];
  /** Why it may hold other rules. */
  readonly open?: string;
}

export interface AclRule {
  /** `undefined` when only the deployment tells: then it may stand anywhere. */
  readonly number: number | undefined;
  readonly action: 'allow' | 'deny' | 'unknown';
  readonly match: AddressMatch;
  readonly services: ServiceMatch;
  readonly exists: Certainty;
  readonly origin: Origin;
}
