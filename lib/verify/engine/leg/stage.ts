import type { FirewallEndpoint, Interface, Origin, Subnet } from '../../network/types';
import type { Direction } from '../guards/group-guard';
import type { Remote } from '../guards/match';
import type { Flow } from '../guards/firewall-guard';
import type { Pass } from '../pass';
import type { HopKind, LayerKind } from '../types';

/** What asked whether a packet passes, so that the deciding rule can be found again. */
export type Asked =
  | { readonly kind: 'group'; readonly of: Interface; readonly direction: Direction; readonly remote: Remote }
  | {
      readonly kind: 'acl';
      readonly subnet: Subnet;
      readonly direction: Direction;
      readonly address: number;
      readonly isAssumed: boolean;
    }
  | { readonly kind: 'firewall'; readonly endpoint: FirewallEndpoint; readonly flow: Flow; readonly isAnswer: boolean };

/** One thing that a packet passes, or does not. */
export interface Stage {
  readonly hop: HopKind;
  /** Which kind of layer it is when it stops a packet; missing when it never does. */
  readonly layer?: LayerKind;
  readonly origin: Origin;
  readonly says: string;
  readonly pass: Pass;
  readonly rules: readonly string[];
  readonly rule?: Origin;
  readonly asked?: Asked;
}

/** Classes of addresses that only the deployment tells, each with the class as which it is taken. */
export type Places = ReadonlyMap<number, number>;

/** A packet between two stages. */
export interface State {
  /** Classes of which its source address is one; only the deployment tells which. */
  readonly sources: readonly number[];
  readonly destination: number;
  /** Indexes of source ports of which its own is one. */
  readonly ports: readonly number[] | undefined;
  /** The interface whose address it carries, or carried before it was translated. */
  readonly carrier: Interface | undefined;
  /** Whether its source address is no longer that of the sender's interface. */
  readonly isHidden: boolean;
  /** NAT gateways that it passed. */
  readonly nats: readonly Interface[];
  /** Firewall endpoints that it passed. */
  readonly endpoints: readonly string[];
  /** Whether it went through the internet. */
  readonly isAbroad: boolean;
  /** Whether it left through a gateway that lets only answers in. */
  readonly isEgressOnly?: true;
  /** What its sender wrote as its destination, when that was translated. */
  readonly wrote?: number;
  /** What was chosen for packet and answer alike. */
  readonly choices?: readonly { readonly of: string; readonly is: string }[];
  /** The endpoints of `endpoints`. */
  readonly inspectors?: readonly FirewallEndpoint[];
  /** What the stateless rules of each of them hand to the stateful ones. */
  readonly handed?: ReadonlyMap<FirewallEndpoint, Pass>;
  /** What the stateful rules of each of them let pass by name. */
  readonly named?: ReadonlyMap<FirewallEndpoint, Pass>;
  /** How each of them sees it. */
  readonly flows?: ReadonlyMap<FirewallEndpoint, readonly Flow[]>;
  /** Where public addresses are taken to lie, those of the sender and of NAT gateways among them. */
  readonly places?: Places;
  /** Whether an answer is wanted, and more packets after it. */
  readonly isSession?: boolean;
}
