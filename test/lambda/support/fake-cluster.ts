import { xmlItems, type Reply } from './fake-transport';

/** An instance of a fake cluster. */
export interface FakeInstance {
  readonly id: string;
  readonly zone: string | undefined;
  readonly writer: boolean;
  readonly tier: number;
  readonly status: string;
  readonly class: string;
  /** Milliseconds behind the writer; `undefined` when it reports none. */
  readonly lag: number | undefined;
}

/** Identifier of the fake cluster, and the endpoint that belongs to it. */
export const CLUSTER = 'test-site-database';
export const CLUSTER_ENDPOINT = `${CLUSTER}.cluster-c7tj4example.ap-northeast-1.rds.amazonaws.com`;

export const ZONES = ['ap-northeast-1a', 'ap-northeast-1c', 'ap-northeast-1d'] as const;

/** A writer and two readers, each in a zone of its own. */
export function healthyInstances(): readonly FakeInstance[] {
  return ZONES.map((zone, index) => ({
    id: `db-${String(index + 1)}`,
    zone,
    writer: index === 0,
    tier: index,
    status: 'available',
    class: 'db.r8g.large',
    lag: index === 0 ? undefined : 20,
  }));
}

/** Host name of an instance's endpoint. */
export function hostOf(id: string): string {
  return `${id}.c7tj4example.ap-northeast-1.rds.amazonaws.com`;
}

/** Answer of `DescribeDBClusters`. */
export function describedCluster(
  instances: readonly FakeInstance[],
  { status = 'available', id = CLUSTER }: { readonly status?: string; readonly id?: string } = {},
): Reply {
  const members = instances.map(
    (instance) =>
      `<DBInstanceIdentifier>${instance.id}</DBInstanceIdentifier><IsClusterWriter>${String(instance.writer)}</IsClusterWriter><PromotionTier>${String(instance.tier)}</PromotionTier>`,
  );
  return rdsReply(
    'DescribeDBClusters',
    `<DBClusters><DBCluster><DBClusterIdentifier>${id}</DBClusterIdentifier><Status>${status}</Status><DBClusterMembers>${xmlItems('DBClusterMember', members)}</DBClusterMembers></DBCluster></DBClusters>`,
  );
}

/** A page of `DescribeDBInstances`. */
export function describedInstances(
  instances: readonly FakeInstance[],
  { marker, cluster = CLUSTER }: { readonly marker?: string; readonly cluster?: string } = {},
): Reply {
  const items = instances.map(
    ({ id, zone, status, class: instanceClass }) =>
      `<DBInstanceIdentifier>${id}</DBInstanceIdentifier><DBInstanceStatus>${status}</DBInstanceStatus><DBInstanceClass>${instanceClass}</DBInstanceClass><DBClusterIdentifier>${cluster}</DBClusterIdentifier>${
        zone === undefined
          ? ''
          : `<AvailabilityZone>${zone}</AvailabilityZone><Endpoint><Address>${hostOf(id)}</Address><Port>5432</Port></Endpoint>`
      }`,
  );
  const next = marker === undefined ? '' : `<Marker>${marker}</Marker>`;
  return rdsReply('DescribeDBInstances', `<DBInstances>${xmlItems('DBInstance', items)}</DBInstances>${next}`);
}

/** Answer of `FailoverDBCluster`. */
export function failedOver(id: string = CLUSTER): Reply {
  return rdsReply(
    'FailoverDBCluster',
    `<DBCluster><DBClusterIdentifier>${id}</DBClusterIdentifier><Status>available</Status></DBCluster>`,
  );
}

function rdsReply(action: string, body: string): Reply {
  return {
    body: `<${action}Response><${action}Result>${body}</${action}Result><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></${action}Response>`,
  };
}
