import { merge, metricUnless, NOTHING, openQuestion, type Conclusion } from '../shared/decision';
import { unknown } from '../shared/observed';
import type { Member } from './check-members';
import { DATABASE_METRICS, type DatabaseCheckEvent } from './contract';
import type { ClusterMember, ClusterState } from './observation';

/**
 * Statuses of a parameter group whose parameters are not, or not all, in effect.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBParameterGroupStatus.html read 2026-11-25
 */
const PENDING = new Set(['applying', 'failed-to-apply', 'pending-database-upgrade', 'pending-reboot']);

/** The status of one whose parameters are. */
const IN_EFFECT = 'in-sync';

/** Whether the cluster still is protected and encrypted as it was deployed. */
export function checkProtection(
  expected: Pick<DatabaseCheckEvent, 'deletionProtection' | 'storageEncrypted'>,
  { deletionProtection, storageEncrypted }: ClusterState,
): Conclusion {
  return merge([
    expected.deletionProtection
      ? checkSwitch('deletion protection', deletionProtection, 'ProtectionOff', 'the cluster can be deleted')
      : NOTHING,
    expected.storageEncrypted
      ? checkSwitch('encryption', storageEncrypted, 'EncryptionOff', 'the storage is not encrypted')
      : NOTHING,
  ]);
}

/**
 * Whether the parameters that were deployed are those in effect, on the cluster and on its members.
 *
 * @param instances - `undefined` while they are unknown
 */
export function checkParameters(
  expected: Pick<DatabaseCheckEvent, 'clusterParameterGroup' | 'instanceParameterGroup'>,
  { parameterGroup, members }: ClusterState,
  instances: readonly Member[] | undefined,
): Conclusion {
  const all = merge([
    checkGroup('cluster', expected.clusterParameterGroup, parameterGroup),
    ...members.map(checkMember),
    ...(instances ?? []).map((member) => checkInstance(expected.instanceParameterGroup, member)),
  ]);
  const isOpen = all.questions.length > 0 || instances?.every(({ instance }) => instance !== undefined) !== true;
  return {
    ...all,
    // A fault that is known must raise an alarm whatever else is unknown.
    metrics: metricUnless(
      all.findings.length === 0 && isOpen,
      DATABASE_METRICS.parameterFaults,
      () => all.findings.length,
    ),
  };
}

function checkSwitch(subject: string, isOn: boolean | undefined, code: string, detail: string): Conclusion {
  if (isOn === undefined) {
    return notTold(subject);
  }
  return isOn ? NOTHING : found(code, 'cluster', detail);
}

function checkMember({ instanceId, parameterStatus }: ClusterMember): Conclusion {
  return checkStatus(`${instanceId}: parameters of the cluster`, parameterStatus);
}

function checkInstance(expectedGroup: string, { instanceId, instance }: Member): Conclusion {
  // An instance that is not listed is a question already.
  if (instance === undefined) {
    return NOTHING;
  }
  const { parameterGroups = [] } = instance;
  return parameterGroups.length === 0
    ? notTold(`${instanceId}: parameter group`)
    : merge(
        parameterGroups.flatMap(({ name, status }) => [
          checkGroup(instanceId, expectedGroup, name),
          checkStatus(`${instanceId}: parameters of the instance`, status),
        ]),
      );
}

function checkGroup(subject: string, expected: string, name: string | undefined): Conclusion {
  if (name === undefined) {
    return notTold(`${subject}: parameter group`);
  }
  return name === expected
    ? NOTHING
    : found('ParameterGroupUnexpected', subject, `has the parameter group ${name}, deployed was ${expected}`);
}

function checkStatus(subject: string, status: string | undefined): Conclusion {
  if (status === undefined) {
    return notTold(subject);
  }
  if (PENDING.has(status)) {
    return found('ParametersPending', subject, `are not in effect: ${status}`);
  }
  return status === IN_EFFECT
    ? NOTHING
    : openQuestion(subject, 'redundancy', unknown('Incomplete', `what ${status} means is not known`));
}

function notTold(subject: string): Conclusion {
  return openQuestion(subject, 'redundancy', unknown('Incomplete', 'RDS does not say'));
}

function found(code: string, subject: string, detail: string): Conclusion {
  return { ...NOTHING, findings: [{ code, effect: 'redundancy', subject, detail }] };
}
