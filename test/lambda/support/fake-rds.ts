import { xmlItems, type Reply } from './fake-transport';

/** A member as `DescribeDBClusters` names it. */
export interface XmlMember {
  readonly id: string;
  readonly writer: boolean;
  readonly tier: number;
}

/** Answer of `DescribeDBClusters` about one cluster. */
export function clusterReply(options: {
  readonly members: readonly XmlMember[];
  readonly status?: string;
  readonly createdAt?: string | undefined;
  readonly latestRestorableTime?: string | undefined;
}): Reply {
  const members = options.members.map(
    ({ id, writer, tier }) =>
      `<DBInstanceIdentifier>${id}</DBInstanceIdentifier><IsClusterWriter>${String(writer)}</IsClusterWriter><PromotionTier>${String(tier)}</PromotionTier>`,
  );
  const { createdAt, latestRestorableTime } = options;
  const moments = Object.entries({ ClusterCreateTime: createdAt, LatestRestorableTime: latestRestorableTime }).map(
    ([name, moment]) => (moment === undefined ? '' : `<${name}>${moment}</${name}>`),
  );
  return rdsReply(
    'DescribeDBClusters',
    `<DBClusters><DBCluster><Status>${options.status ?? 'available'}</Status><DBClusterMembers>${xmlItems('DBClusterMember', members)}</DBClusterMembers>${moments.join('')}</DBCluster></DBClusters>`,
  );
}

/** An instance as `DescribeDBInstances` lists it. */
export interface XmlInstance {
  readonly id: string;
  readonly zone: string;
  readonly status?: string;
  readonly class?: string;
}

/** A page of `DescribeDBInstances`. */
export function instancesReply(instances: readonly XmlInstance[], marker?: string): Reply {
  const items = instances.map(
    (instance) =>
      `<DBInstanceIdentifier>${instance.id}</DBInstanceIdentifier><DBInstanceStatus>${instance.status ?? 'available'}</DBInstanceStatus><DBInstanceClass>${instance.class ?? 'db.r8g.large'}</DBInstanceClass><AvailabilityZone>${instance.zone}</AvailabilityZone>`,
  );
  const next = marker === undefined ? '' : `<Marker>${marker}</Marker>`;
  return rdsReply('DescribeDBInstances', `<DBInstances>${xmlItems('DBInstance', items)}</DBInstances>${next}`);
}

function rdsReply(action: string, body: string): Reply {
  return { body: `<${action}Response><${action}Result>${body}</${action}Result></${action}Response>` };
}
