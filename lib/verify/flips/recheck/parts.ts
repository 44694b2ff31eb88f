import { resourceKey, type TemplateResource } from '../../../template';
import type { Interface, Network, Origin, RouteTable } from '../../network/types';

/** Something of a network that has a name, and everything that is said of it. */
interface Part {
  readonly text: string;
  /** Whether answers tell which of these they looked at. */
  readonly isTracked: boolean;
  /** Whether it is nothing by itself, but for those who name it. */
  readonly isList: boolean;
}

/** Parts of a network by their ids. */
export type Parts = ReadonlyMap<string, Part>;

/** What reports read and answers do not, what is compared in another way, and lists of what is compared one by one. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'coverage',
  'findings',
  'assumptions',
  'blocks',
  'ranges',
  'askedPorts',
  'interfaces',
  'owners',
  'proxies',
]);

/** Interfaces that packets pass on their way: who looks at them is not told. */
const PASSED: ReadonlySet<Interface['kind']> = new Set([
  'nat-gateway',
  'firewall-endpoint',
  'gateway-load-balancer-endpoint',
  'transit-gateway-attachment',
  'octopus',
]);

/** Every part of a network, with others in it told by their names only. */
export function partsOf(network: Network): Parts {
  const found = new Map<string, Part>();
  const tracked = trackedIn(network);
  const seen = new Set<object>();
  const lists = new Set<object>();
  const waiting: Named[] = [];
  const wait = (named: Named, key: string) => {
    waiting.push(named);
    if (key === 'list') {
      lists.add(named);
    }
  };
  const rest = Object.entries(network).filter(([key]) => !LEFT_OUT.has(key));
  const top = [...rest.map(([key, value]) => `${key}:${write(value, key, wait)}`), `edge:${hasEdge(network)}`];
  found.set('', { text: top.join(), isTracked: false, isList: false });
  waiting.push(...network.interfaces, ...network.proxies);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (!seen.has(next)) {
      seen.add(next);
      const known = found.get(next.id);
      const own = writeOut(next, wait);
      found.set(next.id, {
        text: known === undefined ? own : [known.text, own].sort().join('|'),
        isTracked: tracked.has(next) && known?.isTracked !== false,
        isList: lists.has(next) && known?.isList !== false,
      });
    }
  }
  return found;
}

/** What is said of something, with parts of a network told by their names only. */
export function textOf(value: object): string {
  return writeOut(value, () => undefined);
}

function writeOut(value: object, onNamed: (named: Named, key: string) => void): string {
  return Array.isArray(value)
    ? `[${value.map((each) => write(each, '', onNamed)).join()}]`
    : `{${Object.entries(value)
        .map(([key, inner]) => `${key}:${write(inner, key, onNamed)}`)
        .join()}}`;
}

function write(value: unknown, key: string, onNamed: (named: Named, key: string) => void): string {
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'bigint' ? `${value}n` : JSON.stringify(value);
  }
  if (key === 'origin') {
    const { id, property } = value as Origin;
    return `${id} ${property ?? ''}`;
  }
  if (key === 'resource') {
    return resourceKey(value as TemplateResource);
  }
  if (isNamed(value)) {
    onNamed(value, key);
    return `#${value.id}`;
  }
  return writeOut(value, onNamed);
}

/**
 * Of what looking is noted: groups, ACLs, tables, policies, subnets, and interfaces at the ends of a connection. Proxies
 * are no part of a single connection at all.
 */
function trackedIn(network: Network): ReadonlySet<object> {
  const tables = network.subnets.flatMap(({ table }) => table.options);
  const appliances = appliancesIn([...tables, ...network.vpcs.map(({ mainTable }) => mainTable)]);
  return new Set<object>([
    ...network.groups,
    ...network.vpcs.flatMap(({ mainTable, defaultAcl, defaultGroup, edgeTables }) => [
      mainTable,
      defaultAcl,
      defaultGroup,
      ...Object.values(edgeTables),
    ]),
    ...tables,
    ...network.subnets.flatMap(({ acl }) => acl.options),
    ...network.firewalls.flatMap(({ policy }) => policy.options),
    // A transit gateway looks at the zones of subnets into which it sends nothing.
    ...(network.attachments.length > 0 ? [] : network.subnets),
    ...network.interfaces.filter((each) => !PASSED.has(each.kind) && !appliances.has(each)),
    ...network.proxies,
  ]);
}

function appliancesIn(tables: readonly RouteTable[]): ReadonlySet<Interface> {
  return new Set(
    tables.flatMap(({ routes }) =>
      routes.flatMap(({ target }) => (target.kind === 'appliance' ? [target.interface] : [])),
    ),
  );
}

/** Addresses of CloudFront are sources of packets where there is a distribution. */
function hasEdge({ proxies }: Network): boolean {
  return proxies.some(({ kind }) => kind === 'cloudfront');
}

/** Ids of the tracked parts that differ; nothing when anything else does. */
export function changedParts(before: Parts, after: Parts): ReadonlySet<string> | undefined {
  const changed = new Set<string>();
  for (const id of new Set([...before.keys(), ...after.keys()])) {
    const [known, part] = [before.get(id), after.get(id)];
    const isNamedElsewhere = (known === undefined || part === undefined) && (known ?? part)?.isList === true;
    if (known?.text !== part?.text && !isNamedElsewhere) {
      if (known?.isTracked === false || part?.isTracked === false) {
        return undefined;
      }
      changed.add(id);
    }
  }
  return changed;
}

interface Named {
  readonly id: string;
}

/** Addresses that only the deployment tells have ids as well, and are a part of whoever has them. */
function isNamed(value: object): value is Named {
  return 'id' in value && typeof value.id === 'string' && !('kind' in value && value.kind === 'abstract');
}
