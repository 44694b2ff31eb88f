import { asList, asObject, asString, type JsonObject } from '../../lib/template/json';
import {
  aclService,
  all,
  anyOf,
  bits,
  both,
  cidrsOf,
  namedBy,
  numberOf,
  serviceTerm,
  within,
} from './verify-oracle-smt';

/**
 * The network of a generated template as terms of SMT-LIB, written from the pages of AWS alone: nothing here is shared
 * with the engine, and nothing but the JSON of the template is read.
 *
 * A packet is `proto` (8 bits) and `port` (16 bits, the destination's); what rules see of the other side is `ip` and, as
 * one bit for each group, `mem`: the groups of an interface that is seen with its own address.
 */
export interface Terms {
  /** Functions that the terms use. */
  readonly prelude: string;
  readonly servers: readonly string[];
  /** Whether a packet of a server gets to the private address of another. */
  readonly between: (from: string, to: string) => string;
  /** Whether it gets to the public address, out to the internet and in again: once for each pair of such addresses. */
  readonly around: (from: string, to: string) => readonly string[];
  /** Whether a packet from the address `ip` of the internet gets to a server. */
  readonly enters: (to: string) => string;
  /** Whether a packet of a server gets to the address `ip` of the internet. */
  readonly leaves: (from: string) => string;
}

interface Server {
  readonly subnet: string;
  readonly groups: readonly string[];
  readonly isPublic: boolean;
  readonly address: number;
}

/** Elastic addresses are told by nobody: one in the only public block that rules name, and one outside, stand for all. */
const ELASTIC = [0x340a0001, 0x08080808] as const;

