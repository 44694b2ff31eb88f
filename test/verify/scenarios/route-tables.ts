import {
  appliance,
  elasticAddress,
  gatewayTable,
  instance,
  interfaceAddress,
  internetGateway,
  peering,
  prefixList,
  stage,
  subnet,
  table,
  toGateway,
  toInterface,
  toPeer,
  vpc,
  type Route,
} from './parts/network';
import { ALL, group } from './parts/rules';
import { join, template, type Resources } from './parts/template';
import { learn, site, virtualGateway } from './parts/transit';
import { ask, blocked, reaches, type Scenario } from './scenario';

const TABLES = 'https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html';
const OPTIONS = 'https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html';
const PRIORITY = 'https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html';
const VPN_PRIORITY = 'https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-route-priority.html';

/** `Client` in `Work`, whose table has the given routes, and a peer VPC 172.31.0.0/16 with `Server`. */
function withPeer(...routes: readonly Route[]): Resources {
  return join(
    vpc('Vpc'),
    internetGateway('Vpc'),
    subnet('Work', 'Vpc', '10.0.0.0/24'),
    table('WorkTable', 'Vpc', ['Work'], routes),
    vpc('Peer', '172.31.0.0/16'),
    subnet('Far', 'Peer', '172.31.0.0/24'),
    table('FarTable', 'Peer', ['Far'], [['10.0.0.0/16', toPeer('Pcx')]]),
    peering('Pcx', 'Vpc', 'Peer'),
    group('Any', 'Vpc', { in: [ALL] }),
    group('PeerAny', 'Peer', { in: [ALL] }),
    instance('Client', 'Work', ['Any']),
    elasticAddress('Client'),
    instance('Server', 'Far', ['PeerAny']),
  );
}

/** A site 172.31.0.0/16 on a virtual private gateway, learnt by the table of `Client`. */
function withLearntSite(...routes: readonly Route[]): Resources {
  return join(
    withPeer(...routes),
    virtualGateway('Vgw', 'Vpc'),
    site('Office', '198.51.100.1', { gateway: 'Vgw', prefix: '172.31.0.0/16' }),
    learn('Vgw', 'WorkTable'),
  );
}

/** A server behind an appliance to which the table of the internet gateway sends. */
function behindAppliance(checked: boolean): Resources {
  return join(
    vpc('Vpc'),
    internetGateway('Vpc'),
    subnet('Inspection', 'Vpc', '10.0.0.0/24'),
    subnet('Work', 'Vpc', '10.0.1.0/24'),
    table('InspectionTable', 'Vpc', ['Inspection'], [['0.0.0.0/0', toGateway('Igw')]]),
    table('WorkTable', 'Vpc', ['Work'], [['0.0.0.0/0', toInterface('Appliance')]]),
    gatewayTable('EntryTable', 'Vpc', 'Igw', [['10.0.1.0/24', toInterface('Appliance')]]),
    group('Any', 'Vpc', { in: [ALL] }),
    appliance('Appliance', 'Inspection', ['Any'], checked),
    interfaceAddress('Appliance'),
    instance('Server', 'Work', ['Any']),
    elasticAddress('Server'),
    instance('Open', 'Inspection', ['Any']),
    elasticAddress('Open'),
  );
}

