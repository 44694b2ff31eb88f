import { checkLines } from '../../../lambda/line-check/check';
import type {
  ConnectionState,
  DirectConnectObservation,
  PeerState,
  VirtualInterfaceState,
} from '../../../lambda/line-check/observation';
import { known, unknown } from '../../../lambda/shared/observed';
import { dedicated, expectation, healthy } from './expectation';

const timeout = unknown('Timeout', 'no answer');
const LINE = 'line-1 of settlement';

function check(changes: Partial<DirectConnectObservation>) {
  return checkLines(expectation, { ...healthy, directConnects: { 'dxvif-s1': { ...dedicated, ...changes } } });
}

const connection: ConnectionState = { connectionId: 'dxcon-s1', state: 'available', device: 'EqTY2-abc' };
const peer: PeerState = { id: 'dxpeer-1', status: 'up', state: 'available' };
const virtualInterface: VirtualInterfaceState = {
  virtualInterfaceId: 'dxvif-s1',
  state: 'available',
  connectionId: 'dxcon-s1',
  peers: [peer],
};

function withConnection(changes: Partial<ConnectionState>) {
  return check({ connections: known([{ ...connection, ...changes }]) });
}

function withInterface(changes: Partial<VirtualInterfaceState>) {
  return check({ virtualInterfaces: known([{ ...virtualInterface, ...changes }]) });
}

function withPeers(...peers: readonly Partial<PeerState>[]) {
  return withInterface({ peers: peers.map((change, index) => ({ ...peer, id: `p${String(index)}`, ...change })) });
}

function lineDown(why: string) {
  return { code: 'LineDown', effect: 'redundancy', subject: LINE, detail: `${why}: traffic is on line-2` };
}

const degraded = {
  code: 'PartnerDegraded',
  effect: 'redundancy',
  subject: 'settlement',
  detail: '1 of 2 lines are down',
};

test('a dedicated line as deployed is healthy', () => {
  expect(check({})).toMatchObject({ status: 'HEALTHY', metrics: { 'LinesUp/settlement': 2 } });
});

test.each(['deleted', 'deleting', 'down', 'ordering', 'pending', 'rejected', 'requested'])(
  'F41 a connection that is %s takes its line down',
  (state) => {
    expect(withConnection({ state })).toMatchObject({
      findings: [lineDown(`dxcon-s1 is ${state}`), degraded],
      questions: [],
      metrics: { 'LinesUp/settlement': 1, PartnersDegraded: 1 },
    });
  },
);

test.each(['confirming', 'deleted', 'deleting', 'pending', 'rejected', 'testing', 'verifying'])(
  'F41 a virtual interface that is %s takes its line down',
  (state) => {
    expect(withInterface({ state }).findings).toStrictEqual([lineDown(`dxvif-s1 is ${state}`), degraded]);
  },
);

test('F41 a connection and an interface that do not exist take their line down, each by itself', () => {
  expect(check({ connections: known([]) }).findings).toStrictEqual([lineDown('dxcon-s1 does not exist'), degraded]);
  expect(check({ virtualInterfaces: known([]) }).findings).toStrictEqual([
    lineDown('dxvif-s1 does not exist'),
    degraded,
  ]);
});

test('entries of other lines are not meant', () => {
  const other = { ...virtualInterface, virtualInterfaceId: 'dxvif-x', state: 'down' };
  expect(check({ virtualInterfaces: known([other, virtualInterface]) }).status).toBe('HEALTHY');
  expect(check({ connections: known([{ ...connection, connectionId: 'x', state: 'down' }, connection]) }).status).toBe(
    'HEALTHY',
  );
});

function bgpDown(id: string, status: string, state = 'available') {
  return {
    code: 'BgpDown',
    effect: 'redundancy',
    subject: `${LINE}, BGP peer ${id}`,
    detail: `the session is ${status}, the peer ${state}`,
  };
}

test('a session that is down is named, and the line stays up on the other one', () => {
  expect(withPeers({ status: 'down' }, {})).toMatchObject({
    status: 'DEGRADED',
    findings: [bgpDown('p0', 'down')],
    questions: [],
    metrics: { 'LinesUp/settlement': 2 },
  });
});

test('sessions that are all down take the line down', () => {
  expect(withPeers({ status: 'down' }, { status: 'down' }).findings).toStrictEqual([
    lineDown('the BGP peer p0 is down, the BGP peer p1 is down'),
    bgpDown('p0', 'down'),
    bgpDown('p1', 'down'),
    degraded,
  ]);
});

test.each(['deleted', 'deleting', 'pending', 'verifying'])(
  'a peer that is %s is down, whatever its session',
  (state) => {
    expect(withPeers({ state }, {}).findings).toStrictEqual([bgpDown('p0', 'up', state)]);
  },
);

