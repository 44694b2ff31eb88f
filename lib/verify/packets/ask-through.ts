import { portLies } from './net/packet';
import type { Interface } from './net/network';
import { both, either, type Truth } from './net/truth';
import { ask, originsOf, type Answer } from './ask';
import { chain, type Chain } from './chain';
import { fromDistribution } from './distribution';
import { listeners } from './listeners';
import { findPlace, type Place } from './places';
import { addressesFrom, sentTo, type Case, type Question, type Start } from './question';
import type { Sent } from './send';
import type { World } from './world';

/** Most connections in a row. */
const DEPTH = 4;

/**
 * Answers a question with chains of connections as well: through load balancers, PrivateLink, proxies of databases and
 * CloudFront, and perhaps through instances that may send on what is not for them. The port of the question is that of the
 * last connection.
 */
export function askThrough(world: World, question: Question): Answer {
  const direct = ask(world, question);
  const to = findPlace(world, question.to);
  const first = firstConnections(world, question);
  const cases = [
    ...direct.cases,
    ...first.flatMap(({ sent, truth }) => ends(chain(world, sent, DEPTH), truth, question, to)),
    ...throughRelays(world, question, to),
  ];
  const delivers = cases.map((one) => one.delivers).reduce(either, 'no');
  const deciding = cases.find((one) => one.delivers === delivers);
  return {
    delivers,
    session: cases.map((one) => one.session).reduce(either, 'no'),
    because: deciding?.rule ?? direct.because,
    cases,
  };
}

/** A connection with which a chain may begin. */
interface First {
  readonly sent: Sent;
  readonly truth: Truth;
}

function firstConnections(world: World, question: Question): readonly First[] {
  const from = findPlace(world, question.from);
  const starts = originsOf(world, from);
  const between = [...world.byId.values()].filter(sendsOn);
  const plain = starts.flatMap((start) =>
    between.flatMap((at) =>
      addressesFrom(start.origin, at).flatMap((address) => atPorts(question, () => start, at, address)),
    ),
  );
  return from.kind === 'internet' ? [...plain, ...byDistributions(world, question, between)] : plain;
}

/** Whether something sends on what it gets. */
function sendsOn(at: Interface): boolean {
  const { device } = at;
  switch (device.kind) {
    case 'balancer':
      return true;
    case 'endpoint':
      return device.service.kind === 'own';
    case 'service':
      return (device.sendsTo ?? []).length > 0;
    case 'host':
    case 'client':
    case 'connect':
    case 'nat':
    case 'transit':
    case 'firewall':
    case 'appliance-endpoint':
      return false;
  }
}

/** Packets to each port at which something answers. */
function atPorts(
  question: Question,
  startFor: (service: Pick<Question, 'protocol' | 'port'>) => Start,
  at: Interface,
  destination: Sent['destination'] & object,
): readonly First[] {
  const found = listeners(at);
  const heard = found === 'everything' ? [] : found.filter(({ from, to }) => from === to);
  return heard.flatMap(({ protocol, from: port, certain: truth }) => {
    const start = startFor({ protocol, port });
    const isFamily = start.source === undefined || start.source.family === destination.family;
    return isFamily ? [{ sent: sentTo({ ...question, protocol }, start, destination, port), truth }] : [];
  });
}

/** What distributions ask their origins for whoever asks them. */
function byDistributions(world: World, question: Question, between: readonly Interface[]): readonly First[] {
  const place: Place = { kind: 'interfaces', interfaces: between, doubt: undefined };
  return world.model.resources
    .filter(({ type }) => type === 'AWS::CloudFront::Distribution')
    .flatMap((distribution) => {
      const enabled = world.reader.truth(distribution, ['DistributionConfig', 'Enabled'], 'unknown');
      return fromDistribution(world, distribution, place).flatMap(({ start, address, at }) =>
        atPorts(question, start, at, address).map(({ sent, truth }) => ({ sent, truth: both(truth, enabled) })),
      );
    });
}

/** Where a chain ends at a place, at the port that is asked for. */
function ends(found: Chain, before: Truth, question: Question, to: Place): readonly Case[] {
  const delivers = both(before, found.delivers);
  if (delivers === 'no') {
    return [];
  }
  const isMeant =
    to.kind === 'interfaces' && found.end?.kind === 'interface' && to.interfaces.includes(found.end.interface);
  const atPort = question.port === undefined ? 'yes' : portLies(found.packet.port, question.port, question.port);
  const what = `${question.from} to ${question.to} through others`;
  const own: readonly Case[] =
    isMeant && atPort !== 'no'
      ? [{ what, delivers: both(delivers, atPort), session: both(found.session, atPort), rule: found.rule }]
      : [];
  const open = found.doubts.map((rule): Case => ({ what, delivers: 'unknown', session: 'unknown', rule }));
  return [...own, ...open, ...found.then.flatMap((next) => ends(next, delivers, question, to))];
}

/** An instance that takes what is not for it may send on whatever it gets. */
function throughRelays(world: World, question: Question, to: Place): readonly Case[] {
  const relays = [...world.byId.values()].filter(
    ({ device, checksAddresses }) => device.kind === 'host' && checksAddresses !== 'yes',
  );
  const starts = originsOf(world, findPlace(world, question.from));
  return relays
    .filter((relay) => to.kind !== 'interfaces' || !to.interfaces.includes(relay))
    .filter((relay) => starts.some((start) => reachesRelay(world, question, start, relay)))
    .map((relay) => ({ relay, last: ask(world, { ...question, from: relay.owner.logicalId }) }))
    .filter(({ last }) => last.delivers !== 'no')
    .map(({ relay }): Case => ({
      what: `${question.from} to ${question.to} through ${relay.id}`,
      delivers: 'unknown',
      session: 'unknown',
      rule: `whether ${relay.id} sends it on is not known`,
    }));
}

function reachesRelay(world: World, question: Question, start: Start, relay: Interface): boolean {
  const ports = (relay.groups ?? []).flatMap(({ ingress }) => ingress.map((rule) => rule.ports?.from ?? 0));
  const addresses = addressesFrom(start.origin, relay).filter(
    ({ family }) => start.source === undefined || start.source.family === family,
  );
  return addresses.some((address) =>
    ports.some((port) =>
      (['tcp', 'udp'] as const).some(
        (protocol) => chain(world, sentTo({ ...question, protocol }, start, address, port), 0).delivers !== 'no',
      ),
    ),
  );
}
