import type { LineCheckEvent } from '../../../lambda/line-check/contract';
import type { LineObservation } from '../../../lambda/line-check/observation';
import { jsonReply } from '../support/fake-audit';
import { operationOf } from '../support/fake-operations';
import { vpnsReply } from '../support/fake-lines';
import { expectation } from './expectation';
import { connection, DOWN, run, virtualInterface, xmlTunnel, xmlVpn } from './run-with-replies';

test('lines as deployed are healthy', async () => {
  const { line } = await run();
  expect(line).toMatchObject({
    Check: 'line-check',
    record: { status: 'HEALTHY', findings: [], questions: [] },
    'LinesUp/tickets': 2,
    'LinesUp/settlement': 2,
    PartnersDown: 0,
    PartnersDegraded: 0,
  });
});

test('nothing but questions is asked, about the lines of the site alone', async () => {
  const { sent, inputs } = await run();
  expect(Object.keys((inputs[0] as LineObservation).directConnects)).toStrictEqual(['dxvif-s1']);
  expect(sent.map((request) => `${request.hostname} ${operationOf(request)}`).sort()).toStrictEqual([
    'directconnect.ap-northeast-1.amazonaws.com DescribeConnections',
    'directconnect.ap-northeast-1.amazonaws.com DescribeVirtualInterfaces',
    'ec2.ap-northeast-1.amazonaws.com DescribeVpnConnections',
  ]);
  const bodies = Object.fromEntries(sent.map((request) => [operationOf(request), request.body]));
  expect(JSON.parse(bodies.DescribeConnections ?? '')).toStrictEqual({ connectionId: 'dxcon-s1' });
  expect(JSON.parse(bodies.DescribeVirtualInterfaces ?? '')).toStrictEqual({ virtualInterfaceId: 'dxvif-s1' });
  const filter = new URLSearchParams(bodies.DescribeVpnConnections);
  expect(filter.get('Filter.1.Name')).toBe('vpn-connection-id');
  expect([1, 2, 3, 4].map((n) => filter.get(`Filter.1.Value.${String(n)}`))).toStrictEqual([
    'vpn-t1',
    'vpn-t2',
    'vpn-s2',
    null,
  ]);
});

test('F45 whatever is lost, no route is changed', async () => {
  const { sent, line } = await run({
    DescribeVpnConnections: () => vpnsReply(['t1', 't2', 's2'].map((id) => xmlVpn(id, DOWN))),
    DescribeConnections: () => jsonReply({ connections: [{ ...connection, connectionState: 'down' }] }),
  });
  expect(line).toMatchObject({ record: { status: 'FAILED' }, PartnersDown: 2, ServiceDown: 1 });
  expect(sent.map(operationOf).every((operation) => operation.startsWith('Describe'))).toBe(true);
});

test('keys that the APIs tell are in no record, and in nothing that a record is made of', async () => {
  const { line, inputs } = await run();
  expect(JSON.stringify([line, inputs])).toContain('dxpeer-1');
  expect(JSON.stringify([line, inputs])).not.toContain('open-sesame');
});

test.each([
  ['t1', 'line-1'],
  ['t2', 'line-2'],
])('F41 F42 a VPN line whose tunnels are down is named: %s is %s', async (id, name) => {
  const { line } = await run({
    DescribeVpnConnections: () =>
      vpnsReply(['t1', 't2', 's2'].map((each) => (each === id ? xmlVpn(id, DOWN) : xmlVpn(each)))),
  });
  expect(line).toMatchObject({
    record: {
      status: 'DEGRADED',
      findings: [
        { code: 'LineDown', subject: `${name} of tickets` },
        { code: 'TunnelDown' },
        { code: 'TunnelDown' },
        { code: 'PartnerDegraded', subject: 'tickets' },
      ],
    },
    'LinesUp/tickets': 1,
  });
});

test('F43 a gateway of one partner that ends a line degrades this partner alone', async () => {
  const { line } = await run({
    DescribeVpnConnections: () => vpnsReply([xmlVpn('t1', DOWN), xmlVpn('t2'), xmlVpn('s2')]),
  });
  expect(line.record.findings.filter(({ code }) => code.startsWith('Partner'))).toStrictEqual([
    expect.objectContaining({ code: 'PartnerDegraded', subject: 'tickets' }),
  ]);
  expect(line).toMatchObject({ PartnersDown: 0, PartnersDegraded: 1, 'LinesUp/settlement': 2 });
});

