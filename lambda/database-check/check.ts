import { findAgeSeconds } from '../shared/clock';
import {
  decide,
  merge,
  NOTHING,
  openQuestion,
  type Conclusion,
  type Decision,
  type Effect,
  type Finding,
} from '../shared/decision';
import { unknown, type Observed } from '../shared/observed';
import { readinessOf } from '../shared/rds/statuses';
import { checkGlobalDatabase } from './check-global';
import { checkHistory } from './check-history';
import { checkMembers, checkNumber, joinMembers, type Member } from './check-members';
import { checkReplicaLags } from './check-replica-lags';
import { checkParameters, checkProtection } from './check-settings';
import { DATABASE_METRICS, type DatabaseCheckEvent } from './contract';
import type { ClusterState, DatabaseObservation, InstanceState } from './observation';

/**
 * Decides whether the cluster has one writer, and readers that Aurora could promote were the writer's zone lost; whether
 * it still is as it was deployed; and what happened to it of late.
 */
export function checkDatabase(expected: DatabaseCheckEvent, observed: DatabaseObservation, now: Date): Decision {
  const { cluster } = observed;
  const members =
    cluster.kind === 'known' && cluster.value !== 'absent'
      ? cluster.value.members.map(({ instanceId }) => instanceId)
      : undefined;
  return decide(
    merge([
      checkCluster(expected, observed, now),
      checkHistory(expected, observed.history, members, now),
      expected.globalDatabase === undefined ? NOTHING : checkGlobalDatabase(expected.globalDatabase, observed.global),
    ]),
  );
}

function checkCluster(
  expected: DatabaseCheckEvent,
  { cluster, instances, replicaLags }: DatabaseObservation,
  now: Date,
): Conclusion {
  if (cluster.kind === 'unknown') {
    return merge([openQuestion('cluster', 'service', cluster), checkInstancesKnown(instances)]);
  }
  if (cluster.value === 'absent') {
    return found('ClusterMissing', 'service', `there is no cluster ${expected.clusterIdentifier}`);
  }
  const members = instances.kind === 'known' ? joinMembers(cluster.value.members, instances.value) : undefined;
  return merge([
    checkStatus(cluster.value),
    checkWriters(cluster.value),
    checkNumber(expected, cluster.value.members),
    checkRestorableTime(cluster.value, now),
    checkProtection(expected, cluster.value),
    checkParameters(expected, cluster.value, members),
    checkReplicaLags(expected.maximumReplicaLagMilliseconds, findReporting(cluster.value, members), replicaLags),
    checkInstancesKnown(instances),
    members === undefined ? NOTHING : checkMembers(expected, members, replicaLags),
  ]);
}

function checkInstancesKnown(instances: Observed<readonly InstanceState[]>): Conclusion {
  return instances.kind === 'unknown' ? openQuestion('instances', 'service', instances) : NOTHING;
}

/** Readers that should report how far they are behind: those that serve, or all while nobody knows which do. */
function findReporting({ members }: ClusterState, listed: readonly Member[] | undefined): readonly string[] {
  const candidates =
    listed?.filter(({ instance }) => instance !== undefined && readinessOf(instance.status) === 'serving') ?? members;
  return candidates.filter(({ isWriter }) => !isWriter).map(({ instanceId }) => instanceId);
}

function checkStatus({ status }: ClusterState): Conclusion {
  if (status === 'failing-over') {
    return found('FailoverRunning', 'redundancy', 'Aurora is moving the writer; nothing else may');
  }
  switch (readinessOf(status)) {
    case 'serving':
      return NOTHING;
    case 'busy':
      return found('ClusterBusy', 'redundancy', `the cluster is ${status}`);
    case 'broken':
      return found('ClusterNotAvailable', 'service', `the cluster is ${status}`);
    case 'unclear':
      return openQuestion('cluster', 'service', unknown('Incomplete', `what ${status} means is not known`));
  }
}

/** Two writers are a contradiction, not a fact: whichever is right, nothing may be built on the answer. */
function checkWriters({ members }: ClusterState): Conclusion {
  const writers = members.filter(({ isWriter }) => isWriter).map(({ instanceId }) => instanceId);
  if (writers.length > 1) {
    const reason = `${[...writers].sort().join(' and ')} both say they are the writer`;
    return {
      ...openQuestion('writer', 'service', unknown('Contradictory', reason)),
      metrics: { [DATABASE_METRICS.splitSuspected]: 1 },
    };
  }
  return {
    ...(writers.length === 0 ? found('NoWriter', 'service', 'no member says it is the writer') : NOTHING),
    metrics: { [DATABASE_METRICS.writers]: writers.length, [DATABASE_METRICS.splitSuspected]: 0 },
  };
}

/** Only measures: how old is too old belongs to the backup check and to an alarm. */
function checkRestorableTime({ latestRestorableTime }: ClusterState, now: Date): Conclusion {
  if (latestRestorableTime === undefined) {
    return openQuestion('latest restorable time', 'redundancy', unknown('Incomplete', 'the cluster reports none'));
  }
  const age = findAgeSeconds(latestRestorableTime, now);
  return age === undefined
    ? openQuestion('latest restorable time', 'redundancy', unknown('Contradictory', 'it lies in the future'))
    : { ...NOTHING, metrics: { [DATABASE_METRICS.restorableAge]: age } };
}

function found(code: string, effect: Effect, detail: string): Conclusion {
  const finding: Finding = { code, effect, subject: 'cluster', detail };
  return { ...NOTHING, findings: [finding] };
}
