import type { BackupPlan, HealthCheck } from './site';

/** One part of a recovery time, with where its figure comes from. */
export interface RecoveryPart {
  readonly name: string;
  readonly seconds: number;
}

/**
 * Aurora promotes a reader in less than 60 seconds, often less than 30.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html
 */
const AURORA_FAILOVER_SECONDS = 60;

/**
 * Time for clients to reach the new writer: DNS of 5 seconds, keepalive of 6 on idle sockets, new connections.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.BestPractices.FastFailover.html
 */
export const CLIENT_SECONDS = 15;

/** Time until a load balancer's node in a lost zone is noticed. Not documented by AWS: an assumption. */
const NODE_DETECTION_SECONDS = 30;

/**
 * Time a client may keep the address of a node that is no longer in DNS.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html#target-group-health
 */
const NODE_TTL_SECONDS = 60;

/** Time from the fault of a target until no new request goes to it: the last failing check still waits for its answer. */
export function targetDetectionSeconds(check: HealthCheck): number {
  return check.intervalSeconds * check.unhealthyThreshold + check.timeoutSeconds;
}

/** Time until the database answers again without its writer. */
export const WRITER_RECOVERY_SECONDS = AURORA_FAILOVER_SECONDS + CLIENT_SECONDS;

/** Parts that recover side by side when a zone is lost; the longest is the time of the site. */
export function zoneRecoveryParts(web: HealthCheck, app: HealthCheck): readonly RecoveryPart[] {
  return [
    { name: 'web targets', seconds: targetDetectionSeconds(web) },
    { name: 'app targets', seconds: targetDetectionSeconds(app) },
    { name: 'database', seconds: WRITER_RECOVERY_SECONDS },
    { name: 'load balancer nodes', seconds: NODE_DETECTION_SECONDS + NODE_TTL_SECONDS + CLIENT_SECONDS },
  ];
}

/** Time to recover from the loss of a zone. */
export function zoneRecoverySeconds(web: HealthCheck, app: HealthCheck): number {
  return Math.max(...zoneRecoveryParts(web, app).map(({ seconds }) => seconds));
}

/** Time a copy of a recovery point into another Region may take. Depends on the size; an assumption, alarmed on. */
export const COPY_MINUTES = 240;

/**
 * Time to serve again from vaults in another Region: an hour for the stacks, two for the restore of the database, one
 * for checks and the switch. An assumption until a rehearsed restore has measured it.
 */
export const VAULT_RECOVERY_SECONDS = 4 * 3600;

/** Data lost with the primary Region when vaults are all that is left: what came after the last copied recovery point. */
export function vaultDataLossSeconds(
  gapMinutes: number,
  plan: Pick<BackupPlan, 'startWindowMinutes' | 'completionWindowMinutes'>,
): number {
  return (gapMinutes + plan.startWindowMinutes + plan.completionWindowMinutes + COPY_MINUTES) * 60;
}
