import { bridgeVpnConnections, completeVpnConnections } from '../../../../lib/local/gateway/bridges/vpn-connections';
import { contextOf } from '../support/bridge-context';

const NOW = new Date('2026-11-25T12:00:00.000Z');
const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';

function answer(...connections: readonly string[]): string {
  const items = connections.map((connection) => `<item>${connection}</item>`).join('');
  return `<DescribeVpnConnectionsResponse><vpnConnectionSet>${items}</vpnConnectionSet></DescribeVpnConnectionsResponse>`;
}

const connection = (id: string, state: string): string =>
  `<vpnConnectionId>${id}</vpnConnectionId><state>${state}</state>`;

const tunnel = (address: string, since: string): string =>
  `<item><outsideIpAddress>${address}</outsideIpAddress><status>UP</status><statusMessage>1 BGP ROUTES</statusMessage><acceptedRouteCount>1</acceptedRouteCount><lastStatusChange>${since}</lastStatusChange></item>`;

const telemetry = (since: string): string =>
  `<vgwTelemetry>${tunnel('192.0.2.1', since)}${tunnel('192.0.2.2', since)}</vgwTelemetry>`;

test('both tunnels of a connection that stands are up, each with its address', () => {
  const body = answer(connection('vpn-1', 'available'), connection('vpn-2', 'pending'), '<vpnConnectionId/>');
  expect(completeVpnConnections(body, NOW)).toBe(
    DECLARATION +
      answer(
        `${connection('vpn-1', 'available')}${telemetry('2026-11-25T12:00:00.000Z')}`,
        connection('vpn-2', 'pending'),
        '<vpnConnectionId/>',
      ),
  );
});

test.each(['deleting', 'deleted'])('one that is %s has no telemetry', (state) => {
  const body = answer(connection('vpn-1', state));
  expect(completeVpnConnections(body, NOW)).toBe(`${DECLARATION}${body}`);
});

test.each([
  [NOW, '2026-11-25T12:00:00.000Z'],
  [undefined, '1970-01-01T00:00:00.000Z'],
])('a status that is asked at %p is that old', async (answeredAt, since) => {
  const context = contextOf('DescribeVpnConnections', answeredAt === undefined ? {} : { answeredAt });
  expect(await bridgeVpnConnections(answer(connection('vpn-1', 'available')), context)).toContain(telemetry(since));
});
