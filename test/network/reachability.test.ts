import { servicePorts, type Site } from '../../lib/site';
import { starterSite, testSite } from '../support/test-site';
import { NetworkModel } from './network-model';
import { addressIn } from './ranges';
import { parties, refusals, segmentRefusals, wayOut, type Party } from './sessions';
import { synthNetwork } from './synth-network';

const INTERNET = '93.184.216.34';
const S3 = '52.219.136.1';

const withDomain = testSite();
const sites: readonly (readonly [string, Site])[] = [
  ['a site with a domain and a firewall', withDomain],
  ['a site without a domain', testSite({ domain: undefined })],
  ['a starter', starterSite()],
];

/** Flows the site needs, as the table of segments lists them. */
function requiredFlows(site: Site): readonly (readonly [string, string, number])[] {
  const ports = servicePorts(site);
  const flows: (readonly [string, string, number])[] = [
    ['cloudfront', 'entry-load-balancer', ports.entryLoadBalancer],
    ['entry-load-balancer', 'web', 8443],
    ['web', 'app-load-balancer', ports.appLoadBalancer],
    ['app-load-balancer', 'app', 8443],
    ['app', 'database', ports.database],
    ['probe', 'database', ports.database],
  ];
  return site.network.interfaceEndpoints.kind === 'none'
    ? flows
    : [...flows, ['web', 'endpoints', 443], ['app', 'endpoints', 443]];
}

/** Ports on which anything in the VPC listens, and one where a server must not be reached. */
const PORTS = [22, 80, 443, 5433, 8443];

const order = ['barrier-entry', 'dmz', 'internal', 'data'];

