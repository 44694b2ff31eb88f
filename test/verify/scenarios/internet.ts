import { elasticAddress, instance, internetGateway, stage, subnet, table, toGateway, vpc } from './parts/network';
import { ALL, group } from './parts/rules';
import { attribute, join, ref, resource, template, type Resources } from './parts/template';
import { ask, blocked, oneWay, reaches, type Scenario } from './scenario';

const GATEWAY = 'https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html';
const ADDRESSING = 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-ip-addressing.html';

/** The stage with a group that admits HTTPS from anywhere. */
function web(): Resources {
  return join(stage(), group('Web', 'Vpc', { in: [['tcp', 443, '0.0.0.0/0']] }));
}

/** A VPC whose one subnet gives its instances public addresses, or not. */
function assigning(MapPublicIpOnLaunch: boolean | undefined, ...parts: readonly Resources[]): Resources {
  return join(
    vpc('Vpc'),
    internetGateway('Vpc'),
    subnet('Work', 'Vpc', '10.0.0.0/24', MapPublicIpOnLaunch === undefined ? {} : { MapPublicIpOnLaunch }),
    table('WorkTable', 'Vpc', ['Work'], [['0.0.0.0/0', toGateway('Igw')]]),
    group('Web', 'Vpc', { in: [['tcp', 443, '0.0.0.0/0']] }),
    ...parts,
  );
}

/** An instance that asks for a public address itself, or refuses one. */
function choosing(id: string, AssociatePublicIpAddress: boolean): Resources {
  return resource(id, 'AWS::EC2::Instance', {
    NetworkInterfaces: [
      { DeviceIndex: '0', SubnetId: ref('Work'), GroupSet: [attribute('Web', 'GroupId')], AssociatePublicIpAddress },
    ],
  });
}

/** Internet gateways and public addresses. */
export const INTERNET: readonly Scenario[] = [
  {
    id: 'internet-needs-gateway-route-address-and-group',
    url: GATEWAY,
    says: 'An attached gateway, a route to it, a public address, and ACLs and groups that allow the traffic.',
    template: template(web(), instance('Server', 'Public', ['Web']), elasticAddress('Server')),
    asks: [
      reaches('internet', 'Server', 'tcp/443'),
      blocked('internet', 'Server', 'tcp/22', { why: 'no rule of the group' }),
      reaches('Server', 'internet', 'tcp/443'),
    ],
  },
  {
    id: 'internet-not-without-a-public-address',
    url: GATEWAY,
    says: 'Over IPv4 an instance must have a public address; it is not given one in a nondefault subnet by default.',
    template: template(web(), instance('Server', 'Public', ['Web'])),
    asks: [blocked('internet', 'Server', 'tcp/443'), blocked('Server', 'internet', 'tcp/443')],
  },
  {
    id: 'internet-not-from-a-private-subnet',
    url: GATEWAY,
    says: 'Instances in a private subnet cannot communicate with the internet even if they have public addresses.',
    template: template(web(), instance('Server', 'Private', ['Web']), elasticAddress('Server')),
    asks: [
      oneWay('internet', 'Server', 'tcp/443', { why: 'the gateway translates inwards; the answer has no route' }),
      blocked('Server', 'internet', 'tcp/443'),
    ],
  },
  {
    id: 'internet-route-may-be-narrow',
    url: GATEWAY,
    says: 'The route to the gateway can be scoped to a narrower range than 0.0.0.0/0.',
    template: template(
      vpc('Vpc'),
      internetGateway('Vpc'),
      subnet('Work', 'Vpc', '10.0.0.0/24'),
      table('WorkTable', 'Vpc', ['Work'], [['198.51.100.0/24', toGateway('Igw')]]),
      group('Any', 'Vpc', { in: [ALL] }),
      instance('Server', 'Work', ['Any']),
      elasticAddress('Server'),
    ),
    asks: [
      reaches('Server', 'internet:198.51.100.9', 'tcp/443'),
      blocked('Server', 'internet:203.0.113.9', 'tcp/443'),
      oneWay('internet:203.0.113.9', 'Server', 'tcp/443', { why: 'the answer has no route' }),
    ],
  },
  {
    id: 'subnet-gives-public-addresses',
    url: ADDRESSING,
    says: 'An instance launched into a subnet with the attribute enabled is assigned a public address.',
    template: template(assigning(true, instance('Server', 'Work', ['Web']))),
    asks: [reaches('internet', 'Server', 'tcp/443')],
  },
  {
    id: 'launch-overrides-the-subnet',
    url: ADDRESSING,
    says: 'The public addressing feature at launch overrides the attribute of the subnet.',
    template: template(assigning(true, choosing('Hidden', false))),
    asks: [blocked('internet', 'Hidden', 'tcp/443'), blocked('Hidden', 'internet', 'tcp/443')],
  },
  {
    id: 'launch-asks-for-an-address',
    url: ADDRESSING,
    says: 'Enabling public addressing at launch gives an address where the subnet gives none.',
    template: template(assigning(undefined, choosing('Shown', true))),
    asks: [reaches('internet', 'Shown', 'tcp/443'), ask('internet', 'Shown', 'tcp/80', 'no', 'no')],
  },
];
