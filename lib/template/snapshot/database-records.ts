import { asList, asString, at, type JsonObject } from '../json';
import { pick, present, ref, textAt, type Converter, type SnapshotResource } from './snapshot-resource';

/** `rds describe-db-clusters`. */
export const dbCluster: Converter = (record) => {
  const id = textAt(record, 'DBClusterIdentifier');
  return [
    {
      id: `cluster-${id}`,
      type: 'AWS::RDS::DBCluster',
      properties: present({
        ...pick(
          record,
          'DBClusterIdentifier',
          'Engine',
          'EngineVersion',
          'Port',
          'StorageEncrypted',
          'AvailabilityZones',
        ),
        DBSubnetGroupName: ref(subnetGroupId(asString(record['DBSubnetGroup']))),
        VpcSecurityGroupIds: groupsOf(record),
      }),
      ...arn(record, 'DBClusterArn'),
    },
  ];
};

/** `rds describe-db-instances`; the answer holds the subnet group. */
export const dbInstance: Converter = (record) => {
  const group = record['DBSubnetGroup'];
  const cluster = asString(record['DBClusterIdentifier']);
  return [
    {
      id: `instance-${textAt(record, 'DBInstanceIdentifier')}`,
      type: 'AWS::RDS::DBInstance',
      properties: present({
        ...pick(record, 'DBInstanceIdentifier', 'DBInstanceClass', 'Engine', 'EngineVersion', 'PubliclyAccessible'),
        ...pick(record, 'AvailabilityZone', 'MultiAZ', 'PromotionTier', 'StorageEncrypted'),
        Port: at(record, 'Endpoint', 'Port'),
        DBClusterIdentifier: cluster === undefined ? undefined : ref(`cluster-${cluster}`),
        DBSubnetGroupName: ref(subnetGroupId(asString(at(group, 'DBSubnetGroupName')))),
        VPCSecurityGroups: groupsOf(record),
      }),
      ...arn(record, 'DBInstanceArn'),
    },
    ...(asList(at(group, 'Subnets')).length === 0 ? [] : dbSubnetGroup(group as JsonObject)),
  ];
};

/** `rds describe-db-subnet-groups`. */
export const dbSubnetGroup: Converter = (record): readonly SnapshotResource[] => [
  {
    id: subnetGroupId(textAt(record, 'DBSubnetGroupName')) ?? 'subnet-group',
    type: 'AWS::RDS::DBSubnetGroup',
    properties: present({
      ...pick(record, 'DBSubnetGroupName', 'DBSubnetGroupDescription'),
      SubnetIds: asList(record['Subnets']).map((subnet) => at(subnet, 'SubnetIdentifier') ?? null),
    }),
  },
];

function subnetGroupId(name: string | undefined): string | undefined {
  return name === undefined ? undefined : `subnet-group-${name}`;
}

function groupsOf(record: JsonObject): readonly (string | null)[] {
  return asList(record['VpcSecurityGroups']).map((group) => asString(at(group, 'VpcSecurityGroupId')) ?? null);
}

function arn(record: JsonObject, name: string): Pick<SnapshotResource, 'physicalIds'> {
  const text = asString(record[name]);
  return text === undefined ? {} : { physicalIds: { [name]: text } };
}
