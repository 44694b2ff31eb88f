import { merge, metricUnless, NOTHING, openQuestion, type Conclusion, type Finding } from '../shared/decision';
import { unknown, type Observed } from '../shared/observed';
import { isWeaker } from '../shared/rds/instance-class';
import type { ReplicaLags } from '../shared/rds/replica-lag';
import { readinessOf } from '../shared/rds/statuses';
import { DATABASE_METRICS, type DatabaseCheckEvent } from './contract';
import type { ClusterMember, InstanceState } from './observation';

/** A member with what RDS says about its instance; `undefined` when RDS says nothing. */
export interface Member extends ClusterMember {
  readonly instance: InstanceState | undefined;
}

/** Puts the cluster's view of its members and the instances together; both are only eventually consistent. */
export function joinMembers(members: readonly ClusterMember[], instances: readonly InstanceState[]): readonly Member[] {
  return members.map((member) => ({
    ...member,
    instance: instances.find(({ instanceId }) => instanceId === member.instanceId),
  }));
}

/** Zones, classes and readiness of the members. */
export function checkMembers(
  expected: DatabaseCheckEvent,
  members: readonly Member[],
  lags: Observed<ReplicaLags>,
): Conclusion {
  const writers = members.filter(({ isWriter }) => isWriter);
  const [writer] = writers;
  return merge([
    checkZones(expected, members),
    ...members.map((member) => checkClass(expected, member)),
    ...members.map(checkInstanceKnown),
    // Without exactly one writer there is no zone to be away from.
    ...(writer === undefined || writers.length > 1
      ? []
      : [noteWriter(writer), checkWriter(writer), checkReaders(expected, writer, members, lags)]),
  ]);
}

/** Who writes, and where: two records in a row tell that Aurora moved the writer, and when. */
function noteWriter({ instanceId, instance }: Member): Conclusion {
  return { ...NOTHING, notes: [`the writer is ${instanceId} in ${instance?.availabilityZone ?? 'an unknown zone'}`] };
}

/** Whether the cluster has as many members as were deployed, whatever is known about them. */
export function checkNumber(expected: DatabaseCheckEvent, members: readonly ClusterMember[]): Conclusion {
  return members.length >= expected.instances
    ? NOTHING
    : found('TooFewInstances', 'cluster', `${count(members)} instances, expected ${String(expected.instances)}`);
}

/** Every declared zone must hold an instance that serves; one that may or may not is an open question. */
function checkZones(expected: DatabaseCheckEvent, members: readonly Member[]): Conclusion {
  const serving = new Set(
    members.flatMap(({ instance }) =>
      instance !== undefined && readinessOf(instance.status) === 'serving' ? [instance.availabilityZone] : [],
    ),
  );
  const unclear = members.filter(isUnclear);
  const missing = expected.availabilityZones.filter((zone) => !serving.has(zone));
  const settled = unclear.length === 0 || missing.length === 0;
  return {
    ...NOTHING,
    findings: settled
      ? missing.map((zone) => finding('ZoneWithoutInstance', zone, 'no instance of the cluster is available here'))
      : [],
    metrics: metricUnless(unclear.length > 0, DATABASE_METRICS.zones, () => serving.size),
  };
}

function checkClass(expected: DatabaseCheckEvent, { instanceId, instance }: Member): Conclusion {
  return instance === undefined || expected.instanceClasses.includes(instance.instanceClass)
    ? NOTHING
    : found('ClassUnexpected', instanceId, `is ${instance.instanceClass}`);
}

function checkInstanceKnown(member: Member): Conclusion {
  if (!isUnclear(member)) {
    return NOTHING;
  }
  const { instance, instanceId, isWriter } = member;
  const reason =
    instance === undefined
      ? 'the cluster names it, and no such instance was listed with its zone'
      : `what ${instance.status} means is not known`;
  return openQuestion(instanceId, isWriter ? 'service' : 'redundancy', unknown('Incomplete', reason));
}

