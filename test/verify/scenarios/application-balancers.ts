import { balancer, forward } from './parts/balancers';
import { instance, internetGateway, subnet, table, toGateway, vpc } from './parts/network';
import { acl, egress, group, ingress, type Rule } from './parts/rules';
import { join, template, type Resources } from './parts/template';
import { blocked, reaches, type Scenario } from './scenario';

const GUIDE = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application';
const GROUPS = `${GUIDE}/load-balancer-update-security-groups.html`;
const FROM_ANYWHERE: Rule = ['tcp', 80, '0.0.0.0/0'];

/** A load balancer `Alb` in two zones, and `Target` in the first, on port 8080. */
function web(
  options: { readonly internal?: boolean; readonly out?: readonly Rule[]; readonly healthPort?: number } = {},
): Resources {
  return join(
    vpc('Vpc'),
    internetGateway('Vpc'),
    subnet('PublicA', 'Vpc', '10.0.0.0/24'),
    subnet('PublicB', 'Vpc', '10.0.1.0/24', { zone: 'b' }),
    table('PublicTable', 'Vpc', ['PublicA', 'PublicB'], [['0.0.0.0/0', toGateway('Igw')]]),
    subnet('Private', 'Vpc', '10.0.2.0/24'),
    group('AlbGroup', 'Vpc', {
      in: options.internal === true ? [['tcp', 80, '10.0.0.0/16']] : [FROM_ANYWHERE],
      ...(options.out === undefined ? {} : { out: options.out }),
    }),
    group('TargetGroup', 'Vpc', { in: [['tcp', 8080, 'group:AlbGroup']] }),
    instance('Target', 'Private', ['TargetGroup']),
    balancer('Alb', 'application', ['PublicA', 'PublicB'], ['AlbGroup'], { internal: options.internal === true }),
    forward('Forward', 'Alb', ['HTTP', 8080], ['Target'], {
      listener: 80,
      ...(options.healthPort === undefined ? {} : { healthPort: options.healthPort }),
    }),
  );
}

/** Application load balancers: they terminate, and their group is the source for the targets. */
export const APPLICATION_BALANCERS: readonly Scenario[] = [
  {
    id: 'balancer-and-targets-in-groups-of-their-own',
    url: 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html',
    says: 'The group of the balancer admits HTTP from the internet, that of the servers the balancer alone.',
    template: template(web(), group('OtherGroup', 'Vpc'), instance('Other', 'PublicA', ['OtherGroup'])),
    asks: [
      reaches('internet', 'Alb', 'tcp/80'),
      reaches('Alb', 'Target', 'tcp/8080'),
      blocked('internet', 'Alb', 'tcp/22'),
      blocked('Other', 'Target', 'tcp/8080'),
    ],
  },
  {
    id: 'balancer-group-must-let-requests-out',
    url: GROUPS,
    says: 'Outbound rules of the balancer must allow the instances on the listener port and the health check port.',
    template: template(web({ out: [['tcp', 443, '10.0.2.0/24']] })),
    asks: [reaches('internet', 'Alb', 'tcp/80'), blocked('Alb', 'Target', 'tcp/8080')],
  },
  {
    id: 'balancer-group-names-targets-by-group',
    url: GROUPS,
    says: 'The recommended outbound rule names the group of the instances and the instance listener port.',
    template: template(
      web({ out: [['tcp', 443, '203.0.113.1/32']] }),
      egress('ToTargets', 'AlbGroup', ['tcp', 8080, 'group:TargetGroup']),
    ),
    asks: [reaches('Alb', 'Target', 'tcp/8080'), blocked('Alb', 'Target', 'tcp/9000')],
  },
  {
    id: 'internal-balancer-has-private-addresses',
    url: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html',
    says: 'Nodes of an internal balancer have private addresses only: it serves clients with access to the VPC.',
    template: template(
      web({ internal: true }),
      ingress('Everyone', 'AlbGroup', FROM_ANYWHERE),
      group('OtherGroup', 'Vpc'),
      instance('Other', 'Private', ['OtherGroup']),
    ),
    asks: [blocked('internet', 'Alb', 'tcp/80'), reaches('Other', 'Alb', 'tcp/80')],
  },
  {
    id: 'balancer-fails-open',
    url: `${GUIDE}/target-group-health-checks.html`,
    says: 'If all targets are unhealthy, the load balancer routes requests to all of them regardless.',
    template: template(web({ healthPort: 9000 })),
    asks: [
      blocked('Alb', 'Target', 'tcp/9000', { why: 'health checks fail at the group of the target' }),
      reaches('Alb', 'Target', 'tcp/8080'),
    ],
  },
  {
    id: 'balancer-is-subject-to-the-acl-of-its-targets',
    url: 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html',
    says: 'With a deny rule for all traffic in the ACL of the targets, the balancer cannot carry out health checks.',
    template: template(
      web(),
      acl('Acl', 'Vpc', ['Private'], {
        in: [
          [90, 'deny', '-1', 'all', '0.0.0.0/0'],
          [100, 'allow', '-1', 'all', '10.0.0.0/16'],
        ],
        out: [[100, 'allow', '-1', 'all', '0.0.0.0/0']],
      }),
    ),
    asks: [reaches('internet', 'Alb', 'tcp/80'), blocked('Alb', 'Target', 'tcp/8080')],
  },
];
