import type { PacketRule } from '../rules';

/** What a check says: `unknown` when the template does not tell. */
export type Truth = 'yes' | 'no' | 'unknown';

/** A truth and the rule that made it. */
export interface Verdict {
  readonly truth: Truth;
  /** The deciding rule, for people. */
  readonly rule: string;
  /** Name of the rule. */
  readonly by: PacketRule;
}

/** All must hold: one `no` decides, and one `unknown` leaves it open. */
export function both(a: Truth, b: Truth): Truth {
  return a === 'no' || b === 'no' ? 'no' : a === 'unknown' || b === 'unknown' ? 'unknown' : 'yes';
}

/** One is enough: one `yes` decides, and one `unknown` leaves it open. */
export function either(a: Truth, b: Truth): Truth {
  return a === 'yes' || b === 'yes' ? 'yes' : a === 'unknown' || b === 'unknown' ? 'unknown' : 'no';
}

/** The truth of a boolean. */
export function truthOf(value: boolean): Truth {
  return value ? 'yes' : 'no';
}
