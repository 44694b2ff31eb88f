import { unknown } from '../shared/observed';
import type { ExpectedDirectConnectLine } from './contract';
import {
  inParallel,
  inSeries,
  isDown,
  isIncomplete,
  isUnclear,
  isUp,
  onlyOf,
  redundancyFinding,
  type LineState,
} from './line-state';
import type { DirectConnectObservation, PeerState } from './observation';

/**
 * States in which no request passes.
 *
 * @see https://docs.aws.amazon.com/directconnect/latest/APIReference/API_Connection.html read 2026-11-25
 * @see https://docs.aws.amazon.com/directconnect/latest/APIReference/API_VirtualInterface.html read 2026-11-25
 */
const CONNECTION_DOWN = ['deleted', 'deleting', 'down', 'ordering', 'pending', 'rejected', 'requested'];
const INTERFACE_DOWN = ['confirming', 'deleted', 'deleting', 'down', 'pending', 'rejected', 'testing', 'verifying'];
const PEER_DOWN = ['deleted', 'deleting', 'pending', 'verifying'];

/** A dedicated line: up if the connection stands, and a BGP session of the virtual interface on it does. */
export function checkDirectConnect(
  expected: ExpectedDirectConnectLine,
  observed: DirectConnectObservation | undefined,
  subject: string,
): LineState {
  if (observed === undefined) {
    return isIncomplete(subject, 'the line was not read');
  }
  const connection = onlyOf(observed.connections, ({ connectionId }) => connectionId === expected.connectionId);
  const line = inSeries([
    checkConnection(connection.kind === 'known' ? connection.value?.state : undefined),
    checkVirtualInterface(expected, observed.virtualInterfaces, subject),
  ]);
  return { ...line, device: connection.kind === 'known' ? connection.value?.device : undefined };

  function checkConnection(state: string | undefined): LineState {
    const part = `${subject}, connection`;
    if (connection.kind === 'unknown') {
      return isUnclear(part, connection);
    }
    if (state === undefined) {
      return isDown(`${expected.connectionId} does not exist`);
    }
    return judge(state, CONNECTION_DOWN, part, `${expected.connectionId} is ${state}`);
  }
}

function checkVirtualInterface(
  expected: ExpectedDirectConnectLine,
  observed: DirectConnectObservation['virtualInterfaces'],
  subject: string,
): LineState {
  const part = `${subject}, virtual interface`;
  const found = onlyOf(observed, ({ virtualInterfaceId }) => virtualInterfaceId === expected.virtualInterfaceId);
  if (found.kind === 'unknown') {
    return isUnclear(part, found);
  }
  if (found.value === undefined) {
    return isDown(`${expected.virtualInterfaceId} does not exist`);
  }
  const { state, connectionId, peers } = found.value;
  const sessions = inParallel(peers.map((peer) => checkPeer(peer, subject)));
  if (state === 'down' && sessions.passage === 'up') {
    return isUnclear(part, unknown('Contradictory', 'it is down, and a BGP session of it is up'));
  }
  const line = inSeries([
    judge(state, INTERFACE_DOWN, part, `${expected.virtualInterfaceId} is ${state}`),
    peers.length === 0 ? isDown('it has no BGP peer') : sessions,
  ]);
  const moved =
    connectionId === expected.connectionId
      ? []
      : [redundancyFinding('LineMoved', subject, `is on ${connectionId}, not on ${expected.connectionId}`)];
  return { ...line, findings: [...moved, ...line.findings] };
}

function checkPeer({ id, status, state }: PeerState, line: string): LineState {
  const subject = `${line}, BGP peer ${id}`;
  if (status === 'up' && state === 'available') {
    return isUp();
  }
  return status === 'down' || PEER_DOWN.includes(state)
    ? isDown(`the BGP peer ${id} is down`, [
        redundancyFinding('BgpDown', subject, `the session is ${status}, the peer ${state}`),
      ])
    : isIncomplete(subject, `the session is ${status}, the peer ${state}`);
}

function judge(state: string, down: readonly string[], subject: string, why: string): LineState {
  if (state === 'available') {
    return isUp();
  }
  return down.includes(state) ? isDown(why) : isIncomplete(subject, `what ${state} means is not known`);
}
