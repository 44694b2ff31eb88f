import type { Sight } from './assess';
import type { Memory } from './memory';
import type { StoreTime } from './ports';
import type { Reason } from './reasons';
import type { Event, State, Step } from './states';
import { step } from './step';

/** The way of a run through the states, and why it went so. */
export interface Path {
  readonly state: State;
  readonly steps: readonly Step[];
  readonly reasons: readonly Reason[];
}

/** Where a run stands once it knows what the last one left. */
export interface Standing extends Path {
  readonly memory: Memory;
  /** What was seen last, and what that meant; replaced by each look. */
  readonly sight?: Sight | undefined;
  readonly seen: readonly Reason[];
  /** Whether RDS knew of no available writer at the last look. */
  readonly isWithoutWriter: boolean;
  /** Whether this run sent the mutating call. */
  readonly hasActed: boolean;
}

/** Where a run begins: nothing is known, so it holds. */
export const BEGINNING: Path = { state: 'HOLD', steps: [], reasons: [] };

/** Takes a step and says why. */
export function take<P extends Path>(path: P, event: Event, ...reasons: readonly Reason[]): P {
  return takeIf(path, event, false, ...reasons);
}

/** Takes a step that leads on once it was met often enough. */
export function takeIf<P extends Path>(path: P, event: Event, isMet: boolean, ...reasons: readonly Reason[]): P {
  const taken = step(path.state, event, isMet);
  return { ...path, state: taken.to, steps: [...path.steps, taken], reasons: [...path.reasons, ...reasons] };
}

/** Time between two announcements of whether the decision rests or holds, so that what flaps is told once. */
const CALM_MILLISECONDS = 300_000;

/** States between which a database that only answers slowly goes to and fro. */
const MILD: readonly State[] = ['OBSERVE', 'HOLD'];

/** Whether the state is news to whoever was told last: at once, unless it only flaps. */
export function isNews({ announced }: Memory, state: State, now: StoreTime): boolean {
  const isMild = MILD.includes(state) && MILD.includes(announced.state);
  return state !== announced.state && (!isMild || now - announced.at >= CALM_MILLISECONDS);
}
