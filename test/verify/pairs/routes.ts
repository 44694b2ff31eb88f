import {
  ANYWHERE,
  att,
  group,
  instance,
  internetGateway,
  natGateway,
  ref,
  resource,
  rule,
  subnet,
  table,
  template,
  TEN,
  vpc,
  ZONE_A,
  ZONE_C,
  type Template,
} from './builders';
import type { Pair } from './pair';
import { database, databaseSubnets, peering, smallNetwork } from './worlds';

/** Pairs about routes and peering. */
export const ROUTE_PAIRS: readonly Pair[] = [
  {
    id: 'hidden-nat-route',
    title: 'one of two database subnets shares the route table of the servers',
    source: { url: 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html', read: '2026-11-25' },
    policy: {
      says: 'The database sends nothing out.',
      from: 'Database',
      to: 'internet',
      services: ['tcp/443'],
      relation: 'isolate',
    },
    bad: {
      template: databaseIn('Private'),
      verdict: 'REFUTED',
      because:
        'the instance is pinned to the zone whose subnet leads to the NAT gateway, and its group lets everything out',
    },
    good: {
      template: databaseIn('Isolated'),
      verdict: 'PROVED',
      because: 'both subnets know the VPC alone',
    },
  },
  {
    id: 'delivered-without-way-back',
    title: 'a public address in a subnet without a route to the internet',
    source: { url: 'https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html' },
    policy: {
      says: 'The internet sends the server nothing.',
      from: 'internet',
      to: 'Server',
      services: ['udp/514'],
      relation: 'isolate',
    },
    bad: {
      template: template([...collector(), publicAddress()]),
      verdict: 'REFUTED',
      because: 'the internet gateway translates the address and delivers; only an answer would need the route',
    },
    good: {
      template: template(collector()),
      verdict: 'PROVED',
      because: 'the server has no public address, so the internet gateway has nothing to translate',
    },
  },
  {
    id: 'peering-route-leak',
    title: 'a partner is given the route of the whole VPC instead of that of one subnet',
    source: {
      url: 'https://docs.aws.amazon.com/whitepapers/latest/aws-vpc-connectivity-options/vpc-peering.html',
      read: '2026-11-25',
    },
    policy: {
      says: 'The partner sends the store nothing.',
      from: 'Partner',
      to: 'Store',
      services: ['tcp/5432'],
      relation: 'isolate',
    },
    bad: {
      template: peered('10.1.0.0/16'),
      verdict: 'REFUTED',
      because:
        'the route of the partner covers the subnet of the store; that the store knows no way back stops answers alone',
    },
    good: {
      template: peered('10.1.1.0/24'),
      verdict: 'PROVED',
      because: 'the partner has a route to the subnet of the app server and to no other',
    },
  },
  {
    id: 'peering-is-no-transit',
    title: 'two peerings in a row carry nothing, a third one does',
    source: {
      url: 'https://docs.aws.amazon.com/whitepapers/latest/aws-vpc-connectivity-options/vpc-peering.html',
      read: '2026-11-25',
    },
    policy: {
      says: 'Centre A sends centre C nothing.',
      from: 'CentreA',
      to: 'CentreC',
      services: ['tcp/443'],
      relation: 'isolate',
    },
    bad: {
      template: threeCentres('AandC'),
      verdict: 'REFUTED',
      because: 'A and C are peers themselves',
    },
    good: {
      template: threeCentres(undefined),
      verdict: 'PROVED',
      because: 'routes lead both towards B, but a peering hands over to interfaces of the peer alone',
    },
  },
];

function databaseIn(tableId: 'Private' | 'Isolated'): Template {
  return template([
    vpc('Vpc', '10.0.0.0/16'),
    internetGateway('Vpc'),
    table('Public', 'Vpc', [[ANYWHERE, { GatewayId: ref('Igw') }]]),
    table('Private', 'Vpc', [[ANYWHERE, { NatGatewayId: ref('Nat') }]]),
    table('Isolated', 'Vpc'),
    subnet('PublicA', 'Vpc', '10.0.1.0/24', ZONE_A, 'Public'),
    subnet('AppA', 'Vpc', '10.0.2.0/24', ZONE_A, 'Private'),
    subnet('DataA', 'Vpc', '10.0.11.0/24', ZONE_A, 'Isolated'),
    subnet('DataC', 'Vpc', '10.0.12.0/24', ZONE_C, tableId),
    natGateway('Nat', 'PublicA'),
    group('DatabaseGroup', 'Vpc', [rule('tcp/5432', '10.0.2.0/24')]),
    databaseSubnets(['DataA', 'DataC']),
    database('DatabaseGroup', { PubliclyAccessible: false, AvailabilityZone: ZONE_C }),
  ]);
}

function collector() {
  return [
    vpc('Vpc', '10.0.0.0/16'),
    internetGateway('Vpc'),
    subnet('LogSubnet', 'Vpc', '10.0.1.0/24'),
    group('ServerGroup', 'Vpc', [rule('udp/514', ANYWHERE)]),
    instance('Server', 'LogSubnet', ['ServerGroup']),
  ];
}

function publicAddress() {
  return {
    ...resource('Address', 'AWS::EC2::EIP', { Domain: 'vpc' }),
    ...resource('AddressOfServer', 'AWS::EC2::EIPAssociation', {
      AllocationId: att('Address', 'AllocationId'),
      InstanceId: ref('Server'),
    }),
  };
}

/** A store behind an app server, and a partner who is a peer. */
function peered(known: string): Template {
  return template([
    vpc('Vpc', '10.1.0.0/16'),
    table('AppTable', 'Vpc', [['10.2.0.0/16', { VpcPeeringConnectionId: ref('Peering') }]]),
    subnet('AppSubnet', 'Vpc', '10.1.1.0/24', ZONE_A, 'AppTable'),
    subnet('StoreSubnet', 'Vpc', '10.1.2.0/24'),
    group('AppGroup', 'Vpc', [rule('tcp/443', TEN)]),
    group('StoreGroup', 'Vpc', [rule('tcp/5432', TEN)]),
    instance('App', 'AppSubnet', ['AppGroup']),
    instance('Store', 'StoreSubnet', ['StoreGroup']),
    ...smallNetwork('Partner', '10.2.0.0/16', TEN, [[known, { VpcPeeringConnectionId: ref('Peering') }]]),
    peering('Peering', 'Vpc', 'PartnerVpc'),
  ]);
}

/** Three centres, B peered with both others; `direct` names a peering of A and C. */
function threeCentres(direct: string | undefined): Template {
  const by = (id: string) => ({ VpcPeeringConnectionId: ref(id) });
  return template([
    ...smallNetwork('CentreA', '10.1.0.0/16', TEN, [['10.3.0.0/16', by(direct ?? 'AandB')]]),
    ...smallNetwork('CentreB', '10.2.0.0/16', TEN, [
      ['10.1.0.0/16', by('AandB')],
      ['10.3.0.0/16', by('BandC')],
    ]),
    ...smallNetwork('CentreC', '10.3.0.0/16', TEN, [['10.1.0.0/16', by(direct ?? 'BandC')]]),
    peering('AandB', 'CentreAVpc', 'CentreBVpc'),
    peering('BandC', 'CentreBVpc', 'CentreCVpc'),
    ...(direct === undefined ? [] : [peering(direct, 'CentreAVpc', 'CentreCVpc')]),
  ]);
}