/** Route tables: which route is taken. */
export const ROUTE_TABLES: readonly Scenario[] = [
  {
    id: 'local-route-joins-the-subnets',
    url: TABLES,
    says: 'Every route table contains a local route for communication within the VPC; a new main table has no other.',
    template: template(
      stage(),
      group('Any', 'Vpc', { in: [ALL] }),
      instance('Client', 'Public', ['Any']),
      instance('Server', 'Private', ['Any']),
    ),
    asks: [reaches('Client', 'Server', 'tcp/443'), blocked('Server', 'internet', 'tcp/443')],
  },
  {
    id: 'custom-table-serves-associated-subnets-only',
    url: TABLES,
    says: 'A subnet without an explicit association uses the main route table.',
    template: template(
      stage(),
      subnet('Forgotten', 'Vpc', '10.0.2.0/24'),
      group('Any', 'Vpc'),
      instance('Associated', 'Public', ['Any']),
      elasticAddress('Associated'),
      instance('Implicit', 'Forgotten', ['Any']),
      elasticAddress('Implicit'),
    ),
    asks: [
      reaches('Associated', 'internet', 'tcp/443'),
      blocked('Implicit', 'internet', 'tcp/443', { why: 'the main table has local routes only' }),
    ],
  },
  {
    id: 'longest-prefix-wins',
    url: PRIORITY,
    says: '172.31.0.0/16 to the peering connection is more specific than 0.0.0.0/0 to the internet gateway.',
    template: template(withPeer(['0.0.0.0/0', toGateway('Igw')], ['172.31.0.0/16', toPeer('Pcx')])),
    asks: [reaches('Client', 'Server', 'tcp/443'), reaches('Client', 'internet:203.0.113.9', 'tcp/443')],
  },
  {
    id: 'static-route-before-learnt-route',
    url: PRIORITY,
    says: 'With the same destination, a static route to an internet gateway wins over a propagated route.',
    template: template(withLearntSite(['172.31.0.0/16', toGateway('Igw')])),
    asks: [blocked('Client', 'site:Office', 'tcp/443')],
  },
  {
    id: 'learnt-route-alone-is-used',
    url: PRIORITY,
    says: 'With propagation, the routes of the VPN connection appear in the table without being added by hand.',
    template: template(withLearntSite()),
    asks: [reaches('Client', 'site:Office', 'tcp/443'), blocked('Client', 'Server', 'tcp/443')],
  },
  {
    id: 'local-route-before-learnt-route',
    url: VPN_PRIORITY,
    says: 'If propagated routes overlap the local route, the local route is preferred even if they are more specific.',
    template: template(
      stage(),
      table('PrivateTable', 'Vpc', ['Private']),
      virtualGateway('Vgw', 'Vpc'),
      site('Office', '198.51.100.1', { gateway: 'Vgw', prefix: '10.0.0.0/25' }),
      learn('Vgw', 'PrivateTable'),
      group('Any', 'Vpc', { in: [ALL] }),
      instance('Client', 'Private', ['Any']),
      instance('Server', 'Public', ['Any'], { PrivateIpAddress: '10.0.0.10' }),
    ),
    asks: [reaches('Client', 'Server', 'tcp/443')],
  },
  {
    id: 'prefix-list-is-a-set-of-destinations',
    url: OPTIONS,
    says: 'A prefix list can be the destination of a route; its entries are the ranges that the route covers.',
    template: template(
      withPeer(['list:Ranges', toPeer('Pcx')]),
      prefixList('Ranges', '172.31.0.0/24', '10.2.0.0/16'),
      subnet('Beyond', 'Peer', '172.31.1.0/24'),
      table('BeyondTable', 'Peer', ['Beyond'], [['10.0.0.0/16', toPeer('Pcx')]]),
      instance('Outside', 'Beyond', ['PeerAny']),
    ),
    asks: [reaches('Client', 'Server', 'tcp/443'), blocked('Client', 'Outside', 'tcp/443')],
  },
  {
    id: 'range-before-prefix-list',
    url: PRIORITY,
    says: 'A static route with a range wins over an overlapping static route with a prefix list.',
    template: template(
      withPeer(['list:Ranges', toPeer('Pcx')], ['172.31.0.0/16', toGateway('Igw')]),
      prefixList('Ranges', '172.31.0.0/16'),
    ),
    asks: [blocked('Client', 'Server', 'tcp/443')],
  },
  {
    id: 'prefix-list-before-learnt-route',
    url: PRIORITY,
    says: 'A route that references a prefix list wins over a propagated route that matches it.',
    template: template(withLearntSite(['list:Ranges', toPeer('Pcx')]), prefixList('Ranges', '172.31.0.0/16')),
    asks: [reaches('Client', 'Server', 'tcp/443'), blocked('Client', 'site:Office', 'tcp/443')],
  },
  {
    id: 'two-prefix-lists-are-drawn-by-lot',
    url: PRIORITY,
    says: 'If prefix lists with overlapping ranges have different targets, "we randomly choose which route".',
    template: template(
      withPeer(['list:Ranges', toPeer('Pcx')], ['list:Others', toGateway('Igw')]),
      prefixList('Ranges', '172.31.0.0/16'),
      prefixList('Others', '172.31.0.0/16'),
    ),
    asks: [ask('Client', 'Server', 'tcp/443', 'unknown', 'unknown', { why: 'AWS chooses one of the two routes' })],
  },
  {
    id: 'gateway-table-sends-to-an-appliance',
    url: TABLES,
    says: 'A gateway table with a subnet range sends what enters for it to an interface; the rest is local.',
    template: template(behindAppliance(false)),
    asks: [
      ask('internet', 'Server', 'tcp/443', 'unknown', 'unknown', { why: 'what the appliance passes on is its own' }),
      reaches('internet', 'Open', 'tcp/443', { why: 'the local route of the gateway table' }),
    ],
  },
  {
    id: 'appliance-must-not-check-addresses',
    url: OPTIONS,
    says: 'Source/destination checking must be disabled on an appliance.',
    template: template(behindAppliance(true)),
    asks: [
      blocked('internet', 'Server', 'tcp/443', { why: 'the appliance drops what is not addressed to it' }),
      blocked('Server', 'internet', 'tcp/443'),
    ],
  },
];
