import type { JsonObject } from '../../../../lib/template';
import { ask, both } from './ask';
import {
  att,
  internetGateway,
  part,
  peering,
  publicServer,
  ref,
  route,
  server,
  subnet,
  vpc,
  type Parts,
} from './parts';

const EVERYWHERE = '0.0.0.0/0';
const ABROAD = 'internet:93.184.216.34';

/** A network ACL of a subnet that allows everything, or less. */
function accessList(of: string, entries: readonly JsonObject[]): Parts {
  return {
    Acl: part('AWS::EC2::NetworkAcl', { VpcId: ref('Vpc') }),
    AclUses: part('AWS::EC2::SubnetNetworkAclAssociation', { SubnetId: ref(of), NetworkAclId: ref('Acl') }),
    ...Object.fromEntries(
      entries.map((entry, index) => [
        `AclEntry${index}`,
        part('AWS::EC2::NetworkAclEntry', {
          NetworkAclId: ref('Acl'),
          RuleNumber: 100,
          RuleAction: 'allow',
          Protocol: -1,
          CidrBlock: EVERYWHERE,
          ...entry,
        }),
      ]),
    ),
  };
}

test('an internet gateway that is attached to no VPC leads nowhere (RT-05)', () => {
  const parts = {
    ...vpc('Vpc', '10.0.0.0/16'),
    ...internetGateway('Vpc'),
    Lone: part('AWS::EC2::InternetGateway', {}),
    ...subnet('Right', 'Vpc', '10.0.0.0/24', [route(EVERYWHERE, { GatewayId: ref('Igw') })]),
    ...subnet('Wrong', 'Vpc', '10.0.1.0/24', [route(EVERYWHERE, { GatewayId: ref('Lone') })]),
    ...publicServer('One', 'Vpc', 'Right', '10.0.0.20'),
    ...publicServer('Two', 'Vpc', 'Wrong', '10.0.1.20'),
  };
  expect(ask(parts, { from: 'One', to: ABROAD })).toEqual(both('yes/yes'));
  expect(ask(parts, { from: 'Two', to: ABROAD })).toEqual(both('no/no'));
});

test('an entry of a prefix list does not take the place of the local route', () => {
  const parts = {
    ...vpc('Vpc', '10.0.0.0/16'),
    ...internetGateway('Vpc'),
    List: part('AWS::EC2::PrefixList', {
      PrefixListName: 'own',
      AddressFamily: 'IPv4',
      MaxEntries: 2,
      Entries: [{ Cidr: '10.0.0.0/16' }],
    }),
    ...subnet('Here', 'Vpc', '10.0.0.0/24', [
      { DestinationPrefixListId: att('List', 'PrefixListId'), GatewayId: ref('Igw') },
    ]),
    ...subnet('There', 'Vpc', '10.0.1.0/24'),
    ...server('One', 'Vpc', 'Here', '10.0.0.20'),
    ...server('Two', 'Vpc', 'There', '10.0.1.20'),
  };
  expect(ask(parts, { from: 'One', to: 'Two' })).toEqual(both('yes/yes'));
});

test('a route of which only the deployment tells whether it applies does not matter when both ways lead to the same', () => {
  const parts = {
    ...vpc('Vpc', '10.0.0.0/16'),
    ...internetGateway('Vpc'),
    ...subnet('Here', 'Vpc', '10.0.0.0/24', [
      route(EVERYWHERE, { GatewayId: ref('Igw') }),
      route('203.0.113.0/24', { GatewayId: ref('Igw') }),
    ]),
    ...publicServer('One', 'Vpc', 'Here', '10.0.0.20'),
    ...publicServer('Two', 'Vpc', 'Here', '10.0.0.21'),
  };
  expect(ask(parts, { from: 'One', to: 'Two', door: 'public' })).toEqual(both('yes/yes'));
});

