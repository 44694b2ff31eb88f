import {
  instance,
  internetGateway,
  natGateway,
  peering,
  subnet,
  table,
  toGateway,
  toNat,
  toPeer,
  vpc,
  type Route,
} from './parts/network';
import { ALL, group } from './parts/rules';
import { join, template, type Resources } from './parts/template';
import { learn, site, virtualGateway } from './parts/transit';
import { blocked, oneWay, reaches, type Scenario } from './scenario';

const PEERING = 'https://docs.aws.amazon.com/vpc/latest/peering';
const BASICS = `${PEERING}/vpc-peering-basics.html`;

/** A VPC with one subnet, its routes, and one host. */
function home(id: string, cidr: string, routes: readonly Route[]): Resources {
  return join(
    vpc(id, cidr),
    subnet(`${id}Subnet`, id, cidr.replace('.0.0/16', '.0.0/24')),
    table(`${id}Table`, id, [`${id}Subnet`], routes),
    group(`${id}Any`, id, { in: [ALL] }),
    instance(`${id}Host`, `${id}Subnet`, [`${id}Any`]),
  );
}

/** VPC A and VPC B, peered, with the routes of each. */
function pair(toB: readonly Route[], toA: readonly Route[]): Resources {
  return join(home('A', '10.0.0.0/16', toB), home('B', '172.31.0.0/16', toA), peering('AB', 'A', 'B'));
}

/** VPC A with a public subnet, and VPC B that sends everything to A. */
function edge(ofA: readonly Route[]): Resources {
  return join(pair([['172.31.0.0/16', toPeer('AB')], ...ofA], [['0.0.0.0/0', toPeer('AB')]]), internetGateway('A'));
}

/** VPC peering: between two, and no further. */
export const PEERING_CONNECTIONS: readonly Scenario[] = [
  {
    id: 'peering-joins-two-vpcs',
    url: BASICS,
    says: 'The owner of each VPC must add a route that points to the range of the other VPC.',
    template: template(pair([['172.31.0.0/16', toPeer('AB')]], [['10.0.0.0/16', toPeer('AB')]])),
    asks: [reaches('AHost', 'BHost', 'tcp/443'), reaches('BHost', 'AHost', 'tcp/443')],
  },
  {
    id: 'peering-needs-routes-on-both-sides',
    url: `${PEERING}/vpc-peering-routing.html`,
    says: 'A route must be added to the tables of the subnets of both instances.',
    template: template(pair([['172.31.0.0/16', toPeer('AB')]], [])),
    asks: [oneWay('AHost', 'BHost', 'tcp/443'), blocked('BHost', 'AHost', 'tcp/443')],
  },
  {
    id: 'peering-is-not-transitive',
    url: BASICS,
    says: 'With connections A-B and A-C, traffic cannot be routed from B to C through A.',
    template: template(
      home('A', '10.0.0.0/16', [
        ['172.31.0.0/16', toPeer('AB')],
        ['192.168.0.0/16', toPeer('AC')],
      ]),
      home('B', '172.31.0.0/16', [
        ['10.0.0.0/16', toPeer('AB')],
        ['192.168.0.0/16', toPeer('AB')],
      ]),
      home('C', '192.168.0.0/16', [
        ['10.0.0.0/16', toPeer('AC')],
        ['172.31.0.0/16', toPeer('AC')],
      ]),
      peering('AB', 'A', 'B'),
      peering('AC', 'A', 'C'),
    ),
    asks: [
      reaches('AHost', 'BHost', 'tcp/443'),
      reaches('AHost', 'CHost', 'tcp/443'),
      blocked('BHost', 'CHost', 'tcp/443'),
    ],
  },
  {
    id: 'peering-lends-no-internet-gateway',
    url: BASICS,
    says: 'If VPC A has an internet gateway, resources in VPC B cannot use it to access the internet.',
    template: template(edge([['0.0.0.0/0', toGateway('Igw')]])),
    asks: [blocked('BHost', 'internet', 'tcp/443'), reaches('BHost', 'AHost', 'tcp/443')],
  },
  {
    id: 'peering-lends-no-nat-gateway',
    url: BASICS,
    says: 'If VPC A has a NAT device for its subnets, resources in VPC B cannot use it to access the internet.',
    template: template(
      edge([['0.0.0.0/0', toNat('Nat')]]),
      subnet('Public', 'A', '10.0.1.0/24'),
      table(
        'PublicTable',
        'A',
        ['Public'],
        [
          ['0.0.0.0/0', toGateway('Igw')],
          ['172.31.0.0/16', toPeer('AB')],
        ],
      ),
      natGateway('Nat', 'Public'),
    ),
    asks: [blocked('BHost', 'internet', 'tcp/443'), reaches('AHost', 'internet', 'tcp/443')],
  },
  {
    id: 'peering-lends-no-vpn',
    url: BASICS,
    says: 'If VPC A has a VPN connection, resources in VPC B cannot use it to reach the corporate network.',
    template: template(
      edge([]),
      virtualGateway('Vgw', 'A'),
      site('Office', '198.51.100.1', { gateway: 'Vgw', prefix: '192.168.10.0/24' }),
      learn('Vgw', 'ATable'),
    ),
    asks: [
      blocked('BHost', 'site:Office', 'tcp/443'),
      blocked('site:Office', 'BHost', 'tcp/443'),
      reaches('AHost', 'site:Office', 'tcp/443'),
    ],
  },
  {
    id: 'peering-routes-may-name-one-subnet',
    url: `${PEERING}/peering-configurations-partial-access.html`,
    says: 'A route for the range of one subnet gives access to this subnet of the peer VPC alone.',
    template: template(
      pair([['172.31.0.0/16', toPeer('AB')]], [['10.0.0.0/24', toPeer('AB')]]),
      subnet('Second', 'A', '10.0.1.0/24'),
      table('SecondTable', 'A', ['Second'], [['172.31.0.0/16', toPeer('AB')]]),
      instance('Hidden', 'Second', ['AAny']),
    ),
    asks: [
      reaches('BHost', 'AHost', 'tcp/443'),
      blocked('BHost', 'Hidden', 'tcp/443'),
      oneWay('Hidden', 'BHost', 'tcp/443', { why: 'the answer has no route' }),
    ],
  },
  {
    id: 'peering-answers-follow-the-route-not-the-way-they-came',
    url: `${PEERING}/peering-configurations-partial-access.html`,
    says: 'B and C have matching ranges and A routes the range to C: the host in B gets no answer from A.',
    template: template(
      home('A', '10.0.0.0/16', [['172.31.0.0/16', toPeer('AC')]]),
      home('B', '172.31.0.0/16', [['10.0.0.0/16', toPeer('AB')]]),
      home('C', '172.31.0.0/16', [['10.0.0.0/16', toPeer('AC')]]),
      peering('AB', 'A', 'B'),
      peering('AC', 'A', 'C'),
    ),
    asks: [
      oneWay('BHost', 'AHost', 'tcp/389', { why: 'no reverse path forwarding' }),
      reaches('CHost', 'AHost', 'tcp/389'),
    ],
  },
];
