import {
  chain,
  converse,
  findPlace,
  type Chain,
  type Conversation,
  type Origin,
  type Sent,
  type World,
} from '../../../../lib/verify/packets';
import { balancer, NET as BALANCED, targets } from './balanced';
import { FIREWALLED, policy } from './firewalled';
import { att, instance, openGroup, publicSubnet, ref, resource, route, vpc, worldOf } from './net';

/** A VPC with one public host. */
export const NET = {
  ...vpc('Vpc', 0),
  ...openGroup('Open', 'Vpc'),
  ...publicSubnet('P', 'Vpc', '10.0.1.0/24'),
  ...instance('Host', 'P', ['Open']),
};

/** Packets that meet what the scenarios have none of. */
export function corners(): readonly Conversation[] {
  return [...network(), ...lines(), ...endpoints(), ...firewall(), ...balancers()];
}

/** Where packets of something start. */
export function at(world: World, name: string): Extract<Origin, { kind: 'interface' }> {
  const place = findPlace(world, name);
  const found = place.kind === 'interfaces' ? place.interfaces[0] : undefined;
  if (found === undefined) {
    throw new Error(`${name} has no interface`);
  }
  return { kind: 'interface', interface: found, groups: found.groups ?? [] };
}

/** Under which address something is reached. */
export function address(world: World, name: string): NonNullable<Exclude<Sent['destination'], string>> {
  const place = findPlace(world, name);
  const found = place.kind === 'service' ? place.address : at(world, name).interface.v4;
  if (found === undefined) {
    throw new Error(`${name} has no address`);
  }
  return found;
}

/** Packets for gateways of all kinds. */
function network(): readonly Conversation[] {
  const bare = worldOf(NET);
  const emptied = worldOf({
    ...NET,
    Empty: {
      Type: 'Custom::VpcRestrictDefaultSG',
      Properties: { DefaultSecurityGroupId: att('Vpc', 'DefaultSecurityGroup') },
    },
    ...instance('Member', 'P', [], { SecurityGroupIds: [att('Vpc', 'DefaultSecurityGroup')] }),
  });
  const blocked = worldOf({ ...NET, Bpa: resource('EC2::VPCBlockPublicAccessOptions', {}) });
  const unattached = worldOf({
    ...NET,
    Igw: resource('EC2::InternetGateway'),
    Tgw: resource('EC2::TransitGateway'),
    ...route('Lost', 'PTable', '198.51.100.0/24', { GatewayId: ref('Igw') }),
    ...route('Tgws', 'PTable', '198.18.0.0/16', { TransitGatewayId: ref('Tgw') }),
  });
  const doubtful = worldOf({
    ...NET,
    Tgw: resource('EC2::TransitGateway'),
    ...route('Tgws', 'PTable', '198.18.0.0/16', { TransitGatewayId: ref('Tgw') }),
    Link: resource('EC2::TransitGatewayAttachment', {
      TransitGatewayId: ref('Tgw'),
      VpcId: ref('Vpc'),
      SubnetIds: [ref('Nowhere')],
    }),
  });
  const six = worldOf({
    ...NET,
    V6: resource('EC2::VPCCidrBlock', { VpcId: ref('Vpc'), Ipv6CidrBlock: '2001:db8::/56', Ipv6Pool: 'pool' }),
    ...publicSubnet('Q', 'Vpc', '10.0.2.0/24'),
    Q: resource('EC2::Subnet', { VpcId: ref('Vpc'), CidrBlock: '10.0.2.0/24', Ipv6CidrBlock: '2001:db8::/64' }),
    ...instance('Six', 'Q', ['Open'], { Ipv6AddressCount: 1 }),
    Nat: resource('EC2::NatGateway', { SubnetId: ref('P') }),
    Tgw: resource('EC2::TransitGateway'),
    Link: resource('EC2::TransitGatewayAttachment', {
      TransitGatewayId: ref('Tgw'),
      VpcId: ref('Vpc'),
      SubnetIds: [ref('Q')],
    }),
    ...route('Q64', 'QTable', '64:ff9b::/96', { NatGatewayId: ref('Nat') }),
    ...route('QTgw', 'QTable', '2001:db8:1::/48', { TransitGatewayId: ref('Tgw') }),
    TgwTable: resource('EC2::TransitGatewayRouteTable', { TransitGatewayId: ref('Tgw') }),
    TgwUse: resource('EC2::TransitGatewayRouteTableAssociation', {
      TransitGatewayAttachmentId: ref('Link'),
      TransitGatewayRouteTableId: ref('TgwTable'),
    }),
    Elsewhere: resource('EC2::TransitGatewayRoute', {
      TransitGatewayRouteTableId: ref('TgwTable'),
      DestinationCidrBlock: '2001:db8:1:2::/64',
      TransitGatewayAttachmentId: 'tgw-attach-0123456789abcdef0',
    }),
  });
  return [
    converse(bare, { from: at(bare, 'Host'), destination: '10.0.0.2', protocol: 'udp', port: 53 }),
    converse(bare, {
      from: at(bare, 'Host'),
      destination: '198.51.100.9',
      protocol: 'icmp',
      icmp: { type: 3, code: 1 },
    }),
    converse(bare, {
      from: { kind: 'internet' },
      source: '10.9.9.9',
      destination: '198.51.100.9',
      protocol: 'udp',
      port: 1,
    }),
    converse(emptied, {
      from: at(emptied, 'Host'),
      destination: address(emptied, 'Member'),
      protocol: 'tcp',
      port: 22,
    }),
    converse(blocked, { from: at(blocked, 'Host'), destination: '198.51.100.9', protocol: 'tcp', port: 443 }),
    converse(unattached, { from: at(unattached, 'Host'), destination: '198.51.100.9', protocol: 'tcp', port: 443 }),
    converse(unattached, { from: at(unattached, 'Host'), destination: '198.18.0.9', protocol: 'tcp', port: 443 }),
    converse(doubtful, { from: at(doubtful, 'Host'), destination: '198.18.0.9', protocol: 'tcp', port: 443 }),
    converse(six, { from: at(six, 'Six'), destination: '64:ff9b::cb00:7109', protocol: 'tcp', port: 443 }),
    converse(six, { from: at(six, 'Six'), destination: '2001:db8:1::9', protocol: 'tcp', port: 443 }),
    converse(six, { from: at(six, 'Six'), destination: '2001:db8:1:2::9', protocol: 'tcp', port: 443 }),
  ];
}

