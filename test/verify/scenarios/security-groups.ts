import { instance, peering, stage, subnet, table, toPeer, vpc } from './parts/network';
import { group, ingress } from './parts/rules';
import { join, template, type Resources } from './parts/template';
import { ask, blocked, reaches, type Scenario } from './scenario';

const GUIDE = 'https://docs.aws.amazon.com/vpc/latest/userguide';
const RULES = `${GUIDE}/security-group-rules.html`;

/** Two peered VPCs with a subnet each, routed to each other. */
function peered(): Resources {
  return join(
    vpc('Vpc'),
    subnet('Near', 'Vpc', '10.0.0.0/24'),
    table('NearTable', 'Vpc', ['Near'], [['172.31.0.0/16', toPeer('Pcx')]]),
    vpc('Peer', '172.31.0.0/16'),
    subnet('Far', 'Peer', '172.31.0.0/24'),
    table('FarTable', 'Peer', ['Far'], [['10.0.0.0/16', toPeer('Pcx')]]),
    peering('Pcx', 'Vpc', 'Peer'),
  );
}

/** Security groups: what they admit, what they remember, and what they start with. */
export const SECURITY_GROUPS: readonly Scenario[] = [
  {
    id: 'group-admits-nothing-at-first',
    url: RULES,
    says: 'A new group has no inbound rule, so no inbound traffic is allowed; it has an outbound rule that allows all.',
    template: template(
      stage(),
      group('Empty', 'Vpc'),
      group('Open', 'Vpc', { in: [['tcp', 22, '10.0.0.0/16']] }),
      instance('Client', 'Public', ['Empty']),
      instance('Server', 'Private', ['Open']),
    ),
    asks: [reaches('Client', 'Server', 'tcp/22'), blocked('Server', 'Client', 'tcp/22')],
  },
  {
    id: 'group-lets-answers-out',
    url: `${GUIDE}/vpc-security-groups.html`,
    says: 'Groups are stateful: answers to allowed inbound traffic leave regardless of the outbound rules.',
    template: template(
      stage(),
      group('ServerGroup', 'Vpc', { in: [['tcp', 22, '10.0.0.0/24']], out: [['tcp', 443, '192.0.2.1/32']] }),
      group('ClientGroup', 'Vpc', { in: [['tcp', 22, '10.0.0.0/16']] }),
      instance('Client', 'Public', ['ClientGroup']),
      instance('Server', 'Private', ['ServerGroup']),
    ),
    asks: [reaches('Client', 'Server', 'tcp/22'), blocked('Server', 'Client', 'tcp/22')],
  },
  {
    id: 'group-lets-ping-answers-out',
    url: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/security-group-connection-tracking.html',
    says: 'The answer to admitted ICMP leaves as an established connection even if outbound rules restrict ICMP.',
    template: template(
      stage(),
      group('ServerGroup', 'Vpc', { in: [['icmp', 'all', '10.0.0.0/24']], out: [['tcp', 443, '192.0.2.1/32']] }),
      group('ClientGroup', 'Vpc', { in: [['icmp', 'all', '10.0.0.0/16']] }),
      instance('Client', 'Public', ['ClientGroup']),
      instance('Server', 'Private', ['ServerGroup']),
    ),
    asks: [reaches('Client', 'Server', 'icmp'), blocked('Server', 'Client', 'icmp')],
  },
  {
    id: 'groups-of-one-interface-add-up',
    url: RULES,
    says: 'The rules of all groups of a resource are aggregated to one set; there are allow rules only.',
    template: template(
      stage(),
      group('Web', 'Vpc', { in: [['tcp', 80, '10.0.0.0/16']] }),
      group('Ssh', 'Vpc', { in: [['tcp', 22, '10.0.0.0/24']] }),
      group('ClientGroup', 'Vpc'),
      instance('Client', 'Public', ['ClientGroup']),
      instance('Server', 'Private', ['Web', 'Ssh']),
    ),
    asks: [
      reaches('Client', 'Server', 'tcp/80'),
      reaches('Client', 'Server', 'tcp/22'),
      blocked('Client', 'Server', 'tcp/443'),
    ],
  },
  {
    id: 'group-rule-names-protocol-and-ports',
    url: RULES,
    says: 'A rule names the protocol to allow and, for TCP and UDP, a port or a range such as 7000-8000.',
    template: template(
      stage(),
      group('ServerGroup', 'Vpc', { in: [['tcp', [7000, 8000], '10.0.0.0/16']] }),
      group('ClientGroup', 'Vpc'),
      instance('Client', 'Public', ['ClientGroup']),
      instance('Server', 'Private', ['ServerGroup']),
    ),
    asks: [
      reaches('Client', 'Server', 'tcp/8000'),
      blocked('Client', 'Server', 'tcp/8001'),
      blocked('Client', 'Server', 'udp/7500'),
    ],
  },
  {
    id: 'own-outbound-rule-replaces-the-default',
    url: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ec2-securitygroup.html',
    says: 'If no egress rule is added, rules that allow all outbound traffic are added; otherwise they are not.',
    template: template(
      stage(),
      group('Narrow', 'Vpc', { out: [['tcp', 443, '10.0.1.0/24']] }),
      group('Default', 'Vpc'),
      group('ServerGroup', 'Vpc', { in: [['tcp', [1, 65535], '10.0.0.0/16']] }),
      instance('Bounded', 'Public', ['Narrow']),
      instance('Free', 'Public', ['Default']),
      instance('Server', 'Private', ['ServerGroup']),
    ),
    asks: [
      reaches('Bounded', 'Server', 'tcp/443'),
      blocked('Bounded', 'Server', 'tcp/80'),
      reaches('Free', 'Server', 'tcp/80'),
    ],
  },
  {
    id: 'default-group-admits-its-own-members',
    url: `${GUIDE}/default-security-group.html`,
    says: 'The default group admits everything from resources that carry it; it is taken where none is named.',
    template: template(
      stage(),
      group('Other', 'Vpc', { in: [['tcp', 22, '10.0.0.0/16']] }),
      instance('One', 'Public'),
      instance('Two', 'Private'),
      instance('Stranger', 'Private', ['Other']),
    ),
    asks: [
      reaches('One', 'Two', 'tcp/5432'),
      reaches('Two', 'One', 'udp/53'),
      blocked('Stranger', 'Two', 'tcp/5432', { why: 'it does not carry the default group' }),
      reaches('Two', 'Stranger', 'tcp/22', { why: 'all outbound traffic is allowed' }),
    ],
  },
  {
    id: 'group-as-source-means-its-members',
    url: RULES,
    says: 'A group as source admits the private addresses of the instances that carry it, and none of its rules.',
    template: template(
      stage(),
      group('ClientGroup', 'Vpc', { in: [['tcp', 3389, '10.0.0.0/16']] }),
      group('OtherGroup', 'Vpc'),
      group('ServerGroup', 'Vpc', { in: [['tcp', 22, 'group:ClientGroup']] }),
      instance('Client', 'Public', ['ClientGroup']),
      instance('Other', 'Public', ['OtherGroup']),
      instance('Server', 'Private', ['ServerGroup']),
    ),
    asks: [
      reaches('Client', 'Server', 'tcp/22'),
      blocked('Other', 'Server', 'tcp/22'),
      blocked('Client', 'Server', 'tcp/3389', { why: 'rules of the referenced group are not added' }),
    ],
  },
  {
    id: 'members-of-a-group-need-a-rule-for-each-other',
    url: RULES,
    says: 'A rule whose source is the group itself admits traffic from other servers of this group; without, none.',
    template: template(
      stage(),
      group('Meshed', 'Vpc'),
      ingress('MeshedSelf', 'Meshed', ['-1', 'all', 'group:Meshed']),
      group('Apart', 'Vpc'),
      instance('MeshedOne', 'Public', ['Meshed']),
      instance('MeshedTwo', 'Private', ['Meshed']),
      instance('ApartOne', 'Public', ['Apart']),
      instance('ApartTwo', 'Private', ['Apart']),
    ),
    asks: [reaches('MeshedOne', 'MeshedTwo', 'tcp/9000'), blocked('ApartOne', 'ApartTwo', 'tcp/9000')],
  },
  {
    id: 'group-of-a-peered-vpc-as-source',
    url: 'https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html',
    says: 'Rules may name groups of a peer VPC in the same Region while the peering connection is active.',
    template: template(
      peered(),
      group('ClientGroup', 'Peer'),
      group('OtherGroup', 'Peer'),
      group('ServerGroup', 'Vpc', { in: [['tcp', 80, 'group:ClientGroup']] }),
      instance('Client', 'Far', ['ClientGroup']),
      instance('Other', 'Far', ['OtherGroup']),
      instance('Server', 'Near', ['ServerGroup']),
    ),
    asks: [
      reaches('Client', 'Server', 'tcp/80'),
      blocked('Other', 'Server', 'tcp/80'),
      ask('Server', 'Client', 'tcp/80', 'no', 'no', { why: 'the group of the client admits nothing' }),
    ],
  },
];
