import { endpointAt, endpointIn, firewall, guarded, policy, statefulRules, strict } from './parts/firewall';
import {
  elasticAddress,
  gatewayTable,
  instance,
  internetGateway,
  subnet,
  table,
  toGateway,
  toTransit,
  vpc,
  type Target,
} from './parts/network';
import { ALL, group } from './parts/rules';
import { join, template, type Resources } from './parts/template';
import { associate, attach, propagate, transitGateway, transitRoute, transitTable } from './parts/transit';
import { ask, blocked, oneWay, reaches, type Scenario } from './scenario';

const ASYMMETRIC = 'https://docs.aws.amazon.com/network-firewall/latest/developerguide/asymmetric-routing.html';

const HTTPS_ONLY = join(statefulRules('Stateful', 'STRICT_ORDER', [['PASS', '443']]));

/** A firewall in two zones and `Server` in the first; its outbound route names the given endpoint. */
function twoZones(outward: Target): Resources {
  return join(
    vpc('Vpc'),
    internetGateway('Vpc'),
    subnet('EdgeA', 'Vpc', '10.0.0.0/24'),
    subnet('EdgeB', 'Vpc', '10.0.1.0/24', { zone: 'b' }),
    subnet('Work', 'Vpc', '10.0.2.0/24'),
    table('EdgeTable', 'Vpc', ['EdgeA', 'EdgeB'], [['0.0.0.0/0', toGateway('Igw')]]),
    table('WorkTable', 'Vpc', ['Work'], [['0.0.0.0/0', outward]]),
    gatewayTable('EntryTable', 'Vpc', 'Igw', [['10.0.2.0/24', endpointIn('a')]]),
    firewall('Vpc', ['EdgeA', 'EdgeB'], strict('Stateful', ['aws:drop_strict'])),
    HTTPS_ONLY,
    group('Any', 'Vpc', { in: [ALL] }),
    instance('Server', 'Work', ['Any']),
    elasticAddress('Server'),
  );
}

/** A VPC with a host in one zone, attached there. */
function spoke(id: string, cidr: string, zone: string): Resources {
  return join(
    vpc(id, cidr),
    subnet(`${id}Subnet`, id, cidr.replace('/16', '/24'), { zone }),
    table(`${id}Table`, id, [`${id}Subnet`], [['0.0.0.0/0', toTransit('Tgw')]]),
    attach(`${id}Link`, id, [`${id}Subnet`]),
    group(`${id}Any`, id, { in: [ALL] }),
    instance(`${id}Host`, `${id}Subnet`, [`${id}Any`]),
  );
}

/** Spokes in zones a and b whose traffic passes a firewall in an inspection VPC with both zones. */
function inspection(appliance: boolean): Resources {
  const inZone = (zone: string, third: number): Resources =>
    join(
      subnet(`Link${zone}`, 'Vpc', `100.64.${String(third)}.0/24`, { zone }),
      subnet(`Edge${zone}`, 'Vpc', `100.64.${String(third + 1)}.0/24`, { zone }),
      table(`Link${zone}Table`, 'Vpc', [`Link${zone}`], [['0.0.0.0/0', endpointIn(zone)]]),
      table(`Edge${zone}Table`, 'Vpc', [`Edge${zone}`], [['0.0.0.0/0', toTransit('Tgw')]]),
    );
  return join(
    transitGateway({ defaults: false }),
    spoke('A', '10.1.0.0/16', 'a'),
    spoke('B', '10.2.0.0/16', 'b'),
    vpc('Vpc', '100.64.0.0/16'),
    inZone('a', 0),
    inZone('b', 2),
    attach('Inspection', 'Vpc', ['Linka', 'Linkb'], { appliance }),
    firewall('Vpc', ['Edgea', 'Edgeb'], strict('Stateful', ['aws:drop_strict'])),
    HTTPS_ONLY,
    transitTable('Spokes'),
    associate('Spokes', 'ALink', 'BLink'),
    transitRoute('Inspect', 'Spokes', '0.0.0.0/0', 'Inspection'),
    transitTable('Inspected'),
    associate('Inspected', 'Inspection'),
    propagate('Inspected', 'ALink', 'BLink'),
  );
}

/** Network Firewall: both directions through the same endpoint. */
export const FIREWALL_ROUTING: readonly Scenario[] = [
  {
    id: 'firewall-guards-both-ways-in-one-zone',
    url: 'https://docs.aws.amazon.com/network-firewall/latest/developerguide/arch-single-zone-igw.html',
    says: 'The gateway table sends what enters for the subnet to the firewall, the subnet table all that leaves it.',
    template: template(guarded(strict('Stateful', ['aws:drop_strict'])), HTTPS_ONLY),
    asks: [reaches('internet', 'Server', 'tcp/443'), blocked('internet', 'Server', 'tcp/80')],
  },
  {
    id: 'firewall-drops-answers-of-unseen-requests',
    url: ASYMMETRIC,
    says: 'Asymmetric routing is not supported: request and answer must be routed to the same endpoint.',
    template: template(guarded(strict('Stateful', ['aws:drop_strict']), 'direct'), HTTPS_ONLY),
    asks: [
      oneWay('internet', 'Server', 'tcp/443', { why: 'no edge association: requests pass by the firewall' }),
      ask('Server', 'internet', 'tcp/443', 'yes', 'no', { why: 'the answer passes by the firewall' }),
    ],
  },
  {
    id: 'firewall-stateless-pass-needs-no-symmetry',
    url: ASYMMETRIC,
    says: 'The routing must be symmetric for the firewall to process traffic; stateless pass ends all inspection.',
    template: template(guarded(policy('pass'), 'direct')),
    asks: [ask('internet', 'Server', 'tcp/443', 'yes', 'unknown', { why: 'the page speaks of the firewall at large' })],
  },
  {
    id: 'firewall-endpoint-by-zone',
    url: 'https://docs.aws.amazon.com/network-firewall/latest/developerguide/arch-two-zone-igw.html',
    says: 'What enters goes to the firewall in the zone of the customer subnet; what leaves goes through it.',
    template: template(twoZones(endpointIn('a'))),
    asks: [reaches('internet', 'Server', 'tcp/443'), blocked('internet', 'Server', 'tcp/22')],
  },
  {
    id: 'firewall-endpoint-by-position',
    url: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-networkfirewall-firewall.html',
    says: 'EndpointIds: "The subnets are not listed in any particular order."',
    template: template(twoZones(endpointAt(0))),
    asks: [
      ask('internet', 'Server', 'tcp/443', 'yes', 'unknown', { why: 'position 0 may be the endpoint of zone b' }),
      blocked('internet', 'Server', 'tcp/22'),
    ],
  },
  {
    id: 'inspection-without-appliance-mode-loses-answers',
    url: 'https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-appliance-scenario.html',
    says: 'Traffic stays in the zone it comes from: the answer meets the appliance of the other zone and is dropped.',
    template: template(inspection(false)),
    asks: [oneWay('AHost', 'BHost', 'tcp/443'), blocked('AHost', 'BHost', 'tcp/80')],
  },
  {
    id: 'inspection-with-appliance-mode-keeps-the-zone',
    url: 'https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-appliance-scenario.html',
    says: 'In appliance mode one interface of the VPC is used for a flow in both directions.',
    template: template(inspection(true)),
    asks: [reaches('AHost', 'BHost', 'tcp/443'), blocked('AHost', 'BHost', 'tcp/80')],
  },
];
