import { loadAssembly } from '../../../lib/template';
import { createVerifier, type MatrixCell, type Party, type Verifier } from '../../../lib/verify';
import { assemblyDirectory, REFERENCE_SITES, type ReferenceSite } from '../../support/synth-sites';
import { MATRICES } from '../matrices';
import type { InterfaceKind, Matrix, Members } from '../matrices/matrix';
import { formatService } from '../matrices/services';

const KINDS: Readonly<Record<InterfaceKind, readonly string[]>> = {
  'load-balancer': ['load-balancer'],
  server: ['instance', 'group-of-instances', 'network-interface', 'task'],
  function: ['function'],
  database: ['database', 'database-proxy'],
  'interface-endpoint': ['interface-endpoint'],
  'nat-gateway': ['nat-gateway'],
  'firewall-endpoint': ['firewall-endpoint'],
};

const LEVELS = [
  ['direct', 'direct'],
  ['viaProxies', 'via-proxies'],
] as const;

describe.each(REFERENCE_SITES)('%s', (site) => {
  const matrix = requireMatrix(site);
  const model = loadAssembly(assemblyDirectory(site));
  const verifier = createVerifier(model, { asked: { addresses: addressesOf(matrix) } });
  const groups = groupsOf(verifier, matrix, site);
  const delivered = LEVELS.map(([, name]) => verifier.matrix(groups, 'delivers', name));
  const cells = LEVELS.map(
    ([level, name], index) => [level, delivered[index] ?? [], verifier.matrix(groups, 'session', name)] as const,
  );

  test('has someone in every segment', () => {
    expect(Object.entries(groups).flatMap(([name, parties]) => (parties.length === 0 ? [name] : []))).toEqual([]);
  });

  test.each(cells)('lets through at level %s what the matrix says, and nothing else', (level, arriving, answered) => {
    const wanted = written(matrix, level);
    expect(listed(arriving, ({ may }) => may)).toEqual(wanted);
    expect(listed(arriving, ({ some }) => some)).toEqual(wanted);
    expect(listed(answered, ({ may }) => may)).toEqual(wanted);
    expect(listed(answered, ({ some }) => some)).toEqual(wanted);
  });

  test('nothing of the network is beyond the model', () => {
    expect(verifier.network.octopuses.filter(({ reaches }) => reaches.length > 0)).toEqual([]);
  });
});

function requireMatrix(site: string): Matrix {
  const found = MATRICES.get(site);
  if (found === undefined) {
    throw new Error(`no matrix of ${site}`);
  }
  return found;
}

/** Cells between different segments that are not empty, as text. */
function written(matrix: Matrix, level: string): readonly string[] {
  return matrix.cells
    .filter((cell) => cell.level === level && cell.from !== cell.to && cell.services.length > 0)
    .map(({ from, to, services }) => `${from} > ${to}: ${services.map(formatService).join(' ')}`);
}

function listed(cells: readonly MatrixCell[], services: (cell: MatrixCell) => readonly string[]): readonly string[] {
  return cells
    .filter((cell) => services(cell).length > 0)
    .map((cell) => `${cell.from} > ${cell.to}: ${services(cell).join(' ')}`);
}

function groupsOf(verifier: Verifier, matrix: Matrix, site: ReferenceSite): Readonly<Record<string, readonly Party[]>> {
  return Object.fromEntries(
    [...matrix.segments].map(([name, { members }]) => [name, partiesOf(verifier, members, site)]),
  );
}

function partiesOf(verifier: Verifier, members: Members, site: string): readonly Party[] {
  switch (members.kind) {
    case 'internet':
    case 'name':
      return [verifier.internet];
    case 'distribution':
      return verifier.select(({ kind }) => kind === 'edge');
    case 'gateway-endpoint':
      return verifier.select((party) => party.kind === 'service' && party.service.list.wellKnown === members.service);
    case 'addresses':
      return [verifier.internetAt(firstHost(members.cidr))];
    case 'interfaces':
      return verifier.select(
        (party) =>
          party.kind === 'interface' &&
          members.of.some((kind) => KINDS[kind].includes(party.interface.kind)) &&
          members.roles.some((role) => isNamed(party, `${site}-${role}-`)),
      );
  }
}

/** Whether the tag `Name` of a party's subnet is a zone behind a prefix. */
function isNamed(party: Party, prefix: string): boolean {
  const tags = party.kind === 'interface' ? party.interface.subnet.origin.resource?.properties['Tags'] : undefined;
  const [, zone] = new RegExp(`"Name","Value":"${prefix}([a-z]+-[a-z]+-[0-9][a-z])"`).exec(JSON.stringify(tags)) ?? [];
  return zone !== undefined;
}

function addressesOf(matrix: Matrix): readonly string[] {
  return [...matrix.segments.values()].flatMap(({ members }) =>
    members.kind === 'addresses' ? [firstHost(members.cidr)] : [],
  );
}

function firstHost(cidr: string): string {
  const [address = ''] = cidr.split('/');
  return address.replace(/\d+$/, (last) => String(Number(last) + 1));
}
