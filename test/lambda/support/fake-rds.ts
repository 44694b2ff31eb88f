import { xmlItems, type Reply } from './fake-transport';

/** A member as `DescribeDBClusters` names it. */
export interface XmlMember {
  readonly id: string;
  readonly writer: boolean;
  readonly tier: number;
  /** @default 'in-sync' */
  readonly parameters?: string;
}

/** Answer of `DescribeDBClusters` about one cluster, protected and encrypted unless told otherwise. */
export function clusterReply(options: {
  readonly members: readonly XmlMember[];
  readonly status?: string;
  readonly parameterGroup?: string;
  readonly protected?: boolean;
  readonly encrypted?: boolean;
  readonly createdAt?: string | undefined;
  readonly latestRestorableTime?: string | undefined;
}): Reply {
  const members = options.members.map(
    ({ id, writer, tier, parameters = 'in-sync' }) =>
      `<DBInstanceIdentifier>${id}</DBInstanceIdentifier><IsClusterWriter>${String(writer)}</IsClusterWriter><PromotionTier>${String(tier)}</PromotionTier><DBClusterParameterGroupStatus>${parameters}</DBClusterParameterGroupStatus>`,
  );
  const { createdAt, latestRestorableTime } = options;
  const moments = Object.entries({ ClusterCreateTime: createdAt, LatestRestorableTime: latestRestorableTime }).map(
    ([name, moment]) => (moment === undefined ? '' : `<${name}>${moment}</${name}>`),
  );
  const settings = [
    `<DBClusterParameterGroup>${options.parameterGroup ?? 'test-site-parameters'}</DBClusterParameterGroup>`,
    `<DeletionProtection>${String(options.protected ?? true)}</DeletionProtection>`,
    `<StorageEncrypted>${String(options.encrypted ?? true)}</StorageEncrypted>`,
  ];
  return rdsReply(
    'DescribeDBClusters',
    `<DBClusters><DBCluster><Status>${options.status ?? 'available'}</Status><DBClusterMembers>${xmlItems('DBClusterMember', members)}</DBClusterMembers>${moments.join('')}${settings.join('')}</DBCluster></DBClusters>`,
  );
}

/** An instance as `DescribeDBInstances` lists it. */
export interface XmlInstance {
  readonly id: string;
  readonly zone: string;
  readonly status?: string;
  readonly class?: string;
  readonly parameterGroup?: string;
  /** @default 'in-sync' */
  readonly parameters?: string;
}

/** A page of `DescribeDBInstances`. */
export function instancesReply(instances: readonly XmlInstance[], marker?: string): Reply {
  const items = instances.map(
    (instance) =>
      `<DBInstanceIdentifier>${instance.id}</DBInstanceIdentifier><DBInstanceStatus>${instance.status ?? 'available'}</DBInstanceStatus><DBInstanceClass>${instance.class ?? 'db.r8g.large'}</DBInstanceClass><AvailabilityZone>${instance.zone}</AvailabilityZone><DBParameterGroups>${parameterGroup(instance)}</DBParameterGroups>`,
  );
  const next = marker === undefined ? '' : `<Marker>${marker}</Marker>`;
  return rdsReply('DescribeDBInstances', `<DBInstances>${xmlItems('DBInstance', items)}</DBInstances>${next}`);
}

/** An event as `DescribeEvents` lists it. */
export interface XmlEvent {
  readonly source: string;
  readonly message: string;
  readonly at: Date;
  readonly categories?: readonly string[];
}

/** A page of `DescribeEvents`. */
export function eventsReply(events: readonly XmlEvent[], marker?: string): Reply {
  const items = events.map(
    ({ source, message, at, categories = ['failover'] }) =>
      `<SourceIdentifier>${source}</SourceIdentifier><Message>${message}</Message><Date>${at.toISOString()}</Date><EventCategories>${xmlItems('EventCategory', categories)}</EventCategories>`,
  );
  const next = marker === undefined ? '' : `<Marker>${marker}</Marker>`;
  return rdsReply('DescribeEvents', `<Events>${xmlItems('Event', items)}</Events>${next}`);
}

/** A cluster as `DescribeGlobalClusters` names it. */
export interface XmlGlobalMember {
  readonly arn: string;
  readonly writer: boolean;
  readonly synchronization?: string;
}

/** Answer of `DescribeGlobalClusters` about one global database. */
export function globalClusterReply(members: readonly XmlGlobalMember[]): Reply {
  const items = members.map(({ arn, writer, synchronization }) => {
    const status =
      synchronization === undefined ? '' : `<SynchronizationStatus>${synchronization}</SynchronizationStatus>`;
    return `<DBClusterArn>${arn}</DBClusterArn><IsWriter>${String(writer)}</IsWriter>${status}`;
  });
  return rdsReply(
    'DescribeGlobalClusters',
    `<GlobalClusters><GlobalClusterMember><GlobalClusterMembers>${xmlItems('GlobalClusterMember', items)}</GlobalClusterMembers></GlobalClusterMember></GlobalClusters>`,
  );
}

function parameterGroup({
  parameterGroup: name = 'default.aurora-postgresql17',
  parameters = 'in-sync',
}: XmlInstance): string {
  return `<DBParameterGroup><DBParameterGroupName>${name}</DBParameterGroupName><ParameterApplyStatus>${parameters}</ParameterApplyStatus></DBParameterGroup>`;
}

function rdsReply(action: string, body: string): Reply {
  return { body: `<${action}Response><${action}Result>${body}</${action}Result></${action}Response>` };
}
