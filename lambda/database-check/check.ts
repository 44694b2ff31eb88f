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
import { unknown } from '../shared/observed';
import { checkMembers, joinMembers } from './check-members';
import { DATABASE_METRICS, type DatabaseCheckEvent } from './contract';
import type { ClusterState, DatabaseObservation } from './observation';
import { readinessOf } from './statuses';

/** Decides whether the cluster has one writer, and readers that Aurora could promote were the writer's zone lost. */
export function checkDatabase(expected: DatabaseCheckEvent, observed: DatabaseObservation, now: Date): Decision {
  const { cluster, instances } = observed;
  if (cluster.kind === 'unknown') {
    return decide(
      merge([
        openQuestion('cluster', 'service', cluster),
        ...(instances.kind === 'unknown' ? [openQuestion('instances', 'service', instances)] : []),
      ]),
    );
  }
  if (cluster.value === 'absent') {
    return decide(found('ClusterMissing', 'service', `there is no cluster ${expected.clusterIdentifier}`));
  }
  return decide(
    merge([
      checkStatus(cluster.value),
      checkWriters(cluster.value),
      checkRestorableTime(cluster.value, now),
      instances.kind === 'unknown'
        ? openQuestion('instances', 'service', instances)
        : checkMembers(expected, joinMembers(cluster.value.members, instances.value)),
    ]),
  );
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