export function termsOf(template: JsonObject): Terms {
  const resources = Object.entries(asObject(template['Resources'])).map(([id, value]) => {
    const { Type, Properties } = asObject(value);
    return { id, type: asString(Type) ?? '', properties: asObject(Properties) };
  });
  const of = (type: string) => resources.filter((each) => each.type === type);
  const lists = new Map(of('AWS::EC2::PrefixList').map(({ id, properties }) => [id, cidrsOf(properties['Entries'])]));
  const groups = of('AWS::EC2::SecurityGroup').map(({ id }) => id);
  const width = Math.max(1, groups.length);
  const bitOf = (names: readonly string[]) => {
    const bits = groups.map((id) => (names.includes(id) ? '1' : '0')).join('');
    return `#b${bits === '' ? '0' : bits}`;
  };
  const peerTerm = (rule: JsonObject, side: string): string => {
    const group = namedBy(rule[`${side}SecurityGroupId`]);
    if (group !== undefined) {
      return `(distinct (bvand mem ${bitOf([group])}) ${bitOf([])})`;
    }
    const list = namedBy(rule[`${side}PrefixListId`]);
    return within(list === undefined ? [asString(rule['CidrIp']) ?? ''] : (lists.get(list) ?? []));
  };
  const prelude: string[] = [
    '(declare-const proto (_ BitVec 8))',
    '(declare-const port (_ BitVec 16))',
    '(declare-const ip (_ BitVec 32))',
    '(assert (or (= proto #x01) (= proto #x06) (= proto #x11) (= proto #x2f)))',
  ];
  const sides = '((ip (_ BitVec 32)) (mem (_ BitVec WIDTH)) (proto (_ BitVec 8)) (port (_ BitVec 16)))';
  for (const { id, properties } of of('AWS::EC2::SecurityGroup')) {
    const egress = properties['SecurityGroupEgress'];
    const ingress = asList(properties['SecurityGroupIngress']).map(asObject);
    const leaving = asList(egress).map(asObject);
    const given = sides.replace('WIDTH', String(width));
    prelude.push(
      `(define-fun in_${id} ${given} Bool ${anyOf(ingress.map((rule) => both(serviceTerm(rule), peerTerm(rule, 'Source'))))})`,
    );
    // A group without rules for what leaves lets everything leave.
    const out =
      egress === undefined
        ? 'true'
        : anyOf(leaving.map((rule) => both(serviceTerm(rule), peerTerm(rule, 'Destination'))));
    prelude.push(`(define-fun out_${id} ${given} Bool ${out})`);
  }
  const aclOf = new Map<string, string>();
  for (const { properties } of of('AWS::EC2::SubnetNetworkAclAssociation')) {
    aclOf.set(namedBy(properties['SubnetId']) ?? '', namedBy(properties['NetworkAclId']) ?? '');
  }
  for (const { id } of of('AWS::EC2::NetworkAcl')) {
    const entries = of('AWS::EC2::NetworkAclEntry')
      .map(({ properties }) => properties)
      .filter((entry) => namedBy(entry['NetworkAclId']) === id)
      .sort((a, b) => Number(a['RuleNumber']) - Number(b['RuleNumber']));
    for (const [name, isEgress] of [
      ['in', false],
      ['out', true],
    ] as const) {
      const term = entries
        .filter((entry) => entry['Egress'] === isEgress)
        .reduceRight((rest, entry) => {
          const matches = both(aclService(entry), within([asString(entry['CidrBlock']) ?? '']));
          return `(ite ${matches} ${String(entry['RuleAction'] === 'allow')} ${rest})`;
        }, 'false');
      prelude.push(
        `(define-fun ${name}_acl_${id} ((ip (_ BitVec 32)) (proto (_ BitVec 8)) (port (_ BitVec 16))) Bool ${term})`,
      );
    }
  }
  const servers = new Map(of('AWS::EC2::Instance').map(({ id, properties }) => [id, serverOf(properties)]));
  const { isOpen, natOf } = routesOf(
    of('AWS::EC2::Route').map(({ properties }) => properties),
    resources,
  );
  const acl = (subnet: string, direction: 'in' | 'out', address: string) =>
    aclOf.has(subnet) ? `(${direction}_acl_${aclOf.get(subnet) ?? ''} ${address} proto port)` : 'true';
  const filter = ({ groups: own }: Server, direction: 'in' | 'out', address: string, members: readonly string[]) =>
    anyOf(own.map((id) => `(${direction}_${id} ${address} ${bitOf(members)} proto port)`));
  const need = (id: string): Server => {
    const found = servers.get(id);
    if (found === undefined) {
      throw new Error(`no server ${id}`);
    }
    return found;
  };
  const enters = (to: Server, address: string) =>
    to.isPublic ? all(acl(to.subnet, 'in', address), filter(to, 'in', address, [])) : 'false';
  const leaves = (from: Server, address: string) => {
    const start = all(filter(from, 'out', address, []), acl(from.subnet, 'out', address));
    if (from.isPublic && isOpen(from.subnet)) {
      return start;
    }
    const nat = natOf(from.subnet);
    return nat === undefined
      ? 'false'
      : all(
          start,
          acl(nat, 'in', bits(from.address)),
          acl(nat, 'out', address),
          '(or (= proto #x01) (= proto #x06) (= proto #x11))',
        );
  };
  return {
    prelude: prelude.join('\n'),
    servers: [...servers.keys()],
    between: (from, to) => {
      const [a, b] = [need(from), need(to)];
      const [there, here] = [bits(b.address), bits(a.address)];
      const crossing = a.subnet === b.subnet ? 'true' : all(acl(a.subnet, 'out', there), acl(b.subnet, 'in', here));
      return all(filter(a, 'out', there, b.groups), crossing, filter(b, 'in', here, a.groups));
    },
    around: (from, to) =>
      ELASTIC.flatMap((source) =>
        ELASTIC.map((target) => all(leaves(need(from), bits(target)), enters(need(to), bits(source)))),
      ),
    enters: (to) => enters(need(to), 'ip'),
    leaves: (from) => leaves(need(from), 'ip'),
  };
}

function routesOf(
  routes: readonly JsonObject[],
  resources: readonly { id: string; type: string; properties: JsonObject }[],
) {
  const table = (subnet: string) =>
    namedBy(
      resources.find(
        ({ type, properties }) =>
          type === 'AWS::EC2::SubnetRouteTableAssociation' && namedBy(properties['SubnetId']) === subnet,
      )?.properties['RouteTableId'],
    );
  const byTable = new Map(routes.map((route) => [namedBy(route['RouteTableId']), route]));
  const tables = new Map<string, JsonObject | undefined>();
  const defaultOf = (subnet: string) => {
    if (!tables.has(subnet)) {
      tables.set(subnet, byTable.get(table(subnet)));
    }
    return tables.get(subnet);
  };
  return {
    isOpen: (subnet: string) => defaultOf(subnet)?.['GatewayId'] !== undefined,
    natOf: (subnet: string) => {
      const nat = namedBy(defaultOf(subnet)?.['NatGatewayId']);
      return namedBy(resources.find(({ id }) => id === nat)?.properties['SubnetId']);
    },
  };
}

function serverOf(properties: JsonObject): Server {
  const card = asObject(asList(properties['NetworkInterfaces'])[0]);
  return {
    subnet: namedBy(card['SubnetId']) ?? '',
    groups: asList(card['GroupSet']).flatMap((each) => namedBy(each) ?? []),
    isPublic: card['AssociatePublicIpAddress'] === true,
    address: numberOf(asString(card['PrivateIpAddress']) ?? ''),
  };
}
