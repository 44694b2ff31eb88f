import { elasticAddress, instance, stage, subnet, table, toTransit, vpc } from './parts/network';
import { acl, ALL, group, type Entry } from './parts/rules';
import { join, template, type Resources } from './parts/template';
import { associate, attach, propagate, transitGateway, transitTable } from './parts/transit';
import { blocked, oneWay, reaches, type Scenario } from './scenario';

const GUIDE = 'https://docs.aws.amazon.com/vpc/latest/userguide';
const EVERYTHING: Entry = [100, 'allow', '-1', 'all', '0.0.0.0/0'];

/** A client in `Public` and a server in `Private`, whose groups admit everything. */
function pair(): Resources {
  return join(
    stage(),
    group('Any', 'Vpc', { in: [ALL] }),
    instance('Client', 'Public', ['Any']),
    instance('Server', 'Private', ['Any']),
  );
}

/** A server with a public address in `Public`, whose group admits everything. */
function published(): Resources {
  return join(
    stage(),
    group('Any', 'Vpc', { in: [ALL] }),
    instance('Server', 'Public', ['Any']),
    elasticAddress('Server'),
  );
}

/** Two VPCs on a transit gateway; the attachment of `Vpc` is in `Entry`. */
function behindTransit(home: string): Resources {
  return join(
    vpc('Vpc'),
    subnet('Entry', 'Vpc', '10.0.0.0/24'),
    subnet('Work', 'Vpc', '10.0.1.0/24'),
    table('Table', 'Vpc', ['Entry', 'Work'], [['10.1.0.0/16', toTransit('Tgw')]]),
    vpc('Other', '10.1.0.0/16'),
    subnet('Far', 'Other', '10.1.0.0/24'),
    table('FarTable', 'Other', ['Far'], [['10.0.0.0/16', toTransit('Tgw')]]),
    transitGateway({ defaults: false }),
    attach('Attachment', 'Vpc', ['Entry']),
    attach('FarAttachment', 'Other', ['Far']),
    transitTable('Core'),
    associate('Core', 'Attachment', 'FarAttachment'),
    propagate('Core', 'Attachment', 'FarAttachment'),
    group('Any', 'Vpc', { in: [ALL] }),
    group('FarAny', 'Other', { in: [ALL] }),
    instance('Server', home, ['Any']),
    instance('Client', 'Far', ['FarAny']),
  );
}

