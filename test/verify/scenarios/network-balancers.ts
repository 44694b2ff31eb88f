import { balancer, forward } from './parts/balancers';
import { instance, internetGateway, subnet, table, toGateway, vpc } from './parts/network';
import { group, type Rule } from './parts/rules';
import { join, template, type Resources } from './parts/template';
import { ask, blocked, reaches, type Scenario } from './scenario';

const GUIDE = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network';
const GROUPS = `${GUIDE}/load-balancer-security-groups.html`;
const PRESERVATION = `${GUIDE}/edit-target-group-attributes.html`;
const CROSS_ZONE = `${GUIDE}/network-load-balancers.html`;

interface Options {
  readonly groups?: readonly string[];
  readonly admits: Rule;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly zones?: readonly ('A' | 'B')[];
  readonly crossZone?: boolean;
}

/** A balancer `Nlb` on port 80 before `TargetA` and `TargetB`, one in a private subnet of each zone. */
function service(options: Options): Resources {
  const zones = options.zones ?? ['A', 'B'];
  return join(
    vpc('Vpc'),
    internetGateway('Vpc'),
    subnet('PublicA', 'Vpc', '10.0.0.0/24'),
    subnet('PublicB', 'Vpc', '10.0.1.0/24', { zone: 'b' }),
    subnet('PrivateA', 'Vpc', '10.0.2.0/24'),
    subnet('PrivateB', 'Vpc', '10.0.3.0/24', { zone: 'b' }),
    table('PublicTable', 'Vpc', ['PublicA', 'PublicB'], [['0.0.0.0/0', toGateway('Igw')]]),
    group('TargetGroup', 'Vpc', { in: [options.admits] }),
    instance('TargetA', 'PrivateA', ['TargetGroup']),
    instance('TargetB', 'PrivateB', ['TargetGroup']),
    balancer(
      'Nlb',
      'network',
      zones.map((zone) => `Public${zone}`),
      options.groups ?? [],
      options.crossZone === true ? { attributes: { 'load_balancing.cross_zone.enabled': 'true' } } : {},
    ),
    forward('Forward', 'Nlb', ['TCP', 80], ['TargetA', 'TargetB'], {
      ...(options.attributes === undefined ? {} : { attributes: options.attributes }),
    }),
  );
}

const FROM_VPC: Rule = ['tcp', 80, '10.0.0.0/16'];
const FROM_ANYWHERE: Rule = ['tcp', 80, '0.0.0.0/0'];

/** Network load balancers: addresses of clients, groups, zones. */
export const NETWORK_BALANCERS: readonly Scenario[] = [
  {
    id: 'balancer-without-group-admits-every-client',
    url: GROUPS,
    says: 'Without a group all client traffic reaches the listeners and all traffic can leave the balancer.',
    template: template(service({ admits: FROM_ANYWHERE })),
    asks: [reaches('internet', 'Nlb', 'tcp/80'), reaches('Nlb@us-east-1a', 'TargetA', 'tcp/80')],
  },
  {
    id: 'balancer-group-filters-clients',
    url: GROUPS,
    says: 'Inbound rules of the group of the balancer allow only traffic from the ranges they name.',
    template: template(
      service({ groups: ['NlbGroup'], admits: ['tcp', 80, 'group:NlbGroup'] }),
      group('NlbGroup', 'Vpc', { in: [['tcp', 80, '198.51.100.0/24']] }),
    ),
    asks: [reaches('internet:198.51.100.7', 'Nlb', 'tcp/80'), blocked('internet:203.0.113.9', 'Nlb', 'tcp/80')],
  },
  {
    id: 'balancer-keeps-the-address-of-the-client',
    url: PRESERVATION,
    says: 'Client addresses are preserved by default for targets by instance ID: the targets see the client.',
    template: template(service({ admits: ['tcp', 80, '198.51.100.0/24'] })),
    asks: [
      reaches('internet:198.51.100.7', 'TargetA', 'tcp/80', { why: 'through the balancer' }),
      blocked('internet:203.0.113.9', 'TargetA', 'tcp/80', { why: 'the group of the target sees the client' }),
    ],
  },
  {
    id: 'balancer-replaces-the-address-of-the-client',
    url: PRESERVATION,
    says: 'With preservation disabled, the private address of the balancer is the source of all traffic.',
    template: template(service({ admits: FROM_VPC, attributes: { 'preserve_client_ip.enabled': 'false' } })),
    asks: [reaches('internet', 'Nlb', 'tcp/80'), reaches('Nlb@us-east-1a', 'TargetA', 'tcp/80')],
  },
  {
    id: 'balancer-as-the-only-way-to-the-targets',
    url: GROUPS,
    says: 'A reference to its group admits traffic through the balancer, preserved addresses too, and none directly.',
    template: template(
      service({ groups: ['NlbGroup'], admits: ['tcp', 80, 'group:NlbGroup'] }),
      group('NlbGroup', 'Vpc', { in: [FROM_ANYWHERE] }),
    ),
    asks: [
      reaches('internet', 'TargetA', 'tcp/80', { why: 'through the balancer' }),
      reaches('Nlb@us-east-1a', 'TargetA', 'tcp/80'),
      blocked('internet', 'TargetA', 'tcp/22'),
    ],
  },
  {
    id: 'balancer-checks-health-by-outbound-rules',
    url: GROUPS,
    says: 'Health checks are subject to outbound rules of the balancer, but not to inbound rules.',
    template: template(
      service({ groups: ['NlbGroup'], admits: ['tcp', [80, 9000], 'group:NlbGroup'] }),
      group('NlbGroup', 'Vpc', { in: [FROM_ANYWHERE], out: [['tcp', 80, '10.0.0.0/16']] }),
    ),
    asks: [reaches('Nlb@us-east-1a', 'TargetA', 'tcp/80'), blocked('Nlb@us-east-1a', 'TargetA', 'tcp/9000')],
  },
  {
    id: 'balancer-nodes-stay-in-their-zone',
    url: CROSS_ZONE,
    says: 'By default each node distributes traffic across the targets of its own zone only.',
    template: template(service({ admits: FROM_ANYWHERE })),
    asks: [
      reaches('Nlb@us-east-1a', 'TargetA', 'tcp/80'),
      blocked('Nlb@us-east-1a', 'TargetB', 'tcp/80'),
      reaches('Nlb@us-east-1b', 'TargetB', 'tcp/80'),
    ],
  },
  {
    id: 'balancer-nodes-cross-zones-if-told',
    url: CROSS_ZONE,
    says: 'With cross-zone load balancing each node distributes across the targets of all enabled zones.',
    template: template(service({ admits: FROM_ANYWHERE, crossZone: true })),
    asks: [reaches('Nlb@us-east-1a', 'TargetB', 'tcp/80')],
  },
  {
    id: 'balancer-uses-enabled-zones-only',
    url: `${GUIDE}/load-balancer-target-groups.html`,
    says: 'The balancer routes to targets in enabled zones; targets in zones not enabled are unused.',
    template: template(service({ admits: FROM_ANYWHERE, zones: ['A'], crossZone: true })),
    asks: [
      reaches('Nlb', 'TargetA', 'tcp/80'),
      blocked('Nlb', 'TargetB', 'tcp/80'),
      ask('internet', 'TargetB', 'tcp/80', 'no', 'no'),
    ],
  },
];
