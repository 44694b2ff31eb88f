import { asList, asNumber, asObject, asString, at, type JsonObject, type JsonValue } from '../json';
import { nameless, pick, present, resource, textAt, type Converter, type SnapshotResource } from './snapshot-resource';

/** `describe-vpcs`. */
export const vpc: Converter = (record) => {
  const id = textAt(record, 'VpcId');
  const main = textAt(record, 'CidrBlock');
  const blocks = (list: string, key: string) =>
    asList(record[list])
      .map((entry) => asString(at(entry, key)))
      .filter((block) => block !== undefined && block !== main);
  return [
    resource(id, 'AWS::EC2::VPC', pick(record, 'CidrBlock', 'InstanceTenancy', 'Tags'), {
      metadata: pick(record, 'IsDefault', 'OwnerId'),
    }),
    ...blocks('CidrBlockAssociationSet', 'CidrBlock').map((block, index) =>
      nameless(`${id}-cidr-${index}`, 'AWS::EC2::VPCCidrBlock', present({ VpcId: id, CidrBlock: block })),
    ),
    ...blocks('Ipv6CidrBlockAssociationSet', 'Ipv6CidrBlock').map((block, index) =>
      nameless(`${id}-cidr6-${index}`, 'AWS::EC2::VPCCidrBlock', present({ VpcId: id, Ipv6CidrBlock: block })),
    ),
  ];
};

/** `describe-subnets`. */
export const subnet: Converter = (record) => [
  resource(
    textAt(record, 'SubnetId'),
    'AWS::EC2::Subnet',
    present({
      ...pick(
        record,
        'VpcId',
        'CidrBlock',
        'AvailabilityZone',
        'MapPublicIpOnLaunch',
        'AssignIpv6AddressOnCreation',
        'Tags',
      ),
      Ipv6CidrBlock: at(asList(record['Ipv6CidrBlockAssociationSet'])[0], 'Ipv6CidrBlock'),
    }),
  ),
];

const ROUTE_TARGETS = [
  'CarrierGatewayId',
  'CoreNetworkArn',
  'EgressOnlyInternetGatewayId',
  'InstanceId',
  'LocalGatewayId',
  'NatGatewayId',
  'NetworkInterfaceId',
  'TransitGatewayId',
  'VpcPeeringConnectionId',
];

/** `describe-route-tables`; the local route is there without being said, and an endpoint adds its own routes. */
export const routeTable: Converter = (record) => {
  const id = textAt(record, 'RouteTableId');
  const associations = asList(record['Associations']).map((entry) => asObject(entry));
  const isMain = associations.some((entry) => entry['Main'] === true);
  return [
    resource(id, 'AWS::EC2::RouteTable', pick(record, 'VpcId', 'Tags'), isMain ? { metadata: { Main: true } } : {}),
    ...asList(record['Routes']).flatMap((entry, index) => route(id, asObject(entry), index)),
    ...associations.flatMap((entry, index) => association(id, entry, index)),
    ...asList(record['PropagatingVgws']).map((entry, index) =>
      nameless(`${id}-propagation-${index}`, 'AWS::EC2::VPNGatewayRoutePropagation', {
        RouteTableIds: [id],
        VpnGatewayId: at(entry, 'GatewayId'),
      }),
    ),
  ];
};

function route(tableId: string, entry: JsonObject, index: number): readonly SnapshotResource[] {
  const gateway = textAt(entry, 'GatewayId');
  if (gateway === 'local') {
    return [];
  }
  return [
    nameless(
      `${tableId}-route-${index}`,
      'AWS::EC2::Route',
      present({
        RouteTableId: tableId,
        ...pick(entry, 'DestinationCidrBlock', 'DestinationPrefixListId', ...ROUTE_TARGETS),
        DestinationIpv6CidrBlock: entry['DestinationIpv6CidrBlock'],
        ...(gateway === '' ? {} : { [gateway.startsWith('vpce-') ? 'VpcEndpointId' : 'GatewayId']: gateway }),
      }),
      pick(entry, 'Origin', 'State'),
    ),
  ];
}

