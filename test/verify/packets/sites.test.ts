import path from 'node:path';
import { ask, buildWorld, type Interface, type Question, type Truth, type World } from '../../../lib/verify/packets';
import { loadAssembly, type TemplateResource } from '../../../lib/template';
import { MATRICES } from '../matrices';
import type { InterfaceKind, Matrix, Members, Segment } from '../matrices/matrix';
import { formatService, type Service } from '../matrices/services';

/** Where the sites are synthesized once for a run of jest, by `test/support/synth-sites.ts`, which itself loads CDK. */
const SYNTHESIZED = path.join(__dirname, '../../../node_modules/.cache/honmaru/synth');

/** What the packets do and the matrix does not say, by site and cell, with the reason. */
const DIFFERS: Readonly<Record<string, string>> = {};

/** A name that the ticket agency declares; whoever wants out may ask for it, whatever the address. */
const NAME = 'api.settlement.example.com';

/** Lists of AWS in the Regions of the sites; which addresses are in them, AWS decides. */
const ORIGIN_FACING = 'com.amazonaws.global.cloudfront.origin-facing';
const PREFIX_LISTS = {
  'pl-58a04531': ORIGIN_FACING,
  'pl-31a34658': ORIGIN_FACING,
  'pl-61a54008': 'com.amazonaws.ap-northeast-1.s3',
  'pl-6fa54006': 'com.amazonaws.ap-southeast-1.s3',
};

/** A port from which Linux, load balancers, NAT gateways and functions all may ask. */
const SOURCE_PORT = 40_000;

/** Services that are tried where a cell does not name them: well-known ones, and those at the ends of ranges. */
const OTHERS: readonly Service[] = [
  ...[1, 20, 21, 22, 23, 25, 53, 79, 80, 81, 110, 111, 135, 139, 389, 442, 443, 444, 445, 636, 1023, 1024, 1433, 2049],
  ...[3306, 3389, 5432, 5433, 5434, 6379, 8080, 8442, 8443, 8444, 9000, 32768, 65535],
].map((port): Service => ({ protocol: 'tcp', from: port, to: port }));
const DATAGRAMS: readonly Service[] = [53, 123, 443, 500, 514, 4500, 8443].map((port): Service => ({
  protocol: 'udp',
  from: port,
  to: port,
}));
const ALL: readonly Service[] = [...OTHERS, ...DATAGRAMS, { protocol: 'icmp' }];

const OWNERS: Readonly<Record<InterfaceKind, readonly string[]>> = {
  'load-balancer': ['AWS::ElasticLoadBalancingV2::LoadBalancer'],
  server: ['AWS::AutoScaling::AutoScalingGroup', 'AWS::EC2::Instance'],
  function: ['AWS::Lambda::Function'],
  database: ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster'],
  'interface-endpoint': ['AWS::EC2::VPCEndpoint'],
  'nat-gateway': ['AWS::EC2::NatGateway'],
  'firewall-endpoint': ['AWS::NetworkFirewall::Firewall'],
};

const worlds = new Map<string, World>();

describe.each([...MATRICES.keys()])('%s', (site) => {
  const matrix = requireMatrix(site);
  const cells = matrix.cells.filter(({ level }) => level === 'direct');

  test('tries at least forty services beside those of a cell', () => {
    expect(ALL.length).toBeGreaterThanOrEqual(40 + 5);
  });

  test('finds somebody in every segment', () => {
    const world = worldOf(site);
    const empty = [...matrix.segments].filter(([, segment]) => placesOf(world, site, segment).length === 0);
    expect(empty.map(([name]) => name)).toEqual([]);
  });

  test('has nothing pass from outside to outside, which is no matter of its network', () => {
    const open = cells.filter(({ from, to, services }) => isOutside(matrix, from, to) && services.length > 0);
    expect(open).toEqual([]);
  });

  const own = cells.filter(({ from, to }) => !isOutside(matrix, from, to));
  test.each(own.map((cell) => [`${cell.from} > ${cell.to}`, cell] as const))('%s', (name, cell) => {
    const world = worldOf(site);
    const pairs = pairsOf(world, site, matrix, cell.from, cell.to);
    const wanted = new Set(cell.services.map(formatService));
    const delivered = cell.services.filter((service) => some(world, pairs, service, 'session') === 'yes');
    const others = ALL.filter((service) => !wanted.has(formatService(service)));
    const surplus = others.filter((service) => some(world, pairs, service, 'delivers') !== 'no');
    const found = { delivered: delivered.map(formatService), surplus: surplus.map(formatService) };
    const exact = { delivered: [...wanted], surplus: [] };
    if (DIFFERS[`${site}: ${name}`] === undefined) {
      expect(found).toEqual(exact);
    } else {
      expect(found).not.toEqual(exact);
    }
  });
});

