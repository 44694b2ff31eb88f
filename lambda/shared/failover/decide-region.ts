import type { Observed } from '../observed';
import type { FailoverLimits } from './contract';
import type { StoreTime } from './ports';
import { readApproval, type RegionApproval } from './region-approval';

/** What is seen of the cluster in one Region. */
export interface RegionView {
  readonly region: string;
  /** What RDS of that Region says: the instances that are writers there, and accept writes. */
  readonly writers: Observed<readonly string[]>;
  /** What is met at the writer's endpoint of that Region, by the Region from which it was asked. */
  readonly vantages: readonly {
    readonly fromRegion: string;
    readonly reading: Observed<'writer' | 'silent' | 'busy'>;
  }[];
}

/** Everything a cross-Region decision rests on. */
export interface RegionInput {
  readonly globalClusterIdentifier: string;
  /** Incident the decision belongs to; within one, the call is sent at most once. */
  readonly incident: string;
  /** `failover`: the primary is lost. `switchover`: both work, and the roles are to be changed. */
  readonly action: 'failover' | 'switchover';
  readonly primary: RegionView;
  readonly secondary: RegionView;
  /** How far the secondary is behind, in milliseconds. */
  readonly lagMilliseconds: Observed<number>;
  /** Most data the site may lose, as time. */
  readonly rpoMilliseconds: number;
  /** Observations in a row, apart by the clock of the store, that found the primary lost; this one included. */
  readonly confirmations: number;
  /** Whether the call was, or may have been, sent in this incident. */
  readonly isSpent: boolean;
  /** Whether the site may ever lose data: a setting, not an argument of a call. */
  readonly isDataLossAllowed: boolean;
  readonly approval: { readonly token: unknown; readonly isAuthentic: boolean };
  readonly limits: Pick<FailoverLimits, 'confirmations' | 'vantages'>;
  readonly now: StoreTime;
}

/** Why a cross-Region decision is what it is: the code. */
export type RegionReasonCode =
  | 'WritersInBothRegions'
  | 'IncidentSpent'
  | 'SecondaryUnknown'
  | 'SecondaryAlreadyWrites'
  | 'PrimaryUnknown'
  | 'PrimaryLives'
  | 'QuorumMissing'
  | 'Suspected'
  | 'ApprovalMissing'
  | 'DataLossNotAllowed'
  | 'DataLossNotAccepted'
  | 'LagOverObjective'
  | 'LagUnknown'
  | 'OldRegionReadOnly'
  | 'Approved';

/** The one call to send. */
export interface RegionCall {
  readonly kind: 'failover' | 'switchover';
  readonly targetRegion: string;
  /** `AllowDataLoss`: a failover is asked for with it alone, a switchover never has it. */
  readonly allowDataLoss: boolean;
}

/** What is to be done across Regions. */
export interface RegionDecision {
  readonly state: 'SUSPECT' | 'HOLD' | 'SPLIT_SUSPECT' | 'VERIFY' | 'DONE' | 'ACT';
  /** Only with `ACT`. */
  readonly call?: RegionCall;
  /** Region in which nothing may write until it was seen to be read-only: whoever calls this keeps its entry closed. */
  readonly fencedRegion?: string;
  readonly reasons: readonly RegionReason[];
}

/** Why a cross-Region decision is what it is. */
export interface RegionReason {
  readonly code: RegionReasonCode;
  readonly detail: string;
}

/**
 * Decides about the primary Region of a global database.
 *
 * Both Regions are asked who writes before anything else. Data may be lost only if the site allows it, a person approved
 * of it for this incident and not too long ago, and what would be lost is within the objective, or nobody can tell and the
 * person accepted that.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_FailoverGlobalCluster.html read 2026-11-25
 */
export function decideRegionFailover(input: RegionInput): RegionDecision {
  return checkWriters(input) ?? (input.action === 'failover' ? decideFailover(input) : decideSwitchover(input));
}

/** What the writers of both Regions settle by themselves. */
function checkWriters({ primary, secondary, isSpent }: RegionInput): RegionDecision | undefined {
  const [old, next] = [countWriters(primary), countWriters(secondary)];
  if (old + next > 1) {
    const detail = `${String(old)} in ${primary.region}, ${String(next)} in ${secondary.region}`;
    return {
      ...because('SPLIT_SUSPECT', 'WritersInBothRegions', detail),
      ...(isSpent ? { fencedRegion: primary.region } : {}),
    };
  }
  if (isSpent) {
    const isReadOnly = primary.writers.kind === 'known' && old === 0;
    return next === 1 && isReadOnly
      ? because('DONE', 'OldRegionReadOnly', `${secondary.region} writes, and ${primary.region} does not`)
      : {
          ...because('VERIFY', 'IncidentSpent', 'its one call was sent, or may have been'),
          fencedRegion: primary.region,
        };
  }
  if (next > 0) {
    return because('HOLD', 'SecondaryAlreadyWrites', `somebody promoted ${secondary.region}`);
  }
  return secondary.writers.kind === 'unknown'
    ? because('HOLD', 'SecondaryUnknown', `${secondary.region}: ${secondary.writers.reason}`)
    : undefined;
}

