import { tcp, type Party } from '../../../../lib/verify';
import { abstractBlock, type Block } from '../../../../lib/verify/address';
import { partyOf } from '../../../../lib/verify/engine/parties';
import { Twins } from '../../../../lib/verify/engine/twins';
import type { GroupRule, Interface, Network, NextHop, Origin, RouteTable, Vpc } from '../../../../lib/verify/network';
import { A, around, networkOf, partiesOf } from './network';

const host = (address: string): Block => around(address);

/** One server of the network, without anything of its own that the others could have. */
function plainInterface(): { readonly network: Network; readonly own: Interface } {
  const verifier = networkOf(A);
  const [party] = partiesOf(verifier, 'A');
  if (party?.kind !== 'interface') {
    throw new Error('A is no interface');
  }
  return { network: verifier.view(0).network, own: party.interface };
}

describe('an interface and a copy of it', () => {
  const { network, own } = plainInterface();
  const [G, H, I] = ['G', 'H', 'I'].map((id) => network.groups.filter((group) => group.id === `Net/${id}`));
  const { groups, addresses } = own;
  const isTwinOf = (more: Partial<Interface>) => {
    const [first, copy] = [partyOf(own), partyOf({ ...own, ...more, id: 'copy' })];
    return new Twins(network, [first, copy]).of(copy) === first;
  };

  test('are twins', () => {
    expect(isTwinOf({})).toBe(true);
    expect(isTwinOf({ groups: { ...groups, surely: [...groups.surely].reverse() } })).toBe(true);
  });

  test.each<[string, Partial<Interface>]>([
    ['subnet', { subnet: { ...own.subnet, id: 'other' } }],
    ['one of the groups', { groups: { ...groups, surely: [...(G ?? []), ...(I ?? [])] } }],
    ['number of groups', { groups: { ...groups, surely: [...groups.surely, ...(I ?? [])] } }],
    ['certainty of a group', { groups: { ...groups, surely: G ?? [], perhaps: H ?? [] } }],
    ['possible groups', { groups: { ...groups, perhaps: I ?? [] } }],
    ['knowledge of its groups', { groups: { ...groups, any: 'only the deployment tells' } }],
    ['filter', { groups: { ...groups, isUnfiltered: 'unknown' } }],
    ['address', { addresses: addresses.map((each) => ({ ...each, block: host('10.0.0.20') })) }],
    ['number of addresses', { addresses: [...addresses, { block: host('fd00::7'), has: 'yes' }] }],
    ['certainty of an address', { addresses: addresses.map(({ block }) => ({ block, has: 'unknown' })) }],
    ['public address', { publicAddress: { has: 'yes', block: host('203.0.113.20') } }],
    ['certainty of a public address', { publicAddress: { has: 'unknown' } }],
    ['kind', { kind: 'network-interface' }],
    ['kind, when others refer to it', { kind: 'function' }],
    ['protection from the internet', { deniesInternet: 'yes' }],
    ['sending', { sends: false }],
    ['sending for others', { sendsForClients: true }],
    ['receiving', { receives: 'none' }],
    ['services', { receives: { may: [tcp(80)], must: [tcp(80)] } }],
    ['forwarding', { forwards: 'yes' }],
    ['forwarding, when it is not known', { forwards: 'unknown' }],
    ['ports', { sourcePorts: { ...own.sourcePorts, must: { from: 49152, to: 65535 } } }],
    ['existence', { exists: 'unknown' }],
  ])('are told apart by their %s', (_name, more) => {
    expect(isTwinOf(more)).toBe(false);
  });

  test.each<[string, Partial<Interface>]>([
    ['forward', { forwards: 'yes' }],
    ['are not plain servers', { kind: 'function' }],
    ['are load balancers', { kind: 'load-balancer' }],
    ['are endpoints', { kind: 'interface-endpoint' }],
    ['translate', { kind: 'nat-gateway' }],
  ])('are told apart when both %s', (_name, more) => {
    const [first, copy] = [partyOf({ ...own, ...more }), partyOf({ ...own, ...more, id: 'copy' })];
    expect(new Twins(network, [first, copy]).of(copy).id).toBe(copy.id);
  });

  test('are told apart by the services that both take', () => {
    const on = (port: number) => partyOf({ ...own, id: `${port}`, receives: { may: [tcp(port)], must: [tcp(port)] } });
    const [first, other] = [on(80), on(443)];
    expect(new Twins(network, [first, other]).of(other).id).toBe(other.id);
  });
});