test('an interface without a peer is down', () => {
  expect(withPeers().findings).toStrictEqual([lineDown('it has no BGP peer'), degraded]);
});

test.each<[Partial<PeerState>, string]>([
  [{ status: 'unknown' }, 'the session is unknown, the peer available'],
  [{ state: 'moody' }, 'the session is up, the peer moody'],
])('a peer that is %j leaves the line open', (change, reason) => {
  const { status, questions, metrics } = withPeers(change);
  expect(status).toBe('UNKNOWN');
  expect(questions).toStrictEqual([
    { subject: `${LINE}, BGP peer p0`, code: 'Incomplete', reason, effect: 'redundancy' },
  ]);
  expect(metrics).not.toHaveProperty('LinesUp/settlement');
});

test('F53 an interface that is down with a session that is up contradicts itself', () => {
  expect(withInterface({ state: 'down' })).toMatchObject({
    findings: [],
    questions: [
      {
        subject: `${LINE}, virtual interface`,
        code: 'Contradictory',
        reason: 'it is down, and a BGP session of it is up',
      },
    ],
  });
});

test('an interface that is down with its sessions is down', () => {
  expect(withInterface({ state: 'down', peers: [{ ...peer, status: 'down' }] }).findings).toStrictEqual([
    lineDown('dxvif-s1 is down, the BGP peer dxpeer-1 is down'),
    bgpDown('dxpeer-1', 'down'),
    degraded,
  ]);
});

test.each<[string, Partial<DirectConnectObservation>, string, string, string]>([
  ['a connection without an answer', { connections: timeout }, 'connection', 'Timeout', 'no answer'],
  ['an interface without an answer', { virtualInterfaces: timeout }, 'virtual interface', 'Timeout', 'no answer'],
  [
    'a connection in a state that nobody knows',
    { connections: known([{ ...connection, state: 'unknown' }]) },
    'connection',
    'Incomplete',
    'what unknown means is not known',
  ],
  [
    'an interface in a state that nobody knows',
    { virtualInterfaces: known([{ ...virtualInterface, state: 'unknown' }]) },
    'virtual interface',
    'Incomplete',
    'what unknown means is not known',
  ],
  [
    'a connection that is listed twice',
    { connections: known([connection, connection]) },
    'connection',
    'Contradictory',
    'it is listed more than once',
  ],
])('F52 %s leaves the line open', (_what, changes, part, code, reason) => {
  const { status, findings, questions, metrics } = check(changes);
  expect(status).toBe('UNKNOWN');
  expect(findings).toStrictEqual([]);
  expect(questions).toStrictEqual([{ subject: `${LINE}, ${part}`, code, reason, effect: 'redundancy' }]);
  expect(metrics).not.toHaveProperty('LinesUp/settlement');
});

test('a line that is known to be down in one part is down, whatever the other part', () => {
  const connections = known([{ ...connection, state: 'down' }]);
  const { findings, questions } = check({ connections, virtualInterfaces: timeout });
  expect(findings).toStrictEqual([lineDown('dxcon-s1 is down'), degraded]);
  expect(questions).toMatchObject([{ subject: `${LINE}, virtual interface`, effect: 'redundancy' }]);
});

test('what is down beside a session that is up is no reason why the line is', () => {
  const peers = [
    { ...peer, id: 'p0', status: 'down' },
    { ...peer, id: 'p1' },
  ];
  const { findings } = check({
    connections: known([{ ...connection, state: 'down' }]),
    virtualInterfaces: known([{ ...virtualInterface, peers }]),
  });
  expect(findings).toStrictEqual([lineDown('dxcon-s1 is down'), bgpDown('p0', 'down'), degraded]);
});

test('a doubt about a line that is down anyway hides nothing worse', () => {
  const connections = known([{ ...connection, state: 'down' }]);
  const { status, questions } = checkLines(expectation, {
    vpns: known(healthy.vpns.kind === 'known' ? healthy.vpns.value.map((vpn) => ({ ...vpn, state: 'deleted' })) : []),
    directConnects: { 'dxvif-s1': { connections, virtualInterfaces: timeout } },
  });
  expect(status).toBe('FAILED');
  expect(questions).toMatchObject([{ subject: `${LINE}, virtual interface`, effect: 'redundancy' }]);
});

test('a line that nobody read is an open question', () => {
  expect(checkLines(expectation, { ...healthy, directConnects: {} }).questions).toStrictEqual([
    { subject: LINE, code: 'Incomplete', reason: 'the line was not read', effect: 'redundancy' },
  ]);
});

test('an interface on another connection than deployed has moved', () => {
  expect(withInterface({ connectionId: 'dxcon-x' }).findings).toStrictEqual([
    { code: 'LineMoved', effect: 'redundancy', subject: LINE, detail: 'is on dxcon-x, not on dxcon-s1' },
  ]);
});
