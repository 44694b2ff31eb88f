import {
  acl,
  ANYWHERE,
  att,
  group,
  instance,
  internetGateway,
  publicInstance,
  ref,
  resource,
  rule,
  subnet,
  table,
  vpc,
  ZONE_A,
  ZONE_C,
  type AclRow,
  type JsonObject,
  type Resources,
} from './builders';

/** VPC `Vpc` with public subnets `PublicA` and `PublicC`. */
export function publicVpc(): readonly Resources[] {
  return [
    vpc('Vpc', '10.0.0.0/16'),
    internetGateway('Vpc'),
    table('Public', 'Vpc', [[ANYWHERE, { GatewayId: ref('Igw') }]]),
    subnet('PublicA', 'Vpc', '10.0.1.0/24', ZONE_A, 'Public'),
    subnet('PublicC', 'Vpc', '10.0.2.0/24', ZONE_C, 'Public'),
  ];
}

/** Instance `Server` with a public address in `PublicA`. */
export function publicServer(ingress: readonly JsonObject[], egress?: readonly JsonObject[]): readonly Resources[] {
  return [
    ...publicVpc(),
    group('ServerGroup', 'Vpc', ingress, egress),
    publicInstance('Server', 'PublicA', 'ServerGroup'),
  ];
}

/** Instances `Client` and `Server` in two private subnets, and an ACL at the subnet of `Server`. */
export function twoServers(ingress: readonly JsonObject[], rows: readonly AclRow[]): readonly Resources[] {
  return [
    vpc('Vpc', '10.0.0.0/16'),
    subnet('ClientSubnet', 'Vpc', '10.0.1.0/24'),
    subnet('ServerSubnet', 'Vpc', '10.0.2.0/24'),
    group('ClientGroup', 'Vpc'),
    group('ServerGroup', 'Vpc', ingress),
    instance('Client', 'ClientSubnet', ['ClientGroup']),
    instance('Server', 'ServerSubnet', ['ServerGroup']),
    acl('ServerAcl', 'Vpc', ['ServerSubnet'], rows),
  ];
}

/** A VPC `<name>Vpc` with one subnet and an instance `<name>` that takes TCP port 443 from the addresses of `from`. */
export function smallNetwork(
  name: string,
  cidr: string,
  from: string,
  routes: readonly (readonly [string, JsonObject])[],
  zone = ZONE_A,
): readonly Resources[] {
  return [
    vpc(`${name}Vpc`, cidr),
    table(`${name}Table`, `${name}Vpc`, routes),
    subnet(`${name}Subnet`, `${name}Vpc`, cidr.replace('.0.0/16', '.1.0/24'), zone, `${name}Table`),
    group(`${name}Group`, `${name}Vpc`, [rule('tcp/443', from)]),
    instance(name, `${name}Subnet`, [`${name}Group`]),
  ];
}

/** Two subnets of a database, in two zones. */
export function databaseSubnets(subnetIds: readonly [string, string]): Resources {
  return resource('DatabaseSubnets', 'AWS::RDS::DBSubnetGroup', {
    DBSubnetGroupDescription: 'Database',
    SubnetIds: subnetIds.map(ref),
  });
}

/** Instance `Database` of PostgreSQL in the subnets above. */
export function database(groupId: string, more: JsonObject): Resources {
  return resource('Database', 'AWS::RDS::DBInstance', {
    Engine: 'postgres',
    DBInstanceClass: 'db.t4g.medium',
    AllocatedStorage: '20',
    MasterUsername: 'root1',
    ManageMasterUserPassword: true,
    Port: '5432',
    DBSubnetGroupName: ref('DatabaseSubnets'),
    VPCSecurityGroups: [att(groupId, 'GroupId')],
    ...more,
  });
}

/** Load balancer, in both public subnets. */
export function loadBalancer(
  id: string,
  type: 'application' | 'network',
  scheme: 'internal' | 'internet-facing',
  groupIds: readonly string[],
): Resources {
  return resource(id, 'AWS::ElasticLoadBalancingV2::LoadBalancer', {
    Type: type,
    Scheme: scheme,
    Subnets: [ref('PublicA'), ref('PublicC')],
    ...(groupIds.length === 0 ? {} : { SecurityGroups: groupIds.map((groupId) => att(groupId, 'GroupId')) }),
  });
}

/** Target group in `Vpc` with one instance, or with one address of an instance. */
export function targetGroup(
  id: string,
  protocol: 'HTTP' | 'TCP',
  port: number,
  target: { readonly instance: string } | { readonly addressOf: string },
): Resources {
  return resource(id, 'AWS::ElasticLoadBalancingV2::TargetGroup', {
    VpcId: ref('Vpc'),
    Protocol: protocol,
    Port: port,
    TargetType: 'instance' in target ? 'instance' : 'ip',
    Targets: [{ Id: 'instance' in target ? ref(target.instance) : att(target.addressOf, 'PrivateIp'), Port: port }],
  });
}

/** Listener that passes everything on. */
export function listener(
  id: string,
  loadBalancerId: string,
  protocol: 'HTTP' | 'TCP',
  port: number,
  targetGroupId: string,
): Resources {
  return resource(id, 'AWS::ElasticLoadBalancingV2::Listener', {
    LoadBalancerArn: ref(loadBalancerId),
    Protocol: protocol,
    Port: port,
    DefaultActions: [{ Type: 'forward', TargetGroupArn: ref(targetGroupId) }],
  });
}

/** Peering between two VPCs of the account. */
export function peering(id: string, vpcId: string, peerId: string): Resources {
  return resource(id, 'AWS::EC2::VPCPeeringConnection', { VpcId: ref(vpcId), PeerVpcId: ref(peerId) });
}

/** Attachment `<name>Attachment` of a VPC `<name>Vpc` to the transit gateway `Tgw`. */
export function attachment(name: string, subnetIds: readonly string[]): Resources {
  return resource(`${name}Attachment`, 'AWS::EC2::TransitGatewayAttachment', {
    TransitGatewayId: ref('Tgw'),
    VpcId: ref(`${name}Vpc`),
    SubnetIds: subnetIds.map(ref),
  });
}

/** Transit gateway `Tgw`. */
export function transitGateway(properties: JsonObject = {}): Resources {
  return resource('Tgw', 'AWS::EC2::TransitGateway', properties);
}

/** Makes no attachment join a table by itself. */
export const NO_DEFAULT_TABLES: JsonObject = {
  DefaultRouteTableAssociation: 'disable',
  DefaultRouteTablePropagation: 'disable',
};

/** Route table of `Tgw`: attachments that use it, and attachments whose ranges it knows. */
export function transitTable(id: string, used: readonly string[], known: readonly string[]): Resources {
  const member = (kind: 'Association' | 'Propagation') => (name: string) =>
    resource(`${id}${kind}Of${name}`, `AWS::EC2::TransitGatewayRouteTable${kind}`, {
      TransitGatewayAttachmentId: ref(`${name}Attachment`),
      TransitGatewayRouteTableId: ref(id),
    });
  return Object.assign(
    resource(id, 'AWS::EC2::TransitGatewayRouteTable', { TransitGatewayId: ref('Tgw') }),
    ...used.map(member('Association')),
    ...known.map(member('Propagation')),
  ) as Resources;
}
