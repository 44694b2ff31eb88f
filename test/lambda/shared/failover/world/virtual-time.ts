/** Time that goes on only when nothing more can happen at the moment it is at. */
export interface VirtualTime {
  /** Milliseconds since the beginning. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Does something at a moment. */
  readonly at: (moment: number, act: () => void) => void;
  /** Lets time go on until then, or until nothing is left to happen. */
  readonly runUntil: (end: number) => Promise<void>;
}

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly fire: () => void;
}

/** Starts at 0. Timers of the same moment fire in the order in which they were set. */
export function virtualTime(): VirtualTime {
  let now = 0;
  let order = 0;
  const timers: Timer[] = [];
  const at = (moment: number, fire: () => void): void => {
    order += 1;
    insert(timers, { at: Math.max(now, moment), order, fire });
  };
  return {
    now: () => now,
    at,
    sleep: (milliseconds) => new Promise((resolve) => at(now + milliseconds, resolve)),
    runUntil: async (end) => {
      for (;;) {
        // Everything that was woken runs to its next wait before time goes on.
        await new Promise((resolve) => setImmediate(resolve));
        const next = timers[0];
        if (next === undefined || next.at > end) {
          now = Math.max(now, end);
          return;
        }
        timers.shift();
        now = next.at;
        next.fire();
      }
    },
  };
}

function insert(timers: Timer[], timer: Timer): void {
  let [low, high] = [0, timers.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = timers[middle];
    if (other !== undefined && (other.at < timer.at || (other.at === timer.at && other.order < timer.order))) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  timers.splice(low, 0, timer);
}
