import { known, unknown, type Observed } from '../../../../../lambda/shared/observed';
import type { Lease } from '../../../../../lambda/shared/failover/ports';
import type { StoreFault } from './plan';
import type { VirtualTime } from './virtual-time';

/** A store with conditional writes and a clock of its own. */
export interface Store {
  readonly now: () => number;
  readonly jump: (by: number) => void;
  readonly saved: () => unknown;
  readonly acquire: (leaseMilliseconds: number, fault: StoreFault | undefined) => Observed<Lease | 'held'>;
  readonly save: (
    fencing: number,
    state: unknown,
    fault: StoreFault | undefined,
  ) => Observed<{ readonly savedAt: number } | 'lost'>;
  readonly release: (fencing: number) => void;
}

/** By the store's clock, the moment at which time begins. */
const EPOCH = Date.parse('2026-11-25T12:00:00Z');

/** Milliseconds after which a late write arrives. */
const LATE_MILLISECONDS = 15_000;

const LOST = unknown('Timeout', 'no answer of the store');

/** Makes an empty store. */
export function store(time: VirtualTime): Store {
  let offset = EPOCH;
  let item = { fencing: 0, leaseUntil: -Infinity, text: undefined as string | undefined };
  const now = (): number => time.now() + offset;
  // Its answers carry the time in whole seconds.
  const date = (): number => Math.floor(now() / 1000) * 1000;
  const write = (fencing: number, text: string): 'written' | 'lost' => {
    if (fencing !== item.fencing) {
      return 'lost';
    }
    item = { ...item, text };
    return 'written';
  };
  return {
    now,
    jump: (by) => {
      offset += by;
    },
    saved: () => (item.text === undefined ? undefined : (JSON.parse(item.text) as unknown)),
    acquire: (leaseMilliseconds, fault) => {
      if (fault === 'down') {
        return LOST;
      }
      if (now() < item.leaseUntil) {
        return fault === undefined ? known('held') : LOST;
      }
      item = { ...item, fencing: item.fencing + 1, leaseUntil: now() + leaseMilliseconds };
      const saved = item.text === undefined ? undefined : (JSON.parse(item.text) as unknown);
      return fault === undefined ? known({ fencing: item.fencing, grantedAt: date(), saved }) : LOST;
    },
    save: (fencing, state, fault) => {
      const text = JSON.stringify(state);
      if (fault === 'late') {
        time.at(time.now() + LATE_MILLISECONDS, () => write(fencing, text));
      }
      if (fault === 'down' || fault === 'late') {
        return LOST;
      }
      const written = write(fencing, text);
      if (fault === 'answerLost') {
        return LOST;
      }
      return written === 'lost' ? known('lost') : known({ savedAt: date() });
    },
    release: (fencing) => {
      if (fencing === item.fencing) {
        item = { ...item, leaseUntil: -Infinity };
      }
    },
  };
}
