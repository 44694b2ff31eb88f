import { modelOfTemplate } from '../../../lib/template';
import { createVerifier } from '../../../lib/verify';
import { running } from './support/load';
import { changed, RUNNING, type Lists } from './support/running';

const INTERNET = { DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-1' };

/** The same network, in which nothing is associated with anything. */
function withoutAssociations(lists: Lists): Lists {
  const bare = (list: string, isKept: (association: unknown) => boolean) =>
    (lists[list] ?? []).map((record) => ({
      ...record,
      Associations: ((record['Associations'] ?? []) as never[]).filter(isKept),
    }));
  const isMain = (association: unknown) => (association as { readonly Main?: boolean }).Main === true;
  return { ...lists, RouteTables: bare('RouteTables', isMain), NetworkAcls: bare('NetworkAcls', () => false) };
}

const network = (lists: Lists) => createVerifier(running(lists)).network;
const subnet = (lists: Lists) => network(lists).subnets.find(({ id }) => id.endsWith('/subnet-b'));

test('a subnet without a table of its own has the main table that runs, with its routes', () => {
  const lists = withoutAssociations(changed('RouteTables', 'rtb-main', (table) => ({ ...table, Routes: [INTERNET] })));
  const table = subnet(lists)?.table.options[0];
  expect(table?.id).toMatch(/\/rtb-main$/);
  expect(table?.routes.map(({ target }) => target.kind)).toEqual(['local', 'internet-gateway']);
});

test('a subnet without an ACL of its own has the default one that runs, with its entries', () => {
  const lists = withoutAssociations(changed('NetworkAcls', 'acl-default', (acl) => ({ ...acl, Entries: [] })));
  expect(subnet(lists)?.acl.options.map(({ id, ingress }) => [id.replace(/.*\//, ''), ingress])).toEqual([
    ['acl-default', []],
  ]);
});

test('the default security group is the one that runs', () => {
  const vpc = network(RUNNING).vpcs.find(({ id }) => id.endsWith('/vpc-1'));
  expect(vpc?.defaultGroup.id).toMatch(/\/sg-default$/);
});

test('the route of a gateway endpoint that a running network lists leads to the service', () => {
  const kinds = subnet(RUNNING)?.table.options[0]?.routes.map(({ target }) => target.kind);
  expect([...new Set(kinds)].sort()).toEqual(['gateway-endpoint', 'local', 'nat']);
});

test('metadata of a template makes no main table', () => {
  const properties = { CidrBlock: '10.0.0.0/16' };
  const model = modelOfTemplate({
    Resources: {
      Vpc: { Type: 'AWS::EC2::VPC', Properties: properties },
      Table: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: { Ref: 'Vpc' } }, Metadata: { Main: true } },
    },
  });
  const [vpc] = createVerifier(model).network.vpcs;
  expect(vpc?.mainTable.id).toMatch(/#main route table$/);
});

test.each([
  ['that AWS gave it', { PublicIp: '192.0.2.7', IpOwnerId: 'amazon' }, 'yes'],
  ['that is an Elastic IP address', { PublicIp: '192.0.2.8', AllocationId: 'eipalloc-8' }, 'yes'],
  ['in none', undefined, 'no'],
])('an interface has the public address %s', (_which, association, expected) => {
  const lists = {
    ...RUNNING,
    NetworkInterfaces: [
      {
        ...{ NetworkInterfaceId: 'eni-1', SubnetId: 'subnet-a', VpcId: 'vpc-1', Groups: [{ GroupId: 'sg-web' }] },
        ...(association === undefined ? {} : { Association: association }),
      },
    ],
    Addresses: [{ AllocationId: 'eipalloc-8', PublicIp: '192.0.2.8', NetworkInterfaceId: 'eni-1' }],
  };
  const found = network(association === undefined ? { ...lists, Addresses: [] } : lists).interfaces.find(
    ({ kind }) => kind === 'network-interface',
  );
  expect(found?.publicAddress.has).toBe(expected);
});
