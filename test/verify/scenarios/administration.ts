import { instance, natGateway, stage, table, toNat } from './parts/network';
import { egress, group, ingress, type Rule } from './parts/rules';
import { groupIds, join, ref, resource, template, type Resources } from './parts/template';
import { blocked, reaches, type Scenario } from './scenario';

const EICE = 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/eice-security-groups.html';
const SSM = 'https://docs.aws.amazon.com/systems-manager/latest/userguide';

/** An Instance Connect endpoint `Eice` and a `Host`, both in `Private`. */
function connect(PreserveClientIp: boolean, admits: Rule): Resources {
  return join(
    stage(),
    group('EiceGroup', 'Vpc', { out: [['tcp', 3389, '10.0.0.0/16']] }),
    group('HostGroup', 'Vpc'),
    ingress('Admitted', 'HostGroup', admits),
    instance('Host', 'Private', ['HostGroup']),
    resource('Eice', 'AWS::EC2::InstanceConnectEndpoint', {
      SubnetId: ref('Private'),
      SecurityGroupIds: groupIds(['EiceGroup']),
      PreserveClientIp,
    }),
  );
}

const SSH_TO_HOST = egress('ToHost', 'EiceGroup', ['tcp', 22, 'group:HostGroup']);

/** A `Host` without inbound rules and an endpoint `Messages` of Session Manager. */
function managed(admits: readonly Rule[]): Resources {
  return join(
    stage(),
    group('HostGroup', 'Vpc'),
    group('EndpointGroup', 'Vpc', { in: admits }),
    instance('Host', 'Private', ['HostGroup']),
    resource('Messages', 'AWS::EC2::VPCEndpoint', {
      VpcId: ref('Vpc'),
      VpcEndpointType: 'Interface',
      ServiceName: 'com.amazonaws.us-east-1.ssmmessages',
      SubnetIds: [ref('Private')],
      SecurityGroupIds: groupIds(['EndpointGroup']),
      PrivateDnsEnabled: true,
    }),
  );
}

/** Ways of administration: EC2 Instance Connect endpoint and Session Manager. */
export const ADMINISTRATION: readonly Scenario[] = [
  {
    id: 'connect-endpoint-is-a-way-in-without-public-address',
    url: EICE,
    says: 'Outbound rules of the endpoint and inbound rules of the instance must allow it, each naming the other.',
    template: template(connect(false, ['tcp', 22, 'group:EiceGroup']), SSH_TO_HOST),
    asks: [
      reaches('Eice', 'Host', 'tcp/22'),
      blocked('internet', 'Host', 'tcp/22'),
      blocked('Eice', 'Host', 'tcp/3389', { why: 'the instance does not admit it' }),
    ],
  },
  {
    id: 'connect-endpoint-needs-an-outbound-rule',
    url: EICE,
    says: 'The rules of the endpoint must allow traffic destined for the target instances to leave it.',
    template: template(connect(false, ['tcp', 22, 'group:EiceGroup'])),
    asks: [blocked('Eice', 'Host', 'tcp/22')],
  },
  {
    id: 'connect-endpoint-comes-from-its-own-address',
    url: EICE,
    says: 'With client IP preservation off, the source is the address of the endpoint interface, from its subnet.',
    template: template(connect(false, ['tcp', 22, '10.0.0.0/16']), SSH_TO_HOST),
    asks: [reaches('Eice', 'Host', 'tcp/22')],
  },
  {
    id: 'connect-endpoint-comes-from-the-client',
    url: EICE,
    says: 'With client IP preservation on, the source is the address of the client.',
    template: template(connect(true, ['tcp', 22, '10.0.1.0/24']), SSH_TO_HOST),
    asks: [blocked('Eice', 'Host', 'tcp/22', { why: 'the rule names the subnet of the endpoint alone' })],
  },
  {
    id: 'connect-endpoint-is-known-by-its-group-either-way',
    url: EICE,
    says: 'A rule that names the group of the endpoint admits it whether client IP preservation is on or off.',
    template: template(connect(true, ['tcp', 22, 'group:EiceGroup']), SSH_TO_HOST),
    asks: [reaches('Eice', 'Host', 'tcp/22')],
  },
  {
    id: 'session-manager-needs-no-inbound-rule',
    url: `${SSM}/session-manager.html`,
    says: 'Managed nodes need no open inbound ports: the agent initiates all connections to the service.',
    template: template(managed([['tcp', 443, '10.0.1.0/24']])),
    asks: [
      reaches('Host', 'Messages', 'tcp/443'),
      blocked('internet', 'Host', 'tcp/22'),
      blocked('Messages', 'Host', 'tcp/22'),
    ],
  },
  {
    id: 'session-manager-needs-the-endpoint-to-admit-it',
    url: `${SSM}/setup-create-vpc.html`,
    says: 'If the group of the endpoint does not allow port 443 from the subnet, the instance cannot connect.',
    template: template(managed([['tcp', 443, '10.0.0.0/24']])),
    asks: [blocked('Host', 'Messages', 'tcp/443')],
  },
  {
    id: 'session-manager-over-the-internet',
    url: `${SSM}/setup-create-vpc.html`,
    says: 'Instead of an endpoint, outbound HTTPS to the internet serves; inbound traffic need not be allowed.',
    template: template(
      stage(),
      table('PrivateTable', 'Vpc', ['Private'], [['0.0.0.0/0', toNat('Nat')]]),
      natGateway('Nat', 'Public'),
      group('HostGroup', 'Vpc'),
      instance('Host', 'Private', ['HostGroup']),
    ),
    asks: [reaches('Host', 'internet', 'tcp/443'), blocked('internet', 'Host', 'tcp/443')],
  },
];
