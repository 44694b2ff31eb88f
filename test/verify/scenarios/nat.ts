import { instance, natGateway, stage, subnet, table, toNat } from './parts/network';
import { acl, ALL, group, type Entry } from './parts/rules';
import { join, ref, resource, template, type Resources } from './parts/template';
import { blocked, oneWay, reaches, type Scenario } from './scenario';

const NAT = 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html';
const TROUBLE = 'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html';
const EVERYTHING: Entry = [100, 'allow', '-1', 'all', '0.0.0.0/0'];

/** A worker in `Private`, whose table sends everything to `Nat`; the gateway itself is given apart. */
function behindNat(): Resources {
  return join(
    stage(),
    table('PrivateTable', 'Vpc', ['Private'], [['0.0.0.0/0', toNat('Nat')]]),
    group('Any', 'Vpc', { in: [ALL] }),
    instance('Worker', 'Private', ['Any']),
  );
}

/** NAT gateways: outwards only, from other subnets only. */
export const NAT_GATEWAYS: readonly Scenario[] = [
  {
    id: 'nat-lets-out-and-nothing-in',
    url: 'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-scenarios.html',
    says: 'Instances in private subnets reach the internet through it, and the internet cannot connect to them.',
    template: template(behindNat(), natGateway('Nat', 'Public')),
    asks: [reaches('Worker', 'internet', 'tcp/443'), blocked('internet', 'Worker', 'tcp/443')],
  },
  {
    id: 'nat-needs-a-route-of-the-subnet',
    url: 'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-scenarios.html',
    says: 'Instances of a private subnet whose table has the local route alone have no access to the internet.',
    template: template(
      behindNat(),
      natGateway('Nat', 'Public'),
      subnet('Isolated', 'Vpc', '10.0.2.0/24'),
      instance('Lonely', 'Isolated', ['Any']),
    ),
    asks: [blocked('Lonely', 'internet', 'tcp/443'), reaches('Worker', 'internet', 'tcp/443')],
  },
  {
    id: 'nat-knows-three-protocols',
    url: NAT,
    says: 'A NAT gateway supports TCP, UDP and ICMP.',
    template: template(behindNat(), natGateway('Nat', 'Public')),
    asks: [
      reaches('Worker', 'internet', 'udp/123'),
      reaches('Worker', 'internet', 'icmp'),
      blocked('Worker', 'internet', '47'),
    ],
  },
  {
    id: 'nat-does-not-serve-its-own-subnet',
    url: TROUBLE,
    says: 'The gateway must be in a public subnet, the instance in a private one with a route to the gateway.',
    template: template(behindNat(), natGateway('Nat', 'Public'), instance('Beside', 'Public', ['Any'])),
    asks: [
      blocked('Beside', 'internet', 'tcp/443', { why: 'its subnet routes to the internet gateway; it has no address' }),
      reaches('Worker', 'internet', 'tcp/443'),
    ],
  },
  {
    id: 'nat-needs-a-public-subnet',
    url: TROUBLE,
    says: 'The NAT gateway must be in a subnet whose table routes internet traffic to an internet gateway.',
    template: template(behindNat(), subnet('Inner', 'Vpc', '10.0.2.0/24'), natGateway('Nat', 'Inner')),
    asks: [blocked('Worker', 'internet', 'tcp/443')],
  },
  {
    id: 'private-nat-ends-at-the-internet-gateway',
    url: NAT,
    says: 'If traffic of a private NAT gateway is routed to the internet gateway, the latter drops it.',
    template: template(
      behindNat(),
      resource('Nat', 'AWS::EC2::NatGateway', { SubnetId: ref('Public'), ConnectivityType: 'private' }),
    ),
    asks: [blocked('Worker', 'internet', 'tcp/443')],
  },
  {
    id: 'nat-answers-come-to-high-ports',
    url: NAT,
    says: 'A network ACL controls the subnet of the NAT gateway; the gateway uses ports 1024-65535.',
    template: template(
      behindNat(),
      natGateway('Nat', 'Public'),
      acl('Acl', 'Vpc', ['Public'], {
        in: [
          [90, 'allow', 'tcp', [1, 1023], '0.0.0.0/0'],
          [100, 'allow', '-1', 'all', '10.0.1.0/24'],
        ],
        out: [EVERYTHING],
      }),
    ),
    asks: [oneWay('Worker', 'internet', 'tcp/443')],
  },
];
