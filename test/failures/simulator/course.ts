import type { FailureModel } from '../../../lib/failures/model/types';
import { happened, pendingAt, triggerName, type Pending } from './reactions';
import { Snapshot } from './snapshot';
import { worldName, type World } from './world';

/** How long each trigger that holds has held, in seconds; no more than makes a difference. */
export type Counters = ReadonlyMap<string, number>;

/** The world at a second, and what goes on in it: what happens next depends on nothing else. */
export interface Standing {
  readonly view: View;
  readonly counters: Counters;
}

/** A world and what may happen in it sooner or later. */
interface View {
  readonly snapshot: Snapshot;
  readonly pending: readonly Pending[];
}

/** From one second at which something happens to the next. */
export interface Step {
  readonly seconds: number;
  /** All that happens then. */
  readonly due: readonly Pending[];
  readonly to: Standing;
}

/** What follows on what. A world that comes again is not looked at again, and what has followed on it once does so again. */
export class Course {
  private readonly model: FailureModel;
  private readonly views = new Map<string, View>();
  private readonly viewsAfter = new Map<View, Map<string, View>>();
  private readonly standings = new Map<View, Map<string, Standing>>();
  private readonly steps = new Map<Standing, Step | undefined>();

  constructor(model: FailureModel) {
    this.model = model;
  }

  /** The world when triggers have held for some time until just before. */
  enter(world: World, held: Counters): Standing {
    return this.standing(this.view(world), held);
  }

  /** What happens next if nobody interferes; undefined when nothing more is due. */
  next(standing: Standing): Step | undefined {
    if (!this.steps.has(standing)) {
      this.steps.set(standing, this.stepFrom(standing));
    }
    return this.steps.get(standing);
  }

  private stepFrom(standing: Standing): Step | undefined {
    const remaining = remainingOf(standing);
    if (remaining.length === 0) {
      return undefined;
    }
    const seconds = Math.min(...remaining.map((each) => each.seconds));
    const due = remaining.filter((each) => each.seconds === seconds).map(({ pending }) => pending);
    return { seconds, due, to: this.standing(this.viewAfter(standing.view, due), countersAfter(standing, seconds)) };
  }

  private viewAfter(view: View, due: readonly Pending[]): View {
    return remembered(inner(this.viewsAfter, view), due.map(triggerName).join(), () =>
      this.view(due.reduce(happened, view.snapshot.world)),
    );
  }

  private view(world: World): View {
    return remembered(this.views, worldName(world), () => {
      const snapshot = new Snapshot(this.model, world);
      return { snapshot, pending: pendingAt(snapshot) };
    });
  }

  /** What begins to hold begins to count. */
  private standing(view: View, held: Counters): Standing {
    const seconds = view.pending.map((each) => held.get(triggerName(each)) ?? 0);
    return remembered(inner(this.standings, view), seconds.join(), () => ({
      view,
      counters: new Map(view.pending.map((each, index) => [triggerName(each), seconds[index] ?? 0])),
    }));
  }
}

/** For how long the triggers of a second have held when some more have passed in which nothing happened. */
export function countersAfter({ view, counters }: Standing, seconds: number): Counters {
  return new Map(
    view.pending.map((each) => {
      const held = counters.get(triggerName(each)) ?? 0;
      return [triggerName(each), Math.min(each.longestSeconds, held + seconds)];
    }),
  );
}

/**
 * Seconds until each reaction that is possible happens, if nothing changes before. One for which its trigger has held
 * long enough, and that was not possible before, happens a second from now: it is decided on what was true just before.
 */
function remainingOf({ view, counters }: Standing): readonly { readonly pending: Pending; readonly seconds: number }[] {
  return view.pending
    .filter(({ isPossible }) => isPossible)
    .map((each) => ({
      pending: each,
      seconds: Math.max(1, each.delaySeconds - (counters.get(triggerName(each)) ?? 0)),
    }));
}

function inner<Outer, T>(maps: Map<Outer, Map<string, T>>, key: Outer): Map<string, T> {
  return remembered(maps, key, () => new Map<string, T>());
}

function remembered<Key, T extends object>(known: Map<Key, T>, key: Key, found: () => T): T {
  const value = known.get(key) ?? found();
  known.set(key, value);
  return value;
}
