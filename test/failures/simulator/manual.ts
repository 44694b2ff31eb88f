import type { FailureModel, ManualReaction, Scenario } from '../../../lib/failures/model/types';
import { withLosses, type Move } from './losses';
import type { Happening } from './outcome';
import { moved, secondsOf } from './reactions';
import { play, type Run } from './run';
import type { Snapshot } from './snapshot';
import { place, shiftedBy, type World } from './world';

/** What operators did, and what came of it. */
export interface Manual {
  /** Delay of the slowest of the reactions that were done. */
  readonly delaySeconds: number;
  /** From when all of them were done. */
  readonly run: Run;
  readonly happenings: readonly Happening[];
}

/** Does what operators do on a scenario in the last second of a run; undefined if that is nothing. */
export function playManual(model: FailureModel, scenario: Scenario, before: Run): Manual | undefined {
  const { world } = before.last;
  const done = model.manual.filter(
    (reaction) => isOn(reaction, scenario) && !(reaction.planes ?? []).some((id) => world.failed.has(id)),
  );
  if (done.length === 0) {
    return undefined;
  }
  const shifted = done.flatMap(({ effect }) => (effect.kind === 'shift' ? shiftedBy(model, effect.zone) : []));
  const moves = movesOf(done, before.last);
  const out = new Set([...world.out, ...shifted.map(({ pool, member }) => place(pool, member))]);
  const changed = moves.reduce<World>((sofar, { pool, member }) => moved(sofar, pool, member), { ...world, out });
  const run = play(model, changed, { phase: 'manual', after: before, lost: withLosses(before.lost, moves) });
  return {
    delaySeconds: Math.max(...done.map(({ delay }) => secondsOf(delay))),
    run,
    happenings: [
      ...shifted.map(({ pool, member }) => happening('shift', pool.id, member.id)),
      ...moves.map(({ pool, member }) => happening('manual-move', pool.id, member.id)),
      ...run.happenings,
    ],
  };
}

function isOn({ on }: ManualReaction, { first, then = [] }: Scenario): boolean {
  return on.some((selector) =>
    [...first, ...then].some(({ group, mode }) => group === selector.group && (selector.mode ?? mode) === mode),
  );
}

/** Moves that have an effect, decided on how things are before any of them: of two of one pool the later. */
function movesOf(done: readonly ManualReaction[], last: Snapshot): readonly Move[] {
  const moves = done.flatMap(({ effect }) => {
    if (effect.kind !== 'move') {
      return [];
    }
    const pool = last.model.pools.find(({ id }) => id === effect.pool);
    const member = pool?.members.find(({ id }) => id === effect.member);
    if (pool === undefined || member === undefined) {
      throw new Error(`the model lacks ${effect.pool}/${effect.member}`);
    }
    return last.fails(pool, member) || last.current(pool) === member ? [] : [{ pool, member }];
  });
  return [...new Map(moves.map((move) => [move.pool.id, move])).values()];
}

function happening(kind: 'shift' | 'manual-move', pool: string, member: string): Happening {
  return { phase: 'manual', second: 0, kind, pool, member };
}