function checkWriter({ instanceId, instance }: Member): Conclusion {
  const detail = `the writer is ${instance?.status ?? ''}`;
  switch (instance === undefined ? 'unclear' : readinessOf(instance.status)) {
    case 'broken':
      return {
        ...NOTHING,
        findings: [{ code: 'WriterNotAvailable', effect: 'service', subject: instanceId, detail }],
      };
    case 'busy':
      return found('WriterBusy', instanceId, detail);
    case 'serving':
    case 'unclear':
      return NOTHING;
  }
}

/** Readers that Aurora could promote were the writer's zone lost. */
function checkReaders(
  expected: DatabaseCheckEvent,
  writer: Member,
  members: readonly Member[],
  lags: Observed<ReplicaLags>,
): Conclusion {
  const readers = members
    .filter(({ isWriter }) => !isWriter)
    .map((reader) => {
      const lag = lags.kind === 'known' ? lags.value[reader.instanceId] : undefined;
      return { reader, fit: fitness(reader, writer, lag, expected.maximumReplicaLagMilliseconds) };
    });
  const fit = readers.filter((entry) => entry.fit === 'fit');
  const perhaps = readers.filter((entry) => entry.fit === 'unclear');
  const needed = expected.minimumPromotableReaders;
  const metrics = metricUnless(perhaps.length > 0, DATABASE_METRICS.promotableReaders, () => fit.length);
  if (fit.length < needed && fit.length + perhaps.length >= needed) {
    const reason = `${count(fit)} readers can be promoted, and ${count(perhaps)} more may`;
    return { ...openQuestion('readers', 'redundancy', unknown('Incomplete', reason)), metrics };
  }
  const why = readers.flatMap(({ reader, fit: reason }) =>
    reason === 'fit' ? [] : [`${reader.instanceId} ${reason}`],
  );
  const code = fit.length + perhaps.length === 0 ? 'NoPromotableReader' : 'TooFewPromotableReaders';
  const detail = `${count(fit)} of ${String(needed)} readers can be promoted: ${[...why].sort().join(', ')}`;
  return {
    ...NOTHING,
    metrics,
    findings: [...(fit.length < needed ? [finding(code, 'readers', detail)] : []), ...findWeakPreference(readers)],
  };
}

/**
 * Aurora promotes the lowest tier first: a reader that is too weak must not come before one that is not. A reader in the
 * writer's zone may: it is lost together with the zone, and the next one is promoted.
 */
function findWeakPreference(
  readers: readonly { readonly reader: Member; readonly fit: Fitness }[],
): readonly Finding[] {
  const best = Math.min(...readers.filter(({ fit }) => fit === 'fit').map(({ reader }) => reader.promotionTier));
  return readers
    .filter(({ reader, fit }) => fit === 'too weak' && Number.isFinite(best) && reader.promotionTier < best)
    .map(({ reader }) =>
      finding('WeakReaderFirst', reader.instanceId, 'is weaker than the writer and would be promoted first'),
    );
}

type Fitness = 'fit' | 'unclear' | 'not available' | 'in the zone of the writer' | 'too weak' | 'too far behind';

function fitness({ instance }: Member, writer: Member, lag: number | undefined, maximumLag: number): Fitness {
  if (instance === undefined) {
    return 'unclear';
  }
  const readiness = readinessOf(instance.status);
  if (readiness === 'busy' || readiness === 'broken') {
    return 'not available';
  }
  if (instance.availabilityZone === writer.instance?.availabilityZone) {
    return 'in the zone of the writer';
  }
  const weaker =
    writer.instance === undefined ? undefined : isWeaker(instance.instanceClass, writer.instance.instanceClass);
  if (weaker === true) {
    return 'too weak';
  }
  if (lag !== undefined && lag > maximumLag) {
    return 'too far behind';
  }
  return readiness === 'unclear' || weaker === undefined || lag === undefined ? 'unclear' : 'fit';
}

function isUnclear({ instance }: Member): boolean {
  return instance === undefined || readinessOf(instance.status) === 'unclear';
}

function found(code: string, subject: string, detail: string): Conclusion {
  return { ...NOTHING, findings: [finding(code, subject, detail)] };
}

function finding(code: string, subject: string, detail: string): Finding {
  return { code, effect: 'redundancy', subject, detail };
}

function count(entries: readonly unknown[]): string {
  return String(entries.length);
}
