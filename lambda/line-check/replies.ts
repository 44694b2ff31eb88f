import * as z from 'zod/mini';
import type { ConnectionState, PeerState, TunnelState, VirtualInterfaceState, VpnState } from './observation';

const text = z.string().check(z.minLength(1));
const optionalText = z.optional(z.string());

const tunnel = z.pipe(
  z.object({
    OutsideIpAddress: text,
    Status: text,
    StatusMessage: optionalText,
    AcceptedRouteCount: z.optional(z.int().check(z.minimum(0))),
    LastStatusChange: z.optional(z.date()),
  }),
  z.transform((answer): TunnelState => ({
    address: answer.OutsideIpAddress,
    status: answer.Status,
    message: answer.StatusMessage === '' ? undefined : answer.StatusMessage,
    acceptedRoutes: answer.AcceptedRouteCount,
    changedAt: answer.LastStatusChange,
  })),
);

/** The answer of `DescribeVpnConnections`, which has no pages. The configuration in it, which holds the keys, is left out. */
export const vpnAnswer = z.pipe(
  z.object({
    VpnConnections: z.array(
      z.object({
        VpnConnectionId: text,
        State: text,
        CustomerGatewayId: text,
        VgwTelemetry: z.optional(z.array(tunnel)),
      }),
    ),
  }),
  z.transform(({ VpnConnections }) =>
    VpnConnections.map((connection): VpnState => ({
      vpnConnectionId: connection.VpnConnectionId,
      state: connection.State,
      customerGatewayId: connection.CustomerGatewayId,
      tunnels: connection.VgwTelemetry ?? [],
    })),
  ),
);

/** A page of `DescribeConnections`. */
export const connectionPage = z.pipe(
  z.object({
    connections: z.array(
      z.object({
        connectionId: text,
        connectionState: text,
        awsLogicalDeviceId: optionalText,
        awsDeviceV2: optionalText,
      }),
    ),
    nextToken: optionalText,
  }),
  z.transform((page) => ({
    items: page.connections.map((connection): ConnectionState => ({
      connectionId: connection.connectionId,
      state: connection.connectionState,
      device: connection.awsLogicalDeviceId ?? connection.awsDeviceV2,
    })),
    next: page.nextToken,
  })),
);

const peer = z.pipe(
  z.object({ bgpPeerId: text, bgpStatus: text, bgpPeerState: text }),
  z.transform((answer): PeerState => ({
    id: answer.bgpPeerId,
    status: answer.bgpStatus,
    state: answer.bgpPeerState,
  })),
);

/** A page of `DescribeVirtualInterfaces`. The keys of its sessions are left out. */
export const virtualInterfacePage = z.pipe(
  z.object({
    virtualInterfaces: z.array(
      z.object({
        virtualInterfaceId: text,
        virtualInterfaceState: text,
        connectionId: text,
        bgpPeers: z.array(peer),
      }),
    ),
    nextToken: optionalText,
  }),
  z.transform((page) => ({
    items: page.virtualInterfaces.map((answer): VirtualInterfaceState => ({
      virtualInterfaceId: answer.virtualInterfaceId,
      state: answer.virtualInterfaceState,
      connectionId: answer.connectionId,
      peers: answer.bgpPeers,
    })),
    next: page.nextToken,
  })),
);
