import { instance, peering, stage, subnet, table, toPeer, vpc } from './parts/network';
import { ALL, group, type Rule } from './parts/rules';
import { groupIds, join, ref, resource, template, type Resources } from './parts/template';
import { learn, site, virtualGateway } from './parts/transit';
import { ask, blocked, reaches, type Scenario } from './scenario';

const GUIDE = 'https://docs.aws.amazon.com/vpc/latest/privatelink';
const GATEWAY = `${GUIDE}/gateway-endpoints.html`;
const S3 = `${GUIDE}/vpc-endpoints-s3.html`;
const INTERFACE = `${GUIDE}/create-interface-endpoint.html`;

/** A gateway endpoint `S3` for the given route tables. */
function gatewayEndpoint(...tables: readonly string[]): Resources {
  return resource('S3', 'AWS::EC2::VPCEndpoint', {
    VpcId: ref('Vpc'),
    VpcEndpointType: 'Gateway',
    ServiceName: 'com.amazonaws.us-east-1.s3',
    RouteTableIds: tables.map(ref),
  });
}

/** An interface endpoint `Sqs` in `Private`; without groups it gets the default group. */
function interfaceEndpoint(groups: readonly string[]): Resources {
  return resource('Sqs', 'AWS::EC2::VPCEndpoint', {
    VpcId: ref('Vpc'),
    VpcEndpointType: 'Interface',
    ServiceName: 'com.amazonaws.us-east-1.sqs',
    SubnetIds: [ref('Private')],
    SecurityGroupIds: groupIds(groups),
    PrivateDnsEnabled: true,
  });
}

/** A worker in `Private`, which has a table of its own without any route. */
function isolated(out?: readonly Rule[]): Resources {
  return join(
    stage(),
    table('PrivateTable', 'Vpc', ['Private']),
    group('Any', 'Vpc', { in: [ALL], ...(out === undefined ? {} : { out }) }),
    instance('Worker', 'Private', ['Any']),
  );
}

/** VPC endpoints: which subnets, which groups, from where. */
export const ENDPOINTS: readonly Scenario[] = [
  {
    id: 'gateway-endpoint-serves-its-route-tables',
    url: GATEWAY,
    says: 'A route to the endpoint is added to the chosen tables; other subnets do not use the endpoint.',
    template: template(
      isolated(),
      gatewayEndpoint('PrivateTable'),
      subnet('Apart', 'Vpc', '10.0.2.0/24'),
      instance('Outsider', 'Apart', ['Any']),
    ),
    asks: [
      reaches('Worker', 'S3', 'tcp/443'),
      blocked('Outsider', 'S3', 'tcp/443'),
      blocked('Worker', 'internet:203.0.113.9', 'tcp/443', { why: 'the route is for the service alone' }),
    ],
  },
  {
    id: 'gateway-endpoint-needs-an-outbound-rule',
    url: S3,
    says: 'If outbound traffic is restricted, a rule must allow the traffic for the service to leave.',
    template: template(isolated([['tcp', 443, '10.0.0.0/16']]), gatewayEndpoint('PrivateTable')),
    asks: [blocked('Worker', 'S3', 'tcp/443')],
  },
  {
    id: 'gateway-endpoint-is-not-lent-to-peers',
    url: 'https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html',
    says: 'If VPC A has a gateway endpoint for S3, resources in VPC B cannot use it.',
    template: template(
      isolated(),
      gatewayEndpoint('PrivateTable'),
      vpc('Peer', '172.31.0.0/16'),
      subnet('Far', 'Peer', '172.31.0.0/24'),
      table('FarTable', 'Peer', ['Far'], [['0.0.0.0/0', toPeer('Pcx')]]),
      peering('Pcx', 'Vpc', 'Peer'),
      group('PeerAny', 'Peer'),
      instance('Neighbour', 'Far', ['PeerAny']),
    ),
    asks: [blocked('Neighbour', 'S3', 'tcp/443')],
  },
  {
    id: 'gateway-endpoint-is-not-lent-to-sites',
    url: S3,
    says: 'Gateway endpoints do not allow access from on-premises networks or through a transit gateway.',
    template: template(
      isolated(),
      gatewayEndpoint('PrivateTable'),
      virtualGateway('Vgw', 'Vpc'),
      site('Office', '198.51.100.1', { gateway: 'Vgw', prefix: '192.168.10.0/24' }),
      learn('Vgw', 'PrivateTable'),
    ),
    asks: [blocked('site:Office', 'S3', 'tcp/443'), reaches('site:Office', 'Worker', 'tcp/443')],
  },
  {
    id: 'interface-endpoint-must-admit-https',
    url: INTERFACE,
    says: 'The group of the endpoint must allow inbound HTTPS from the resources that use the service.',
    template: template(
      isolated(),
      group('EndpointGroup', 'Vpc', { in: [['tcp', 443, '10.0.1.0/24']] }),
      interfaceEndpoint(['EndpointGroup']),
      instance('Stranger', 'Public', ['Any']),
    ),
    asks: [reaches('Worker', 'Sqs', 'tcp/443'), blocked('Stranger', 'Sqs', 'tcp/443')],
  },
  {
    id: 'interface-endpoint-takes-the-default-group',
    url: INTERFACE,
    says: 'If no group is named, the default group of the VPC is associated with the endpoint.',
    template: template(isolated(), interfaceEndpoint([]), instance('Member', 'Private')),
    asks: [reaches('Member', 'Sqs', 'tcp/443'), blocked('Worker', 'Sqs', 'tcp/443')],
  },
  {
    id: 'interface-endpoint-starts-nothing',
    url: INTERFACE,
    says: 'Services cannot initiate requests through the endpoint; it returns answers to traffic from the VPC only.',
    template: template(
      isolated(),
      group('EndpointGroup', 'Vpc', { in: [['tcp', 443, '10.0.0.0/16']] }),
      interfaceEndpoint(['EndpointGroup']),
    ),
    asks: [blocked('Sqs', 'Worker', 'tcp/443'), reaches('Worker', 'Sqs', 'tcp/443')],
  },
  {
    id: 'interface-endpoint-serves-peers',
    url: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html',
    says: 'Interface endpoints can be accessed through VPC peering connections.',
    template: template(
      stage(),
      table('PrivateTable', 'Vpc', ['Private'], [['172.31.0.0/16', toPeer('Pcx')]]),
      group('EndpointGroup', 'Vpc', { in: [['tcp', 443, '172.31.0.0/16']] }),
      interfaceEndpoint(['EndpointGroup']),
      vpc('Peer', '172.31.0.0/16'),
      subnet('Far', 'Peer', '172.31.0.0/24'),
      table('FarTable', 'Peer', ['Far'], [['10.0.0.0/16', toPeer('Pcx')]]),
      peering('Pcx', 'Vpc', 'Peer'),
      group('PeerAny', 'Peer'),
      instance('Neighbour', 'Far', ['PeerAny']),
    ),
    asks: [reaches('Neighbour', 'Sqs', 'tcp/443'), ask('Neighbour', 'Sqs', 'tcp/80', 'no', 'no')],
  },
];
