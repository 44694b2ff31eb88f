import { changeXml, textOf } from '../xml';
import type { Bridge } from './bridge';

/** Tunnels of a connection. @see https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html read 2026-11-25 */
const TUNNELS = [1, 2];

/** `DescribeVpnConnections`: the emulator has no telemetry of tunnels. */
export const bridgeVpnConnections: Bridge = (body, { answeredAt }) =>
  Promise.resolve(completeVpnConnections(body, answeredAt ?? new Date(0)));

/** Says that both tunnels of a connection that stands are up: no partner's device is asked. */
export function completeVpnConnections(body: string, now: Date): string {
  return changeXml(body, ['DescribeVpnConnectionsResponse', 'vpnConnectionSet', 'item'], (connection) =>
    textOf(connection, 'state') === 'available'
      ? {
          ...connection,
          vgwTelemetry: {
            item: TUNNELS.map((tunnel) => ({
              // Addresses for documentation (RFC 5737): there is no tunnel.
              outsideIpAddress: `192.0.2.${String(tunnel)}`,
              status: 'UP',
              statusMessage: '1 BGP ROUTES',
              acceptedRouteCount: '1',
              lastStatusChange: now.toISOString(),
            })),
          },
        }
      : connection,
  );
}
