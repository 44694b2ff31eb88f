import {
  instance,
  internetGateway,
  natGateway,
  subnet,
  table,
  toGateway,
  toNat,
  toTransit,
  vpc,
  type Route,
} from './parts/network';
import { ALL, group } from './parts/rules';
import { join, template, type Resources } from './parts/template';
import { associate, attach, propagate, site, transitGateway, transitRoute, transitTable } from './parts/transit';
import { blocked, oneWay, reaches, type Scenario } from './scenario';

const GUIDE = 'https://docs.aws.amazon.com/vpc/latest/tgw';
const HOW = `${GUIDE}/how-transit-gateways-work.html`;
const EVERYTHING_TO_TRANSIT: readonly Route[] = [['0.0.0.0/0', toTransit('Tgw')]];

/** A VPC with a host in the subnet of its attachment `<id>Link`. */
function spoke(id: string, cidr: string, routes: readonly Route[] = EVERYTHING_TO_TRANSIT): Resources {
  return join(
    vpc(id, cidr),
    subnet(`${id}Subnet`, id, cidr.replace('/16', '/24')),
    table(`${id}Table`, id, [`${id}Subnet`], routes),
    attach(`${id}Link`, id, [`${id}Subnet`]),
    group(`${id}Any`, id, { in: [ALL] }),
    instance(`${id}Host`, `${id}Subnet`, [`${id}Any`]),
  );
}

/** Spokes A and B without default tables. */
function apart(...parts: readonly Resources[]): Resources {
  return join(
    transitGateway({ defaults: false }),
    spoke('A', '10.1.0.0/16'),
    spoke('B', '10.2.0.0/16'),
    transitTable('Core'),
    ...parts,
  );
}

