import { ceilDivide, Portion, reduced } from '../fraction';
import type { Clients, FrontAcl, Open, RateRule } from '../read';
import { isInScope } from './path-scope';
import { RateWindow } from './rate-window';
import type { Timeline } from './timeline';
import type { Timing } from './timing';

/** What the web ACL lets through, second by second. */
export interface EdgeRun {
  readonly admitted: readonly number[];
  readonly blocked: readonly number[];
  /** Requests that each rule blocked, by the index of the source that sent them. */
  readonly byRule: readonly { readonly rule: RateRule; readonly bySource: readonly number[] }[];
}

/** Requests of one source on one path. */
interface Stream {
  readonly source: number;
  readonly addresses: number;
  /** `undefined` for everything that was not declared. */
  readonly path: string | undefined;
}

const MILLION = 1_000_000;

/**
 * Sends the arrivals through the rate-based rules that block. Every client sends alike, and so does every address of a
 * source. Other rules let everything through. A rule sees what the ones before it let through.
 *
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based-aggregation-instances.html read 2026-11-26
 */
export function runEdge(
  { arrivals }: Timeline,
  acl: FrontAcl | undefined,
  clients: Clients | undefined,
  timing: Timing,
): EdgeRun {
  const rules = clients === undefined ? [] : (acl?.rules ?? []).filter((rule) => isSimulated(rule, clients));
  if (clients === undefined || rules.length === 0) {
    return { admitted: arrivals, blocked: arrivals.map(() => 0), byRule: [] };
  }
  const streams = streamsOf(clients);
  const split = splitter(streams, clients);
  const gates = rules.map((rule) => new Gate(rule, streams, clients.sources.length, timing.wafLagSeconds));
  const admitted: number[] = [];
  const blocked: number[] = [];
  for (const arrived of arrivals) {
    const flows = split(arrived);
    gates.forEach((gate) => {
      gate.pass(flows);
    });
    const through = flows.reduce((sum, flow) => sum + flow, 0);
    admitted.push(through);
    blocked.push(arrived - through);
  }
  return { admitted, blocked, byRule: gates.map(({ rule, bySource }) => ({ rule, bySource })) };
}

/** Rate-based rules of which nobody can say whether they block customers. */
export function openRules(acl: FrontAcl | undefined, clients: Clients | undefined): readonly Open[] {
  return (acl?.rules ?? [])
    .filter(({ action }) => action === 'block')
    .flatMap((rule): readonly Open[] => {
      if (clients === undefined) {
        return [{ code: 'clients-not-declared', subject: rule.name }];
      }
      return isSimulated(rule, clients) ? [] : [{ code: 'paths-not-declared', subject: rule.name }];
    });
}

/** Rules that only count block nothing; those about paths need paths. */
function isSimulated(rule: RateRule, { paths }: Clients): boolean {
  const isAboutPaths = rule.scope.kind !== 'all' || rule.counts === 'address-and-path';
  return rule.action === 'block' && (!isAboutPaths || paths !== undefined);
}

function streamsOf({ count, sources, paths = [] }: Clients): readonly Stream[] {
  return sources.flatMap(({ sharePpm, clientsPerAddress }, source) => {
    const clients = ceilDivide(count * sharePpm, MILLION);
    const addresses = ceilDivide(clients, clientsPerAddress);
    return [...paths.map(({ path }) => path), undefined].map((path) => ({ source, addresses, path }));
  });
}

/** Divides whole numbers of requests among the streams; of what is left over by one second the next gets more. */
function splitter(streams: readonly Stream[], { sources, paths = [] }: Clients): (arrived: number) => number[] {
  const pathPpm = [...paths.map(({ sharePpm }) => sharePpm)];
  const rest = MILLION - pathPpm.reduce((sum, share) => sum + share, 0);
  const bySource = dividing(sources.map(({ sharePpm }) => sharePpm));
  const byPath = sources.map(() => dividing([...pathPpm, rest]));
  return (arrived) => {
    const flows = bySource(arrived).flatMap((amount, source) => byPath[source]?.(amount) ?? []);
    if (flows.length !== streams.length) {
      throw new Error('as many flows as streams are expected');
    }
    return flows;
  };
}

/** Divides amounts in proportion to shares: each takes its part of what those before it left. */
function dividing(shares: readonly number[]): (amount: number) => number[] {
  const portions = shares.map((share, index) => {
    const left = shares.slice(index).reduce((sum, each) => sum + each, 0);
    return { portion: new Portion(), fraction: left === 0 ? { n: 0, d: 1 } : reduced(share, left) };
  });
  return (amount) => {
    let left = amount;
    return portions.map(({ portion, fraction }) => {
      const taken = Math.min(left, portion.take(left, fraction));
      left -= taken;
      return taken;
    });
  };
}

/** One rule at work. */
class Gate {
  readonly rule: RateRule;
  readonly bySource: number[];
  private readonly streams: readonly Stream[];
  /** What is counted together: indexes of streams, and how many times over. */
  private readonly counters: readonly { readonly members: readonly number[]; readonly window: RateWindow }[];

  constructor(rule: RateRule, streams: readonly Stream[], sources: number, lagSeconds: number) {
    this.rule = rule;
    this.streams = streams;
    this.bySource = Array.from({ length: sources }, () => 0);
    const groups = new Map<string, number[]>();
    streams.forEach((stream, index) => {
      const key = isInScope(rule.scope, stream.path) ? keyOf(rule, stream) : undefined;
      if (key !== undefined) {
        groups.set(key, [...(groups.get(key) ?? []), index]);
      }
    });
    this.counters = [...groups.values()].map((members) => {
      const addresses = rule.counts === 'everything' ? 1 : (streams[members[0] ?? 0]?.addresses ?? 1);
      return { members, window: new RateWindow(rule.limit * addresses, rule.windowSeconds, lagSeconds) };
    });
  }

  /** Takes out of the flows of a second what the rule blocks. */
  pass(flows: number[]): void {
    for (const { members, window } of this.counters) {
      let blocked = window.blockedOf(members.reduce((sum, index) => sum + (flows[index] ?? 0), 0));
      for (const index of [...members].reverse()) {
        const taken = Math.min(blocked, flows[index] ?? 0);
        const source = this.streams[index]?.source ?? 0;
        flows[index] = (flows[index] ?? 0) - taken;
        this.bySource[source] = (this.bySource[source] ?? 0) + taken;
        blocked -= taken;
      }
    }
  }
}

/** What a stream is counted under; `undefined` when paths count and this one was not declared. */
function keyOf(rule: RateRule, { source, path }: Stream): string | undefined {
  switch (rule.counts) {
    case 'everything':
      return '';
    case 'address':
      return String(source);
    case 'address-and-path':
      return path === undefined ? undefined : `${String(source)} ${path}`;
  }
}
