import { xmlItems, type Reply } from './fake-transport';

/** A tunnel as `DescribeVpnConnections` tells of it: members by their names. */
export type XmlTunnel = Readonly<Record<string, string>>;

/** A VPN connection as EC2 describes it. */
export interface XmlVpn {
  readonly members: Readonly<Record<string, string>>;
  readonly tunnels?: readonly XmlTunnel[];
}

/** Answer of `DescribeVpnConnections`, with the keys that EC2 puts into it. */
export function vpnsReply(vpns: readonly XmlVpn[]): Reply {
  const items = vpns.map(({ members, tunnels }) =>
    [
      elements(members),
      '<customerGatewayConfiguration>&lt;pre_shared_key&gt;open-sesame&lt;/pre_shared_key&gt;</customerGatewayConfiguration>',
      '<options><tunnelOptionSet><item><preSharedKey>open-sesame</preSharedKey></item></tunnelOptionSet></options>',
      tunnels === undefined ? '' : `<vgwTelemetry>${xmlItems('item', tunnels.map(elements))}</vgwTelemetry>`,
    ].join(''),
  );
  return {
    body: `<DescribeVpnConnectionsResponse><requestId>r</requestId><vpnConnectionSet>${xmlItems('item', items)}</vpnConnectionSet></DescribeVpnConnectionsResponse>`,
  };
}

function elements(members: Readonly<Record<string, string>>): string {
  return Object.entries(members)
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join('');
}
