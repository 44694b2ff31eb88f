import { asList, asObject, asString, at, type JsonObject } from '../json';
import { nameless, pick, present, resource, textAt, type Converter, type SnapshotResource } from './snapshot-resource';

/** `describe-network-interfaces`. */
export const networkInterface: Converter = (record) => {
  const id = textAt(record, 'NetworkInterfaceId');
  const instanceId = at(record, 'Attachment', 'InstanceId');
  return [
    resource(
      id,
      'AWS::EC2::NetworkInterface',
      present({
        ...pick(record, 'SubnetId', 'PrivateIpAddress', 'SourceDestCheck', 'InterfaceType', 'Description'),
        GroupSet: asList(record['Groups']).map((group) => at(group, 'GroupId') ?? null),
        PrivateIpAddresses: asList(record['PrivateIpAddresses']).map((entry) =>
          pick(asObject(entry), 'Primary', 'PrivateIpAddress'),
        ),
        Ipv6Addresses: asList(record['Ipv6Addresses']).map((entry) => pick(asObject(entry), 'Ipv6Address')),
        Tags: record['TagSet'],
      }),
      {
        metadata: present({
          ...pick(record, 'AvailabilityZone', 'RequesterId', 'RequesterManaged', 'Status', 'VpcId'),
          PublicIp: at(record, 'Association', 'PublicIp'),
        }),
      },
    ),
    ...givenAddress(id, record),
    ...(instanceId === undefined
      ? []
      : [
          nameless(`${id}-attachment`, 'AWS::EC2::NetworkInterfaceAttachment', {
            NetworkInterfaceId: id,
            InstanceId: instanceId,
            DeviceIndex: at(record, 'Attachment', 'DeviceIndex'),
          }),
        ]),
  ];
};

/** A public address that AWS gave an interface by itself; an Elastic IP address is among the addresses. */
function givenAddress(interfaceId: string, record: JsonObject): readonly SnapshotResource[] {
  const address = at(record, 'Association', 'PublicIp');
  if (address === undefined || at(record, 'Association', 'AllocationId') !== undefined) {
    return [];
  }
  const id = `${interfaceId}-address`;
  return [
    nameless(id, 'AWS::EC2::EIP', { Domain: 'vpc', Address: address }),
    nameless(`${id}-association`, 'AWS::EC2::EIPAssociation', {
      AllocationId: { 'Fn::GetAtt': [id, 'AllocationId'] },
      NetworkInterfaceId: interfaceId,
    }),
  ];
}

/** `lambda list-functions`: those with interfaces. A name may be any word, so that nothing refers to a function by it. */
export const lambdaFunction: Converter = (record) => {
  const config = asObject(record['VpcConfig']);
  const [name, arn] = [textAt(record, 'FunctionName'), asString(record['FunctionArn'])];
  return asList(config['SubnetIds']).length === 0
    ? []
    : [
        {
          id: `function-${name}`,
          type: 'AWS::Lambda::Function',
          properties: {
            FunctionName: name,
            VpcConfig: pick(config, 'SubnetIds', 'SecurityGroupIds', 'Ipv6AllowedForDualStack'),
          },
          ...(arn === undefined ? {} : { physicalIds: { Arn: arn } }),
        },
      ];
};

/** `describe-instances`: a reservation holds instances. */
export const reservation: Converter = (record) =>
  asList(record['Instances'])
    .map((entry) => asObject(entry))
    .filter((instance) => !/^(terminated|shutting-down)$/.test(String(at(instance, 'State', 'Name'))))
    .map(instanceOf);

function instanceOf(record: JsonObject): SnapshotResource {
  const interfaces = asList(record['NetworkInterfaces']).map((entry) => ({
    NetworkInterfaceId: at(entry, 'NetworkInterfaceId') ?? null,
    DeviceIndex: String(at(entry, 'Attachment', 'DeviceIndex') ?? 0),
  }));
  return resource(
    textAt(record, 'InstanceId'),
    'AWS::EC2::Instance',
    present({
      ...pick(record, 'ImageId', 'InstanceType', 'SourceDestCheck', 'Tags'),
      AvailabilityZone: at(record, 'Placement', 'AvailabilityZone'),
      // The interfaces carry the subnet and the groups; without them the instance does.
      ...(interfaces.length > 0
        ? { NetworkInterfaces: interfaces }
        : {
            ...pick(record, 'SubnetId', 'PrivateIpAddress'),
            SecurityGroupIds: asList(record['SecurityGroups']).map((group) => at(group, 'GroupId') ?? null),
          }),
    }),
    { metadata: present({ ...pick(record, 'VpcId', 'PublicIpAddress'), State: at(record, 'State', 'Name') }) },
  );
}
