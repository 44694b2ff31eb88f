import { instance, natGateway, stage, table, toNat } from './parts/network';
import { acl, group, ingress, type Entry } from './parts/rules';
import { groupIds, join, ref, resource, template, type Resources } from './parts/template';
import { blocked, oneWay, reaches, type Scenario } from './scenario';

const GUIDE = 'https://docs.aws.amazon.com/lambda/latest/dg';
const NETWORKING = `${GUIDE}/foundation-networking.html`;
const CONFIGURATION = `${GUIDE}/configuration-vpc.html`;

/** A function in a subnet of the stage. */
function lambda(id: string, subnet: string, groups: readonly string[]): Resources {
  return resource(id, 'AWS::Lambda::Function', {
    Runtime: 'nodejs22.x',
    Handler: 'index.handler',
    Role: 'arn:aws:iam::111122223333:role/function',
    Code: { ZipFile: 'exports.handler = async () => undefined;' },
    VpcConfig: { SubnetIds: [ref(subnet)], SecurityGroupIds: groupIds(groups) },
  });
}

/** A stage with a function and a database host, whose groups admit everything. */
function withHost(subnet: string): Resources {
  return join(
    stage(),
    group('Any', 'Vpc', { in: [['-1', 'all', '0.0.0.0/0']] }),
    lambda('Function', subnet, ['Any']),
    instance('Host', 'Private', ['Any']),
  );
}

const EVERYTHING: Entry = [100, 'allow', '-1', 'all', '0.0.0.0/0'];

/** Functions connected to a VPC. */
export const FUNCTIONS: readonly Scenario[] = [
  {
    id: 'function-reaches-the-vpc-and-not-the-reverse',
    url: NETWORKING,
    says: 'There is connectivity from the VPC of Lambda to the VPC of the account, "but not in the other direction".',
    template: template(withHost('Private')),
    asks: [
      reaches('Function', 'Host', 'tcp/3306'),
      blocked('Host', 'Function', 'tcp/443', { why: 'whatever its group admits' }),
      blocked('internet', 'Function', 'tcp/443'),
    ],
  },
  {
    id: 'function-has-no-internet-in-a-public-subnet',
    url: CONFIGURATION,
    says: 'Connecting a function to a public subnet gives it neither internet access nor a public address.',
    template: template(withHost('Public')),
    asks: [blocked('Function', 'internet', 'tcp/443'), blocked('internet', 'Function', 'tcp/443')],
  },
  {
    id: 'function-reaches-the-internet-through-nat',
    url: NETWORKING,
    says: 'To give a function access to the internet, route its outbound traffic to a NAT gateway.',
    template: template(
      withHost('Private'),
      table('PrivateTable', 'Vpc', ['Private'], [['0.0.0.0/0', toNat('Nat')]]),
      natGateway('Nat', 'Public'),
    ),
    asks: [reaches('Function', 'internet', 'tcp/443'), blocked('internet', 'Function', 'tcp/443')],
  },
  {
    id: 'function-is-known-by-its-group',
    url: NETWORKING,
    says: 'Each combination of group and subnet has a network interface, through which the function connects.',
    template: template(
      stage(),
      group('FunctionGroup', 'Vpc'),
      group('HostGroup', 'Vpc'),
      ingress('FromFunction', 'HostGroup', ['tcp', 3306, 'group:FunctionGroup']),
      lambda('Function', 'Private', ['FunctionGroup']),
      lambda('Stranger', 'Private', ['HostGroup']),
      instance('Host', 'Private', ['HostGroup']),
    ),
    asks: [reaches('Function', 'Host', 'tcp/3306'), blocked('Stranger', 'Host', 'tcp/3306')],
  },
  {
    id: 'function-uses-ports-from-1024',
    url: 'https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html',
    says: 'Lambda functions use the ephemeral ports 1024-65535.',
    template: template(
      withHost('Public'),
      acl('Acl', 'Vpc', ['Private'], { in: [EVERYTHING], out: [[100, 'allow', 'tcp', [32768, 65535], '0.0.0.0/0']] }),
    ),
    asks: [
      reaches('Function', 'Host', 'tcp/3306', { sourcePort: 50000 }),
      oneWay('Function', 'Host', 'tcp/3306', { sourcePort: 2000 }),
    ],
  },
];
