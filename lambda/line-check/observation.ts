import type { Observed } from '../shared/observed';

export interface TunnelState {
  /** Address of AWS at which the tunnel ends. */
  readonly address: string;
  /** `UP` or `DOWN`. */
  readonly status: string;
  /** What EC2 adds to it, for people. */
  readonly message: string | undefined;
  readonly acceptedRoutes: number | undefined;
  readonly changedAt: Date | undefined;
}

export interface VpnState {
  readonly vpnConnectionId: string;
  readonly state: string;
  readonly customerGatewayId: string;
  /** Two, once the connection is made. */
  readonly tunnels: readonly TunnelState[];
}

export interface ConnectionState {
  readonly connectionId: string;
  readonly state: string;
  /** Device of AWS that ends the connection; absent until it is made. */
  readonly device: string | undefined;
}

export interface PeerState {
  readonly id: string;
  /** `up`, `down` or `unknown`. */
  readonly status: string;
  /** `available` once the session can be established. */
  readonly state: string;
}

export interface VirtualInterfaceState {
  readonly virtualInterfaceId: string;
  readonly state: string;
  /** Connection on which it is. */
  readonly connectionId: string;
  readonly peers: readonly PeerState[];
}

export interface DirectConnectObservation {
  readonly connections: Observed<readonly ConnectionState[]>;
  readonly virtualInterfaces: Observed<readonly VirtualInterfaceState[]>;
}

/** Everything the line check reads. Neither pre-shared keys nor keys of BGP are among it, though the APIs tell them. */
export interface LineObservation {
  readonly vpns: Observed<readonly VpnState[]>;
  /** By the id of the virtual interface. */
  readonly directConnects: Readonly<Record<string, DirectConnectObservation>>;
}
