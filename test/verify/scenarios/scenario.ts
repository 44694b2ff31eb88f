import type { JsonObject } from '../../../lib/template';

/** What AWS's page says of a packet; `unknown` where the page leaves it open or the template does not tell. */
export type Answer = 'yes' | 'no' | 'unknown';

/**
 * One end of a question.
 *
 * `internet`, `internet:<address>`, `site:<LogicalId of a customer gateway>`, `<LogicalId>` (an instance, network
 * interface, load balancer, distribution, database, function or endpoint), or `<LogicalId>@<zone>` for the part of it
 * that lies in one zone.
 */
export type Place = string;

/** One question about one flow, with the answer of the page. */
export interface Ask {
  readonly from: Place;
  readonly to: Place;
  readonly protocol: 'tcp' | 'udp' | 'icmp' | number;
  readonly port?: number;
  readonly sourcePort?: number;
  /** The forward packet alone arrives. */
  readonly delivers: Answer;
  /** The answer comes back as well. */
  readonly session?: Answer;
  readonly why?: string;
}

/**
 * A situation of AWS's own documentation with the answers that follow from it.
 *
 * A flow ends at whatever terminates it: an application load balancer, a distribution or an interface endpoint is an
 * end, and what it sends on is a flow of its own. A network load balancer that keeps the client's address is no end:
 * a flow from a client to its target goes through it, on the target's port. A site whose connection uses BGP announces
 * its own ranges.
 */
export interface Scenario {
  readonly id: string;
  /** Page the answers come from. */
  readonly url: string;
  /** What the page states. */
  readonly says: string;
  /** Smallest CloudFormation template that shows it. */
  readonly template: JsonObject;
  /** Where the stack is deployed; `us-east-1` of account `111122223333` if absent. */
  readonly stack?: { readonly region: string; readonly account: string };
  readonly asks: readonly Ask[];
}

/** Further details of a question. */
export interface AskDetails {
  readonly sourcePort?: number;
  readonly why?: string;
}

/** The packet arrives and the answer returns. Services are written `tcp/443`, `icmp` or a protocol number. */
export function reaches(from: Place, to: Place, service: string, details: AskDetails = {}): Ask {
  return ask(from, to, service, 'yes', 'yes', details);
}

/** The packet does not arrive. */
export function blocked(from: Place, to: Place, service: string, details: AskDetails = {}): Ask {
  return ask(from, to, service, 'no', 'no', details);
}

/** The packet arrives, and no answer returns. */
export function oneWay(from: Place, to: Place, service: string, details: AskDetails = {}): Ask {
  return ask(from, to, service, 'yes', 'no', details);
}

/** A question of which the page, or the template, leaves one answer open. */
export function ask(
  from: Place,
  to: Place,
  service: string,
  delivers: Answer,
  session: Answer,
  details: AskDetails = {},
): Ask {
  const [protocol = '', port] = service.split('/');
  return {
    from,
    to,
    protocol: protocol === 'tcp' || protocol === 'udp' || protocol === 'icmp' ? protocol : Number(protocol),
    ...(port === undefined ? {} : { port: Number(port) }),
    delivers,
    session,
    ...details,
  };
}