test('of a list and a block that may have the destination, the block goes first where both hold it (RT-03)', () => {
  const parts = {
    ...vpc('Vpc', '10.0.0.0/16'),
    ...internetGateway('Vpc'),
    Lone: part('AWS::EC2::InternetGateway', {}),
    List: part('AWS::EC2::PrefixList', {
      PrefixListName: 'list',
      AddressFamily: 'IPv4',
      MaxEntries: 2,
      Entries: [{ Cidr: '203.0.113.0/24' }, { Cidr: '172.16.0.0/16' }],
    }),
    ...subnet('Here', 'Vpc', '10.0.0.0/24', [
      { DestinationPrefixListId: ref('List'), GatewayId: ref('Igw') },
      route('203.0.113.0/24', { GatewayId: ref('Lone') }),
    ]),
    ...subnet('There', 'Vpc', '10.0.1.0/24', [route(EVERYWHERE, { GatewayId: ref('Igw') })]),
    ...publicServer('One', 'Vpc', 'Here', '10.0.0.20'),
    ...publicServer('Two', 'Vpc', 'There', '10.0.1.20'),
  };
  expect(ask(parts, { from: 'One', to: 'Two', door: 'public' })).toEqual(both('no/no'));
});

test('packets come to a server by a route that leads to itself, whether it checks addresses or not (RT-07)', () => {
  const parts = (SourceDestCheck: boolean) => ({
    ...vpc('Vpc', '10.0.0.0/16'),
    ...subnet('Here', 'Vpc', '10.0.0.0/24', [route('10.0.1.0/24', { InstanceId: ref('Two') })]),
    ...subnet('There', 'Vpc', '10.0.1.0/24'),
    ...server('One', 'Vpc', 'Here', '10.0.0.20'),
    ...server('Two', 'Vpc', 'There', '10.0.1.20', { SourceDestCheck }),
    ...server('Three', 'Vpc', 'There', '10.0.1.21'),
  });
  expect(ask(parts(true), { from: 'One', to: 'Two' })).toEqual(both('yes/yes'));
  expect(ask(parts(false), { from: 'One', to: 'Two' })).toEqual(both('yes/yes'));
  expect(ask(parts(true), { from: 'One', to: 'Three' })).toEqual(both('no/no'));
});

test('a server that passes packets on may put any source (RT-07)', () => {
  const parts = {
    ...vpc('Vpc', '10.0.0.0/16'),
    ...subnet('Here', 'Vpc', '10.0.0.0/24', [route('10.0.2.0/24', { InstanceId: ref('Forwarder') })]),
    ...subnet('Middle', 'Vpc', '10.0.1.0/24'),
    ...subnet('There', 'Vpc', '10.0.2.0/24'),
    Only: part('AWS::EC2::SecurityGroup', {
      GroupDescription: 'somebody else',
      VpcId: ref('Vpc'),
      SecurityGroupIngress: [{ IpProtocol: '-1', CidrIp: '192.0.2.0/24' }],
    }),
    ...server('One', 'Vpc', 'Here', '10.0.0.20'),
    ...server('Forwarder', 'Vpc', 'Middle', '10.0.1.20', { SourceDestCheck: false }),
    ...server('Two', 'Vpc', 'There', '10.0.2.20', { SecurityGroupIds: [att('Only', 'GroupId')] }),
  };
  expect(ask(parts, { from: 'One', to: 'Two' })).toEqual(both('unknown/unknown'));
});

test('a NAT gateway whose own subnet leads back to it carries nothing out (RT-06)', () => {
  const parts = {
    ...vpc('Vpc', '10.0.0.0/16'),
    ...internetGateway('Vpc'),
    Address: part('AWS::EC2::EIP', { Domain: 'vpc' }),
    Nat: part('AWS::EC2::NatGateway', { SubnetId: ref('Here'), AllocationId: att('Address', 'AllocationId') }),
    ...subnet('Here', 'Vpc', '10.0.0.0/24', [route(EVERYWHERE, { NatGatewayId: ref('Nat') })]),
    ...server('One', 'Vpc', 'Here', '10.0.0.20'),
  };
  expect(ask(parts, { from: 'One', to: ABROAD })).toEqual(both('no/no'));
});

