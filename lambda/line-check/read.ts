import {
  DescribeConnectionsCommand,
  DescribeVirtualInterfacesCommand,
  type DirectConnectClient,
} from '@aws-sdk/client-direct-connect';
import { DescribeVpnConnectionsCommand, type EC2Client } from '@aws-sdk/client-ec2';
import { known, type Observed } from '../shared/observed';
import { read, readPages } from '../shared/read';
import type { ExpectedDirectConnectLine, LineCheckEvent } from './contract';
import type { DirectConnectObservation, LineObservation, VpnState } from './observation';
import { connectionPage, virtualInterfacePage, vpnAnswer } from './replies';

/** Clients of the line check. */
export interface LineClients {
  /** Client of the function's own Region, where the VPN connections are. */
  readonly ec2: EC2Client;
  /** Client of a Region. */
  readonly directConnect: (region: string) => DirectConnectClient;
}

/** Asks about every VPN connection at once, and about every dedicated line by itself. */
export async function readLines(
  { partners }: LineCheckEvent,
  { ec2, directConnect }: LineClients,
  abortSignal: AbortSignal,
): Promise<LineObservation> {
  const lines = partners.flatMap((partner) => partner.lines);
  const vpnIds = lines.flatMap((line) => (line.kind === 'vpn' ? [line.vpnConnectionId] : []));
  const dedicated = lines.flatMap((line) => (line.kind === 'direct-connect' ? [line] : []));
  const [vpns, directConnects] = await Promise.all([
    readVpns(vpnIds, ec2, abortSignal),
    Promise.all(
      dedicated.map(
        async (line) =>
          [line.virtualInterfaceId, await readDirectConnect(line, directConnect(line.region), abortSignal)] as const,
      ),
    ),
  ]);
  return { vpns, directConnects: Object.fromEntries(directConnects) };
}

async function readVpns(
  ids: readonly string[],
  ec2: EC2Client,
  abortSignal: AbortSignal,
): Promise<Observed<readonly VpnState[]>> {
  // An empty filter would mean every connection of the account.
  return ids.length === 0
    ? known([])
    : read({
        ask: () =>
          ec2.send(new DescribeVpnConnectionsCommand({ Filters: [{ Name: 'vpn-connection-id', Values: [...ids] }] }), {
            abortSignal,
          }),
        schema: vpnAnswer,
      });
}

async function readDirectConnect(
  { connectionId, virtualInterfaceId }: ExpectedDirectConnectLine,
  directConnect: DirectConnectClient,
  abortSignal: AbortSignal,
): Promise<DirectConnectObservation> {
  const [connections, virtualInterfaces] = await Promise.all([
    readPages({
      ask: (nextToken) =>
        directConnect.send(new DescribeConnectionsCommand({ connectionId, nextToken }), { abortSignal }),
      schema: connectionPage,
    }),
    readPages({
      ask: (nextToken) =>
        directConnect.send(new DescribeVirtualInterfacesCommand({ virtualInterfaceId, nextToken }), { abortSignal }),
      schema: virtualInterfacePage,
    }),
  ]);
  return { connections, virtualInterfaces };
}