test('names that nobody declared are not reached', () => {
  const world = worldOf('ticket-agency');
  const pairs = pairsOf(world, 'ticket-agency', requireMatrix('ticket-agency'), 'app', 'internet');
  const https: Service = { protocol: 'tcp', from: 443, to: 443 };
  expect(some(world, pairs, https, 'delivers')).toBe('yes');
  expect(some(world, pairs, https, 'delivers', 'evil.example.net')).toBe('no');
  expect(some(world, pairs, https, 'delivers', 'settlement.example.com')).toBe('no');
});

/** Whether both ends are hosts of others. */
function isOutside({ segments }: Matrix, ...names: readonly string[]): boolean {
  const outside: readonly (Members['kind'] | undefined)[] = ['internet', 'addresses', 'name', 'gateway-endpoint'];
  return names.every((name) => outside.includes(segments.get(name)?.members.kind));
}

function requireMatrix(site: string): Matrix {
  const matrix = MATRICES.get(site);
  if (matrix === undefined) {
    throw new Error(`no matrix for ${site}`);
  }
  return matrix;
}

function worldOf(site: string): World {
  const found =
    worlds.get(site) ?? buildWorld(loadAssembly(path.join(SYNTHESIZED, site)), { prefixLists: PREFIX_LISTS });
  worlds.set(site, found);
  return found;
}

type Ends = readonly (readonly [from: string, to: string])[];

function pairsOf(world: World, site: string, matrix: Matrix, from: string, to: string): Ends {
  const [one, other] = [from, to].map((name) => {
    const segment = matrix.segments.get(name);
    return segment === undefined ? [] : placesOf(world, site, segment);
  });
  return (one ?? []).flatMap((a) => (other ?? []).filter((b) => a !== b).map((b) => [a, b] as const));
}

/** Whether some packet of a service, from some member to some other, is delivered or answered. */
function some(world: World, pairs: Ends, service: Service, what: 'delivers' | 'session', name = NAME): Truth {
  const truths = new Set(
    pairs.map(([from, to]) => ask(world, { from, to, ...packetOf(service), sourcePort: SOURCE_PORT, name })[what]),
  );
  return truths.has('yes') ? 'yes' : truths.has('unknown') ? 'unknown' : 'no';
}

function packetOf(service: Service): Pick<Question, 'protocol' | 'port'> {
  if ('from' in service) {
    return { protocol: service.protocol, port: service.from };
  }
  return { protocol: service.protocol === 'any' ? 47 : 'icmp' };
}

/** Places of the members of a segment. */
function placesOf(world: World, site: string, { members }: Segment): readonly string[] {
  switch (members.kind) {
    case 'internet':
    case 'name':
      return ['internet', 'internet:203.0.113.201'];
    case 'addresses':
      return [`internet:${members.cidr.split('/')[0] ?? ''}`];
    case 'distribution':
      return nameAll(world, 'AWS::CloudFront::Distribution');
    case 'gateway-endpoint':
      return nameAll(world, 'AWS::EC2::VPCEndpoint').filter((name) =>
        JSON.stringify(requireResource(world, name).properties['ServiceName']).includes(`.${members.service}`),
      );
    case 'interfaces':
      return interfacesOf(world, site, members).map(
        ({ owner, subnet }) => `${owner.stack.constructPath}/${owner.logicalId}@${subnet.name}`,
      );
  }
}

function interfacesOf(
  world: World,
  site: string,
  { roles, of }: Extract<Members, { kind: 'interfaces' }>,
): readonly Interface[] {
  const owners = of.flatMap((kind) => OWNERS[kind]);
  const isRole = (name: string): boolean =>
    roles.some((role) => new RegExp(`^${site}-${role}-[a-z]+-[a-z]+-\\d[a-z]$`).test(name));
  return [...world.byId.values()].filter(
    ({ owner, subnet }) => owners.includes(owner.type) && isRole(nameTag(subnet.resource)),
  );
}

function nameTag({ properties }: TemplateResource): string {
  const tags = (properties['Tags'] ?? []) as readonly { readonly Key: string; readonly Value: string }[];
  return tags.find(({ Key }) => Key === 'Name')?.Value ?? '';
}

function nameAll(world: World, type: string): readonly string[] {
  return (world.model.byType.get(type) ?? []).map(({ stack, logicalId }) => `${stack.constructPath}/${logicalId}`);
}

function requireResource(world: World, name: string): TemplateResource {
  const found = world.model.resources.find(({ stack, logicalId }) => `${stack.constructPath}/${logicalId}` === name);
  if (found === undefined) {
    throw new Error(`no resource ${name}`);
  }
  return found;
}