describe('behind a NAT gateway', () => {
  const parts = (Open: JsonObject, back: readonly JsonObject[] = []) => ({
    ...vpc('Vpc', '10.0.0.0/16'),
    ...subnet('Here', 'Vpc', '10.0.0.0/24', [route('10.0.2.0/24', { NatGatewayId: ref('Nat') })]),
    ...subnet('Middle', 'Vpc', '10.0.1.0/24'),
    ...subnet('There', 'Vpc', '10.0.2.0/24', back),
    Nat: part('AWS::EC2::NatGateway', { SubnetId: ref('Middle'), ConnectivityType: 'private' }),
    Named: part('AWS::EC2::SecurityGroup', { GroupDescription: 'carried by both', VpcId: ref('Vpc') }),
    Rule: part('AWS::EC2::SecurityGroup', { GroupDescription: 'rule', VpcId: ref('Vpc'), ...Open }),
    ...server('One', 'Vpc', 'Here', '10.0.0.20', groups),
    ...server('Two', 'Vpc', 'There', '10.0.2.20', groups),
  });
  const groups = { SecurityGroupIds: [att('Named', 'GroupId'), att('Rule', 'GroupId')] };
  const every = { IpProtocol: '-1', CidrIp: EVERYWHERE };
  const packet = { from: 'One', to: 'Two' };

  test('rules in that name a group match nothing, and rules out perhaps (SG-03)', () => {
    const named = { IpProtocol: '-1', SourceSecurityGroupId: att('Named', 'GroupId') };
    expect(ask(parts({ SecurityGroupIngress: [named], SecurityGroupEgress: [every] }), packet)).toEqual(both('no/no'));
    const out = { IpProtocol: '-1', DestinationSecurityGroupId: att('Named', 'GroupId') };
    const onlyOut = {
      ...parts({ SecurityGroupIngress: [every], SecurityGroupEgress: [out] }),
      Named: part('AWS::EC2::SecurityGroup', {
        GroupDescription: 'carried by both, and sends nowhere',
        VpcId: ref('Vpc'),
        SecurityGroupEgress: [{ IpProtocol: '-1', CidrIp: '255.255.255.255/32' }],
      }),
    };
    expect(ask(onlyOut, packet)).toEqual(both('unknown/unknown'));
  });

  test('answers come to it by a route that leads to itself (NAT-01)', () => {
    const back = [route('10.0.1.0/24', { NatGatewayId: ref('Nat') })];
    expect(ask(parts({ SecurityGroupIngress: [every] }, back), packet)).toEqual(both('yes/yes'));
  });
});

test('a server to which a route sends answers may bring them straight to whom they are for (RT-07)', () => {
  const answers = (Middle: JsonObject) => ({
    ...vpc('Vpc', '10.0.0.0/16'),
    ...subnet('Here', 'Vpc', '10.0.0.0/24', [route('10.0.2.0/24', { NatGatewayId: ref('Nat') })]),
    ...subnet('Middle', 'Vpc', '10.0.1.0/24'),
    ...subnet('There', 'Vpc', '10.0.2.0/24', [route('10.0.1.0/24', { InstanceId: ref('Forwarder') })]),
    Nat: part('AWS::EC2::NatGateway', { SubnetId: ref('Middle'), ConnectivityType: 'private' }),
    ...accessList('Middle', [{ Egress: false }, { Egress: true, ...Middle }]),
    ...server('One', 'Vpc', 'Here', '10.0.0.20'),
    ...server('Two', 'Vpc', 'There', '10.0.2.20'),
    ...server('Forwarder', 'Vpc', 'There', '10.0.2.21', { SourceDestCheck: false }),
  });
  const packet = { from: 'One', to: 'Two' };
  expect(ask(answers({}), packet)).toEqual(both('yes/unknown'));
  // From the subnet of the NAT gateway no answers come to the sender.
  expect(ask(answers({ CidrBlock: '10.0.2.0/24' }), packet)).toEqual(both('yes/unknown'));
});

