import type { Event } from '../engine/timeline';
import type { Delay, DelayPart } from '../model/types';

/** One reaction of a recovery, with the pieces of its delay. */
export interface RecoveryStep {
  readonly kind: Event['kind'];
  readonly rule: string;
  readonly what: string;
  readonly begins: number;
  readonly ends: number;
  readonly parts: readonly DelayPart[];
}

/**
 * Reactions that a recovery waited for, first to last: the one with which it ended, what had made that one begin, and so on.
 *
 * @param events what happened, in the order of time, its seconds counted from the fault
 * @param ends second of the recovery
 */
export function criticalPath(events: readonly Event[], ends: number): readonly RecoveryStep[] {
  const steps: RecoveryStep[] = [];
  let until = ends;
  while (until > 0) {
    const last = longest(events.filter(({ second }) => second === until));
    if (last === undefined) {
      break;
    }
    const parts = delayOf(last);
    const seconds = parts.reduce((sum, part) => sum + part.seconds, 0);
    steps.unshift({
      kind: last.kind,
      rule: ruleOf(last),
      what: `${last.seat.part.part.label} in ${last.seat.pool.pool.label}`,
      begins: Math.max(0, last.since),
      ends: last.second,
      parts,
    });
    // What had waited for longer than its delay began when something else allowed it, a second before.
    until = last.since + seconds >= last.second ? last.since : last.second - 1;
  }
  return steps;
}

/** Of what happened at one second the one that had waited longest. */
function longest(events: readonly Event[]): Event | undefined {
  return events.reduce<Event | undefined>(
    (found, event) => (found === undefined || event.since < found.since ? event : found),
    undefined,
  );
}

function ruleOf({ kind, seat }: Event): string {
  const { leave, comeBack, move, replace } = seat.pool.pool;
  const reaction = {
    leave,
    'come-back': comeBack,
    move,
    end: replace?.after,
    relaunch: replace?.relaunch,
  }[kind];
  return reaction?.rule ?? '';
}

function delayOf({ kind, seat }: Event): Delay {
  const { leave, comeBack, move, replace } = seat.pool.pool;
  switch (kind) {
    case 'leave':
      return leave?.delay ?? [];
    case 'come-back':
      return comeBack?.delay ?? [];
    case 'move':
      return [...(move?.delay ?? []), ...(seat.member.start ?? [])];
    case 'end':
      return replace?.after.delay ?? [];
    case 'relaunch':
      return replace?.relaunch.delay ?? [];
  }
}