describe('of two interfaces with public addresses that only the deployment tells', () => {
  const { network, own } = plainInterface();
  const areAlike = (first: Block, other: Block, naming: readonly Block[] = []) => {
    const [a, b] = [first, other].map((block, index) =>
      partyOf({ ...own, id: `${index}`, publicAddress: { has: 'yes', block } }),
    ) as [Party, Party];
    const rules = naming.map((block): GroupRule => ({
      peer: { kind: 'block', block },
      services: { may: [], must: [] },
      exists: 'yes',
      origin: own.origin,
    }));
    const groups = network.groups.map((group) => ({ ...group, ingress: [...group.ingress, ...rules] }));
    return new Twins({ ...network, groups }, [a, b]).of(b) === a;
  };
  const given = (id: string, more: Parameters<typeof abstractBlock>[3] = {}) =>
    abstractBlock(4, id, id, { isPublic: true, pool: 'interfaces', ...more });

  test('one stands for both', () => {
    expect(areAlike(given('a'), given('b'))).toBe(true);
    expect(areAlike(given('a'), given('b'), [given('c'), host('203.0.113.7')])).toBe(true);
  });

  test.each<[string, Block, Block, readonly Block[]]>([
    ['one is named', given('a'), given('b'), [given('b')]],
    ['both are named', given('a'), given('b'), [given('a'), given('b')]],
    ['they lie in other blocks', given('a', { within: host('203.0.113.0/24') }), given('b'), []],
    ['they are of other lists', given('a', { among: [around('203.0.113.0/24')] }), given('b'), []],
    ['they are of other pools', given('a'), given('b', { pool: 'services' }), []],
    ['they may not be public', given('a', { isPublic: false }), given('b', { isPublic: false }), []],
    ['one is known', given('a'), host('203.0.113.7'), []],
  ])('none stands for the other when %s', (_name, first, other, naming) => {
    expect(areAlike(first, other, naming)).toBe(false);
  });
});

describe('an interface has no twin when', () => {
  const { network, own } = plainInterface();
  const origin: Origin = { id: 'it', label: 'it' };
  const everything = { may: [{ protocol: 'any' }], must: [{ protocol: 'any' }] } as const;
  const functionNode = { id: 'f', origin, interfaces: [own] };
  const proxy = (interfaces: readonly Interface[], ...to: readonly NextHop['to'][]): Pick<Network, 'proxies'> => ({
    proxies: [
      {
        id: 'proxy',
        kind: 'network',
        origin,
        interfaces,
        isPublicEntry: 'no',
        entries: [everything],
        nextHops: to.map((each) => ({
          origin,
          to: each,
          services: everything,
          from: everything,
          keepsClientAddress: 'no',
          exists: 'yes',
        })),
      },
    ],
  });
  const table: RouteTable = {
    id: 'table',
    origin,
    routes: [
      {
        kind: 'static',
        match: { kind: 'unknown', reason: '' },
        target: { kind: 'appliance', interface: own },
        exists: 'yes',
        origin,
      },
    ],
  };
  const withVpc = (more: Partial<Vpc>): Pick<Network, 'vpcs'> => ({
    vpcs: network.vpcs.map((each) => ({ ...each, ...more })),
  });

  test.each<[string, Partial<Network>]>([
    ['it is the node of a proxy', proxy([own])],
    ['a proxy forwards to it', proxy([], { kind: 'interfaces', interfaces: [own] })],
    ['a proxy calls it', proxy([], { kind: 'function', function: functionNode })],
    ['it is called', { invocations: [{ id: 'i', origin, from: 'internet', function: functionNode, exists: 'yes' }] }],
    ['something that is not modelled reaches it', { octopuses: [{ id: 'o', origin, reason: '', reaches: [own] }] }],
    [
      'a route of a subnet leads to it',
      {
        subnets: network.subnets.map((each) => ({ ...each, table: { options: [table] } })),
      },
    ],
    ['a route of a VPC leads to it', withVpc({ mainTable: table })],
    ['a route of an internet gateway leads to it', withVpc({ edgeTables: { internet: table } })],
    ['a route of a virtual private gateway leads to it', withVpc({ edgeTables: { virtualPrivate: table } })],
  ])('%s', (_name, more) => {
    const [first, copy] = [partyOf(own), partyOf({ ...own, id: 'copy' })];
    expect(new Twins(network, [first, copy]).of(copy).id).toBe(first.id);
    expect(new Twins({ ...network, ...more }, [first, copy]).of(copy).id).toBe(copy.id);
  });
});
