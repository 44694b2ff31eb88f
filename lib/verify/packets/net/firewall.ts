import type { Block } from './address';

/** What a firewall does with a packet. */
export type StatelessAction = 'pass' | 'drop' | 'forward';

/** A stateless rule; `undefined` parts are not told by the template. */
export interface StatelessRule {
  readonly priority: number;
  readonly action: StatelessAction | undefined;
  readonly sources: readonly (Block | undefined)[];
  readonly destinations: readonly (Block | undefined)[];
  readonly sourcePorts: readonly { readonly from: number; readonly to: number }[];
  readonly ports: readonly { readonly from: number; readonly to: number }[];
  readonly protocols: readonly number[];
  /** Whether flags are looked at. */
  readonly flags: readonly { readonly flags: readonly string[]; readonly masks: readonly string[] }[];
  readonly name: string;
}

export type StatefulAction = 'pass' | 'drop' | 'reject' | 'alert';

/** Addresses that a stateful rule names, or the opposite; `undefined` when the template does not tell. */
export interface AddressTest {
  readonly any: boolean;
  readonly blocks: readonly (Block | undefined)[];
  readonly except: readonly (Block | undefined)[];
}

/** Ports that a stateful rule names. */
export interface PortTest {
  readonly any: boolean;
  readonly ranges: readonly { readonly from: number; readonly to: number }[];
  readonly except: readonly { readonly from: number; readonly to: number }[];
}

/** A stateful rule. */
export interface StatefulRule {
  readonly action: StatefulAction;
  /** IANA number, `-1` for all. */
  readonly protocol: number;
  readonly source: AddressTest;
  readonly sourcePort: PortTest;
  readonly destination: AddressTest;
  readonly port: PortTest;
  readonly anyDirection: boolean;
  /** Whether it looks at one side of a connection only: at what the client sends, or at what it is answered. */
  readonly turn?: 'opening' | 'answer';
  /** Names of which the client must ask for one, or for none; what begins with a dot stands for what ends so. */
  readonly names?: { readonly among: readonly string[]; readonly isOne: boolean };
  /** What else must hold that a header does not tell. */
  readonly condition?: string;
  readonly name: string;
}

/** A firewall policy. */
export interface FirewallPolicy {
  readonly name: string;
  /** In the order of evaluation. */
  readonly stateless: readonly StatelessRule[];
  readonly statelessDefault: StatelessAction | undefined;
  readonly strict: boolean;
  /** In the order of evaluation. */
  readonly stateful: readonly StatefulRule[];
  readonly defaults: readonly string[];
  /** Why it may act otherwise. */
  readonly doubt?: string;
}