/** Network ACLs: ordered, stateless, at the border of a subnet. */
export const NETWORK_ACLS: readonly Scenario[] = [
  {
    id: 'default-acl-allows-all',
    url: `${GUIDE}/vpc-network-acls.html`,
    says: 'The default network ACL allows all traffic in and out of the subnets it is associated with.',
    template: template(pair()),
    asks: [reaches('Client', 'Server', 'tcp/443'), reaches('Server', 'Client', 'udp/53')],
  },
  {
    id: 'new-acl-denies-all',
    url: `${GUIDE}/vpc-network-acls.html`,
    says: 'A network ACL that you create blocks all inbound and outbound traffic until rules are added.',
    template: template(pair(), acl('Acl', 'Vpc', ['Private'])),
    asks: [blocked('Client', 'Server', 'tcp/443'), blocked('Server', 'Client', 'tcp/443')],
  },
  {
    id: 'acl-first-match-wins',
    url: `${GUIDE}/nacl-rules.html`,
    says: 'Rules are evaluated from the lowest number; the first match applies whatever higher numbers say.',
    template: template(
      pair(),
      acl('Acl', 'Vpc', ['Private'], {
        in: [[90, 'deny', 'tcp', 3389, '10.0.0.0/24'], EVERYTHING, [110, 'deny', 'tcp', 443, '10.0.0.0/24']],
        out: [EVERYTHING],
      }),
    ),
    asks: [
      blocked('Client', 'Server', 'tcp/3389'),
      reaches('Client', 'Server', 'tcp/443', { why: 'rule 100 matches before rule 110' }),
    ],
  },
  {
    id: 'acl-answers-need-their-own-rule',
    url: `${GUIDE}/vpc-network-acls.html`,
    says: 'Network ACLs are stateless: answers to allowed inbound traffic are subject to the outbound rules.',
    template: template(published(), acl('Acl', 'Vpc', ['Public'], { in: [[100, 'allow', 'tcp', 443, '0.0.0.0/0']] })),
    asks: [oneWay('internet', 'Server', 'tcp/443'), blocked('internet', 'Server', 'tcp/80')],
  },
  {
    id: 'acl-of-the-guide-for-a-web-subnet',
    url: `${GUIDE}/custom-network-acl.html`,
    says: 'HTTP and HTTPS from anywhere, SSH from 192.0.2.0/24; answers leave to 32768-65535; port 139 is denied.',
    template: template(
      published(),
      acl('Acl', 'Vpc', ['Public'], {
        in: [
          [100, 'allow', 'tcp', 80, '0.0.0.0/0'],
          [110, 'allow', 'tcp', 443, '0.0.0.0/0'],
          [120, 'allow', 'tcp', 22, '192.0.2.0/24'],
          [140, 'allow', 'tcp', [32768, 65535], '0.0.0.0/0'],
        ],
        out: [
          [100, 'allow', 'tcp', 80, '0.0.0.0/0'],
          [110, 'allow', 'tcp', 443, '0.0.0.0/0'],
          [120, 'allow', 'tcp', [1024, 65535], '192.0.2.0/24'],
          [140, 'allow', 'tcp', [32768, 65535], '0.0.0.0/0'],
        ],
      }),
    ),
    asks: [
      reaches('internet:198.51.100.7', 'Server', 'tcp/443', { sourcePort: 50000 }),
      blocked('internet:198.51.100.7', 'Server', 'tcp/139', { sourcePort: 50000 }),
      reaches('internet:192.0.2.10', 'Server', 'tcp/22', { sourcePort: 50000 }),
      blocked('internet:198.51.100.7', 'Server', 'tcp/22', { sourcePort: 50000 }),
      reaches('Server', 'internet:198.51.100.7', 'tcp/443', { sourcePort: 40000 }),
    ],
  },
  {
    id: 'acl-answers-go-to-the-ports-of-the-client',
    url: `${GUIDE}/custom-network-acl.html`,
    says: 'The client chooses its ephemeral port: Linux 32768-61000, Windows Server 2003 1025-5000.',
    template: template(
      published(),
      acl('Acl', 'Vpc', ['Public'], {
        in: [[100, 'allow', 'tcp', 443, '0.0.0.0/0']],
        out: [[100, 'allow', 'tcp', [32768, 65535], '0.0.0.0/0']],
      }),
    ),
    asks: [
      reaches('internet', 'Server', 'tcp/443', { sourcePort: 40000 }),
      oneWay('internet', 'Server', 'tcp/443', { sourcePort: 2000, why: 'a port of Windows Server 2003' }),
    ],
  },
  {
    id: 'acl-does-not-filter-inside-a-subnet',
    url: `${GUIDE}/vpc-network-acls.html`,
    says: 'Rules are evaluated when traffic enters and leaves the subnet, not as it is routed within a subnet.',
    template: template(pair(), instance('Neighbour', 'Private', ['Any']), acl('Acl', 'Vpc', ['Private'])),
    asks: [reaches('Neighbour', 'Server', 'tcp/5432'), blocked('Client', 'Server', 'tcp/5432')],
  },
  {
    id: 'acl-of-both-subnets-counts',
    url: `${GUIDE}/vpc-network-acls.html`,
    says: 'The ACL of one subnet decides what leaves it, that of the other decides what enters it.',
    template: template(
      pair(),
      acl('Acl', 'Vpc', ['Public'], { in: [EVERYTHING], out: [[100, 'allow', 'tcp', 443, '10.0.1.0/24']] }),
    ),
    asks: [
      reaches('Client', 'Server', 'tcp/443'),
      blocked('Client', 'Server', 'tcp/80', { why: 'it may not leave the subnet of the client' }),
      oneWay('Server', 'Client', 'tcp/80', { sourcePort: 40000, why: 'the answer may not leave' }),
    ],
  },
  {
    id: 'acl-spares-transit-traffic-into-its-own-subnet',
    url: 'https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html',
    says: 'With the attachment in the subnet of the instances, traffic from the gateway to them is not evaluated.',
    template: template(
      behindTransit('Entry'),
      acl('Acl', 'Vpc', ['Entry'], {
        in: [[100, 'allow', '-1', 'all', '10.0.0.0/24']],
        out: [[100, 'allow', 'tcp', [1024, 65535], '10.1.0.0/16']],
      }),
    ),
    asks: [
      reaches('Client', 'Server', 'tcp/443', { sourcePort: 40000, why: 'the answer is allowed by rule 100' }),
      blocked('Server', 'Client', 'tcp/443', { why: 'outbound rules do evaluate traffic to the gateway' }),
    ],
  },
  {
    id: 'acl-of-the-attachment-subnet-counts',
    url: 'https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html',
    says: 'Outbound rules of the attachment subnet evaluate traffic to instances of other subnets by destination.',
    template: template(
      behindTransit('Work'),
      acl('Acl', 'Vpc', ['Entry'], { in: [EVERYTHING], out: [[100, 'allow', 'tcp', 443, '10.0.1.0/24']] }),
    ),
    asks: [blocked('Client', 'Server', 'tcp/80'), reaches('Client', 'Server', 'tcp/443')],
  },
];
