import type { JsonObject } from '../../../../lib/template';
import { ACCOUNT, IDS, POLICY, REGION } from './said';

/** Lists of records by their name, as `describe-*` answers hold them. */
export type Lists = Readonly<Record<string, readonly JsonObject[]>>;

const tcp = (port: number, peer: JsonObject): JsonObject => ({
  ...{ IpProtocol: 'tcp', FromPort: port, ToPort: port, IpRanges: [], UserIdGroupPairs: [] },
  ...peer,
});
const everything = { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }], UserIdGroupPairs: [] };
const local = { DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local' };
const aclEntry = (RuleNumber: number, Egress: boolean, rest: JsonObject): JsonObject => ({
  ...{ RuleNumber, Egress, RuleAction: 'allow', CidrBlock: '10.0.0.0/16', ...rest },
});
const last = [true, false].map((Egress) => ({
  ...aclEntry(32767, Egress, { Protocol: '-1', RuleAction: 'deny', CidrBlock: '0.0.0.0/0' }),
}));

/** What the services answer about the network that `said` makes, as AWS would. */
export const RUNNING: Lists = {
  Vpcs: [
    { VpcId: 'vpc-1', CidrBlock: '10.0.0.0/16', OwnerId: ACCOUNT },
    { VpcId: 'vpc-default', CidrBlock: '172.31.0.0/16', OwnerId: ACCOUNT, IsDefault: true },
  ],
  InternetGateways: [{ InternetGatewayId: 'igw-1', Attachments: [{ VpcId: 'vpc-1', State: 'available' }] }],
  Subnets: [
    { SubnetId: 'subnet-a', VpcId: 'vpc-1', CidrBlock: '10.0.0.0/24', AvailabilityZone: `${REGION}a` },
    { SubnetId: 'subnet-b', VpcId: 'vpc-1', CidrBlock: '10.0.1.0/24', AvailabilityZone: `${REGION}c` },
    { SubnetId: 'subnet-other', VpcId: 'vpc-default', CidrBlock: '172.31.0.0/20', AvailabilityZone: `${REGION}a` },
  ],
  RouteTables: [
    { RouteTableId: 'rtb-main', VpcId: 'vpc-1', Associations: [{ Main: true }], Routes: [local] },
    {
      ...{ RouteTableId: 'rtb-a', VpcId: 'vpc-1', Associations: [{ SubnetId: 'subnet-a' }] },
      Routes: [local, { DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-1' }],
    },
    {
      ...{ RouteTableId: 'rtb-b', VpcId: 'vpc-1', Associations: [{ SubnetId: 'subnet-b' }] },
      Routes: [
        local,
        { DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: 'nat-1' },
        { DestinationPrefixListId: 'pl-61a54008', GatewayId: 'vpce-s3' },
      ],
    },
  ],
  NatGateways: [{ NatGatewayId: 'nat-1', SubnetId: 'subnet-a', VpcId: 'vpc-1', State: 'available' }],
  NetworkAcls: [
    {
      ...{ NetworkAclId: 'acl-default', VpcId: 'vpc-1', IsDefault: true },
      Associations: [{ NetworkAclAssociationId: 'aclassoc-a', SubnetId: 'subnet-a' }],
      Entries: [true, false]
        .map((Egress) => aclEntry(100, Egress, { Protocol: '-1', CidrBlock: '0.0.0.0/0' }))
        .concat(last),
    },
    {
      ...{ NetworkAclId: 'acl-1', VpcId: 'vpc-1', IsDefault: false },
      Associations: [{ NetworkAclAssociationId: 'aclassoc-b', SubnetId: 'subnet-b' }],
      Entries: [
        aclEntry(100, false, { Protocol: '6', PortRange: { From: 8443, To: 8443 } }),
        aclEntry(110, false, { Protocol: '1', IcmpTypeCode: { Type: 8, Code: -1 } }),
        aclEntry(100, true, { Protocol: '-1', CidrBlock: '0.0.0.0/0' }),
        ...last,
      ],
    },
  ],
  SecurityGroups: [
    {
      ...{ GroupId: 'sg-default', GroupName: 'default', VpcId: 'vpc-1' },
      IpPermissions: [{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: 'sg-default' }] }],
      IpPermissionsEgress: [everything],
    },
    {
      ...{ GroupId: 'sg-web', GroupName: 'web', VpcId: 'vpc-1' },
      IpPermissions: [tcp(443, { IpRanges: [{ CidrIp: '10.0.0.0/16' }] })],
      IpPermissionsEgress: [tcp(8443, { UserIdGroupPairs: [{ GroupId: 'sg-app' }] })],
    },
    {
      ...{ GroupId: 'sg-app', GroupName: 'app', VpcId: 'vpc-1' },
      IpPermissions: [tcp(8443, { UserIdGroupPairs: [{ GroupId: 'sg-web' }] })],
      IpPermissionsEgress: [],
    },
    { GroupId: 'sg-other', GroupName: 'default', VpcId: 'vpc-default', IpPermissionsEgress: [everything] },
  ],
  NetworkInterfaces: [],
  LoadBalancers: [
    {
      ...{ LoadBalancerArn: IDS['Balancer'], Scheme: 'internal', Type: 'application', SecurityGroups: ['sg-web'] },
      AvailabilityZones: [{ SubnetId: 'subnet-a' }, { SubnetId: 'subnet-b' }],
    },
  ],
  Listeners: [
    {
      ...{ ListenerArn: IDS['Listener'], LoadBalancerArn: IDS['Balancer'], Port: 443, Protocol: 'HTTPS' },
      DefaultActions: [{ Type: 'forward', TargetGroupArn: IDS['Targets'] }],
    },
  ],
  TargetGroups: [{ TargetGroupArn: IDS['Targets'], Port: 8443, Protocol: 'HTTPS', TargetType: 'instance' }],
  LoadBalancerTargetHealth: [
    { TargetGroupArn: IDS['Targets'], TargetHealthDescriptions: [{ Target: { Id: 'i-1', Port: 8443 } }] },
  ],
  Reservations: [
    {
      Instances: [
        {
          ...{ InstanceId: 'i-1', SubnetId: 'subnet-b', VpcId: 'vpc-1', State: { Name: 'running' } },
          SecurityGroups: [{ GroupId: 'sg-app' }],
          Tags: [{ Key: 'aws:autoscaling:groupName', Value: 'servers' }],
        },
      ],
    },
  ],
  VpcEndpoints: [
    {
      ...{ VpcEndpointId: 'vpce-s3', VpcId: 'vpc-1', VpcEndpointType: 'Gateway', State: 'available' },
      ...{ ServiceName: `com.amazonaws.${REGION}.s3`, RouteTableIds: ['rtb-b'] },
      PolicyDocument: JSON.stringify(POLICY),
    },
    {
      ...{ VpcEndpointId: 'vpce-ssm', VpcId: 'vpc-1', VpcEndpointType: 'Interface', State: 'available' },
      ...{ ServiceName: `com.amazonaws.${REGION}.ssm`, SubnetIds: ['subnet-b'], Groups: [{ GroupId: 'sg-app' }] },
      PolicyDocument: JSON.stringify(POLICY),
    },
  ],
  DBSubnetGroups: [
    { DBSubnetGroupName: 'data', Subnets: [{ SubnetIdentifier: 'subnet-a' }, { SubnetIdentifier: 'subnet-b' }] },
  ],
  DBClusters: [
    {
      ...{ DBClusterIdentifier: 'database', Engine: 'aurora-postgresql', Port: 5433, DBSubnetGroup: 'data' },
      VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-app' }],
    },
  ],
  DBInstances: [{ DBInstanceIdentifier: 'writer', DBClusterIdentifier: 'database', PubliclyAccessible: false }],
  Functions: [
    { FunctionName: 'probe', VpcConfig: { SubnetIds: ['subnet-b'], SecurityGroupIds: ['sg-app'] } },
    { FunctionName: 'elsewhere' },
  ],
};

/** The lists with some records changed, by the name of the list and the identifier in the first property of the record. */
export function changed(
  list: string,
  id: string,
  change: (record: JsonObject) => JsonObject | undefined,
  of = RUNNING,
): Lists {
  const records = of[list] ?? [];
  if (!records.some((record) => Object.values(record)[0] === id)) {
    throw new Error(`no ${id} in ${list}`);
  }
  return {
    ...of,
    [list]: records.flatMap((record): readonly JsonObject[] => {
      const next = Object.values(record)[0] === id ? change(record) : record;
      return next === undefined ? [] : [next];
    }),
  };
}

/** The lists with one more record. */
export function added(list: string, record: JsonObject, of = RUNNING): Lists {
  return { ...of, [list]: [...(of[list] ?? []), record] };
}
