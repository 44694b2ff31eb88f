import type { JsonObject } from '../../../../lib/template';
import { ask, both } from './ask';
import {
  att,
  internetGateway,
  part,
  publicServer,
  ref,
  route,
  server,
  subnet,
  transitGateway,
  vpc,
  type Parts,
} from './parts';

const ABROAD = 'internet:93.184.216.34';

/** The endpoint of a firewall in a zone, as templates write it. */
function endpoint(zone: string): JsonObject {
  const ids = { 'Fn::Join': [',', { 'Fn::GetAtt': ['Firewall', 'EndpointIds'] }] };
  const behind = { 'Fn::Select': [1, { 'Fn::Split': [`${zone}:`, ids] }] };
  return { VpcEndpointId: { 'Fn::Select': [0, { 'Fn::Split': [',', behind] }] } };
}

/** A server whose packets go out through a firewall, and whose answers come in through it. */
function guarded(rules: readonly JsonObject[], policy: JsonObject = {}): Parts {
  return {
    ...vpc('Vpc', '10.0.0.0/16'),
    ...internetGateway('Vpc'),
    ...subnet('Here', 'Vpc', '10.0.0.0/24', [route('0.0.0.0/0', endpoint('us-east-1a'))]),
    ...subnet('Guard', 'Vpc', '10.0.9.0/28', [route('0.0.0.0/0', { GatewayId: ref('Igw') })]),
    Edge: part('AWS::EC2::RouteTable', { VpcId: ref('Vpc') }),
    EdgeUses: part('AWS::EC2::GatewayRouteTableAssociation', { GatewayId: ref('Igw'), RouteTableId: ref('Edge') }),
    EdgeRoute: part('AWS::EC2::Route', { RouteTableId: ref('Edge'), ...route('10.0.0.0/24', endpoint('us-east-1a')) }),
    ...publicServer('One', 'Vpc', 'Here', '10.0.0.20'),
    Stateless: part('AWS::NetworkFirewall::RuleGroup', {
      RuleGroupName: 'stateless',
      Type: 'STATELESS',
      Capacity: 10,
      RuleGroup: { RulesSource: { StatelessRulesAndCustomActions: { StatelessRules: rules } } },
    }),
    Policy: part('AWS::NetworkFirewall::FirewallPolicy', {
      FirewallPolicyName: 'policy',
      FirewallPolicy: {
        StatelessDefaultActions: ['aws:forward_to_sfe'],
        StatelessFragmentDefaultActions: ['aws:forward_to_sfe'],
        StatelessRuleGroupReferences: [{ ResourceArn: ref('Stateless'), Priority: 1 }],
        ...policy,
      },
    }),
    Firewall: part('AWS::NetworkFirewall::Firewall', {
      FirewallName: 'firewall',
      VpcId: ref('Vpc'),
      FirewallPolicyArn: ref('Policy'),
      SubnetMappings: [{ SubnetId: ref('Guard') }],
    }),
  };
}

function stateless(action: string, match: JsonObject): JsonObject {
  return { Priority: 10, RuleDefinition: { Actions: [`aws:${action}`], MatchAttributes: match } };
}

const PORTS = { Protocols: [6], DestinationPorts: [{ FromPort: 80, ToPort: 80 }] };

test('stateful rules drop the answers to what a stateless rule passed (NFW-05)', () => {
  const parts = guarded([stateless('pass', PORTS)]);
  expect(ask(parts, { from: 'One', to: ABROAD, port: 443 })).toEqual(both('yes/yes'));
  expect(ask(parts, { from: 'One', to: ABROAD, port: 80 })).toEqual(both('yes/no'));
});

test('also where these were passed twice, out to the internet and in again (NFW-05)', () => {
  const parts = { ...guarded([stateless('pass', PORTS)]), ...publicServer('Two', 'Vpc', 'Here', '10.0.0.21') };
  const packet = { from: 'One', to: 'Two', door: 'public' } as const;
  expect(ask(parts, { ...packet, port: 443 })).toEqual(both('yes/unknown'));
  expect(ask(parts, { ...packet, port: 80 })).toEqual(both('yes/no'));
});

test('answers that a server may send on perhaps cross the firewall that saw the packet (NFW-05, RT-07)', () => {
  const toServer = route('10.0.0.0/24', { InstanceId: ref('Forwarder') });
  const parts = {
    ...guarded([]),
    ...subnet('Middle', 'Vpc', '10.0.1.0/24'),
    EdgeRoute: part('AWS::EC2::Route', { RouteTableId: ref('Edge'), ...toServer }),
    ...server('Forwarder', 'Vpc', 'Middle', '10.0.1.20', { SourceDestCheck: false }),
  };
  expect(ask(guarded([]), { from: 'One', to: ABROAD })).toEqual(both('yes/yes'));
  expect(ask(parts, { from: 'One', to: ABROAD })).toEqual(both('yes/unknown'));
});

