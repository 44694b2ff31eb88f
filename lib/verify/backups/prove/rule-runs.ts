import type { Cron, Rate } from '../schedule/cron';
import type { Run } from '../schedule/runs';
import type { TimeZone } from '../schedule/time-zone';
import type { Words } from '../types';

/** When a rule runs, as far as that can be told. */
export type RuleRuns =
  | { readonly kind: 'known'; readonly runs: readonly Run[]; readonly schedule: Cron | Rate; readonly zone: TimeZone }
  /** The plan is refused, so nothing runs. */
  | { readonly kind: 'refused'; readonly why: Words }
  | { readonly kind: 'open'; readonly why: Words };
