import type { Profile } from './site-config';

/** Defaults and minimums a profile stands for. */
export interface ProfileDefaults {
  /** Zones a site of this profile must have, and gets by default. */
  readonly zones: number;
  /** Instance type of the web and app tier. */
  readonly serverType: string;
  /** Class of the database instances, without `db.`. */
  readonly databaseType: string;
  readonly readers: number;
  readonly availabilityPercent: number;
  /** Seconds until new requests are answered again without one instance; none: nothing is promised. */
  readonly instanceRtoSeconds?: number;
  /** Seconds until the database answers again without its writer; none: nothing is promised. */
  readonly writerRtoSeconds?: number;
  /** Seconds from a fault until a person has done what a runbook says. */
  readonly runbookSeconds: number;
}

/** What a profile for production promises of one instance, and of the writer of the database. */
const PRODUCTION = { instanceRtoSeconds: 15, writerRtoSeconds: 75, runbookSeconds: 900 } as const;

/**
 * Why these figures:
 *
 * - zones: two survive the loss of one at 200 % installed capacity, three at 150 %; with three, an Aurora cluster keeps
 *   a reader after a failover.
 * - types: the smallest of a burstable, a general and a larger general ARM family Aurora and AL2023 run on.
 * - readers: one survives one fault; AWS advises three or more instances for a cluster that must not pause.
 * - recovery of one instance: a health check every 5 seconds with 2 failures and a timeout of 2, and some room; of the writer:
 *   the longest promotion that AWS calls usual, and the clients.
 * - runbooks: a quarter of an hour for somebody on call, alarm included; an hour where nobody is.
 */
export const PROFILES: Readonly<Record<Profile, ProfileDefaults>> = {
  starter: {
    zones: 2,
    serverType: 't4g.small',
    databaseType: 't4g.medium',
    readers: 1,
    availabilityPercent: 99.9,
    runbookSeconds: 3600,
  },
  standard: {
    zones: 3,
    serverType: 'm7g.large',
    databaseType: 'r8g.large',
    readers: 2,
    availabilityPercent: 99.95,
    ...PRODUCTION,
  },
  'mission-critical': {
    zones: 3,
    serverType: 'm7g.xlarge',
    databaseType: 'r8g.xlarge',
    readers: 2,
    availabilityPercent: 99.95,
    ...PRODUCTION,
  },
};

/** Why a starter site has no firewall: the reason shows up in the ledger of acknowledged findings. */
export const STARTER_NO_INSPECTION =
  'starter profile: DNS Firewall limits the names instead; a firewall costs more than the rest of the site';

/** Why a starter site has no interface endpoints. */
export const STARTER_NO_ENDPOINTS =
  'starter profile: AWS APIs are reached over TLS through NAT; endpoints cost more than the traffic';