/** Transit gateways: association, propagation, static routes, zones. */
export const TRANSIT_GATEWAYS: readonly Scenario[] = [
  {
    id: 'transit-joins-all-attachments-by-default',
    url: HOW,
    says: 'The default table is the default association and propagation table: each attachment reaches the others.',
    template: template(transitGateway(), spoke('A', '10.1.0.0/16'), spoke('B', '10.2.0.0/16')),
    asks: [reaches('AHost', 'BHost', 'tcp/443'), reaches('BHost', 'AHost', 'tcp/443')],
  },
  {
    id: 'transit-needs-a-route-of-the-subnet',
    url: HOW,
    says: 'A route must be added to the subnet route table for traffic to route through the transit gateway.',
    template: template(transitGateway(), spoke('A', '10.1.0.0/16'), spoke('B', '10.2.0.0/16', [])),
    asks: [oneWay('AHost', 'BHost', 'tcp/443'), blocked('BHost', 'AHost', 'tcp/443')],
  },
  {
    id: 'transit-without-tables-carries-nothing',
    url: HOW,
    says: 'If association and propagation are disabled, no default table is created; packets need a matching route.',
    template: template(apart()),
    asks: [blocked('AHost', 'BHost', 'tcp/443')],
  },
  {
    id: 'transit-routes-are-those-of-the-associated-table',
    url: HOW,
    says: 'The associated table routes the packets of an attachment; propagation installs its ranges in tables.',
    template: template(apart(associate('Core', 'ALink', 'BLink'), propagate('Core', 'BLink'))),
    asks: [
      oneWay('AHost', 'BHost', 'tcp/443', { why: 'the range of A is in no table' }),
      blocked('BHost', 'AHost', 'tcp/443'),
    ],
  },
  {
    id: 'transit-isolates-vpcs-and-shares-services',
    url: `${GUIDE}/transit-gateway-isolated-shared.html`,
    says: 'VPCs A and B see the shared VPC D only: traffic between them has no route in their table.',
    template: template(
      apart(
        spoke('D', '10.4.0.0/16'),
        transitTable('Shared'),
        associate('Core', 'ALink', 'BLink'),
        propagate('Core', 'DLink'),
        associate('Shared', 'DLink'),
        propagate('Shared', 'ALink', 'BLink', 'DLink'),
      ),
    ),
    asks: [
      reaches('AHost', 'DHost', 'tcp/443'),
      reaches('DHost', 'BHost', 'tcp/443'),
      blocked('AHost', 'BHost', 'tcp/443'),
    ],
  },
  {
    id: 'transit-blackhole-drops',
    url: HOW,
    says: 'A blackhole route drops traffic that matches; a static route precedes a propagated one.',
    template: template(
      apart(
        associate('Core', 'ALink', 'BLink'),
        propagate('Core', 'ALink', 'BLink'),
        transitRoute('Drop', 'Core', '10.2.0.0/16'),
      ),
    ),
    asks: [blocked('AHost', 'BHost', 'tcp/443'), oneWay('BHost', 'AHost', 'tcp/443', { why: 'the answer is dropped' })],
  },
  {
    id: 'transit-static-route-before-propagated-route',
    url: HOW,
    says: 'With the same destination the static route has the higher priority; the propagated one is not included.',
    template: template(
      apart(
        spoke('C', '10.3.0.0/16'),
        associate('Core', 'ALink', 'BLink', 'CLink'),
        propagate('Core', 'ALink', 'BLink', 'CLink'),
        transitRoute('Detour', 'Core', '10.2.0.0/16', 'CLink'),
      ),
    ),
    asks: [blocked('AHost', 'BHost', 'tcp/443'), reaches('AHost', 'CHost', 'tcp/443')],
  },
  {
    id: 'transit-is-reached-in-zones-of-the-attachment',
    url: `${GUIDE}/tgw-vpc-attachments.html`,
    says: 'Resources in zones without an attachment cannot reach the transit gateway.',
    template: template(
      transitGateway(),
      spoke('A', '10.1.0.0/16'),
      spoke('B', '10.2.0.0/16'),
      subnet('Elsewhere', 'A', '10.1.1.0/24', { zone: 'b' }),
      table('ElsewhereTable', 'A', ['Elsewhere'], EVERYTHING_TO_TRANSIT),
      instance('Stranded', 'Elsewhere', ['AAny']),
    ),
    asks: [reaches('AHost', 'BHost', 'tcp/443'), blocked('Stranded', 'BHost', 'tcp/443')],
  },
  {
    id: 'transit-leads-to-a-shared-nat-gateway',
    url: `${GUIDE}/transit-gateway-nat-igw.html`,
    says: 'Outbound internet traffic of A and B goes to the NAT gateway of C; blackholes can keep A and B apart.',
    template: template(
      apart(
        associate('Core', 'ALink', 'BLink'),
        transitRoute('Outward', 'Core', '0.0.0.0/0', 'CLink'),
        transitRoute('NotA', 'Core', '10.1.0.0/16'),
        transitRoute('NotB', 'Core', '10.2.0.0/16'),
        transitTable('Home'),
        associate('Home', 'CLink'),
        propagate('Home', 'ALink', 'BLink'),
        vpc('C', '10.3.0.0/16'),
        internetGateway('C'),
        subnet('Link', 'C', '10.3.0.0/24'),
        table('LinkTable', 'C', ['Link'], [['0.0.0.0/0', toNat('Nat')]]),
        subnet('Exit', 'C', '10.3.1.0/24'),
        table(
          'ExitTable',
          'C',
          ['Exit'],
          [
            ['10.1.0.0/16', toTransit('Tgw')],
            ['10.2.0.0/16', toTransit('Tgw')],
            ['0.0.0.0/0', toGateway('Igw')],
          ],
        ),
        natGateway('Nat', 'Exit'),
        attach('CLink', 'C', ['Link']),
      ),
    ),
    asks: [
      reaches('AHost', 'internet', 'tcp/443'),
      blocked('AHost', 'BHost', 'tcp/443'),
      blocked('internet', 'AHost', 'tcp/443'),
    ],
  },
  {
    id: 'transit-joins-sites-by-default',
    url: `${GUIDE}/transit-gateway-centralized-router.html`,
    says: 'All attachments, VPNs too, are associated with and propagate to the default table and reach each other.',
    template: template(
      transitGateway(),
      spoke('A', '10.1.0.0/16'),
      site('Office', '198.51.100.1', { gateway: 'Tgw', asn: 65001 }),
      site('Branch', '198.51.100.2', { gateway: 'Tgw', asn: 65002 }),
    ),
    asks: [
      reaches('site:Office', 'AHost', 'tcp/443', { why: 'the site announces its ranges' }),
      reaches('site:Office', 'site:Branch', 'tcp/443'),
    ],
  },
];
