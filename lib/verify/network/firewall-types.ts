import type { Certainty } from '../address';
import type { AddressMatch, Choice, Interface, Origin, ServiceMatch, Vpc } from './types';

/** A Network Firewall. */
export interface Firewall {
  readonly id: string;
  readonly origin: Origin;
  readonly vpc: Vpc | undefined;
  readonly policy: Choice<FirewallPolicy>;
  readonly endpoints: readonly FirewallEndpoint[];
}

/** Where a firewall stands in one zone. */
export interface FirewallEndpoint {
  readonly id: string;
  readonly origin: Origin;
  readonly firewall: { readonly id: string; readonly policy: Choice<FirewallPolicy> };
  readonly interface: Interface;
}

export interface FirewallPolicy {
  readonly id: string;
  readonly origin: Origin;
  /** In the order in which they are looked at. */
  readonly stateless: readonly FirewallRule[];
  readonly statelessDefault: FirewallAction;
  /** In the order in which they are looked at, whatever the order of actions was. */
  readonly stateful: readonly FirewallRule[];
  readonly statefulDefault: FirewallAction;
  /** Why it may hold other rules. */
  readonly open?: string;
}

/**
 * What a rule or default does; `forward` hands over to the stateful rules, `alert` only tells. `established-only` drops what
 * belongs to a connection that stands, `application-only` what of it is more than its making.
 */
export type FirewallAction =
  'alert' | 'pass' | 'drop' | 'forward' | 'established-only' | 'application-only' | 'unknown';

export interface FirewallRule {
  readonly action: FirewallAction;
  readonly source: readonly AddressMatch[] | 'any';
  readonly destination: readonly AddressMatch[] | 'any';
  /** Addresses that do not match although they are in the lists above. */
  readonly exceptSource?: readonly AddressMatch[];
  readonly exceptDestination?: readonly AddressMatch[];
  readonly services: ServiceMatch;
  readonly sourcePorts?: readonly { readonly from: number; readonly to: number }[];
  /** Whether it also matches the other direction. */
  readonly bothWays: boolean;
  /** Whether more than addresses and ports decides: then it may match, and need not. */
  readonly isPartial: boolean;
  /** Whether it looks at what the client sends, and never at answers. */
  readonly isOfClient?: true;
  /** Whether what else it wants is written by the sender, as it likes: a name. */
  readonly isUpToSender?: true;
  readonly exists: Certainty;
  readonly origin: Origin;
}
