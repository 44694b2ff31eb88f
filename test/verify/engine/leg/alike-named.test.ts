import { abstractBlock, literalBlock } from '../../../../lib/verify/address';
import { Env } from '../../../../lib/verify/engine/leg/env';
import { buildNetwork } from '../../../../lib/verify/network';
import {
  acl,
  group,
  instance,
  modelOf,
  ref,
  resource,
  subnet,
  tcpRule,
  verifierOf,
  vpc,
  type Resources,
} from '../templates';
import { firewall, transit, vpn } from '../twins/joints';
import { networkOf } from '../twins/network';

/** A part of a subnet. */
const PART = '10.0.1.32/28';

/** Addresses of the subnet of which those who send, or are sent to, ask about one each. */
function askedIn(...resources: readonly Resources[]): readonly string[] {
  // A rule of a group that nobody carries, so that the part has a class of its own.
  const { env } = networkOf(group('Naming', 'V', [tcpRule(22, { CidrIp: PART })]), ...resources).view(0).judge.graph;
  const subnet = literalBlock('10.0.1.0/24');
  const classes = subnet === undefined ? [] : env.classesOf(subnet);
  return env.alike.among(classes, undefined, 'in').map((index) => env.spaces.addresses.at(index).representative);
}

const rules = (text: string): Resources => ({
  ...firewall('0.0.0.0/0'),
  Rules: resource('AWS::NetworkFirewall::RuleGroup', {
    RuleGroupName: 'rules',
    Type: 'STATEFUL',
    Capacity: 10,
    RuleGroup: { RulesSource: { RulesString: text }, StatefulRuleOptions: { RuleOrder: 'STRICT_ORDER' } },
  }),
  Policy: resource('AWS::NetworkFirewall::FirewallPolicy', {
    FirewallPolicyName: 'policy',
    FirewallPolicy: {
      StatelessDefaultActions: ['aws:forward_to_sfe'],
      StatelessFragmentDefaultActions: ['aws:drop'],
      StatefulEngineOptions: { RuleOrder: 'STRICT_ORDER' },
      StatefulRuleGroupReferences: [{ Priority: 1, ResourceArn: ref('Rules') }],
    },
  }),
});
const route = (table: string, id = 'Route'): Resources => ({
  [id]: resource('AWS::EC2::Route', {
    RouteTableId: ref(table),
    DestinationCidrBlock: PART,
    NetworkInterfaceId: ref('Appliance'),
  }),
  Appliance: resource('AWS::EC2::NetworkInterface', { SubnetId: ref('S'), SourceDestCheck: false }),
});
const edgeTable = (gateway: string): Resources => ({
  ...route('Edge'),
  Edge: resource('AWS::EC2::RouteTable', { VpcId: ref('V') }),
  OnEdge: resource('AWS::EC2::GatewayRouteTableAssociation', { RouteTableId: ref('Edge'), GatewayId: ref(gateway) }),
});
const inTransit = (more: Resources = {}) =>
  transit({
    TgwRoute: resource('AWS::EC2::TransitGatewayRoute', {
      TransitGatewayRouteTableId: ref('TgwTable'),
      DestinationCidrBlock: PART,
      TransitGatewayAttachmentId: ref('OnTgw'),
    }),
    ...more,
  });

test('addresses that only rules of others tell apart are asked about once', () => {
  expect(askedIn()).toEqual(['10.0.1.10']);
});

test.each<[string, readonly Resources[]]>([
  ['a route', [route('STable')]],
  ['a route of an internet gateway', [edgeTable('VIgw')]],
  ['a route of a virtual private gateway', [vpn({}), edgeTable('Vgw')]],
  ['an entry of a network ACL that lets in', [acl('Acl', 'V', ['S'], [{ number: 100, cidr: PART }])]],
  ['an entry of a network ACL that lets out', [acl('Acl', 'V', ['S'], [{ number: 100, egress: true, cidr: PART }])]],
  ['a route of a transit gateway', [inTransit()]],
  [
    'a route of a table of a transit gateway that only the deployment tells',
    [
      inTransit({
        TgwTable: resource('AWS::EC2::TransitGatewayRouteTable', { TransitGatewayId: ref('Group') }),
        Associated: resource('AWS::EC2::TransitGatewayRouteTableAssociation', {
          TransitGatewayAttachmentId: ref('OnTgw'),
          TransitGatewayRouteTableId: ref('TgwTable'),
        }),
      }),
    ],
  ],
  [
    'a static route of a VPN',
    [
      vpn({
        VpnRoute: resource('AWS::EC2::VPNConnectionRoute', { VpnConnectionId: ref('Vpn'), DestinationCidrBlock: PART }),
      }),
    ],
  ],
  ['a stateless rule of a firewall', [firewall(PART)]],
  ['the source of a stateful rule', [rules(`pass tcp ${PART} any -> any any (sid:1;)`)]],
  ['the destination of a stateful rule', [rules(`pass tcp any any -> ${PART} any (sid:1;)`)]],
  ['what the source of a stateful rule leaves out', [rules(`pass tcp [10.0.0.0/8,!${PART}] any -> any any (sid:1;)`)]],
  ['what its destination leaves out', [rules(`pass tcp any any -> [10.0.0.0/8,!${PART}] any (sid:1;)`)]],
])('%s tells addresses apart', (_name, resources) => {
  expect(askedIn(...resources)).toEqual(['10.0.1.10', '10.0.1.42']);
});

