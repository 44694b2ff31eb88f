import type { MatrixRule, Selector } from '../../../lib/verify/policy/types';
import { formatService } from '../matrices/services';
import type { InterfaceKind, Level, Matrix, Members } from '../matrices/matrix';

/** Kinds of interfaces of the engine, by the words of the matrices. */
const KINDS: Readonly<Record<InterfaceKind, readonly string[]>> = {
  'load-balancer': ['load-balancer'],
  server: ['instance', 'group-of-instances'],
  function: ['function'],
  database: ['database'],
  'interface-endpoint': ['interface-endpoint'],
  'nat-gateway': ['nat-gateway'],
  'firewall-endpoint': ['firewall-endpoint'],
};

/** Segments of a matrix as selectors of a policy. */
export function segmentsOf(matrix: Matrix): Readonly<Record<string, Selector>> {
  return Object.fromEntries(
    [...matrix.segments]
      .filter(([name]) => !isPlain(name))
      .map(([name, { members }]) => [name, selectorOf(matrix.site, members)]),
  );
}

/** Names of selectors that stand for themselves: a segment must not have one. */
function isPlain(name: string): boolean {
  return name === 'internet' || name === 'edge';
}

function selectorOf(site: string, members: Members): Selector {
  switch (members.kind) {
    case 'internet':
      return 'internet';
    case 'distribution':
      return 'edge';
    case 'interfaces':
      return {
        all: [
          members.roles.map((role) => `tag:Name=${site}-${role}-*`),
          members.of.flatMap((kind) => KINDS[kind]).map((kind) => `kind:${kind}`),
        ],
      };
    case 'gateway-endpoint':
      return `service:${members.service}`;
    case 'addresses':
      return `internet:${firstHost(members.cidr)}`;
    case 'name':
      // Packets carry no name: whoever has one may have any address.
      return 'internet';
  }
}

/** The first address of a block that a host may have. */
function firstHost(cidr: string): string {
  const [address = ''] = cidr.split('/');
  const bytes = address.split('.').map(Number);
  return [...bytes.slice(0, 3), (bytes[3] ?? 0) + 1].join('.');
}

/** The whole matrix of a level as one rule. */
export function matrixRule(matrix: Matrix, level: Level): MatrixRule {
  const cells = matrix.cells.filter((cell) => cell.level === level && cell.from !== cell.to);
  return {
    kind: 'matrix',
    id: level === 'direct' ? 'segregation' : 'segregation-through-proxies',
    why: 'U6 U9 U10 U19: whatever is not needed is blocked',
    segments: [...matrix.segments.keys()],
    cells: Object.fromEntries(
      cells
        .filter(({ services }) => services.length > 0)
        .map(({ from, to, services }) => [`${from} > ${to}`, services.map(formatService)] as const),
    ),
    level: level === 'direct' ? 'direct' : 'via-proxies',
  };
}
