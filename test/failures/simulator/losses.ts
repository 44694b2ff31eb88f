import type { Member, Pool } from '../../../lib/failures/model/types';
import { secondsOf } from './reactions';

/** Seconds of data that each pool of `prefer` has lost by its moves. */
export type Losses = ReadonlyMap<string, number>;

/** A pool of `prefer` and the member to which it moves. */
export interface Move {
  readonly pool: Pool;
  readonly member: Member;
}

/** What is lost after some more moves: each time what the member loses. */
export function withLosses(lost: Losses, moves: readonly Move[]): Losses {
  return moves.reduce(
    (sums, { pool, member }) => new Map([...sums, [pool.id, (sums.get(pool.id) ?? 0) + secondsOf(member.loses)]]),
    lost,
  );
}