function association(tableId: string, entry: JsonObject, index: number): readonly SnapshotResource[] {
  const id = asString(entry['RouteTableAssociationId']) ?? `${tableId}-association-${index}`;
  const properties = { RouteTableId: tableId, ...pick(entry, 'SubnetId', 'GatewayId') };
  return entry['SubnetId'] !== undefined
    ? [nameless(id, 'AWS::EC2::SubnetRouteTableAssociation', properties)]
    : entry['GatewayId'] !== undefined
      ? [nameless(id, 'AWS::EC2::GatewayRouteTableAssociation', properties)]
      : [];
}

/** Rule that matches nothing: what CDK writes for a group without outbound rules. */
const NO_EGRESS = { IpProtocol: 'icmp', FromPort: 252, ToPort: 86, CidrIp: '255.255.255.255/32' };

/** `describe-security-groups`. */
export const securityGroup: Converter = (record) => {
  const id = textAt(record, 'GroupId');
  const egress = rulesOf(record['IpPermissionsEgress'], 'Destination');
  return [
    resource(
      id,
      'AWS::EC2::SecurityGroup',
      present({
        ...pick(record, 'VpcId', 'GroupName', 'Tags'),
        GroupDescription: record['Description'],
        SecurityGroupIngress: rulesOf(record['IpPermissions'], 'Source'),
        SecurityGroupEgress: egress.length === 0 ? [NO_EGRESS] : egress,
      }),
      record['GroupName'] === 'default' ? { metadata: { Default: true } } : {},
    ),
  ];
};

/** One rule for each peer of a permission. */
function rulesOf(permissions: JsonValue | undefined, side: 'Source' | 'Destination'): readonly JsonObject[] {
  return asList(permissions).flatMap((permission) => {
    const ports = pick(asObject(permission), 'IpProtocol', 'FromPort', 'ToPort');
    const peers = (list: string, key: string, property: string) =>
      asList(at(permission, list)).map((entry) => present({ ...ports, [property]: at(entry, key) }));
    return [
      ...peers('IpRanges', 'CidrIp', 'CidrIp'),
      ...peers('Ipv6Ranges', 'CidrIpv6', 'CidrIpv6'),
      ...peers('PrefixListIds', 'PrefixListId', `${side}PrefixListId`),
      ...peers('UserIdGroupPairs', 'GroupId', `${side}SecurityGroupId`),
    ];
  });
}

/** Number of the rule that denies the rest, which no template writes. */
const LAST_RULE = 32767;

/** `describe-network-acls`. */
export const networkAcl: Converter = (record) => {
  const id = textAt(record, 'NetworkAclId');
  return [
    resource(
      id,
      'AWS::EC2::NetworkAcl',
      pick(record, 'VpcId', 'Tags'),
      record['IsDefault'] === true ? { metadata: { Default: true } } : {},
    ),
    ...asList(record['Entries'])
      .map((entry) => asObject(entry))
      // IPv6 has a last rule of its own.
      .filter((entry) => (asNumber(entry['RuleNumber']) ?? 0) < LAST_RULE)
      .map((entry) =>
        nameless(
          `${id}-${entry['Egress'] === true ? 'out' : 'in'}-${String(entry['RuleNumber'])}`,
          'AWS::EC2::NetworkAclEntry',
          present({
            NetworkAclId: id,
            ...pick(entry, 'RuleNumber', 'RuleAction', 'Egress', 'CidrBlock', 'Ipv6CidrBlock', 'PortRange'),
            Protocol: asNumber(entry['Protocol']),
            Icmp: entry['IcmpTypeCode'],
          }),
        ),
      ),
    ...asList(record['Associations']).map((entry, index) =>
      nameless(
        asString(at(entry, 'NetworkAclAssociationId')) ?? `${id}-association-${index}`,
        'AWS::EC2::SubnetNetworkAclAssociation',
        present({ NetworkAclId: id, SubnetId: at(entry, 'SubnetId') }),
      ),
    ),
  ];
};
