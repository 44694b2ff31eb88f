import type { Party } from '../../engine/types';
import type { Verifier } from '../../engine/verifier';
import { serviceName } from './opening-services';
import type { ChangeQuestion } from './types';

/** What gets from everyone to everyone, in words by pair. */
export type Reaches = ReadonlyMap<string, readonly string[]>;

/** Of the services that get from one party to another those that a question is not about. */
export type Besides = (from: Party, to: Party, services: readonly string[]) => readonly string[];

/** Everything that surely gets anywhere, besides what a question is about. */
export function reachesOf(verifier: Verifier, besides: Besides): Reaches {
  const parties = [verifier.internet, ...verifier.parties];
  const found = new Map<string, readonly string[]>();
  for (const from of parties) {
    for (const to of parties.filter(({ id }) => id !== from.id)) {
      const services = besides(from, to, verifier.between(from, to, 'delivers').some);
      if (services.length > 0) {
        found.set(`${from.label} > ${to.label}`, services);
      }
    }
  }
  return found;
}

/** What a question is not about: of its own parties what it allows, or what it does not name. */
export function besidesOf({ kind, from, to, services }: ChangeQuestion): Besides {
  const named = (services ?? []).map(serviceName);
  return (sender, receiver, found) => {
    const isAsked = from.some(({ id }) => id === sender.id) && to.some(({ id }) => id === receiver.id);
    if (!isAsked) {
      return found;
    }
    switch (kind) {
      case 'reach-only':
        return named.filter((service) => isCovered(spanOf(service), found.map(spanOf)));
      case 'isolate':
        return services === undefined ? [] : found.filter((service) => !named.some((each) => meet(service, each)));
      case 'reach':
        return [];
    }
  };
}

function meet(one: string, other: string): boolean {
  const [a, b] = [spanOf(one), spanOf(other)];
  const isAny = [a, b].some(({ protocol }) => protocol === 'all' || protocol === 'everything');
  return isAny || (a.protocol === b.protocol && a.from <= b.to && b.from <= a.to);
}

/** Services of one that the other does not have, wholly or in part, as `<from> > <to> <service>`. */
export function missingFrom(other: Reaches, these: Reaches): readonly string[] {
  return [...these].flatMap(([pair, services]) => {
    const there = (other.get(pair) ?? []).map(spanOf);
    return services.flatMap((service) => (isCovered(spanOf(service), there) ? [] : [`${pair} ${service}`]));
  });
}

interface Span {
  readonly protocol: string;
  readonly from: number;
  readonly to: number;
}

function spanOf(text: string): Span {
  const [protocol = text, ports] = text.split('/');
  if (ports === undefined) {
    return { protocol, from: 0, to: 65535 };
  }
  const [from = 0, to = from] = ports.split('-').map(Number);
  return { protocol, from, to };
}

/** Whether spans together hold another; they are looked at from its first port on. */
function isCovered(span: Span, spans: readonly Span[]): boolean {
  if (spans.some(({ protocol }) => protocol === 'all')) {
    return true;
  }
  let next = span.from;
  for (const { from, to } of spans
    .filter(({ protocol }) => protocol === span.protocol)
    .sort((a, b) => a.from - b.from)) {
    if (from <= next) {
      next = Math.max(next, to + 1);
    }
  }
  return next > span.to;
}
