import { findAgeSeconds } from '../shared/clock';
import { openQuestion, type Conclusion, type Finding } from '../shared/decision';
import { known, unknown, type Observed } from '../shared/observed';
import { isCluster, recoveryPointMetricName, type ExpectedBackup, type ExpectedVault } from './contract';
import type { RecoveryPoint } from './observation';

/** Both say that a backup is complete and can be restored. */
const COMPLETE = new Set(['COMPLETED', 'AVAILABLE']);

/** Continuous backup has one recovery point that never ages; it says nothing about generations. */
const CONTINUOUS = ':continuous:';

/** What one vault holds, and since when it could hold anything. */
export interface VaultContent {
  readonly createdAt: Date;
  readonly recoveryPoints: readonly RecoveryPoint[];
  /** When the cluster was created: its ARN may have been that of an earlier one. */
  readonly clusterCreatedAt: Observed<Date>;
}

/** Age and number of the recovery points of one backup in one vault; of several resources the worst counts. */
export function checkRecoveryPoints(
  backup: ExpectedBackup,
  vault: ExpectedVault,
  content: VaultContent,
  now: Date,
): Conclusion {
  const subject = `${backup.name} in ${vault.region}`;
  const resources: Measurement[] = [];
  for (const arn of backup.resourceArns) {
    const measured = measure(arn, backup, vault, content, now);
    if (measured.kind === 'unknown') {
      return openQuestion(subject, 'redundancy', measured);
    }
    resources.push(measured.value);
  }
  const newestAge = Math.max(...resources.map((resource) => resource.newestAge));
  const newestAt = resources.find((resource) => resource.newestAge === newestAge)?.newestAt;
  const count = Math.min(...resources.map((resource) => resource.count));
  const shortfall = Math.max(...resources.map((resource) => resource.shortfall));
  const limit = backup.intervalSeconds + vault.allowanceSeconds;
  return {
    findings: [
      ...(newestAge > limit ? [staleFinding(subject, newestAt, newestAge, limit)] : []),
      ...(shortfall > 0
        ? [finding('TooFewRecoveryPoints', subject, `${String(count)}, ${String(shortfall)} too few`)]
        : []),
      ...resources.flatMap((resource) =>
        resource.stopped.map((arn) => finding('ContinuousBackupStopped', arn, 'stopped')),
      ),
    ],
    questions: [],
    notes: [
      ...(count === 0 && newestAge <= limit ? [`${subject}: the first recovery point is not due yet`] : []),
      ...resources
        .filter(({ foreign }) => foreign > 0)
        .map(({ foreign }) => `${subject}: ${String(foreign)} recovery points of an earlier cluster do not count`),
    ],
    metrics: {
      [recoveryPointMetricName('NewestRecoveryPointAge', backup.name, vault.region)]: newestAge,
      [recoveryPointMetricName('RecoveryPoints', backup.name, vault.region)]: count,
      [recoveryPointMetricName('RecoveryPointShortfall', backup.name, vault.region)]: shortfall,
    },
  };
}

/** What a vault holds of one resource. */
interface Measurement {
  readonly count: number;
  /** At most the time since when there could be one; that time while there is none. */
  readonly newestAge: number;
  /** When the newest one was made; `undefined` while there is none. */
  readonly newestAt: Date | undefined;
  /** Recovery points by which the objective is missed. */
  readonly shortfall: number;
  /** Continuous recovery points that no longer grow. */
  readonly stopped: readonly string[];
  /** Recovery points of an earlier resource with the same ARN. */
  readonly foreign: number;
}

function measure(
  resourceArn: string,
  backup: ExpectedBackup,
  vault: ExpectedVault,
  content: VaultContent,
  now: Date,
): Observed<Measurement> {
  const createdAt = resourceCreation(resourceArn, content);
  if (createdAt.kind === 'unknown') {
    return createdAt;
  }
  const named = content.recoveryPoints.filter((point) => point.resourceArn === resourceArn);
  const own = named.filter((point) => createdAt.value === undefined || point.createdAt >= createdAt.value);
  const continuous = own.filter(({ arn }) => arn.includes(CONTINUOUS));
  const complete = own.filter(({ arn, status }) => COMPLETE.has(status) && !arn.includes(CONTINUOUS));
  const ages = complete.map((point) => findAgeSeconds(point.createdAt, now));
  const beginnings = [content.createdAt, createdAt.value ?? content.createdAt].map((at) => findAgeSeconds(at, now));
  const knownAges = ages.filter((age) => age !== undefined);
  const knownBeginnings = beginnings.filter((age) => age !== undefined);
  if (knownAges.length < ages.length || knownBeginnings.length < beginnings.length) {
    return unknown('Contradictory', 'a vault, cluster or recovery point is from the future');
  }
  // Nothing can be missed for longer than vault and cluster exist, even if a copy keeps the date of its source.
  const possibleSince = Math.min(...knownBeginnings);
  const growing = continuous.some(({ status }) => COMPLETE.has(status));
  return known({
    count: knownAges.length,
    newestAge: Math.min(...knownAges, possibleSince),
    newestAt: newestOf(complete.map(({ createdAt: at }) => at)),
    shortfall: Math.max(0, dueRecoveryPoints(backup, vault, possibleSince) - knownAges.length),
    stopped: growing ? [] : continuous.filter(({ status }) => status === 'STOPPED').map(({ arn }) => arn),
    foreign: named.length - own.length,
  });
}

/**
 * When a resource was created, if that matters. The name of the cluster is fixed, so a site that is created again beside
 * the vault that was kept finds recovery points of its predecessor under its own ARN. Names of buckets are generated and
 * never come back.
 */
function resourceCreation(resourceArn: string, { clusterCreatedAt }: VaultContent): Observed<Date | undefined> {
  return isCluster(resourceArn) ? clusterCreatedAt : known(undefined);
}

/**
 * Recovery points that must exist by now. A young vault, or that of a young cluster, cannot hold all of them yet: it is
 * given, from the beginning, the interval for each.
 */
function dueRecoveryPoints(backup: ExpectedBackup, vault: ExpectedVault, possibleSince: number): number {
  const sinceFirst = Math.floor((possibleSince - vault.allowanceSeconds) / backup.intervalSeconds);
  return Math.min(backup.recoveryPoints, Math.max(0, sinceFirst));
}

function newestOf(moments: readonly Date[]): Date | undefined {
  return moments.length === 0 ? undefined : new Date(Math.max(...moments.map((moment) => moment.getTime())));
}

function staleFinding(subject: string, newestAt: Date | undefined, age: number, limit: number): Finding {
  return newestAt === undefined
    ? finding('NoRecoveryPoint', subject, `there is no complete recovery point, at most ${hours(limit)} allowed`)
    : finding(
        'RecoveryPointStale',
        subject,
        `the newest recovery point, of ${newestAt.toISOString()}, is ${hours(age)} old, at most ${hours(limit)} allowed`,
      );
}

function hours(seconds: number): string {
  return `${(seconds / 3600).toFixed(1)} hours`;
}

function finding(code: string, subject: string, detail: string): Finding {
  return { code, effect: 'redundancy', subject, detail };
}
