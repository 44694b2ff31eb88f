import * as z from 'zod/mini';
import { known, unknown, type Observed } from '../observed';
import type { StoreTime } from './ports';

/** A person's approval of one cross-Region step, as the token says it. Its signature is checked by the caller. */
export interface RegionApproval {
  readonly version: 1;
  readonly globalClusterIdentifier: string;
  /** Incident it was given for, and no other. */
  readonly incident: string;
  readonly action: 'failover' | 'switchover';
  /** Region that is to take over. */
  readonly targetRegion: string;
  readonly approvedBy: string;
  /** ISO 8601. */
  readonly expiresAt: string;
  /** Loss the person accepts: none, what the objective allows, or any, for example because nobody can tell. */
  readonly acceptedLoss: 'none' | 'within-rpo' | 'any';
}

/** What an approval must be about. */
export interface ApprovalSubject extends Pick<
  RegionApproval,
  'globalClusterIdentifier' | 'incident' | 'action' | 'targetRegion'
> {
  readonly now: StoreTime;
}

const text = z.string().check(z.minLength(1));

const approval: z.ZodMiniType<RegionApproval> = z.strictObject({
  version: z.literal(1),
  globalClusterIdentifier: text,
  incident: text,
  action: z.enum(['failover', 'switchover']),
  targetRegion: text,
  approvedBy: text,
  expiresAt: z.iso.datetime({ offset: true }),
  acceptedLoss: z.enum(['none', 'within-rpo', 'any']),
});

/** Longest life of an approval, so that none is kept in a drawer: an hour from now at most. */
const LONGEST_LIFE_MILLISECONDS = 3_600_000;

/** Reads a token and compares it with what it must be about; unknown is the reason why it approves of nothing. */
export function readApproval(
  token: unknown,
  isAuthentic: boolean,
  { now, ...subject }: ApprovalSubject,
): Observed<RegionApproval> {
  if (token === undefined) {
    return unknown('Incomplete', 'nobody approved');
  }
  if (!isAuthentic) {
    return unknown('Malformed', 'the signature of the approval does not hold');
  }
  const parsed = z.safeParse(approval, token);
  if (!parsed.success) {
    return unknown('Malformed', 'the approval does not say what it must');
  }
  const wrong = Object.entries(subject).find(([name, value]) => {
    return Object.entries(parsed.data).find(([member]) => member === name)?.[1] !== value;
  });
  if (wrong !== undefined) {
    return unknown('Contradictory', `the approval is for another ${wrong[0]}, not for ${wrong[1]}`);
  }
  const left = Date.parse(parsed.data.expiresAt) - now;
  if (left <= 0) {
    return unknown('Contradictory', `the approval ran out at ${parsed.data.expiresAt}`);
  }
  return left > LONGEST_LIFE_MILLISECONDS
    ? unknown('Contradictory', `the approval lasts until ${parsed.data.expiresAt}, longer than an hour`)
    : known(parsed.data);
}