describe.each(sites)('%s', (_name, site) => {
  const { resources } = synthNetwork(site);
  const model = new NetworkModel(resources);
  const zones = [...site.regions.primary.availabilityZones];
  const everywhere = zones.flatMap((a) => zones.map((b) => [a, b] as const));
  const party = (zone: string, name: string): Party => required(parties(model, zone)[name]);
  const names = Object.keys(parties(model, zones[0] ?? ''));

  test.each(requiredFlows(site))('lets %s reach %s on %i from every zone in every zone', (from, to, port) => {
    for (const [a, b] of everywhere) {
      expect([a, b, ...refusals(model, party(a, from), party(b, to), port)]).toEqual([a, b]);
    }
  });

  test('lets nothing else reach anything', () => {
    const needed = requiredFlows(site).map((flow) => flow.join(' '));
    const open: string[] = [];
    for (const [a, b] of everywhere) {
      for (const from of names) {
        for (const to of names) {
          open.push(
            ...PORTS.filter((port) => refusals(model, party(a, from), party(b, to), port).length === 0).map(
              (port) => `${from} ${to} ${port}`,
            ),
          );
        }
      }
    }
    // Nobody reaches CloudFront's interface: its group is not the site's, and the ACL alone cannot say who sends.
    expect([...new Set(open)].filter((flow) => !flow.includes(' cloudfront ')).sort()).toEqual([...needed].sort());
  });

  test('skips no segment and takes none backwards by ACLs alone', () => {
    const open: string[] = [];
    for (const [a, b] of everywhere) {
      for (const from of order) {
        for (const to of order.filter((role) => order.indexOf(role) !== order.indexOf(from) + 1 && role !== from)) {
          const at = (role: string, zone: string): Party => {
            const subnet = model.subnet(role, zone);
            return { name: role, subnet, address: addressIn(subnet.cidr, 50), group: role, ephemeral: [32768, 60999] };
          };
          open.push(
            ...PORTS.filter((port) => segmentRefusals(model, at(from, a), at(to, b), port).length === 0).map(
              (port) => `${from} ${to} ${port}`,
            ),
          );
        }
      }
    }
    expect([...new Set(open)]).toEqual([]);
  });

  test('keeps the NAT subnet away from every port of a tier', () => {
    for (const [a, b] of everywhere) {
      const nat = model.subnet('barrier-egress', a);
      for (const role of order) {
        const subnet = model.subnet(role, b);
        const refused = PORTS.filter(
          (port) =>
            !model.passesAcl(nat, true, addressIn(subnet.cidr, 9), port) ||
            !model.passesAcl(subnet, false, addressIn(nat.cidr, 9), port),
        );
        expect([role, refused]).toEqual([role, PORTS]);
      }
    }
  });

  test.each(['web', 'app'])('sends %s out and back within one zone, through the same hops both ways', (name) => {
    const inspected = site.network.inspection.kind === 'network-firewall';
    for (const zone of zones) {
      const from = party(zone, name);
      const hops = [from.subnet.role, ...(inspected ? ['firewall'] : []), 'barrier-egress'];
      expect(wayOut(model, from, INTERNET, 443)).toEqual({ out: [...hops, 'internet'], back: [...hops].reverse() });
    }
  });

  test.each(['web', 'app'])('stops %s on every port but HTTPS before it leaves its subnet', (name) => {
    for (const port of [22, 25, 53, 80, 8443]) {
      const from = party(zones[0] ?? '', name);
      expect(wayOut(model, from, INTERNET, port).out).toEqual([from.subnet.role, 'ACL out']);
    }
  });

  test.each(['entry-load-balancer', 'database'])('gives %s no way out', (name) => {
    for (const zone of zones) {
      const from = party(zone, name);
      expect(model.routes(from.subnet)).toEqual([]);
      expect(wayOut(model, from, INTERNET, 443).out).toEqual([from.subnet.role, 'no route']);
    }
  });

  test('lets a probe reach the database alone: neither S3 nor the internet nor an endpoint', () => {
    const rules = model.groupRules.filter(({ group, peer }) => group === 'probe' || peer === 'probe');
    const { database } = servicePorts(site);
    expect(rules.map(({ group, direction, peer, from, to }) => [group, direction, peer, from, to])).toEqual([
      ['probe', 'egress', '255.255.255.255/32', 252, 86],
      ['database', 'ingress', 'probe', database, database],
      ['probe', 'egress', 'database', database, database],
    ]);
  });

  test.each(['web', 'app'])('lets %s read from S3 through the gateway endpoint', (name) => {
    const from = party(zones[0] ?? '', name);
    expect(model.passesGroups(from.group, 'pl-61a54008', 443)).toBe(true);
    expect(model.passesAcl(from.subnet, true, S3, 443)).toBe(true);
    expect(from.ephemeral.every((port) => model.passesAcl(from.subnet, false, S3, port))).toBe(true);
  });

  test('lets CloudFront in from any address, since its interfaces are not documented', () => {
    const { entryLoadBalancer } = servicePorts(site);
    for (const zone of zones) {
      const entry = model.subnet('barrier-entry', zone);
      expect(model.passesAcl(entry, false, '130.176.0.1', entryLoadBalancer)).toBe(true);
      expect([1024, 65535].every((port) => model.passesAcl(entry, true, '130.176.0.1', port))).toBe(true);
    }
  });

  test('lets no address of the internet open a connection to a server', () => {
    for (const zone of zones) {
      for (const role of ['dmz', 'internal', 'data']) {
        const refused = PORTS.filter((port) => !model.passesAcl(model.subnet(role, zone), false, INTERNET, port));
        expect([role, refused]).toEqual([role, PORTS]);
      }
    }
  });
});

test('the evaluation finds a reply that misses the firewall of its zone', () => {
  const { resources } = synthNetwork(withDomain);
  const planted = Object.fromEntries(
    Object.entries(resources).filter(([id]) => !/BarrierEgressApNortheast1aReturnToDmz/.test(id)),
  );
  const model = new NetworkModel(planted);
  const { out, back } = wayOut(model, required(parties(model, 'ap-northeast-1a')['web']), INTERNET, 443);
  expect([out.slice(0, -1), back]).toEqual([
    ['dmz', 'firewall', 'barrier-egress'],
    ['barrier-egress', 'dmz'],
  ]);
});

function required<T>(value: T | undefined): T {
  if (value === undefined) {
    throw new Error('not found');
  }
  return value;
}
