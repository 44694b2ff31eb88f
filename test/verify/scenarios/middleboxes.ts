import { appliance, instance, subnet, table, toInterface, toTransit, vpc } from './parts/network';
import { ALL, group, type Rule } from './parts/rules';
import { join, template, type Resources } from './parts/template';
import { attach, transitGateway } from './parts/transit';
import { ask, blocked, reaches, type Scenario } from './scenario';

const RULES = 'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html';
const ATTACHMENTS = 'https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html';

/** Two subnets whose traffic for each other is sent to an appliance in a third. */
function inspected(admits: Rule): Resources {
  return join(
    vpc('Vpc'),
    subnet('Left', 'Vpc', '10.0.0.0/24'),
    subnet('Right', 'Vpc', '10.0.1.0/24'),
    subnet('Inspection', 'Vpc', '10.0.2.0/24'),
    table('LeftTable', 'Vpc', ['Left'], [['10.0.1.0/24', toInterface('Appliance')]]),
    table('RightTable', 'Vpc', ['Right'], [['10.0.0.0/24', toInterface('Appliance')]]),
    group('Any', 'Vpc', { in: [ALL] }),
    appliance('Appliance', 'Inspection', ['Any'], false),
    group('ClientGroup', 'Vpc'),
    group('ServerGroup', 'Vpc', { in: [admits] }),
    instance('Client', 'Left', ['ClientGroup']),
    instance('Server', 'Right', ['ServerGroup']),
  );
}

/** Two VPCs on a transit gateway, where the server admits the group of the client. */
function overTransit(gateway: boolean, out?: readonly Rule[]): Resources {
  return join(
    vpc('Vpc'),
    subnet('Near', 'Vpc', '10.0.0.0/24'),
    table('NearTable', 'Vpc', ['Near'], [['10.1.0.0/16', toTransit('Tgw')]]),
    vpc('Other', '10.1.0.0/16'),
    subnet('Far', 'Other', '10.1.0.0/24'),
    table('FarTable', 'Other', ['Far'], [['10.0.0.0/16', toTransit('Tgw')]]),
    transitGateway({ groupReferences: gateway }),
    attach('NearAttachment', 'Vpc', ['Near'], { groupReferences: true }),
    attach('FarAttachment', 'Other', ['Far'], { groupReferences: true }),
    group('ClientGroup', 'Other', out === undefined ? {} : { out }),
    group('ServerGroup', 'Vpc', { in: [['tcp', 443, out === undefined ? 'group:ClientGroup' : '10.1.0.0/16']] }),
    instance('Client', 'Far', ['ClientGroup']),
    instance('Server', 'Near', ['ServerGroup']),
  );
}

/** Groups named as source where the traffic takes a detour or crosses a transit gateway. */
export const MIDDLEBOXES: readonly Scenario[] = [
  {
    id: 'group-as-source-fails-behind-an-appliance',
    url: RULES,
    says: 'If routes lead through a middlebox, a rule that references the group of the other instance allows nothing.',
    template: template(inspected(['tcp', 443, 'group:ClientGroup'])),
    asks: [blocked('Client', 'Server', 'tcp/443')],
  },
  {
    id: 'range-as-source-serves-behind-an-appliance',
    url: RULES,
    says: 'Behind a middlebox the rule must name the private address or the range of the subnet of the other side.',
    template: template(inspected(['tcp', 443, '10.0.0.0/24'])),
    asks: [
      ask('Client', 'Server', 'tcp/443', 'unknown', 'unknown', { why: 'what the appliance passes on is its own' }),
      blocked('Client', 'Server', 'tcp/80', { why: 'the group of the server does not admit the port' }),
    ],
  },
  {
    id: 'group-as-source-over-a-transit-gateway',
    url: ATTACHMENTS,
    says: 'Group references work if they are enabled for the transit gateway and for its VPC attachments.',
    template: template(overTransit(true)),
    asks: [reaches('Client', 'Server', 'tcp/443'), blocked('Client', 'Server', 'tcp/80')],
  },
  {
    id: 'group-as-source-is-off-at-the-gateway',
    url: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTransitGatewayVpcAttachmentRequestOptions.html',
    says: 'Group references are enabled by default at the attachment and disabled by default at the gateway.',
    template: template(overTransit(false)),
    asks: [blocked('Client', 'Server', 'tcp/443')],
  },
  {
    id: 'group-as-destination-fails-over-a-transit-gateway',
    url: ATTACHMENTS,
    says: 'Groups can be cross-referenced in inbound rules only; outbound rules do not support it.',
    template: template(overTransit(true, [['tcp', 443, 'group:ServerGroup']])),
    asks: [blocked('Client', 'Server', 'tcp/443')],
  },
];
