import type { TemplateResource } from '../../template';

/**
 * Ways in which a site breaks although it is redundant, in the order of reports.
 *
 * - `NAT_SHARED_BY_ZONES`, `FIREWALL_SHARED_BY_ZONES`: the way out of one zone leads through an element of another;
 * - `READERS_IN_ONE_ZONE`: one zone takes every reader of a cluster, or the writer with every reader;
 * - `SMALLER_PROMOTABLE_READER`: a reader that is smaller than the writer may become the writer;
 * - `CHECK_INTERVAL_BELOW_TIMEOUT`: a health check is due again before the one before is over, which AWS refuses;
 * - `DEEP_CHECK_ENDS_SERVERS`: servers that live are ended because something that they need fails;
 * - `FAIL_OPEN_WITHOUT_A_ZONE`: without a zone so few targets are healthy that requests go to dead ones too;
 * - `KEY_SHARED_WITH_BACKUPS`: one lost key takes data and backups;
 * - `RETENTION_BELOW_GENERATIONS`: recovery points go before as many are there as are asked for;
 * - `COPY_IN_OWN_REGION`: copies of backups lie where the data lies;
 * - `CAPACITY_BELOW_PEAK`: what is left without a zone does not carry the declared peak;
 * - `ALARM_MATCHES_NOTHING`: the dimensions of an alarm are those of no metric;
 * - `ALARM_INSIDE_ITS_FAULT`: nobody hears of a fault, because it takes along what would have told;
 * - `REACTION_NEEDS_LOST_PLANE`: what is to be done about a fault needs a control plane that the fault takes along;
 * - `FALLBACK_PAGE_MISSING`: viewers get no page when the site behind a distribution does not answer;
 * - `REDUNDANCY_HARMS`: a scenario ends better without some redundancy than with it.
 */
export const WEAKNESS_CODES = [
  'NAT_SHARED_BY_ZONES',
  'FIREWALL_SHARED_BY_ZONES',
  'READERS_IN_ONE_ZONE',
  'SMALLER_PROMOTABLE_READER',
  'CHECK_INTERVAL_BELOW_TIMEOUT',
  'DEEP_CHECK_ENDS_SERVERS',
  'FAIL_OPEN_WITHOUT_A_ZONE',
  'KEY_SHARED_WITH_BACKUPS',
  'RETENTION_BELOW_GENERATIONS',
  'COPY_IN_OWN_REGION',
  'CAPACITY_BELOW_PEAK',
  'ALARM_MATCHES_NOTHING',
  'ALARM_INSIDE_ITS_FAULT',
  'REACTION_NEEDS_LOST_PLANE',
  'FALLBACK_PAGE_MISSING',
  'REDUNDANCY_HARMS',
] as const;

export type WeaknessCode = (typeof WEAKNESS_CODES)[number];

/** A way in which a site breaks. */
export interface Weakness {
  readonly code: WeaknessCode;
  /** Construct path, or name, of what is to be changed. */
  readonly where: string;
  readonly resource?: TemplateResource;
  /** What is the case, and what follows from it: one sentence. */
  readonly means: string;
  /** What to change. */
  readonly change: string;
  /** `error`: one fault is enough to lose requests or the redundancy, or AWS refuses it; `warning`: others. */
  readonly severity: 'error' | 'warning';
  /** Scenario in which it shows, where the evaluation of scenarios tells. */
  readonly scenario?: string;
}
