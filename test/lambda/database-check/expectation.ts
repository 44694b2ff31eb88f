import type { DatabaseCheckEvent } from '../../../lambda/database-check/contract';
import type {
  ClusterState,
  DatabaseEvent,
  DatabaseObservation,
  GlobalMember,
  GlobalObservation,
  InstanceState,
} from '../../../lambda/database-check/observation';
import { known } from '../../../lambda/shared/observed';
import { NOW } from '../support/fake-run';

/** The three zones of the fixture. */
export const ZONES = ['ap-northeast-1a', 'ap-northeast-1c', 'ap-northeast-1d'] as const;

/** Parameter groups as deployed. */
export const CLUSTER_PARAMETERS = 'test-site-parameters';
export const INSTANCE_PARAMETERS = 'default.aurora-postgresql17';

/** One writer and two readers, each in its own zone. */
export const expectation: DatabaseCheckEvent = {
  version: 1,
  site: 'test-site',
  clusterIdentifier: 'test-site-database',
  availabilityZones: ZONES,
  instanceClasses: ['db.r8g.large'],
  instances: 3,
  minimumPromotableReaders: 2,
  maximumReplicaLagMilliseconds: 1_000,
  maximumFailoversPerHour: 3,
  clusterParameterGroup: CLUSTER_PARAMETERS,
  instanceParameterGroup: INSTANCE_PARAMETERS,
  deletionProtection: true,
  storageEncrypted: true,
};

/** The cluster when all is well. */
export const cluster: ClusterState = {
  status: 'available',
  members: [
    { instanceId: 'writer', isWriter: true, promotionTier: 0, parameterStatus: 'in-sync' },
    { instanceId: 'first', isWriter: false, promotionTier: 0, parameterStatus: 'in-sync' },
    { instanceId: 'second', isWriter: false, promotionTier: 1, parameterStatus: 'in-sync' },
  ],
  latestRestorableTime: new Date(NOW.getTime() - 240_000),
  parameterGroup: CLUSTER_PARAMETERS,
  deletionProtection: true,
  storageEncrypted: true,
};

/** Its instances. */
export const instances: readonly InstanceState[] = ['writer', 'first', 'second'].map((instanceId, index) => ({
  instanceId,
  status: 'available',
  availabilityZone: ZONES[index] ?? '',
  instanceClass: 'db.r8g.large',
  parameterGroups: [{ name: INSTANCE_PARAMETERS, status: 'in-sync' }],
}));

/** How far every member is behind, whoever is the writer. */
export const lags = { writer: 15, first: 20, second: 30 };

/** An observation, healthy but for the changes, which are by instance. */
export function observe(
  changes: {
    readonly cluster?: Partial<ClusterState>;
    readonly members?: Readonly<Record<string, Partial<ClusterState['members'][number]>>>;
    readonly instances?: Readonly<Record<string, Partial<InstanceState> | 'missing'>>;
    readonly lags?: Readonly<Record<string, number | undefined>>;
    readonly clusterEvents?: readonly DatabaseEvent[];
    readonly instanceEvents?: readonly DatabaseEvent[];
  } = {},
): DatabaseObservation {
  return {
    cluster: known({
      ...cluster,
      members: cluster.members.map((member) => ({ ...member, ...changes.members?.[member.instanceId] })),
      ...changes.cluster,
    }),
    instances: known(
      instances.flatMap((instance) => {
        const change = changes.instances?.[instance.instanceId];
        return change === 'missing' ? [] : [{ ...instance, ...change }];
      }),
    ),
    replicaLags: known({ ...lags, ...changes.lags }),
    history: { cluster: known(changes.clusterEvents ?? []), instances: known(changes.instanceEvents ?? []) },
  };
}

/** An event so many minutes ago. */
export function event(
  source: string,
  minutesAgo: number,
  message: string,
  categories: readonly string[] = ['failover'],
): DatabaseEvent {
  return { source, at: new Date(NOW.getTime() - minutesAgo * 60_000), message, categories };
}

/** A global database with one cluster in Tokyo and one in Osaka. */
export const globalExpectation: DatabaseCheckEvent = {
  ...expectation,
  globalDatabase: { identifier: 'test-site-global', secondaryRegions: ['ap-northeast-3'] },
};

/** The global database when all is well, but for the changes. */
export function observeGlobal(
  changes: {
    readonly members?: readonly GlobalMember[];
    readonly lags?: GlobalObservation['lags'];
  } = {},
): DatabaseObservation {
  return {
    ...observe(),
    global: {
      database: known(changes.members ?? [primaryMember, secondaryMember]),
      lags: changes.lags ?? { 'ap-northeast-3': known(90) },
    },
  };
}

export const primaryMember: GlobalMember = {
  region: 'ap-northeast-1',
  clusterIdentifier: 'test-site-database',
  isWriter: true,
};

export const secondaryMember: GlobalMember = {
  region: 'ap-northeast-3',
  clusterIdentifier: 'test-site-secondary',
  isWriter: false,
  synchronization: 'connected',
};
