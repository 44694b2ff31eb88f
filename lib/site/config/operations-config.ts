import type { Weekday } from './capacity-config';

/** Who operates the site, from where, and when. */
export interface OperationsConfig {
  /** Mail addresses that receive every notification, 1 to 20, without duplicates. */
  readonly contacts: readonly string[];
  /** IANA time zone of every time in this file, for example `Asia/Tokyo`; `UTC` becomes `Etc/UTC`. */
  readonly timeZone: string;
  /**
   * Networks from which operators administer the site: public addresses as AWS sees them, each no wider than /24
   * (IPv6: /48), at most 50, each with a kebab-case name.
   *
   * @default - none: nobody may open a session
   */
  readonly adminSources?: readonly { readonly name: string; readonly cidr: string }[];
  /**
   * Weekly window for maintenance of the database: 30 minutes to 8 hours within a day, outside every on-sale window. RDS
   * refuses, after the first continuous backup, a move onto or off midday of the Region (`docs/deploying.md`).
   *
   * @default - Tuesday, 04:30 to 05:00
   */
  readonly maintenance?: { readonly day: Weekday; readonly from: string; readonly until: string };
  /**
   * Time from a fault until a person has done what a runbook says, the alarm and the answer to it included, in seconds:
   * 300 to 86,400. The failure matrix counts with it; nothing measures it.
   *
   * @default 900; `starter`: 3,600
   */
  readonly runbookSeconds?: number;
  /**
   * Days log records are kept: one of the periods CloudWatch Logs knows, at least 90; `pci-dss` needs 365.
   *
   * @default 400
   */
  readonly logRetentionDays?: number;
}
