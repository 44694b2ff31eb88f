import {
  instance,
  internetGateway,
  natGateway,
  subnet,
  table,
  toEgressOnly,
  toGateway,
  toNat,
  vpc,
  type Route,
} from './parts/network';
import { acl, group, type Entry, type Rule } from './parts/rules';
import { join, ref, resource, template, type Resources } from './parts/template';
import { blocked, reaches, type Scenario } from './scenario';

const GUIDE = 'https://docs.aws.amazon.com/vpc/latest/userguide';
const RANGE = '2001:db8:1234:1a00::';
const ANYWHERE: Rule = ['tcp', 443, '::/0'];
const OUTSIDE = 'internet:2001:db8:ffff::7';
const OPEN6: Entry = [101, 'allow', '-1', 'all', '::/0'];

/** An instance with an IPv6 address in a subnet with the given routes, in a VPC with both kinds of gateway. */
function sixth(routes: readonly Route[], ...rules: readonly Rule[]): Resources {
  return join(internetGateway('Vpc'), egressOnly(routes, ...rules));
}

/**
 * The same with the egress-only gateway alone, as on the page: what an internet gateway beside it lets in to a subnet that
 * does not use it, the page leaves open.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway-basics.html read 2026-11-26
 */
function egressOnly(routes: readonly Route[], ...rules: readonly Rule[]): Resources {
  return join(
    vpc('Vpc', '10.0.0.0/16', `${RANGE}/56`),
    resource('Eigw', 'AWS::EC2::EgressOnlyInternetGateway', { VpcId: ref('Vpc') }),
    subnet('Work', 'Vpc', '10.0.0.0/24', { Ipv6CidrBlock: `${RANGE}/64` }),
    table('WorkTable', 'Vpc', ['Work'], routes),
    group('Web', 'Vpc', { in: rules }),
    instance('Server', 'Work', ['Web'], { Ipv6Addresses: [{ Ipv6Address: `${RANGE}10` }] }),
  );
}

/** IPv6: every address is public, and gateways are what opens or closes. */
export const IPV6: readonly Scenario[] = [
  {
    id: 'egress-only-gateway-lets-out-and-nothing-in',
    url: `${GUIDE}/egress-only-internet-gateway.html`,
    says: 'It forwards traffic of the instances and returns the answers, and prevents connections from the internet.',
    template: template(egressOnly([['::/0', toEgressOnly('Eigw')]], ANYWHERE)),
    asks: [reaches('Server', OUTSIDE, 'tcp/443'), blocked(OUTSIDE, 'Server', 'tcp/443')],
  },
  {
    id: 'ipv6-address-with-a-gateway-is-public',
    url: `${GUIDE}/VPC_Internet_Gateway.html`,
    says: 'IPv6 addresses are public by default; with an address and a route to the gateway no translation is needed.',
    template: template(sixth([['::/0', toGateway('Igw')]], ANYWHERE)),
    asks: [reaches(OUTSIDE, 'Server', 'tcp/443'), blocked('internet:203.0.113.9', 'Server', 'tcp/443')],
  },
  {
    id: 'ipv4-rule-does-not-admit-ipv6',
    url: `${GUIDE}/security-group-rules.html`,
    says: 'A rule for 0.0.0.0/0 concerns IPv4 addresses; all IPv6 addresses are ::/0 in a rule of their own.',
    template: template(sixth([['::/0', toGateway('Igw')]], ['tcp', 443, '0.0.0.0/0'], ['tcp', 80, '::/0'])),
    asks: [blocked(OUTSIDE, 'Server', 'tcp/443'), reaches(OUTSIDE, 'Server', 'tcp/80')],
  },
  {
    id: 'ipv4-route-does-not-serve-ipv6',
    url: `${GUIDE}/VPC_Route_Tables.html`,
    says: 'Ranges of IPv4 and IPv6 are treated separately: a route for 0.0.0.0/0 does not include IPv6 addresses.',
    template: template(sixth([['0.0.0.0/0', toGateway('Igw')]], ANYWHERE)),
    asks: [blocked('Server', OUTSIDE, 'tcp/443')],
  },
  {
    id: 'ipv4-entry-of-an-acl-does-not-admit-ipv6',
    url: `${GUIDE}/custom-network-acl.html`,
    says: 'IPv4 and IPv6 traffic are separate, so none of the rules for IPv4 apply to IPv6.',
    template: template(
      sixth([['::/0', toGateway('Igw')]], ANYWHERE, ['tcp', 80, '::/0']),
      acl('Acl', 'Vpc', ['Work'], {
        in: [
          [100, 'allow', '-1', 'all', '0.0.0.0/0'],
          [105, 'allow', 'tcp', 80, '::/0'],
        ],
        out: [[100, 'allow', '-1', 'all', '0.0.0.0/0'], OPEN6],
      }),
    ),
    asks: [reaches(OUTSIDE, 'Server', 'tcp/80'), blocked(OUTSIDE, 'Server', 'tcp/443')],
  },
  {
    id: 'nat-gateway-translates-ipv6-to-ipv4',
    url: `${GUIDE}/nat-gateway-nat64-dns64.html`,
    says: 'With a route for 64:ff9b::/96 to a NAT gateway, hosts with IPv6 alone reach hosts with IPv4 outside.',
    template: template(
      sixth([['64:ff9b::/96', toNat('Nat')]], ANYWHERE),
      subnet('Public', 'Vpc', '10.0.1.0/24'),
      table('PublicTable', 'Vpc', ['Public'], [['0.0.0.0/0', toGateway('Igw')]]),
      natGateway('Nat', 'Public'),
    ),
    asks: [
      reaches('Server', 'internet:64:ff9b::cb00:7109', 'tcp/443', { why: '203.0.113.9 behind the known prefix' }),
      blocked('Server', OUTSIDE, 'tcp/443', { why: 'no route' }),
    ],
  },
];
