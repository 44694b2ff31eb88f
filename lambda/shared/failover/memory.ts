import * as z from 'zod/mini';
import { known, unknown, type Observed } from '../observed';
import type { StoreTime } from './ports';
import type { State } from './states';

/** The writer as it was last seen. */
export interface Sighting {
  readonly instanceId: string;
  /** `undefined` when RDS never listed its zone. */
  readonly availabilityZone?: string | undefined;
  readonly at: StoreTime;
}

/** What is meant to be sent, saved before it is. Once it is there without an outcome, the call may have been sent. */
export interface Intent {
  readonly target: string;
  /** A moment not before the sending; the rate limit counts from it. */
  readonly at: StoreTime;
  /** Of an order; absent when the writer was lost. */
  readonly orderId?: string | undefined;
  /** `undefined` until it is known: a run that ends before leaves it so. */
  readonly outcome?: 'accepted' | 'inProgress' | 'refused' | 'unknown' | undefined;
}

/** The loss of a writer, or its move by order: within one, the mutating call is sent at most once. */
export interface Incident {
  readonly lostWriter: string;
  readonly availabilityZone: string;
  /** Fencing number under which it was opened: no two incidents have the same. */
  readonly epoch: number;
  readonly openedAt: StoreTime;
  /** Observations in a row that found the writer lost. */
  readonly confirmations: number;
  /** When the last of them was made. */
  readonly confirmedAt?: StoreTime | undefined;
  readonly intent?: Intent | undefined;
}

/** What the runs about a cluster leave to each other. */
export interface Memory {
  readonly version: 1;
  readonly state: State;
  /** Newest time the store ever told. */
  readonly time: StoreTime;
  /** State that was announced last, and when. */
  readonly announced: { readonly state: State; readonly at: StoreTime };
  readonly sighting?: Sighting | undefined;
  /** How far each reader was behind when that was last known. */
  readonly lags: Readonly<Record<string, { readonly milliseconds: number; readonly at: StoreTime }>>;
  /** Healthy observations in a row. */
  readonly healthy: number;
  readonly incident?: Incident | undefined;
  /** When the state became `VERIFY`. */
  readonly verifyingSince?: StoreTime | undefined;
  /** Times of the acts of the last 24 hours. */
  readonly acts: readonly StoreTime[];
  /** Orders that were carried out lately. */
  readonly orders: readonly string[];
}

const text = z.string().check(z.minLength(1));
const count = z.int().check(z.minimum(0));
const time = z.int();

const state = z.enum([
  'OBSERVE',
  'SUSPECT',
  'CONFIRM',
  'ACT',
  'VERIFY',
  'DONE',
  'HOLD',
  'SPLIT_SUSPECT',
  'ABORTED',
] satisfies State[]);

const memory: z.ZodMiniType<Memory> = z.strictObject({
  version: z.literal(1),
  state,
  time,
  announced: z.strictObject({ state, at: time }),
  sighting: z.optional(z.strictObject({ instanceId: text, availabilityZone: z.optional(text), at: time })),
  lags: z.record(text, z.strictObject({ milliseconds: z.number().check(z.minimum(0)), at: time })),
  healthy: count,
  incident: z.optional(
    z.strictObject({
      lostWriter: text,
      availabilityZone: text,
      epoch: count,
      openedAt: time,
      confirmations: count,
      confirmedAt: z.optional(time),
      intent: z.optional(
        z.strictObject({
          target: text,
          at: time,
          orderId: z.optional(text),
          outcome: z.optional(z.enum(['accepted', 'inProgress', 'refused', 'unknown'])),
        }),
      ),
    }),
  ),
  verifyingSince: z.optional(time),
  acts: z.array(time),
  orders: z.array(text),
});

/** Memory of a cluster that nobody ever looked at. */
export function blankMemory(now: StoreTime): Memory {
  return {
    version: 1,
    state: 'OBSERVE',
    time: now,
    announced: { state: 'OBSERVE', at: now },
    lags: {},
    healthy: 0,
    acts: [],
    orders: [],
  };
}

/** Reads what the last run left. Something that is there and cannot be read is unknown; it is never taken for nothing. */
export function recall(saved: unknown, now: StoreTime): Observed<Memory> {
  if (saved === undefined) {
    return known(blankMemory(now));
  }
  const parsed = z.safeParse(memory, saved);
  if (parsed.success) {
    return isConsistent(parsed.data)
      ? known(parsed.data)
      : unknown('Contradictory', `a saved state ${parsed.data.state} without what belongs to it`);
  }
  const [issue] = parsed.error.issues;
  return unknown('Malformed', `no saved state: ${issue?.path.join('.') ?? ''} (${issue?.code ?? 'unreadable'})`);
}

/** An intent is what ACT means, and a count is what SUSPECT means: without them the state says nothing. */
function isConsistent({ state: saved, incident }: Memory): boolean {
  if (saved === 'ACT') {
    return incident?.intent !== undefined && incident.intent.outcome === undefined;
  }
  return saved === 'SUSPECT' || saved === 'CONFIRM' ? incident !== undefined && incident.intent === undefined : true;
}