test('a NAT gateway takes no connections from the internet (NAT-01)', () => {
  const parts = {
    ...vpc('Vpc', '10.0.0.0/16'),
    ...internetGateway('Vpc'),
    Nat: part('AWS::EC2::NatGateway', { SubnetId: ref('Middle'), ConnectivityType: 'private' }),
    Edge: part('AWS::EC2::RouteTable', { VpcId: ref('Vpc') }),
    EdgeUses: part('AWS::EC2::GatewayRouteTableAssociation', { GatewayId: ref('Igw'), RouteTableId: ref('Edge') }),
    EdgeRoute: part('AWS::EC2::Route', {
      RouteTableId: ref('Edge'),
      ...route('10.0.0.0/24', { NatGatewayId: ref('Nat') }),
    }),
    ...subnet('Here', 'Vpc', '10.0.0.0/24', [route(EVERYWHERE, { GatewayId: ref('Igw') })]),
    ...subnet('Middle', 'Vpc', '10.0.1.0/24'),
    ...publicServer('One', 'Vpc', 'Here', '10.0.0.20'),
  };
  expect(ask(parts, { from: ABROAD, to: 'One', door: 'public' })).toEqual(both('no/no'));
});

test('a server to which a route sends packets may give them another source, or drop them (RT-07)', () => {
  const parts = {
    ...vpc('Vpc', '10.0.0.0/16'),
    ...vpc('Other', '10.1.0.0/16'),
    ...peering('Peering', 'Vpc', 'Other'),
    ...subnet('Here', 'Vpc', '10.0.0.0/24', [route('10.1.0.0/16', { InstanceId: ref('Forwarder') })]),
    ...subnet('Middle', 'Vpc', '10.0.1.0/24', [route('10.1.0.0/16', { VpcPeeringConnectionId: ref('Peering') })]),
    ...subnet('There', 'Other', '10.1.0.0/24', [route('10.0.0.0/16', { VpcPeeringConnectionId: ref('Peering') })]),
    OtherOpen: part('AWS::EC2::SecurityGroup', {
      GroupDescription: 'only the forwarder',
      VpcId: ref('Other'),
      SecurityGroupIngress: [{ IpProtocol: '-1', CidrIp: '10.0.1.20/32' }],
    }),
    ...server('One', 'Vpc', 'Here', '10.0.0.20'),
    ...server('Forwarder', 'Vpc', 'Middle', '10.0.1.20', { SourceDestCheck: false }),
    ...server('Two', 'Other', 'There', '10.1.0.20'),
  };
  expect(ask(parts, { from: 'One', to: 'Two' })).toEqual(both('unknown/unknown'));
});

test('ACLs before such a server are asked all the same', () => {
  const parts = {
    ...vpc('Vpc', '10.0.0.0/16'),
    ...subnet('Here', 'Vpc', '10.0.0.0/24', [route(EVERYWHERE, { InstanceId: ref('Forwarder') })]),
    ...subnet('Middle', 'Vpc', '10.0.1.0/24'),
    Acl: part('AWS::EC2::NetworkAcl', { VpcId: ref('Vpc') }),
    AclUses: part('AWS::EC2::SubnetNetworkAclAssociation', { SubnetId: ref('Here'), NetworkAclId: ref('Acl') }),
    ...server('One', 'Vpc', 'Here', '10.0.0.20'),
    ...server('Forwarder', 'Vpc', 'Middle', '10.0.1.20', { SourceDestCheck: false }),
  };
  expect(ask(parts, { from: 'One', to: ABROAD })).toEqual(both('no/no'));
});

test('echoes belong to one family each', () => {
  const parts = {
    ...vpc('Vpc', '10.0.0.0/16'),
    ...subnet('Here', 'Vpc', '10.0.0.0/24'),
    ...server('One', 'Vpc', 'Here', '10.0.0.20'),
    ...server('Two', 'Vpc', 'Here', '10.0.0.21'),
  };
  expect(ask(parts, { from: 'One', to: 'Two', protocol: 1, icmp: { type: 8, code: 0 } })).toEqual(both('yes/yes'));
  expect(ask(parts, { from: 'One', to: 'Two', protocol: 1, icmp: { type: 128, code: 0 } }).packets).toBe('yes/no');
});
