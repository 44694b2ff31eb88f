import {
  instance,
  internetGateway,
  natGateway,
  subnet,
  table,
  toGateway,
  toNat,
  vpc,
  type Route,
} from './parts/network';
import { ALL, group } from './parts/rules';
import { join, template, type Resources } from './parts/template';
import { learn, site, virtualGateway } from './parts/transit';
import { ask, blocked, oneWay, reaches, type Scenario } from './scenario';

const VPN = 'https://docs.aws.amazon.com/vpn/latest/s2svpn';
const ROUTING = `${VPN}/vpn-route-priority.html`;
const CLOUDHUB = `${VPN}/VPN_CloudHub.html`;

/** A VPC with a virtual private gateway and one host, whose table has the given routes. */
function premises(...routes: readonly Route[]): Resources {
  return join(
    vpc('Vpc'),
    subnet('Work', 'Vpc', '10.0.0.0/24'),
    table('WorkTable', 'Vpc', ['Work'], routes),
    virtualGateway('Vgw', 'Vpc'),
    group('Any', 'Vpc', { in: [ALL] }),
    instance('Host', 'Work', ['Any']),
  );
}

const OFFICE = site('Office', '198.51.100.1', { gateway: 'Vgw', prefix: '192.168.10.0/24', asn: 65001 });

/** Site-to-Site VPN on virtual private gateways. */
export const VPN_CONNECTIONS: readonly Scenario[] = [
  {
    id: 'vpn-static-routes-are-learnt',
    url: ROUTING,
    says: 'With propagation the network routes of the connection are added to the table, and traffic uses a tunnel.',
    template: template(premises(), OFFICE, learn('Vgw', 'WorkTable')),
    asks: [reaches('Host', 'site:Office', 'tcp/443'), reaches('site:Office', 'Host', 'tcp/443')],
  },
  {
    id: 'vpn-needs-a-route-of-the-subnet',
    url: ROUTING,
    says: 'In the VPC route table a route for the remote network must name the virtual private gateway.',
    template: template(premises(), OFFICE),
    asks: [
      blocked('Host', 'site:Office', 'tcp/443'),
      oneWay('site:Office', 'Host', 'tcp/443', { why: 'the answer has no route' }),
    ],
  },
  {
    id: 'vpn-carries-known-prefixes-only',
    url: ROUTING,
    says: 'Only prefixes known to the gateway receive traffic; it routes nothing else outside of the VPC range.',
    template: template(premises(['0.0.0.0/0', toGateway('Vgw')]), OFFICE),
    asks: [
      reaches('Host', 'site:Office', 'tcp/443'),
      blocked('Host', 'internet:203.0.113.9', 'tcp/443', { why: 'announced by no one' }),
    ],
  },
  {
    id: 'vpn-sites-with-bgp-reach-each-other',
    url: CLOUDHUB,
    says: 'Announcements of each site are "received and re-advertised to each BGP peer": sites reach one another.',
    template: template(
      premises(),
      learn('Vgw', 'WorkTable'),
      site('Office', '198.51.100.1', { gateway: 'Vgw', asn: 65001 }),
      site('Branch', '198.51.100.2', { gateway: 'Vgw', asn: 65002 }),
    ),
    asks: [reaches('site:Office', 'site:Branch', 'tcp/443'), reaches('site:Branch', 'site:Office', 'tcp/22')],
  },
  {
    id: 'vpn-sites-with-static-routes-are-left-open',
    url: ROUTING,
    says: 'The hub asks for dynamic routing; yet the gateway routes by static route entries as well.',
    template: template(
      premises(),
      OFFICE,
      site('Branch', '198.51.100.2', { gateway: 'Vgw', prefix: '192.168.20.0/24', asn: 65002 }),
    ),
    asks: [
      ask('site:Office', 'site:Branch', 'tcp/443', 'unknown', 'unknown', {
        why: 'no page says that traffic between two static connections is dropped',
      }),
    ],
  },
  {
    id: 'vpn-sites-on-gateways-of-their-own-are-apart',
    url: CLOUDHUB,
    says: 'Sites communicate through a single, common virtual private gateway.',
    template: template(
      premises(),
      OFFICE,
      vpc('Other', '10.1.0.0/16'),
      virtualGateway('OtherVgw', 'Other'),
      site('Branch', '198.51.100.2', { gateway: 'OtherVgw', prefix: '192.168.20.0/24', asn: 65002 }),
    ),
    asks: [blocked('site:Office', 'site:Branch', 'tcp/443')],
  },
  {
    id: 'vpn-lends-no-nat-gateway',
    url: 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html',
    says: 'Traffic cannot be routed to a NAT gateway through a VPN connection; the other side cannot use it.',
    template: template(
      premises(['0.0.0.0/0', toNat('Nat')]),
      OFFICE,
      learn('Vgw', 'WorkTable'),
      internetGateway('Vpc'),
      subnet('Public', 'Vpc', '10.0.1.0/24'),
      table('PublicTable', 'Vpc', ['Public'], [['0.0.0.0/0', toGateway('Igw')]]),
      natGateway('Nat', 'Public'),
    ),
    asks: [blocked('site:Office', 'internet', 'tcp/443'), reaches('Host', 'internet', 'tcp/443')],
  },
];