test('a rule that names a group of another VPC does not surely match behind a firewall (SG-03, TGW-06)', () => {
  const over = (inspected: readonly JsonObject[]) => ({
    ...guarded([]),
    ...vpc('Far', '10.1.0.0/16'),
    ...transitGateway(['Vpc', 'Entry'], ['Far', 'OfFar']),
    Tgw: part('AWS::EC2::TransitGateway', { SecurityGroupReferencingSupport: 'enable' }),
    ...subnet('Entry', 'Vpc', '10.0.1.0/24', inspected),
    ...subnet('OfFar', 'Far', '10.1.0.0/24', [route('10.0.0.0/16', { TransitGatewayId: ref('Tgw') })]),
    ...server('Two', 'Far', 'OfFar', '10.1.0.20'),
    VpcOpen: part('AWS::EC2::SecurityGroup', {
      GroupDescription: 'what carries the group of the other VPC',
      VpcId: ref('Vpc'),
      SecurityGroupIngress: [{ IpProtocol: '-1', SourceSecurityGroupId: att('FarOpen', 'GroupId') }],
    }),
  });
  const packet = { from: 'Two', to: 'One', protocol: 17 };
  expect(ask(over([]), packet)).toEqual(both('yes/no'));
  const inspected = over([route('10.0.0.0/24', endpoint('us-east-1a'))]);
  expect(ask(inspected, packet)).toEqual({ engine: 'unknown/no', packets: 'no/no' });
});

test('a stateless rule that may match does not matter when what comes after it does the same', () => {
  const parts = guarded([
    stateless('forward_to_sfe', { Protocols: [6], Sources: [{ AddressDefinition: '192.0.2.0/25' }] }),
  ]);
  const inward = { from: 'internet:203.0.113.5', to: 'One', door: 'public' } as const;
  expect(ask(parts, inward)).toEqual(both('yes/yes'));
});

test('a strict policy whose default drops established packets lets a connection begin, and no more (NFW-03)', () => {
  const parts = guarded([], {
    StatefulEngineOptions: { RuleOrder: 'STRICT_ORDER' },
    StatefulDefaultActions: ['aws:drop_established'],
  });
  expect(ask(parts, { from: 'One', to: ABROAD })).toEqual(both('yes/unknown'));
  expect(ask(parts, { from: 'One', to: ABROAD, protocol: 17 })).toEqual(both('no/no'));
});

test('a stateful rule drops answers of a connection that no rule passes by name (NFW-02, NFW-04)', () => {
  const stateful = (lines: string) => ({
    ...guarded([], { StatefulRuleGroupReferences: [{ ResourceArn: ref('Stateful') }] }),
    Stateful: part('AWS::NetworkFirewall::RuleGroup', {
      RuleGroupName: 'stateful',
      Type: 'STATEFUL',
      Capacity: 10,
      RuleGroup: { RulesSource: { RulesString: lines } },
    }),
  });
  const packet = { from: 'One', to: ABROAD };
  const drop = 'drop tcp any any -> 10.0.0.0/16 any (sid:1;)';
  expect(ask(stateful(drop), packet)).toEqual(both('yes/no'));
  expect(ask(stateful(drop), { ...packet, protocol: 17 })).toEqual(both('yes/yes'));
  expect(ask(stateful(`${drop}\npass tcp 10.0.0.0/16 any -> any 80 (sid:2;)`), packet)).toEqual(both('yes/yes'));
  expect(ask(stateful('drop tcp any any -> 10.0.0.0/16 any (flow:to_server; sid:1;)'), packet)).toEqual(
    both('yes/yes'),
  );
  expect(ask(stateful('drop tcp any 443 -> 10.0.0.0/16 any (sid:1;)'), packet)).toEqual(both('yes/yes'));
});

test('a stateless rule on source ports drops the answers that come from them, and no others (NFW-04)', () => {
  const parts = guarded([stateless('drop', { Protocols: [6], SourcePorts: [{ FromPort: 80, ToPort: 80 }] })]);
  expect(ask(parts, { from: 'One', to: ABROAD, port: 80 })).toEqual(both('yes/no'));
  expect(ask(parts, { from: 'One', to: ABROAD, port: 443 })).toEqual(both('yes/yes'));
});
