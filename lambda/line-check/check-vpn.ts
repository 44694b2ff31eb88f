import type { Observed } from '../shared/observed';
import type { ExpectedVpnLine } from './contract';
import {
  inParallel,
  isDown,
  isIncomplete,
  isUnclear,
  isUp,
  onlyOf,
  redundancyFinding,
  type LineState,
} from './line-state';
import type { TunnelState, VpnState } from './observation';

/**
 * Tunnels of a VPN connection.
 *
 * @see https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html read 2026-11-25
 */
const TUNNELS = 2;

/** A VPN line: up if its connection stands and one of its tunnels carries the partner's routes. */
export function checkVpn(
  expected: ExpectedVpnLine,
  observed: Observed<readonly VpnState[]>,
  subject: string,
): LineState {
  const vpn = onlyOf(observed, ({ vpnConnectionId }) => vpnConnectionId === expected.vpnConnectionId);
  if (vpn.kind === 'unknown') {
    return isUnclear(subject, vpn);
  }
  if (vpn.value === undefined) {
    return isDown(`${expected.vpnConnectionId} does not exist`);
  }
  const { customerGatewayId } = vpn.value;
  const line = checkState(vpn.value, expected, subject);
  const moved =
    customerGatewayId === expected.customerGatewayId
      ? []
      : [redundancyFinding('LineMoved', subject, `ends in ${customerGatewayId}, not in ${expected.customerGatewayId}`)];
  return { ...line, findings: [...moved, ...line.findings], device: customerGatewayId };
}

function checkState({ state, tunnels }: VpnState, expected: ExpectedVpnLine, subject: string): LineState {
  switch (state) {
    // While a connection is changed its tunnels tell more than it does.
    case 'available':
    case 'pending':
      return inParallel([
        ...tunnels.map((tunnel) => checkTunnel(tunnel, expected, subject)),
        ...(tunnels.length < TUNNELS
          ? [isIncomplete(subject, `${String(tunnels.length)} of ${String(TUNNELS)} tunnels are told`)]
          : []),
      ]);
    case 'deleting':
    case 'deleted':
      return isDown(`${expected.vpnConnectionId} is ${state}`);
    default:
      return isIncomplete(subject, `what ${state} means is not known`);
  }
}

function checkTunnel(tunnel: TunnelState, { minimumRoutes }: ExpectedVpnLine, line: string): LineState {
  const { address, status, acceptedRoutes } = tunnel;
  const subject = `${line}, tunnel ${address}`;
  switch (status) {
    case 'DOWN':
      return tunnelDown(tunnel, subject);
    case 'UP':
      break;
    default:
      return isIncomplete(subject, `what ${status} means is not known`);
  }
  if (minimumRoutes === 0) {
    return isUp();
  }
  if (acceptedRoutes === undefined) {
    return isIncomplete(subject, 'the number of its routes is not told');
  }
  if (acceptedRoutes >= minimumRoutes) {
    return isUp();
  }
  const why = `the partner announces ${String(acceptedRoutes)} of ${String(minimumRoutes)} routes on ${address}`;
  return isDown(why, [redundancyFinding('RoutesMissing', subject, why)]);
}

/**
 * A tunnel is down without IPsec, and without BGP as well. EC2 tells which only in a message for people; where it changes
 * its words, the code says no more than that the tunnel is down.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VgwTelemetry.html read 2026-11-25
 */
function tunnelDown({ address, message, changedAt }: TunnelState, subject: string): LineState {
  const since = changedAt === undefined ? '' : ` since ${changedAt.toISOString()}`;
  const code = message?.toUpperCase() === 'IPSEC IS UP' ? 'BgpDown' : 'TunnelDown';
  const detail = `${code === 'BgpDown' ? 'its BGP session' : 'the tunnel'} is down${since}: ${message ?? 'no reason given'}`;
  return isDown(`the tunnel ${address} is down`, [redundancyFinding(code, subject, detail)]);
}
