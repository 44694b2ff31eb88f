import { DirectConnectClient } from '@aws-sdk/client-direct-connect';
import { EC2Client } from '@aws-sdk/client-ec2';
import type { LineCheckEvent } from '../../../lambda/line-check/contract';
import { lineCheck } from '../../../lambda/line-check/run';
import { runCheck } from '../../../lambda/shared/run-check';
import { jsonReply } from '../support/fake-audit';
import { answering, type Replies } from '../support/fake-operations';
import { vpnsReply, type XmlTunnel, type XmlVpn } from '../support/fake-lines';
import { fakeRun, onlyLine } from '../support/fake-run';
import { fakeClientConfig } from '../support/fake-transport';
import { expectation } from './expectation';

export function xmlTunnel(address: string, changes: XmlTunnel = {}): XmlTunnel {
  return {
    outsideIpAddress: address,
    status: 'UP',
    statusMessage: '2 BGP ROUTES',
    acceptedRouteCount: '2',
    lastStatusChange: '2026-11-25T10:00:00.000Z',
    ...changes,
  };
}

export function xmlVpn(
  id: string,
  tunnels: readonly XmlTunnel[] = [xmlTunnel('203.0.113.1'), xmlTunnel('203.0.113.2')],
): XmlVpn {
  return { members: { vpnConnectionId: `vpn-${id}`, state: 'available', customerGatewayId: `cgw-${id}` }, tunnels };
}

export const DOWN = ['203.0.113.1', '203.0.113.2'].map((address) =>
  xmlTunnel(address, { status: 'DOWN', statusMessage: 'IPSEC IS DOWN', acceptedRouteCount: '0' }),
);

export const connection = {
  connectionId: 'dxcon-s1',
  connectionState: 'available',
  awsDeviceV2: 'EqTY2-abc',
  awsLogicalDeviceId: 'EqTY2-abc',
};

export const virtualInterface = {
  virtualInterfaceId: 'dxvif-s1',
  virtualInterfaceState: 'available',
  connectionId: 'dxcon-s1',
  authKey: 'open-sesame',
  customerRouterConfig: '<key>open-sesame</key>',
  bgpPeers: [{ bgpPeerId: 'dxpeer-1', bgpStatus: 'up', bgpPeerState: 'available', authKey: 'open-sesame' }],
};

export const healthyReplies: Replies = {
  DescribeVpnConnections: () => vpnsReply(['t1', 't2', 's2'].map((id) => xmlVpn(id))),
  DescribeConnections: () => jsonReply({ connections: [connection] }),
  DescribeVirtualInterfaces: () => jsonReply({ virtualInterfaces: [virtualInterface] }),
};

/** Runs the check once against these answers, and against those of a site as it shall be for the rest. */
export async function run(
  changes: Replies = {},
  remainingMilliseconds?: number,
  payload: LineCheckEvent = expectation,
) {
  const transport = answering({ ...healthyReplies, ...changes });
  const config = fakeClientConfig(transport);
  const { lines, surroundings, context } = fakeRun(
    remainingMilliseconds === undefined ? {} : { remainingMilliseconds },
  );
  const check = lineCheck({
    ec2: new EC2Client(config),
    directConnect: (region) => new DirectConnectClient({ ...config, region }),
  });
  const written: unknown[] = [];
  const result = await runCheck(
    {
      ...check,
      run: async (event, signal, now) => {
        const checked = await check.run(event, signal, now);
        written.push(checked.inputs);
        return checked;
      },
    },
    payload,
    context,
    surroundings,
  );
  return { result, line: onlyLine(lines), sent: transport.sent, inputs: written };
}
