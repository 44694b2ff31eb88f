import type { Address } from './net/address';
import { addressOf, type Interface } from './net/network';
import { both, either, type Truth, type Verdict } from './net/truth';
import { converse } from './converse';
import { distributionVerdict, fromDistribution, originDoubt } from './distribution';
import { addressesFrom, sentTo, type Case, type Question, type Start } from './question';
import { sessionThrough } from './session-through';
import { casesThroughBalancers } from './through-balancer';
import { findPlace, type Place } from './places';
import type { Site } from './net/transit';
import type { Origin, Sent } from './send';
import { whicheverAddress } from './untold';
import type { End } from './walk/state';
import type { World } from './world';

/** The answer to a question. */
export interface Answer {
  /** `yes` when some packet is delivered. */
  readonly delivers: Truth;
  /** `yes` when some packet is delivered and answered. */
  readonly session: Truth;
  /** What decided. */
  readonly because: string;
  readonly cases: readonly Case[];
}

/** Answers a question with one packet for each pair of addresses of the two places. */
export function ask(world: World, question: Question): Answer {
  const from = findPlace(world, question.from);
  const to = findPlace(world, question.to);
  const cases = casesOf(world, question, from, to);
  const delivers = cases.map((one) => one.delivers).reduce(either, 'no');
  const deciding = cases.find((one) => one.delivers === delivers);
  return {
    delivers,
    session: cases.map((one) => one.session).reduce(either, 'no'),
    because: deciding?.rule ?? 'no address of the one can be reached from the other',
    cases,
  };
}

function casesOf(world: World, question: Question, from: Place, to: Place): readonly Case[] {
  const hidden = from.kind === 'distribution' ? originDoubt(world, from.distribution) : undefined;
  const open = [from, to].flatMap((place) =>
    place.kind === 'unknown'
      ? [place.because]
      : place.kind === 'interfaces' && place.doubt !== undefined
        ? [place.doubt]
        : [],
  );
  const doubts = [world.doubt, ...open, hidden]
    .filter((rule) => rule !== undefined)
    .map((rule): Case => ({
      what: 'not known',
      delivers: 'unknown',
      session: 'unknown',
      rule,
    }));
  if (to.kind === 'distribution') {
    return [...doubts, ...toDistribution(world, question, from, distributionVerdict(world, question, to.distribution))];
  }
  const pairs =
    from.kind === 'distribution'
      ? fromDistribution(world, from.distribution, to).map(({ start, ...aim }) => ({ origin: start(question), ...aim }))
      : originsOf(world, from).flatMap((origin) => destinationsOf(origin, to).map((aim) => ({ origin, ...aim })));
  const through = originsOf(world, from).flatMap((origin) => casesThroughBalancers(world, question, origin, to));
  return [...doubts, ...pairs.map(({ origin, ...aim }) => oneCase(world, question, origin, aim)), ...through];
}

/** Viewers of the internet are there already; others must get to some address of the internet. */
function toDistribution(world: World, question: Question, from: Place, answers: Verdict): readonly Case[] {
  const what = `${question.from} to ${question.to}`;
  const { truth, rule } = answers;
  if (from.kind === 'internet' || truth === 'no') {
    return [{ what, delivers: truth, session: truth, rule }];
  }
  const internet: Place = { kind: 'internet', addresses: [world.hosts[4], world.hosts[6]], any: true };
  const starts = originsOf(world, from).flatMap((start) =>
    destinationsOf(start, internet).map((aim) => ({ start, aim })),
  );
  return starts
    .map(({ start, aim }) => oneCase(world, question, start, aim))
    .map((one) => ({ ...one, delivers: both(one.delivers, truth), session: both(one.session, truth) }));
}

function oneCase(world: World, question: Question, at: Start, aim: Aim): Case {
  const sent = sentTo(question, at, aim.address);
  return whicheverAddress(world, sent, (own) => caseOf(own, question, at, aim, sent));
}

function caseOf(world: World, question: Question, at: Start, aim: Aim, sent: Sent): Case {
  const found = converse(world, sent, (end) => isMeant(aim, end));
  const { delivers, rule, sessionRule, hops, outcomes } = found;
  const session = at.keeper === undefined ? found.session : sessionThrough(at.keeper, found);
  const what = `${hops[0]?.at ?? question.from} to ${question.to}`;
  const arriving = outcomes.filter(({ truth }) => truth !== 'no');
  const elsewhere = arriving.filter(({ end }) => end !== undefined && !isMeant(aim, end));
  if (elsewhere.length > 0) {
    const isAll = elsewhere.length === arriving.length;
    const truth: Truth = isAll ? 'no' : 'unknown';
    return { what, delivers: truth, session: both(session, truth), rule: 'something else has the address' };
  }
  return { what, delivers, session, rule: delivers === 'yes' && session !== 'yes' ? sessionRule : rule };
}

/** Whether a packet ended where it was meant to: addresses may be used twice. */
function isMeant(aim: Aim, end: End): boolean {
  switch (end.kind) {
    case 'interface':
      return aim.at === undefined || aim.at === end.interface;
    case 'site':
      return aim.at === undefined && (aim.site === undefined || aim.site === end.site);
    case 'internet':
    case 'service':
    case 'resolver':
      return aim.at === undefined && aim.site === undefined;
  }
}

/** An address to send to, with who is meant by it. */
interface Aim {
  readonly address: Address;
  readonly at?: Interface;
  readonly site?: Site;
}

/** Where packets start at a place. */
export function originsOf(world: World, place: Place): readonly Start[] {
  switch (place.kind) {
    case 'internet':
      return place.addresses.map((source) => ({ origin: { kind: 'internet' }, source }));
    case 'site':
      return [{ origin: { kind: 'site', site: place.site }, source: undefined }];
    case 'interfaces':
      return place.interfaces.flatMap((at) => startsAt(world, at));
    case 'service':
    case 'distribution':
    case 'unknown':
      return [];
  }
}

/** An Instance Connect endpoint may keep the address of who uses it, somewhere on the internet. */
function startsAt(world: World, at: Interface): readonly Start[] {
  const { device } = at;
  const lends = device.kind === 'balancer' || device.kind === 'connect';
  const origin: Origin = { kind: 'interface', interface: at, groups: lends ? (at.groups ?? []) : [] };
  const own: Start = { origin, source: undefined };
  const kept: Start = { origin, source: world.hosts[4], keeper: at };
  if (device.kind !== 'connect' || device.keepsClient === 'no') {
    return [own];
  }
  return device.keepsClient === 'yes' ? [kept] : [own, kept];
}

function destinationsOf(from: Start, to: Place): readonly Aim[] {
  return aimsAt(from.origin, to).filter(({ address }) => canStartIn(from, address.family));
}

function aimsAt(from: Origin, to: Place): readonly Aim[] {
  switch (to.kind) {
    case 'internet':
      return to.addresses.map((address) => ({ address }));
    case 'site':
      return [{ address: to.site.address, site: to.site }];
    case 'service':
      return [{ address: to.address }];
    case 'interfaces':
      return to.interfaces.flatMap((at) => addressesFrom(from, at).map((address) => ({ address, at })));
    case 'distribution':
    case 'unknown':
      return [];
  }
}

/** Whether a start has an address of a family. */
function canStartIn(from: Start, family: 4 | 6): boolean {
  if (from.source !== undefined) {
    return from.source.family === family;
  }
  switch (from.origin.kind) {
    case 'interface':
      return addressOf(from.origin.interface, family) !== undefined;
    case 'site':
      return from.origin.site.address.family === family;
    case 'internet':
    case 'beside':
    case 'gateway-endpoint':
      return true;
  }
}
