import type { ExpectedDirectConnectLine, ExpectedVpnLine, LineCheckEvent } from '../../../lambda/line-check/contract';
import type {
  DirectConnectObservation,
  LineObservation,
  TunnelState,
  VpnState,
} from '../../../lambda/line-check/observation';
import { known } from '../../../lambda/shared/observed';

/** A VPN line of the fixture. */
export function vpnLine(name: string, id: string): ExpectedVpnLine {
  return { name, kind: 'vpn', vpnConnectionId: `vpn-${id}`, customerGatewayId: `cgw-${id}`, minimumRoutes: 1 };
}

/** A dedicated line of the fixture. */
export function dedicatedLine(name: string, id: string): ExpectedDirectConnectLine {
  return {
    name,
    kind: 'direct-connect',
    region: 'ap-northeast-1',
    connectionId: `dxcon-${id}`,
    virtualInterfaceId: `dxvif-${id}`,
  };
}

/** A ticket centre on two VPN lines, and a settlement centre on a dedicated line and a VPN line. */
export const expectation: LineCheckEvent = {
  version: 1,
  site: 'test-site',
  partners: [
    { name: 'tickets', lines: [vpnLine('line-1', 't1'), vpnLine('line-2', 't2')] },
    { name: 'settlement', lines: [dedicatedLine('line-1', 's1'), vpnLine('line-2', 's2')] },
  ],
};

export function tunnel(address: string, changes: Partial<TunnelState> = {}): TunnelState {
  return {
    address,
    status: 'UP',
    message: '2 BGP ROUTES',
    acceptedRoutes: 2,
    changedAt: new Date('2026-11-25T10:00:00Z'),
    ...changes,
  };
}

/** A VPN connection when all is well. */
export function vpn(id: string, changes: Partial<VpnState> = {}): VpnState {
  return {
    vpnConnectionId: `vpn-${id}`,
    state: 'available',
    customerGatewayId: `cgw-${id}`,
    tunnels: [tunnel('203.0.113.1'), tunnel('203.0.113.2')],
    ...changes,
  };
}

/** A dedicated line when all is well. */
export const dedicated: DirectConnectObservation = {
  connections: known([{ connectionId: 'dxcon-s1', state: 'available', device: 'EqTY2-abc' }]),
  virtualInterfaces: known([
    {
      virtualInterfaceId: 'dxvif-s1',
      state: 'available',
      connectionId: 'dxcon-s1',
      peers: [{ id: 'dxpeer-1', status: 'up', state: 'available' }],
    },
  ]),
};

/** Everything when all is well. */
export const healthy: LineObservation = {
  vpns: known(['t1', 't2', 's2'].map((id) => vpn(id))),
  directConnects: { 'dxvif-s1': dedicated },
};

/** An observation that is well but for these VPN connections; `undefined` takes one away. */
export function withVpns(changes: Readonly<Record<string, Partial<VpnState> | undefined>>): LineObservation {
  return {
    ...healthy,
    vpns: known(
      ['t1', 't2', 's2'].flatMap((id) => (id in changes && changes[id] === undefined ? [] : [vpn(id, changes[id])])),
    ),
  };
}

/** Tunnels that are both down. */
export const DOWN: readonly TunnelState[] = ['203.0.113.1', '203.0.113.2'].map((address) =>
  tunnel(address, { status: 'DOWN', message: 'IPSEC IS DOWN', acceptedRoutes: 0 }),
);
