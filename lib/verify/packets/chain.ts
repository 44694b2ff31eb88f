import type { Balancer, Listener, Target, TargetGroup } from './net/balancer';
import type { Interface } from './net/network';
import { portLies, TCP, type Packet } from './net/packet';
import { both, type Truth } from './net/truth';
import { converse, type Conversation } from './converse';
import type { Sent } from './send';
import { sessionThrough } from './session-through';
import { groupsVerdict } from './walk/groups';
import { interfacesOf, reachesTarget } from './walk/balanced';
import { newWalk } from './walk/next';
import type { Outcome } from './walk/state';
import type { World } from './world';

/** A packet with what load balancers and endpoint services send on when they get it. */
export interface Chain extends Conversation {
  /** Each packet that may be sent on; empty where nothing is. */
  readonly then: readonly Chain[];
  /** Why other packets may be sent on. */
  readonly doubts: readonly string[];
}

/** Follows a packet through whatever ends it and sends another one on. */
export function chain(world: World, sent: Sent, depth = 4): Chain {
  const conversation = converse(world, sent);
  const forwards = conversation.outcomes.flatMap((outcome) =>
    outcome.truth === 'no' || depth <= 0 ? [] : onward(world, outcome),
  );
  return {
    ...conversation,
    then: forwards.flatMap(({ sents }) => sents.map((next) => follow(world, next, depth - 1))),
    doubts: forwards.flatMap(({ doubts }) => doubts),
  };
}

/** A packet that is sent on. */
interface Onward {
  readonly sent: Sent;
  /** The node that sends it, when it keeps the address of the client. */
  readonly keeper: Interface | undefined;
  /** Truth of its being sent at all. */
  readonly truth: Truth;
}

interface Forwards {
  readonly sents: readonly Onward[];
  readonly doubts: readonly string[];
}

function follow(world: World, next: Onward, depth: number): Chain {
  const found = chain(world, next.sent, depth);
  const delivers = both(found.delivers, next.truth);
  const session = next.keeper === undefined ? found.session : sessionThrough(next.keeper, found);
  return { ...found, delivers, session: both(session, delivers) };
}

function onward(world: World, outcome: Outcome): Forwards {
  const { end, packet } = outcome;
  if (end?.kind !== 'interface') {
    return { sents: [], doubts: [] };
  }
  const { device } = end.interface;
  if (device.kind === 'balancer') {
    return fromNode(device.balancer, end.interface, packet, 'yes', true);
  }
  if (device.kind === 'endpoint' && device.service.kind === 'own') {
    return merge(device.service.balancers.map((balancer) => throughPrivateLink(world, balancer, outcome)));
  }
  if (device.kind === 'service') {
    return { sents: device.sendsTo?.flatMap((to) => fromProxy(end.interface, to)) ?? [], doubts: [] };
  }
  return device.kind === 'endpoint' && device.service.kind === 'unknown'
    ? { sents: [], doubts: [`what is behind ${device.service.name} is not known`] }
    : { sents: [], doubts: [] };
}

/**
 * A proxy of databases asks them for whoever asks it.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.howitworks.html read 2026-11-26
 */
function fromProxy(proxy: Interface, to: Interface): readonly Onward[] {
  const destination = to.v4;
  const ports = typeof to.listens === 'string' ? [] : to.listens.filter(({ from, to: last }) => from === last);
  return destination === undefined
    ? []
    : ports.map(({ from: port, certain: truth }) => ({
        sent: { from: { kind: 'interface', interface: proxy }, destination, protocol: TCP, port },
        keeper: undefined,
        truth,
      }));
}

/**
 * Groups of the load balancer see the private address of the client; its targets see the load balancer.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
 * read 2026-11-25
 */
function throughPrivateLink(world: World, balancer: Balancer, outcome: Outcome): Forwards {
  const { packet } = outcome;
  return merge(
    balancer.nodes.map((node) => {
      const walk = newWalk(world, packet, {});
      const filtered = groupsVerdict(walk, node, 'ingress').truth;
      const truth: Truth =
        balancer.filtersPrivateLink === 'yes'
          ? filtered
          : balancer.filtersPrivateLink === 'no'
            ? 'yes'
            : both(filtered, 'unknown');
      return truth === 'no' ? { sents: [], doubts: [] } : fromNode(balancer, node, packet, truth, false);
    }),
  );
}

function fromNode(balancer: Balancer, node: Interface, packet: Packet, truth: Truth, mayKeep: boolean): Forwards {
  const heard = balancer.listeners.filter((listener) => hears(listener, packet) !== 'no');
  const doubts = [
    balancer.doubt,
    ...heard.map(({ doubt }) => doubt),
    ...heard.flatMap(({ groups }) => groups.map(({ doubt }) => doubt)),
  ];
  const sents = heard.flatMap((listener) =>
    listener.groups.flatMap((group) =>
      group.targets.flatMap((target) => sendTo({ balancer, node, packet, truth, mayKeep }, group, target)),
    ),
  );
  return { sents, doubts: doubts.filter((doubt) => doubt !== undefined) };
}

function hears(listener: Listener, packet: Packet): Truth {
  const isProtocol = listener.protocols.includes(packet.protocol);
  return !isProtocol
    ? 'no'
    : listener.port === undefined
      ? 'unknown'
      : portLies(packet.port, listener.port, listener.port);
}

interface Node {
  readonly balancer: Balancer;
  readonly node: Interface;
  readonly packet: Packet;
  readonly truth: Truth;
  readonly mayKeep: boolean;
}

/**
 * An application load balancer opens a connection of its own; a network load balancer may keep the client's address.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html
 * read 2026-11-25
 */
function sendTo(from: Node, group: TargetGroup, target: Target): readonly Onward[] {
  return interfacesOf(target).flatMap((one) => sendToInterface(from, group, one));
}

function sendToInterface(
  from: Node,
  group: TargetGroup,
  target: Extract<Target, { kind: 'interface' }>,
): readonly Onward[] {
  const { balancer, node, packet, mayKeep } = from;
  const reaches = reachesTarget(balancer, node, group, target.to);
  const port = target.port ?? group.port;
  const destination = target.to.v4;
  if (reaches === 'no' || destination === undefined || port === undefined) {
    return [];
  }
  const keeps: Truth = balancer.kind === 'network' && mayKeep ? group.keepsClient : 'no';
  const origin = { kind: 'interface', interface: node, groups: node.groups ?? [] } as const;
  const base = { from: origin, destination, protocol: packet.protocol, port };
  const kept: Sent = { ...base, source: packet.source, ...exactPort(packet) };
  const own: Onward = { sent: base, keeper: undefined, truth: both(from.truth, reaches) };
  const client: Onward = { sent: kept, keeper: node, truth: own.truth };
  return keeps === 'yes'
    ? [client]
    : keeps === 'no'
      ? [own]
      : [
          { ...client, truth: 'unknown' },
          { ...own, truth: 'unknown' },
        ];
}

function exactPort(packet: Packet): Pick<Sent, 'sourcePort'> {
  const { sourcePort } = packet;
  return sourcePort !== undefined && sourcePort.low === sourcePort.high ? { sourcePort: sourcePort.low } : {};
}

function merge(all: readonly Forwards[]): Forwards {
  return { sents: all.flatMap(({ sents }) => sents), doubts: all.flatMap(({ doubts }) => doubts) };
}
