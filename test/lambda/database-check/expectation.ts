import type { DatabaseCheckEvent } from '../../../lambda/database-check/contract';
import type { ClusterState, DatabaseObservation, InstanceState } from '../../../lambda/database-check/observation';
import { known } from '../../../lambda/shared/observed';
import { NOW } from '../support/fake-run';

/** The three zones of the fixture. */
export const ZONES = ['ap-northeast-1a', 'ap-northeast-1c', 'ap-northeast-1d'] as const;

/** One writer and two readers, each in its own zone. */
export const expectation: DatabaseCheckEvent = {
  version: 1,
  site: 'test-site',
  clusterIdentifier: 'test-site-database',
  availabilityZones: ZONES,
  instanceClasses: ['db.r8g.large'],
  instances: 3,
  minimumPromotableReaders: 2,
};

/** The cluster when all is well. */
export const cluster: ClusterState = {
  status: 'available',
  members: [
    { instanceId: 'writer', isWriter: true, promotionTier: 0 },
    { instanceId: 'first', isWriter: false, promotionTier: 0 },
    { instanceId: 'second', isWriter: false, promotionTier: 1 },
  ],
  latestRestorableTime: new Date(NOW.getTime() - 240_000),
};

/** Its instances. */
export const instances: readonly InstanceState[] = ['writer', 'first', 'second'].map((instanceId, index) => ({
  instanceId,
  status: 'available',
  availabilityZone: ZONES[index] ?? '',
  instanceClass: 'db.r8g.large',
}));

/** An observation, healthy but for the changes, which are by instance. */
export function observe(
  changes: {
    readonly cluster?: Partial<ClusterState>;
    readonly members?: Readonly<Record<string, Partial<ClusterState['members'][number]>>>;
    readonly instances?: Readonly<Record<string, Partial<InstanceState> | 'missing'>>;
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
  };
}
