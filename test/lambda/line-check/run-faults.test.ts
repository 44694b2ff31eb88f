import { jsonReply, jsonTargetError } from '../support/fake-audit';
import { vpnsReply } from '../support/fake-lines';
import { connectionReset, ec2Error, PROXY_PAGE } from '../support/fake-transport';
import { connection, healthyReplies, run, virtualInterface, xmlTunnel, xmlVpn } from './run-with-replies';

const isEc2 = (operation: string) => operation === 'DescribeVpnConnections';

describe.each([
  ['DescribeVpnConnections', ec2Error, 3, 'service'],
  ['DescribeConnections', jsonTargetError, 1, 'redundancy'],
  ['DescribeVirtualInterfaces', jsonTargetError, 1, 'redundancy'],
])('F52, F53 when %s', (operation, errorReply, questions, worst) => {
  test.each([
    [
      'is throttled',
      'Throttled',
      () => errorReply(isEc2(operation) ? 'RequestLimitExceeded' : 'ThrottlingException', 400),
    ],
    ['fails', 'ApiError', () => errorReply('InternalError', 500)],
    [
      'is denied',
      'Denied',
      () => errorReply(isEc2(operation) ? 'UnauthorizedOperation' : 'AccessDeniedException', 403),
    ],
    ['loses its connection', 'Network', connectionReset],
    ['gets the page of a proxy', 'Malformed', () => PROXY_PAGE],
    ['gets half a document', 'Malformed', () => ({ body: isEc2(operation) ? '<DescribeVpn' : '{"connec' })],
    ['gets an empty document', 'Malformed', () => ({ body: '' })],
    ['gets an answer without its list', 'Malformed', () => ({ body: isEc2(operation) ? '<a></a>' : '{}' })],
  ])('%s, the check says unknown with code %s', async (_what, code, reply) => {
    const { result, line } = await run({ [operation]: reply });
    expect(result.status).toBe('UNKNOWN');
    expect(line.record.questions.map((question) => question.code)).toStrictEqual(Array(questions).fill(code));
    expect(line.record.questions).toContainEqual(expect.objectContaining({ effect: worst }));
    expect(line).not.toHaveProperty('RedundancyLost');
    expect(line).not.toHaveProperty('PartnersDegraded');
    // The settlement centre is still reached by its other line, which is of the other kind.
    expect(line).not.toHaveProperty('LinesUp/settlement');
  });

  test('is throttled twice and then answers, that is one answer', async () => {
    const { line, sent } = await run({
      [operation]: (request, nth) =>
        nth < 3
          ? errorReply('ThrottlingException', 400)
          : (healthyReplies[operation]?.(request, nth) ?? errorReply('InvalidAction')),
    });
    expect(line.record.status).toBe('HEALTHY');
    expect(sent).toHaveLength(5);
  });

  test('never answers, the check ends in time and says unknown', async () => {
    const { line } = await run({ [operation]: () => ({ hang: true }) }, 5_100);
    expect(line.record.questions.map(({ code }) => code)).toContain('Timeout');
  });
});

test('F52 a partner whose lines are all of the kind that nobody can ask about may be down', async () => {
  const { line } = await run({ DescribeVpnConnections: connectionReset });
  expect(line).not.toHaveProperty('ServiceDown');
  expect(line).not.toHaveProperty('PartnersDown');
});

test.each(['vpnConnectionId', 'state', 'customerGatewayId'])(
  'F53 a VPN connection without %s is unknown',
  async (member) => {
    const { members, tunnels } = xmlVpn('t1');
    const fewer = Object.fromEntries(Object.entries(members).filter(([name]) => name !== member));
    const { line } = await run({
      DescribeVpnConnections: () => vpnsReply([{ members: fewer, tunnels: tunnels ?? [] }, xmlVpn('t2'), xmlVpn('s2')]),
    });
    expect(line.record.questions.map(({ code }) => code)).toStrictEqual(['Malformed', 'Malformed', 'Malformed']);
  },
);

test.each(['outsideIpAddress', 'status', 'acceptedRouteCount'])(
  'F53 a tunnel without %s is unknown',
  async (member) => {
    const tunnels = ['203.0.113.1', '203.0.113.2'].map((address) =>
      Object.fromEntries(Object.entries(xmlTunnel(address)).filter(([name]) => name !== member)),
    );
    const { line } = await run({
      DescribeVpnConnections: () => vpnsReply([xmlVpn('t1', tunnels), xmlVpn('t2'), xmlVpn('s2')]),
    });
    expect(line.record.status).toBe('UNKNOWN');
  },
);

test.each(['connectionId', 'connectionState'])('F53 a connection without %s is unknown', async (member) => {
  const fewer = Object.fromEntries(Object.entries(connection).filter(([name]) => name !== member));
  const { line } = await run({ DescribeConnections: () => jsonReply({ connections: [fewer] }) });
  expect(line.record.questions).toMatchObject([{ subject: 'line-1 of settlement, connection', code: 'Malformed' }]);
});

test.each(['virtualInterfaceId', 'virtualInterfaceState', 'connectionId', 'bgpPeers'])(
  'F53 a virtual interface without %s is unknown',
  async (member) => {
    const fewer = Object.fromEntries(Object.entries(virtualInterface).filter(([name]) => name !== member));
    const { line } = await run({ DescribeVirtualInterfaces: () => jsonReply({ virtualInterfaces: [fewer] }) });
    expect(line.record.questions).toMatchObject([{ code: 'Malformed' }]);
  },
);

test.each(['bgpPeerId', 'bgpStatus', 'bgpPeerState'])('F53 a BGP peer without %s is unknown', async (member) => {
  const [peer = {}] = virtualInterface.bgpPeers;
  const fewer = Object.fromEntries(Object.entries(peer).filter(([name]) => name !== member));
  const { line } = await run({
    DescribeVirtualInterfaces: () => jsonReply({ virtualInterfaces: [{ ...virtualInterface, bgpPeers: [fewer] }] }),
  });
  expect(line.record.questions).toMatchObject([{ code: 'Malformed' }]);
});
