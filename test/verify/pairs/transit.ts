import {
  ANYWHERE,
  internetGateway,
  natGateway,
  ref,
  resource,
  subnet,
  table,
  template,
  TEN,
  vpc,
  ZONE_A,
  ZONE_C,
  type Resources,
  type Template,
} from './builders';
import type { Pair } from './pair';
import { attachment, NO_DEFAULT_TABLES, smallNetwork, transitGateway, transitTable } from './worlds';

const BY_TGW = { TransitGatewayId: ref('Tgw') };
const TGW_PAGE = {
  url: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-transitgateway.html',
  read: '2026-11-25',
} as const;

/** Pairs about gateways that several networks share. */
export const TRANSIT_PAIRS: readonly Pair[] = [
  {
    id: 'default-transit-tables',
    title: 'a transit gateway whose default tables nobody turned off',
    source: TGW_PAGE,
    policy: {
      says: 'A ticket centre sends the settlement centre nothing.',
      from: 'Ticket',
      to: 'Settlement',
      services: ['tcp/443'],
      relation: 'isolate',
    },
    bad: {
      template: template([...partners(), transitGateway()]),
      verdict: 'REFUTED',
      because: 'every attachment uses the default table, and announces its range to it',
    },
    good: {
      template: template([
        ...partners(),
        transitGateway(NO_DEFAULT_TABLES),
        transitTable('PartnerTable', ['Ticket', 'Settlement'], []),
      ]),
      verdict: 'PROVED',
      because: 'both use a table that knows no range',
    },
  },
  {
    id: 'shared-nat',
    title: 'two networks meet behind the NAT gateway they share',
    source: { url: 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html', read: '2026-11-25' },
    policy: {
      says: 'Network A sends network B nothing.',
      from: 'A',
      to: 'B',
      services: ['tcp/443'],
      relation: 'isolate',
    },
    bad: {
      template: sharedEgress([]),
      verdict: 'REFUTED',
      because:
        'the default route takes it to the NAT gateway, from whose subnet the transit gateway knows the way to B',
    },
    good: {
      template: sharedEgress([
        resource('NotAcross', 'AWS::EC2::TransitGatewayRoute', {
          TransitGatewayRouteTableId: ref('Spokes'),
          DestinationCidrBlock: TEN,
          Blackhole: true,
        }),
      ]),
      verdict: 'PROVED',
      because: 'the table of the spokes drops private ranges before the default route is looked at',
    },
  },
  {
    id: 'attachment-without-zone',
    title: 'an attachment that has no subnet in the zone of who sends',
    source: { url: 'https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html', read: '2026-11-25' },
    policy: {
      says: 'The client reaches the server.',
      from: 'Client',
      to: 'Server',
      services: ['tcp/443'],
      relation: 'reach',
    },
    bad: {
      template: acrossZones(['ClientSubnetA']),
      verdict: 'REFUTED',
      because: 'the client stands in a zone in which the attachment has no interface',
    },
    good: {
      template: acrossZones(['ClientSubnetA', 'ClientSubnet']),
      verdict: 'PROVED',
      because: 'the attachment has an interface in both zones, and both networks know each other',
    },
  },
  {
    id: 'shared-transit-gateway',
    title: 'a transit gateway that another account may attach to',
    source: {
      url: 'https://docs.aws.amazon.com/config/latest/developerguide/ec2-transit-gateway-auto-vpc-attach-disabled.html',
      read: '2026-11-25',
    },
    policy: {
      says: 'Nobody outside sends the server anything.',
      from: 'internet',
      to: 'Server',
      services: ['tcp/443'],
      relation: 'isolate',
    },
    bad: {
      template: template([
        ...openToAttachments(),
        resource('Share', 'AWS::RAM::ResourceShare', {
          Name: 'transit',
          AllowExternalPrincipals: true,
          Principals: ['444455556666'],
          ResourceArns: [{ 'Fn::GetAtt': ['Tgw', 'TransitGatewayArn'] }],
        }),
      ]),
      verdict: 'UNDETERMINED',
      because: 'what the other account attaches, and what stands behind it, is in a template of its own',
    },
    good: {
      template: template(openToAttachments()),
      verdict: 'PROVED',
      because: 'nothing but this VPC is attached, and nobody else may attach',
    },
  },
];

function partners(): readonly Resources[] {
  return [
    ...smallNetwork('Ticket', '10.1.0.0/16', TEN, [[TEN, BY_TGW]]),
    ...smallNetwork('Settlement', '10.2.0.0/16', TEN, [[TEN, BY_TGW]]),
    attachment('Ticket', ['TicketSubnet']),
    attachment('Settlement', ['SettlementSubnet']),
  ];
}

/** Networks A and B, whose only way is a default route to a VPC with a NAT gateway. */
function sharedEgress(more: readonly Resources[]): Template {
  return template([
    ...smallNetwork('A', '10.1.0.0/16', TEN, [[ANYWHERE, BY_TGW]]),
    ...smallNetwork('B', '10.2.0.0/16', TEN, [[ANYWHERE, BY_TGW]]),
    vpc('EgressVpc', '10.100.0.0/16'),
    internetGateway('EgressVpc'),
    table('InTable', 'EgressVpc', [[ANYWHERE, { NatGatewayId: ref('Nat') }]]),
    table('OutTable', 'EgressVpc', [
      [ANYWHERE, { GatewayId: ref('Igw') }],
      [TEN, BY_TGW],
    ]),
    subnet('InSubnet', 'EgressVpc', '10.100.0.0/24', ZONE_A, 'InTable'),
    subnet('OutSubnet', 'EgressVpc', '10.100.1.0/24', ZONE_A, 'OutTable'),
    natGateway('Nat', 'OutSubnet'),
    transitGateway(NO_DEFAULT_TABLES),
    attachment('A', ['ASubnet']),
    attachment('B', ['BSubnet']),
    attachment('Egress', ['InSubnet']),
    transitTable('Spokes', ['A', 'B'], []),
    transitTable('Back', ['Egress'], ['A', 'B']),
    resource('SpokesOut', 'AWS::EC2::TransitGatewayRoute', {
      TransitGatewayRouteTableId: ref('Spokes'),
      DestinationCidrBlock: ANYWHERE,
      TransitGatewayAttachmentId: ref('EgressAttachment'),
    }),
    ...more,
  ]);
}

/** A client in the second zone of its VPC, and a server in another VPC. */
function acrossZones(subnetIds: readonly string[]): Template {
  return template([
    ...smallNetwork('Client', '10.1.0.0/16', TEN, [[TEN, BY_TGW]], ZONE_C),
    subnet('ClientSubnetA', 'ClientVpc', '10.1.2.0/24', ZONE_A, 'ClientTable'),
    ...smallNetwork('Server', '10.2.0.0/16', TEN, [[TEN, BY_TGW]]),
    transitGateway(),
    attachment('Client', subnetIds),
    attachment('Server', ['ServerSubnet']),
  ]);
}

function openToAttachments(): readonly Resources[] {
  return [
    ...smallNetwork('Server', '10.1.0.0/16', TEN, [[TEN, BY_TGW]]),
    transitGateway({ AutoAcceptSharedAttachments: 'enable' }),
    attachment('Server', ['ServerSubnet']),
  ];
}