test('a rule of the groups of whoever asks tells addresses apart', () => {
  const verifier = networkOf(
    group('Own', 'V', [tcpRule(22, { CidrIp: PART })]),
    instance('A', 'S', ['Own']),
    instance('B', 'S', ['H']),
  );
  const { env } = verifier.view(0).judge.graph;
  const subnet = literalBlock('10.0.1.0/24');
  const classes = subnet === undefined ? [] : env.classesOf(subnet);
  const asked = (id: string, direction: 'in' | 'out') => {
    const by = env.network.interfaces.find(({ origin }) => origin.id === `Net/${id}`);
    return env.alike.among(classes, by, direction).length;
  };
  expect([asked('A', 'in'), asked('A', 'out'), asked('B', 'in')]).toEqual([2, 1, 1]);
});

test('what someone may start is asked about by the rules of all groups of its own VPC', () => {
  const { env } = verifierOf([
    vpc('V', '10.0.0.0/16'),
    subnet('S', 'V', '10.0.0.0/24'),
    group('OfV', 'V', [tcpRule(22, { CidrIp: '203.0.113.0/24' })]),
    vpc('W', '10.1.0.0/16'),
    subnet('T', 'W', '10.1.0.0/24'),
    group('OfW', 'W', [tcpRule(22, { CidrIp: '198.51.100.0/24' })]),
  ]).view(0).judge.graph;
  const asked = (id: string) => {
    const by = env.network.interfaces.find((each) => each.kind === 'hypothetical' && each.subnet.id === `Net/${id}`);
    const chosen = env.alike.among(env.internetClasses, by, 'in').map((index) => env.spaces.addresses.at(index));
    return chosen.filter(({ family }) => family === 4).map(({ representative }) => representative);
  };
  expect(asked('S')).toHaveLength(2);
  expect(asked('S')).toContain('203.0.113.7');
  expect(asked('T')).toHaveLength(2);
  expect(asked('T')).toContain('198.51.100.10');
});

test('IPv4 and IPv6 are told apart where nothing on the way names either', () => {
  const { network } = verifierOf([vpc('V', '10.0.0.0/16')]).view(0);
  const env = new Env({ ...network, vpcs: [], services: [] });
  const chosen = env.alike.among(env.internetClasses, undefined, 'in');
  expect(chosen.map((index) => env.spaces.addresses.at(index).family)).toEqual([4, 6]);
});

test('a block that is one of several tells apart whatever may be in it', () => {
  const network = buildNetwork(modelOf([vpc('V', '10.0.0.0/16'), subnet('T', 'V', '10.0.1.0/24')]));
  const [one, other, whole] = [PART, '192.0.2.0/24', '10.0.1.0/24'].map((text) => literalBlock(text));
  const [table] = network.subnets.map((each) => each.table.options[0]);
  if (one === undefined || other === undefined || whole === undefined || table === undefined) {
    throw new Error('nothing to choose from');
  }
  const block = abstractBlock(4, 'one of two', 'one of two', { among: [one, other] });
  const [local] = table.routes;
  const routes = local === undefined ? [] : [local, { ...local, match: { kind: 'block' as const, block } }];
  const subnets = network.subnets.map((each) => ({ ...each, table: { options: [{ ...table, routes }] } }));
  const env = new Env({ ...network, subnets, blocks: [...network.blocks, block] });
  expect(env.alike.among(env.classesOf(whole), undefined, 'in')).toHaveLength(2);
});
