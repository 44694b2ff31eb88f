import { parseServices, type Service } from './services';

/**
 * How far a matrix looks.
 *
 * - `direct`: one session, from an interface of the source to one of the destination; address translation is part of it.
 * - `viaProxies`: chains of sessions as well, through CloudFront and load balancers. Servers and functions end a chain: what
 *   a taken-over server could do is the row of its own segment.
 */
export type Level = 'direct' | 'viaProxies';

/** What belongs to a segment, in words of the template. */
export type Members =
  | { readonly kind: 'internet' }
  /** The distributions, with the interfaces CloudFront places in the VPC for a VPC origin. */
  | { readonly kind: 'distribution' }
  /** Interfaces in the subnets of these roles: the tag `Name` of a subnet is `<site>-<role>-<zone>`. */
  | {
      readonly kind: 'interfaces';
      readonly roles: readonly string[];
      readonly of: readonly InterfaceKind[];
    }
  /** A service of AWS behind a gateway endpoint. */
  | { readonly kind: 'gateway-endpoint'; readonly service: string }
  /** A party known by its addresses: a part of the internet. */
  | { readonly kind: 'addresses'; readonly cidr: string }
  /** A party known by its name alone: it is reached where the name may be, whatever its addresses are. */
  | { readonly kind: 'name'; readonly name: string };

/** Whose interfaces they are. */
export type InterfaceKind =
  'load-balancer' | 'server' | 'function' | 'database' | 'interface-endpoint' | 'nat-gateway' | 'firewall-endpoint';

/** A row and a column. */
export interface Segment {
  readonly what: string;
  readonly members: Members;
}

/** A matrix as a person writes it. */
export interface MatrixSource {
  readonly site: string;
  readonly segments: Readonly<Record<string, Segment>>;
  /** Table of the level, columns between `|`: first the names of the destinations, then a line for each source. */
  readonly direct: string;
  readonly viaProxies: string;
  /** Why a cell is not empty, by `source > destination`: ids of requirements or `SILENT`, a colon, the reason. */
  readonly reasons: Readonly<Record<string, string>>;
  /** Cells that a requirement names and wants empty. All other empty cells follow from U6, U10 and U19. */
  readonly forbidden: Readonly<Record<string, string>>;
  /** What passes on what it is sent: a chain goes on where the services of `on` arrive. */
  readonly proxies: readonly { readonly name: string; readonly on: string }[];
}

/** A cell. */
export interface Cell {
  readonly from: string;
  readonly to: string;
  readonly level: Level;
  /**
   * What may be opened, seen at the destination: the ports of the last session of a chain. Not one other packet from the
   * source opens anything there; each of these sessions can be opened, and is answered.
   */
  readonly services: readonly Service[];
  /** Ids of requirements; none where they are silent. Empty for an empty cell that no requirement names. */
  readonly requirements: readonly string[];
  readonly reason: string;
}

/** A matrix that is complete. */
export interface Matrix {
  readonly site: string;
  readonly segments: ReadonlyMap<string, Segment>;
  readonly cells: readonly Cell[];
}

/**
 * Reads a matrix.
 *
 * @throws Error when it is not square, a pair is missing, a segment or service is unknown, or a reason is missing or idle
 */
export function readMatrix(source: MatrixSource): Matrix {
  const segments = new Map(Object.entries(source.segments));
  const unused = new Set([...Object.keys(source.reasons), ...Object.keys(source.forbidden)]);
  const filled = new Set<string>();
  const cells = (['direct', 'viaProxies'] as const).flatMap((level) =>
    readTable(source[level], [...segments.keys()], `${source.site}, ${level}`).map(([from, to, text]): Cell => {
      const pair = `${from} > ${to}`;
      const services = parseServices(text);
      unused.delete(pair);
      if (services.length > 0) {
        filled.add(pair);
      }
      const written = services.length > 0 ? source.reasons[pair] : source.forbidden[pair];
      if (services.length > 0 && written === undefined) {
        throw new Error(`${source.site}, ${pair}: no reason is given for ${text}`);
      }
      return { from, to, level, services, ...readReason(written, `${source.site}, ${pair}`) };
    }),
  );
  const idle = [...Object.keys(source.reasons)].filter((pair) => !filled.has(pair));
  const contradicted = Object.keys(source.forbidden).filter((pair) => filled.has(pair));
  if (unused.size + idle.length + contradicted.length > 0) {
    throw new Error(`${source.site}: no such cell: ${[...unused, ...idle, ...contradicted].join(', ')}`);
  }
  return { site: source.site, segments, cells };
}

/** Finds a cell. */
export function requireCell(matrix: Matrix, level: Level, from: string, to: string): Cell {
  const found = matrix.cells.find((cell) => cell.level === level && cell.from === from && cell.to === to);
  if (found === undefined) {
    throw new Error(`${matrix.site}: no cell ${from} > ${to}`);
  }
  return found;
}

function readTable(table: string, names: readonly string[], where: string): (readonly [string, string, string])[] {
  const [head = [], ...rows] = table
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((text) => text.trim().replace(/ +/g, ' ')));
  const columns = head.slice(1);
  requireSame(columns, names, `${where}: columns`);
  requireSame(
    rows.map(([row]) => row ?? ''),
    names,
    `${where}: rows`,
  );
  return rows.flatMap(([from = '', ...texts]) => {
    if (texts.length !== columns.length) {
      throw new Error(`${where}: ${from} has ${String(texts.length)} cells instead of ${String(columns.length)}`);
    }
    return columns.map((to, index) => [from, to, texts[index] ?? ''] as const);
  });
}

function requireSame(found: readonly string[], wanted: readonly string[], where: string): void {
  const wrong = found.filter((name, index) => name !== wanted[index]);
  if (wrong.length > 0 || found.length !== wanted.length) {
    throw new Error(`${where} are ${found.join(' ')} instead of ${wanted.join(' ')}`);
  }
}

function readReason(written: string | undefined, where: string): Pick<Cell, 'requirements' | 'reason'> {
  if (written === undefined) {
    return { requirements: [], reason: '' };
  }
  const [, ids, reason] = /^((?:[A-Z]\d+|SILENT)(?: [A-Z]\d+)*): (.+)$/.exec(written) ?? [];
  if (ids === undefined || reason === undefined) {
    throw new Error(`${where}: '${written}' is no reason`);
  }
  return { requirements: ids.split(' ').filter((id) => id !== 'SILENT'), reason };
}