/** Packets for a service behind a gateway endpoint. */
function endpoints(): readonly Conversation[] {
  const world = worldOf({
    ...NET,
    S3: resource('EC2::VPCEndpoint', {
      VpcId: ref('Vpc'),
      ServiceName: 'com.amazonaws.eu-west-1.s3',
      RouteTableIds: [ref('PTable')],
    }),
  });
  return [converse(world, { from: at(world, 'Host'), destination: address(world, 'S3'), protocol: 'tcp', port: 443 })];
}

/** Packets for firewalls: one whose policy nobody tells, and one before a peering connection. */
function firewall(): readonly Conversation[] {
  const world = worldOf(FIREWALLED);
  const peered = worldOf({
    ...FIREWALLED,
    ...policy({}),
    ...vpc('Peer', 31),
    Pcx: resource('EC2::VPCPeeringConnection', { VpcId: ref('Vpc'), PeerVpcId: ref('Peer') }),
    ...route('ToPeer', 'FTable', '10.31.0.0/16', { VpcPeeringConnectionId: ref('Pcx') }),
  });
  return [
    converse(world, { from: at(world, 'Host'), destination: '198.51.100.9', protocol: 'tcp', port: 443 }),
    converse(peered, { from: at(peered, 'Host'), destination: '10.31.0.9', protocol: 'tcp', port: 443 }),
  ];
}

/** Packets over two lines of one site. */
function lines(): readonly Conversation[] {
  const line = (name: string) => ({
    [name]: resource('EC2::VPNConnection', {
      CustomerGatewayId: ref('Office'),
      VpnGatewayId: ref('Vgw'),
      StaticRoutesOnly: true,
    }),
    [`${name}Route`]: resource('EC2::VPNConnectionRoute', {
      VpnConnectionId: ref(name),
      DestinationCidrBlock: '192.168.0.0/16',
    }),
  });
  const world = worldOf({
    ...NET,
    ...instance('Relay', 'P', ['Open'], { SourceDestCheck: false }),
    Vgw: resource('EC2::VPNGateway', { Type: 'ipsec.1' }),
    VgwAttachment: resource('EC2::VPCGatewayAttachment', { VpcId: ref('Vpc'), VpnGatewayId: ref('Vgw') }),
    Office: resource('EC2::CustomerGateway', { Type: 'ipsec.1', IpAddress: '198.51.100.1', BgpAsn: 65000 }),
    ...line('One'),
    ...line('Other'),
    ...route('ToOffice', 'PTable', '192.168.0.0/16', { GatewayId: ref('Vgw') }),
  });
  const [site] = world.sites.values();
  return [
    ...(site === undefined
      ? []
      : [
          converse(world, {
            from: { kind: 'site', site },
            destination: address(world, 'Host'),
            protocol: 'tcp',
            port: 22,
          }),
        ]),
    converse(world, {
      from: at(world, 'Relay'),
      source: '10.9.9.9',
      destination: '192.168.0.9',
      protocol: 'tcp',
      port: 22,
    }),
  ];
}

/** Packets that load balancers and CloudFront send on. */
function balancers(): readonly Conversation[] {
  const byGroup = worldOf({ ...BALANCED, ...targets({ Protocol: 'TCP' }), ...balancer('network', {}, 'TCP') });
  const front = at(byGroup, 'Lb').interface;
  const from: Origin = { kind: 'internet' };
  const first = chain(byGroup, { from, destination: front.publicV4 ?? '', protocol: 'tcp', port: 443 });
  const beside: Origin = { kind: 'beside', interface: front };
  const last = converse(byGroup, { from: beside, destination: front.v4 ?? '', protocol: 'tcp', port: 443 });
  return [...flat(first), last];
}

/** A chain with all that follows. */
function flat(found: Chain): readonly Conversation[] {
  return [found, ...found.then.flatMap(flat)];
}
