import type { Block, Certainty } from '../address';
import type { PrefixList, ServiceMatch } from './rule-types';
import type { Interface, Origin } from './types';

/** A service of AWS that is reached by a gateway endpoint or by the internet. */
export interface Service {
  readonly id: string;
  readonly origin: Origin;
  readonly list: PrefixList;
  /** Whether the endpoint's policy lets any principal do anything anywhere. */
  readonly isUnrestricted: Certainty;
}

/** Something that ends a connection and opens another. */
export interface Proxy {
  readonly id: string;
  readonly kind: 'application' | 'network' | 'classic' | 'cloudfront' | 'database' | 'endpoint-service' | 'relay';
  readonly origin: Origin;
  /** Its interfaces; CloudFront and services without interfaces have none. */
  readonly interfaces: readonly Interface[];
  /** Whether outsiders reach it without an interface of the network: viewers, or endpoints of other accounts. */
  readonly isPublicEntry: Certainty;
  readonly entries: readonly ServiceMatch[];
  readonly nextHops: readonly NextHop[];
  /** Why it may forward elsewhere. */
  readonly open?: string;
}

export interface NextHop {
  readonly origin: Origin;
  readonly to:
    | { readonly kind: 'interfaces'; readonly interfaces: readonly Interface[] }
    | { readonly kind: 'address'; readonly block: Block }
    | { readonly kind: 'function'; readonly function: FunctionNode }
    | { readonly kind: 'internet' }
    | { readonly kind: 'service' }
    | { readonly kind: 'unknown'; readonly reason: string };
  readonly services: ServiceMatch;
  /** Services on which a client must come in for this hop; none when no client causes it. */
  readonly from: ServiceMatch;
  /** Whether the target sees the address of the client. */
  readonly keepsClientAddress: Certainty;
  /** Whether a node forwards to targets in other zones than its own. @default 'yes' */
  readonly crossesZones?: Certainty;
  /** Whether CloudFront comes in through interfaces of its own in the VPC. */
  readonly viaVpcOrigin?: true;
  /** Whether it goes over PrivateLink, which asks no route. */
  readonly viaPrivateLink?: true;
  readonly exists: Certainty;
}

/** A function; those without interfaces send from the internet. */
export interface FunctionNode {
  readonly id: string;
  readonly origin: Origin;
  readonly interfaces: readonly Interface[];
}

/** A function that may be called from outside, whoever is on its network. */
export interface Invocation {
  readonly id: string;
  readonly origin: Origin;
  readonly from: 'internet' | 'unknown';
  readonly function: FunctionNode;
  readonly exists: Certainty;
}

/** Something that is not modelled: it may join the internet to every network it names. */
export interface Octopus {
  readonly id: string;
  readonly origin: Origin;
  readonly reason: string;
  readonly reaches: readonly Interface[];
}

export interface Coverage {
  readonly exact: number;
  readonly approximated: number;
  readonly inert: number;
  /** Types by how they are treated. */
  readonly types: Readonly<
    Record<
      string,
      { readonly treated: 'exact' | 'approximated' | 'inert'; readonly count: number; readonly why?: string }
    >
  >;
}

export interface NetworkFinding {
  readonly code: string;
  readonly origin: Origin;
  readonly means: string;
}
