import { instance, internetGateway, peering, subnet, table, toGateway, toPeer, vpc, type Route } from './parts/network';
import { group, type Rule } from './parts/rules';
import { groupIds, join, ref, resource, template, type Resources } from './parts/template';
import { ask, blocked, reaches, type Scenario } from './scenario';

const GUIDE = 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide';
const IN_VPC = `${GUIDE}/USER_VPC.WorkingWithRDSInstanceinaVPC.html`;

/** A database `Db` in two subnets with the given routes, and an application host beside it. */
function database(
  publiclyAccessible: boolean | undefined,
  rules: readonly Rule[],
  routes?: readonly Route[],
): Resources {
  return join(
    vpc('Vpc'),
    internetGateway('Vpc'),
    subnet('A', 'Vpc', '10.0.0.0/24'),
    subnet('B', 'Vpc', '10.0.1.0/24', { zone: 'b' }),
    table('Table', 'Vpc', ['A', 'B'], routes ?? [['0.0.0.0/0', toGateway('Igw')]]),
    group('DbGroup', 'Vpc', { in: rules }),
    group('AppGroup', 'Vpc'),
    instance('App', 'A', ['AppGroup']),
    resource('Subnets', 'AWS::RDS::DBSubnetGroup', {
      DBSubnetGroupDescription: 'Subnets',
      SubnetIds: [ref('A'), ref('B')],
    }),
    resource('Db', 'AWS::RDS::DBInstance', {
      Engine: 'mysql',
      DBInstanceClass: 'db.t4g.micro',
      AllocatedStorage: '20',
      MasterUsername: 'admin',
      ManageMasterUserPassword: true,
      DBSubnetGroupName: ref('Subnets'),
      VPCSecurityGroups: groupIds(['DbGroup']),
      PubliclyAccessible: publiclyAccessible,
    }),
  );
}

const FROM_ANYWHERE: Rule = ['tcp', 3306, '0.0.0.0/0'];

/** Databases of RDS: private and public addresses. */
export const DATABASES: readonly Scenario[] = [
  {
    id: 'private-database-has-no-public-address',
    url: IN_VPC,
    says: 'The private address is not publicly accessible; public access decides on a public address besides.',
    template: template(database(false, [FROM_ANYWHERE])),
    asks: [reaches('App', 'Db', 'tcp/3306'), blocked('internet', 'Db', 'tcp/3306')],
  },
  {
    id: 'public-database-is-on-the-internet',
    url: IN_VPC,
    says: 'A publicly accessible instance resolves to its public address outside; its group controls the access.',
    template: template(database(true, [FROM_ANYWHERE])),
    asks: [reaches('internet', 'Db', 'tcp/3306'), blocked('internet', 'Db', 'tcp/22')],
  },
  {
    id: 'public-database-is-kept-by-its-group',
    url: IN_VPC,
    says: 'Public access is not permitted if the group of the instance has no inbound rules that permit it.',
    template: template(database(true, [['tcp', 3306, 'group:AppGroup']])),
    asks: [blocked('internet', 'Db', 'tcp/3306'), reaches('App', 'Db', 'tcp/3306')],
  },
  {
    id: 'public-database-needs-public-subnets',
    url: IN_VPC,
    says: 'For an instance to be publicly accessible, the subnets of its group must have an internet gateway.',
    template: template(database(true, [FROM_ANYWHERE], [])),
    asks: [ask('internet', 'Db', 'tcp/3306', 'unknown', 'no', { why: 'the page does not tell which way is cut' })],
  },
  {
    id: 'database-without-a-word-on-access',
    url: 'https://docs.aws.amazon.com/sdk-for-kotlin/api/latest/rds/aws.sdk.kotlin.services.rds.model/-create-db-instance-request/publicly-accessible.html',
    says: 'Without the property one page makes it public in a VPC with an internet gateway, its sister page private.',
    template: template(database(undefined, [FROM_ANYWHERE])),
    asks: [
      ask('internet', 'Db', 'tcp/3306', 'unknown', 'unknown', { why: 'the pages differ' }),
      reaches('App', 'Db', 'tcp/3306'),
    ],
  },
  {
    id: 'database-reached-from-a-peered-vpc',
    url: `${GUIDE}/USER_VPC.Scenarios.html`,
    says: 'An instance in another VPC can use VPC peering to access the database by its private address.',
    template: template(
      database(false, [['tcp', 3306, '172.31.0.0/16']], [['172.31.0.0/16', toPeer('Pcx')]]),
      vpc('Peer', '172.31.0.0/16'),
      subnet('Far', 'Peer', '172.31.0.0/24'),
      table('FarTable', 'Peer', ['Far'], [['10.0.0.0/16', toPeer('Pcx')]]),
      peering('Pcx', 'Vpc', 'Peer'),
      group('PeerGroup', 'Peer'),
      instance('Neighbour', 'Far', ['PeerGroup']),
    ),
    asks: [reaches('Neighbour', 'Db', 'tcp/3306'), blocked('App', 'Db', 'tcp/3306')],
  },
];
