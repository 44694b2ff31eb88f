import { asList, asObject, at, type JsonObject } from '../json';
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
