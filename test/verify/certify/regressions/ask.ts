import type { JsonObject } from '../../../../lib/template';
import type { Actor } from '../../../../lib/verify/certify/actors';
import { EngineAnswers } from '../engine-answers';
import type { AskedPacket, Door } from '../../../../lib/verify/certify/packet';
import { askBoth, sidesOf } from '../fuzz';

/** One packet: `tcp/80` from port 50000 by the private IPv4 address, when nothing else is said. */
export interface Question {
  readonly from: string;
  readonly to: string;
  readonly door?: Door;
  readonly protocol?: number;
  readonly port?: number;
  readonly sourcePort?: number;
  readonly icmp?: { readonly type: number; readonly code: number };
  readonly source?: string;
  readonly isForged?: true;
  readonly destination?: string;
  /** For whom a load balancer sends it on, with his address. */
  readonly client?: string;
}

/** `delivers/session` of engine and of packets. */
export interface Answers {
  readonly engine: string;
  readonly packets: string;
}

type Sites = Readonly<Record<string, readonly string[]>>;

/** Asks both implementations about one packet on a template. */
export function ask(resources: Record<string, JsonObject>, question: Question, sites: Sites = {}): Answers {
  const sides = sidesOf({ seed: 0, template: { Resources: resources }, sites, ports: [] });
  const { from, to, client, door = 'v4', protocol = 6, ...rest } = question;
  const hasPorts = protocol === 6 || protocol === 17;
  const packet: AskedPacket = {
    ...rest,
    from: actor(sides.actors, from),
    to: actor(sides.actors, to),
    ...(client === undefined ? {} : { client: actor(sides.actors, client) }),
    door,
    protocol,
    ...(hasPorts ? { port: question.port ?? 80, sourcePort: question.sourcePort ?? 50000 } : {}),
  };
  const engine = new EngineAnswers(sides.graph);
  const both = askBoth(sides, engine, packet);
  if (both === undefined) {
    throw new Error('there is no such packet');
  }
  return {
    engine: `${engine.truth(packet, 'delivers')}/${engine.truth(packet, 'session')}`,
    packets: `${both.delivers}/${both.session}`,
  };
}

function actor(actors: readonly Actor[], name: string): Actor {
  const found = actors.find(({ id }) => id.split(/[/@#]/).includes(name) || id === name);
  if (found === undefined) {
    throw new Error(`${name} is not among ${actors.map(({ id }) => id).join(', ')}`);
  }
  return found;
}

/** Both say the same. */
export function both(answer: string): Answers {
  return { engine: answer, packets: answer };
}
