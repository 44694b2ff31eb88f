import { SUBNET_ROLES } from '../../../site';
import type { Verifier } from '../../engine/verifier';
import type { Interface, InterfaceKind, Network, Proxy } from '../../network/types';
import { findCandidates, type Candidate } from '../select/candidates';
import type { Selector } from '../types';
import { classOfSubnet } from './subnet-class';

/** What the default policy tells apart; a segment without anyone in it is left out. */
export interface DerivedSegments {
  readonly segments: Readonly<Record<string, Selector>>;
  /** Names of the segments of the sites at the other end of lines. */
  readonly sites: readonly string[];
  /** Whether the tags of honmaru's own subnets told it. */
  readonly isOwn: boolean;
}

/** Kinds of interfaces behind which data is kept. */
const DATA_KINDS: readonly InterfaceKind[] = ['database', 'database-proxy', 'cache', 'mount-target'];

/** Segments of a network that nobody has described. */
export function deriveSegments(verifier: Verifier): DerivedSegments {
  const candidates = findCandidates(verifier);
  const { network } = verifier;
  const own = ownSegments(candidates);
  const sites = Object.fromEntries(
    network.sites.map(({ origin }) => [`site ${nameOf(origin.id)}`, `site:${origin.id}`]),
  );
  return {
    segments: { ...(own ?? foundSegments(network, candidates)), ...sites },
    sites: Object.keys(sites),
    isOwn: own !== undefined,
  };
}

/**
 * Segments of a site that honmaru built: its subnets are named `<site>-<role>-<zone>` and tagged with the site.
 */
function ownSegments(candidates: readonly Candidate[]): Readonly<Record<string, Selector>> | undefined {
  const sites = new Set(
    candidates.flatMap(({ tags }) =>
      tags.flatMap((tag) => {
        const site = tag.startsWith('site=') ? tag.slice('site='.length) : undefined;
        return site !== undefined && tags.some((name) => roleOf(name, site) !== undefined) ? [site] : [];
      }),
    ),
  );
  if (sites.size === 0) {
    return undefined;
  }
  const named = (roles: readonly string[]): Selector =>
    [...sites].flatMap((site) =>
      roles
        .filter((role) => candidates.some(({ tags }) => tags.some((name) => roleOf(name, site) === role)))
        .map((role) => `tag:Name=${site}-${role}-*`),
    );
  return withoutEmpty({
    barrier: named(['barrier-entry']),
    dmz: named(['dmz']),
    internal: named(['internal']),
    data: named(['data']),
  });
}

function roleOf(tag: string, site: string): string | undefined {
  return SUBNET_ROLES.find((role) => tag.startsWith(`Name=${site}-${role}-`));
}

/** Segments by what the templates of anybody show. */
function foundSegments(network: Network, candidates: readonly Candidate[]): Readonly<Record<string, Selector>> {
  const interfaces = candidates.flatMap(({ party }) =>
    party.kind === 'interface' && party.interface.kind !== 'hypothetical' ? [party.interface] : [],
  );
  const isData = ({ kind }: Interface) => DATA_KINDS.includes(kind);
  const entries = network.proxies.filter((proxy) => isEntry(proxy, network));
  const balancers = new Set(entries.flatMap((proxy) => proxy.interfaces.map(({ id }) => id)));
  const targets = new Set(targetsOf(entries, network).map(({ id }) => id));
  const inside = interfaces.filter(
    (each) =>
      classOfSubnet(each.subnet) !== 'public' && !isData(each) && !balancers.has(each.id) && each.receives !== 'none',
  );
  return withoutEmpty({
    data: DATA_KINDS.filter((kind) => interfaces.some((each) => each.kind === kind)).map((kind) => `kind:${kind}`),
    'load balancers': ids(interfaces.filter(({ id }) => balancers.has(id))),
    'behind load balancers': ids(interfaces.filter((each) => targets.has(each.id) && !isData(each))),
    internal: ids(inside.filter(({ id }) => !targets.has(id))),
    'private interfaces': ids(inside),
  });
}

/** Load balancers that the internet, or CloudFront, may come in by. */
function isEntry(proxy: Proxy, { proxies }: Network): boolean {
  const isBalancer = proxy.kind === 'application' || proxy.kind === 'network' || proxy.kind === 'classic';
  const isOrigin = proxies.some(
    ({ kind, nextHops }) =>
      kind === 'cloudfront' &&
      nextHops.some(
        ({ to }) => to.kind === 'interfaces' && to.interfaces.some((each) => proxy.interfaces.includes(each)),
      ),
  );
  return isBalancer && (isOrigin || proxy.interfaces.some(({ publicAddress }) => publicAddress.has !== 'no'));
}

/** Who is behind some load balancers, and behind those behind them. */
function targetsOf(entries: readonly Proxy[], { proxies }: Network): readonly Interface[] {
  const found = new Set<Interface>();
  const queue = [...entries];
  for (let proxy = queue.shift(); proxy !== undefined; proxy = queue.shift()) {
    for (const { to } of proxy.nextHops) {
      for (const target of to.kind === 'interfaces' ? to.interfaces : []) {
        if (!found.has(target)) {
          found.add(target);
          queue.push(...proxies.filter(({ kind, interfaces }) => kind !== 'cloudfront' && interfaces.includes(target)));
        }
      }
    }
  }
  return [...found];
}

/** One selector for each owner: its interfaces share its segment. */
function ids(interfaces: readonly Interface[]): readonly string[] {
  return [...new Set(interfaces.map(({ origin }) => `id:${origin.id}`))].sort();
}

function nameOf(id: string): string {
  return id.split('/').at(-1) ?? id;
}

function withoutEmpty(segments: Readonly<Record<string, Selector>>): Readonly<Record<string, Selector>> {
  return Object.fromEntries(
    Object.entries(segments).filter(([, selector]) => !Array.isArray(selector) || selector.length > 0),
  );
}
