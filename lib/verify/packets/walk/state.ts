import type { Packet, Ports } from '../net/packet';
import type { Address } from '../net/address';
import type { SecurityGroup } from '../net/filters';
import type { FirewallEndpoint, Interface, Vpc } from '../net/network';
import type { Peering, Route, RouteTable, Target } from '../net/routes';
import type { Site, TransitAttachment, TransitRoute } from '../net/transit';
import type { Truth } from '../net/truth';
import type { PacketRule } from '../rules';
import type { World } from '../world';

/** One step of a packet, with what was checked there. */
export interface Hop {
  /** Where it is. */
  readonly at: string;
  /** What was checked or done, and by which rule. */
  readonly what: string;
  readonly truth: Truth;
  /** Name of the rule that was applied. */
  readonly rule: PacketRule;
  /** The route that was taken, where one was. */
  readonly route?: Route | TransitRoute;
}

/** What remembers an address translation. */
export interface Translation {
  readonly nat: Interface;
  readonly source: Address;
  readonly sourcePort: Ports | undefined;
}

/** What a firewall endpoint remembers. */
export interface Inspection {
  readonly endpoint: FirewallEndpoint;
  /** Whether the stateful engine knows the connection. */
  readonly stateful: boolean;
  /** Whether a rule passed it, and not the lack of one. */
  readonly passedByRule: boolean;
}

/** What the network remembers of a connection, and how it went. */
export interface Flow {
  readonly translations: Translation[];
  /** Interfaces whose groups track it. */
  readonly tracked: Interface[];
  readonly inspections: Inspection[];
  /** The interface that a transit gateway in appliance mode sticks to. */
  readonly sticky: { readonly to: TransitAttachment; readonly exit: Interface }[];
  readonly attachments: TransitAttachment[];
  /** Instances that may have sent it on. */
  readonly appliances: Interface[];
  peering?: Peering;
  egressOnly?: Vpc;
  gatewayEndpoint?: Vpc;
}

/** Where a packet ends. */
export type End =
  | { readonly kind: 'interface'; readonly interface: Interface }
  | { readonly kind: 'internet' }
  | { readonly kind: 'site'; readonly site: Site }
  | { readonly kind: 'service'; readonly name: string }
  | { readonly kind: 'resolver' };

/** A packet on its way. */
export interface Walk {
  readonly world: World;
  packet: Packet;
  readonly hops: Hop[];
  readonly flow: Flow;
  /** What the network remembers, when the packet answers another one. */
  readonly reply: Flow | undefined;
  truth: Truth;
  /** First rule that left it open. */
  doubt: { readonly rule: string; readonly by: PacketRule } | undefined;
  /** Interfaces that it left, in their order: whoever leaves one twice goes round in circles. */
  readonly left: Interface[];
  /** Interface that has the source address. */
  sender: Interface | undefined;
  /** Groups of the load balancer that sends it on, as long as it carries the address with which it was sent. */
  senderGroups: readonly SecurityGroup[];
  /** Routes that were taken where only the deployment tells which are: a table takes one destination the same way again. */
  readonly taken: { readonly table: RouteTable | undefined; readonly destination: bigint; readonly target: Target }[];
  /** Whether it came in through an internet gateway. */
  cameIn: boolean;
  /** Whether a load balancer sends it on with the address of its client. */
  isKept: boolean;
  /** Interface whose outbound rules named groups, to be looked at again once the way is known. */
  recheck: Interface | undefined;
}

/** How a walk ended. */
export interface Outcome {
  readonly truth: Truth;
  /** The rule that stopped it or left it open; `arrives` when nothing did. */
  readonly rule: string;
  /** Name of that rule; of the last one that was applied when it arrives. */
  readonly decidedBy: PacketRule;
  readonly hops: readonly Hop[];
  /** The packet as it arrived, or as it was when it was stopped. */
  readonly packet: Packet;
  readonly end: End | undefined;
  readonly flow: Flow;
}