test('F41 a tunnel with IPsec and without BGP is told apart', async () => {
  const noBgp = { status: 'DOWN', statusMessage: 'IPSEC IS UP', acceptedRouteCount: '0' };
  const { line } = await run({
    DescribeVpnConnections: () =>
      vpnsReply([
        xmlVpn('t1', [xmlTunnel('203.0.113.1', noBgp), xmlTunnel('203.0.113.2')]),
        xmlVpn('t2'),
        xmlVpn('s2'),
      ]),
  });
  expect(line.record.findings).toStrictEqual([
    {
      code: 'BgpDown',
      effect: 'redundancy',
      subject: 'line-1 of tickets, tunnel 203.0.113.1',
      detail: 'its BGP session is down since 2026-11-25T10:00:00.000Z: IPSEC IS UP',
    },
  ]);
});

test('messages that are empty are none', async () => {
  const silent = { status: 'DOWN', statusMessage: '' };
  const { line } = await run({
    DescribeVpnConnections: () =>
      vpnsReply([
        xmlVpn('t1', [xmlTunnel('203.0.113.1', silent), xmlTunnel('203.0.113.2')]),
        xmlVpn('t2'),
        xmlVpn('s2'),
      ]),
  });
  expect(line.record.findings).toMatchObject([{ detail: expect.stringMatching(/: no reason given$/) as string }]);
});

test('a connection whose tunnels are not told yet is unclear', async () => {
  const { line } = await run({
    DescribeVpnConnections: () => vpnsReply([{ members: xmlVpn('t1').members }, xmlVpn('t2'), xmlVpn('s2')]),
  });
  expect(line.record.questions).toMatchObject([{ subject: 'line-1 of tickets', code: 'Incomplete' }]);
});

test('F53 dedicated lines are read to the last page', async () => {
  const { line, sent } = await run({
    DescribeVirtualInterfaces: ({ body }) =>
      body.includes('"more"')
        ? jsonReply({ virtualInterfaces: [virtualInterface] })
        : jsonReply({ virtualInterfaces: [], nextToken: 'more' }),
    DescribeConnections: ({ body }) =>
      body.includes('"more"')
        ? jsonReply({ connections: [connection] })
        : jsonReply({ connections: [], nextToken: 'more' }),
  });
  expect(line.record.status).toBe('HEALTHY');
  expect(sent).toHaveLength(5);
});

test('without VPN lines EC2 is not asked, and without dedicated lines Direct Connect is not', async () => {
  const only = (kind: string): LineCheckEvent => ({
    ...expectation,
    partners: [
      { name: 'settlement', lines: (expectation.partners[1]?.lines ?? []).filter((line) => line.kind === kind) },
    ],
  });
  expect((await run({}, undefined, only('vpn'))).sent.map(operationOf)).toStrictEqual(['DescribeVpnConnections']);
  const dedicated = await run({}, undefined, only('direct-connect'));
  expect(dedicated.sent.map(operationOf)).not.toContain('DescribeVpnConnections');
  expect(dedicated.line.record.status).toBe('HEALTHY');
  expect(dedicated.inputs).toMatchObject([{ vpns: { kind: 'known', value: [] } }]);
});

test('the device of a connection is that of its logical end, or else the physical one', async () => {
  const lines = ['s1', 's9'].map((id) => ({
    name: id,
    kind: 'direct-connect' as const,
    region: 'us-west-2',
    connectionId: `dxcon-${id}`,
    virtualInterfaceId: `dxvif-${id}`,
  }));
  const { line, sent } = await run(
    {
      DescribeConnections: ({ body }) => {
        const { connectionId } = JSON.parse(body) as { readonly connectionId: string };
        const devices =
          connectionId === 'dxcon-s1' ? { awsLogicalDeviceId: 'x', awsDeviceV2: 'y' } : { awsDeviceV2: 'x' };
        return jsonReply({ connections: [{ connectionId, connectionState: 'available', ...devices }] });
      },
      DescribeVirtualInterfaces: ({ body }) => {
        const { virtualInterfaceId } = JSON.parse(body) as { readonly virtualInterfaceId: string };
        const connectionId = virtualInterfaceId.replace('dxvif', 'dxcon');
        return jsonReply({ virtualInterfaces: [{ ...virtualInterface, virtualInterfaceId, connectionId }] });
      },
    },
    undefined,
    { ...expectation, partners: [{ name: 'settlement', lines }] },
  );
  expect(line.record.findings).toMatchObject([{ code: 'SharedDevice', detail: 's1 and s9 end in x' }]);
  expect(new Set(sent.map(({ hostname }) => hostname))).toStrictEqual(
    new Set(['directconnect.us-west-2.amazonaws.com']),
  );
});
