import { asList, asObject, asString, at, type JsonObject, type JsonValue } from '../json';
import { nameless, pick, present, resource, textAt, type Converter, type SnapshotResource } from './snapshot-resource';

/** `describe-internet-gateways`. */
export const internetGateway: Converter = (record) => {
  const id = textAt(record, 'InternetGatewayId');
  return [
    resource(id, 'AWS::EC2::InternetGateway', pick(record, 'Tags')),
    ...attachments(id, record['Attachments'], 'InternetGatewayId'),
  ];
};

/** `describe-vpn-gateways`. */
export const vpnGateway: Converter = (record) => {
  const id = textAt(record, 'VpnGatewayId');
  return [
    resource(id, 'AWS::EC2::VPNGateway', pick(record, 'AmazonSideAsn', 'Type', 'Tags')),
    ...attachments(id, record['VpcAttachments'], 'VpnGatewayId'),
  ];
};

function attachments(id: string, list: JsonValue | undefined, property: string): readonly SnapshotResource[] {
  return asList(list)
    .filter((entry) => !/^detach/.test(asString(at(entry, 'State')) ?? ''))
    .map((entry, index) =>
      nameless(
        `${id}-attachment-${index}`,
        'AWS::EC2::VPCGatewayAttachment',
        present({ VpcId: at(entry, 'VpcId'), [property]: id }),
      ),
    );
}

/** `describe-egress-only-internet-gateways`. */
export const egressOnlyGateway: Converter = (record) => [
  resource(
    textAt(record, 'EgressOnlyInternetGatewayId'),
    'AWS::EC2::EgressOnlyInternetGateway',
    present({ VpcId: at(asList(record['Attachments'])[0], 'VpcId') }),
  ),
];

/** `describe-nat-gateways`; those that are gone are listed for a while. */
export const natGateway: Converter = (record) => {
  const [address] = asList(record['NatGatewayAddresses']);
  return /^(deleted|failed)$/.test(textAt(record, 'State'))
    ? []
    : [
        resource(
          textAt(record, 'NatGatewayId'),
          'AWS::EC2::NatGateway',
          present({
            ...pick(record, 'SubnetId', 'VpcId', 'ConnectivityType', 'AvailabilityMode', 'Tags'),
            AllocationId: at(address, 'AllocationId'),
            PrivateIpAddress: at(address, 'PrivateIp'),
          }),
          { metadata: present({ PublicIp: at(address, 'PublicIp') }) },
        ),
      ];
};

/** `describe-addresses`. */
export const address: Converter = (record) => {
  const id = asString(record['AllocationId']) ?? `eip-${textAt(record, 'PublicIp')}`;
  const eip: SnapshotResource = {
    id,
    type: 'AWS::EC2::EIP',
    properties: present({ Domain: 'vpc', Address: record['PublicIp'], Tags: record['Tags'] }),
    ...(record['AllocationId'] === undefined ? {} : { physicalIds: { AllocationId: id } }),
  };
  const isBound = record['NetworkInterfaceId'] !== undefined || record['InstanceId'] !== undefined;
  return [
    eip,
    ...(isBound
      ? [
          nameless(`${id}-association`, 'AWS::EC2::EIPAssociation', {
            AllocationId: id,
            ...pick(record, 'NetworkInterfaceId', 'PrivateIpAddress'),
            ...(record['NetworkInterfaceId'] === undefined ? pick(record, 'InstanceId') : {}),
          }),
        ]
      : []),
  ];
};

/** `describe-vpc-endpoints`. */
export const vpcEndpoint: Converter = (record) =>
  /^delet/i.test(textAt(record, 'State'))
    ? []
    : [
        resource(
          textAt(record, 'VpcEndpointId'),
          'AWS::EC2::VPCEndpoint',
          present({
            ...pick(record, 'VpcId', 'ServiceName', 'VpcEndpointType', 'PrivateDnsEnabled', 'Tags'),
            ...nonEmpty(record, 'RouteTableIds'),
            ...nonEmpty(record, 'SubnetIds'),
            SecurityGroupIds: asList(record['Groups']).map((group) => at(group, 'GroupId') ?? null),
            PolicyDocument: parsedPolicy(record['PolicyDocument']),
          }),
          { metadata: pick(record, 'NetworkInterfaceIds', 'DnsEntries', 'RequesterManaged') },
        ),
      ];

function nonEmpty(record: JsonObject, name: string): JsonObject {
  return asList(record[name]).length === 0 ? {} : pick(record, name);
}

/** The policy is told as the text of a JSON document. */
function parsedPolicy(text: JsonValue | undefined): JsonValue | undefined {
  if (typeof text !== 'string') {
    return text;
  }
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}

/** `describe-vpc-peering-connections`. */
export const peering: Converter = (record) => [
  resource(
    textAt(record, 'VpcPeeringConnectionId'),
    'AWS::EC2::VPCPeeringConnection',
    present({
      VpcId: at(record, 'RequesterVpcInfo', 'VpcId'),
      PeerVpcId: at(record, 'AccepterVpcInfo', 'VpcId'),
      PeerOwnerId: at(record, 'AccepterVpcInfo', 'OwnerId'),
      PeerRegion: at(record, 'AccepterVpcInfo', 'Region'),
      Tags: record['Tags'],
    }),
    { metadata: present({ Status: at(record, 'Status', 'Code') }) },
  ),
];

/** `describe-customer-gateways`. */
export const customerGateway: Converter = (record) => [
  resource(
    textAt(record, 'CustomerGatewayId'),
    'AWS::EC2::CustomerGateway',
    present(pick(record, 'BgpAsn', 'IpAddress', 'Type', 'Tags')),
  ),
];

/** `describe-vpn-connections`. */
export const vpnConnection: Converter = (record) => {
  const id = textAt(record, 'VpnConnectionId');
  return [
    resource(
      id,
      'AWS::EC2::VPNConnection',
      present({
        ...pick(record, 'CustomerGatewayId', 'VpnGatewayId', 'TransitGatewayId', 'Type', 'Tags'),
        StaticRoutesOnly: at(record, 'Options', 'StaticRoutesOnly'),
      }),
    ),
    ...asList(record['Routes']).map((entry, index) =>
      nameless(
        `${id}-route-${index}`,
        'AWS::EC2::VPNConnectionRoute',
        present({ VpnConnectionId: id, DestinationCidrBlock: at(entry, 'DestinationCidrBlock') }),
      ),
    ),
  ];
};

/**
 * `describe-managed-prefix-lists` with entries. A list without any is not known by its answer: its id stays literal, so that
 * it may hold anything, or what is known of the lists that AWS keeps.
 */
export const prefixList: Converter = (record) =>
  (record['Entries'] ?? record['Cidrs']) === undefined
    ? []
    : [
        resource(
          textAt(record, 'PrefixListId'),
          'AWS::EC2::PrefixList',
          present({ ...pick(record, 'PrefixListName', 'AddressFamily', 'MaxEntries'), Entries: entriesOf(record) }),
        ),
      ];

function entriesOf(record: JsonObject): readonly JsonObject[] {
  return [
    ...asList(record['Entries']).map((entry) => pick(asObject(entry), 'Cidr', 'Description')),
    ...asList(record['Cidrs']).map((cidr) => ({ Cidr: cidr })),
  ];
}