/** The primary must be lost to everybody, not only to the Region that would like to take over. */
function decideFailover(input: RegionInput): RegionDecision {
  const { primary, secondary, limits, confirmations } = input;
  const alive = primary.vantages.filter(({ reading }) => reading.kind === 'known' && reading.value !== 'silent');
  if (countWriters(primary) > 0 || alive.length > 0) {
    const seen = alive.map(({ fromRegion }) => fromRegion).join(', ');
    return because('HOLD', 'PrimaryLives', `${primary.region} has a writer${seen === '' ? '' : `, seen from ${seen}`}`);
  }
  const silent = new Set(
    primary.vantages
      .filter(({ fromRegion, reading }) => fromRegion !== primary.region && reading.kind === 'known')
      .map(({ fromRegion }) => fromRegion),
  );
  if (silent.size < limits.vantages) {
    const detail = `silent from ${String(silent.size)} other Regions, ${String(limits.vantages)} have to agree`;
    return because('HOLD', 'QuorumMissing', detail);
  }
  if (confirmations < limits.confirmations) {
    return because('SUSPECT', 'Suspected', `${String(confirmations)} of ${String(limits.confirmations)} in a row`);
  }
  const approval = approvalOf(input);
  if (approval.kind === 'unknown') {
    return because('HOLD', 'ApprovalMissing', approval.reason);
  }
  const refusal = refuseLoss(input, approval.value);
  return (
    refusal ?? {
      ...because('ACT', 'Approved', `by ${approval.value.approvedBy}`),
      call: { kind: 'failover', targetRegion: secondary.region, allowDataLoss: true },
      fencedRegion: primary.region,
    }
  );
}

function refuseLoss(input: RegionInput, { acceptedLoss }: RegionApproval): RegionDecision | undefined {
  const { lagMilliseconds: lag, rpoMilliseconds, isDataLossAllowed } = input;
  if (!isDataLossAllowed) {
    return because('HOLD', 'DataLossNotAllowed', 'the site is not configured to ever lose data');
  }
  if (acceptedLoss === 'none') {
    return because('HOLD', 'DataLossNotAccepted', 'the approval accepts no loss');
  }
  if (lag.kind === 'unknown') {
    return acceptedLoss === 'any' ? undefined : because('HOLD', 'LagUnknown', lag.reason);
  }
  return lag.value > rpoMilliseconds
    ? because('HOLD', 'LagOverObjective', `${String(lag.value)} ms behind, ${String(rpoMilliseconds)} ms may be lost`)
    : undefined;
}

/** Both Regions must be well: a switchover waits for the secondary to catch up, and the site waits with it. */
function decideSwitchover(input: RegionInput): RegionDecision {
  const { primary, secondary, lagMilliseconds: lag, rpoMilliseconds } = input;
  if (primary.writers.kind === 'unknown' || countWriters(primary) === 0) {
    return because(
      'HOLD',
      'PrimaryUnknown',
      `no writer is known in ${primary.region}; that is a failover, not a switchover`,
    );
  }
  const approval = approvalOf(input);
  if (approval.kind === 'unknown') {
    return because('HOLD', 'ApprovalMissing', approval.reason);
  }
  const isAccepted = approval.value.acceptedLoss === 'any';
  if (lag.kind === 'unknown' && !isAccepted) {
    return because('HOLD', 'LagUnknown', lag.reason);
  }
  if (lag.kind === 'known' && lag.value > rpoMilliseconds && !isAccepted) {
    return because(
      'HOLD',
      'LagOverObjective',
      `${String(lag.value)} ms behind, ${String(rpoMilliseconds)} ms are allowed`,
    );
  }
  return {
    ...because('ACT', 'Approved', `by ${approval.value.approvedBy}`),
    call: { kind: 'switchover', targetRegion: secondary.region, allowDataLoss: false },
  };
}

function approvalOf({ approval, secondary, ...subject }: RegionInput): Observed<RegionApproval> {
  const { globalClusterIdentifier, incident, action, now } = subject;
  return readApproval(approval.token, approval.isAuthentic, {
    globalClusterIdentifier,
    incident,
    action,
    now,
    targetRegion: secondary.region,
  });
}

/** Writers in a Region by whoever knows of more: RDS, or those who met one. */
function countWriters({ writers, vantages }: RegionView): number {
  const reported = writers.kind === 'known' ? writers.value.length : 0;
  const isMet = vantages.some(({ reading }) => reading.kind === 'known' && reading.value === 'writer');
  return Math.max(reported, isMet ? 1 : 0);
}

function because(state: RegionDecision['state'], code: RegionReasonCode, detail: string): RegionDecision {
  return { state, reasons: [{ code, detail }] };
}
