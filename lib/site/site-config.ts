import type { BackupConfig } from './config/backup-config';
import type { CapacityConfig } from './config/capacity-config';
import type { DatabaseConfig } from './config/database-config';
import type { EdgeConfig } from './config/edge-config';
import type { DomainConfig, NetworkConfig } from './config/network-config';
import type { ObjectivesConfig } from './config/objectives-config';
import type { OperationsConfig } from './config/operations-config';
import type { RegionsConfig } from './config/regions-config';
import type { TierConfig } from './config/tier-config';

export type * from './config/regions-config';
export type * from './config/network-config';
export type * from './config/edge-config';
export type * from './config/capacity-config';
export type * from './config/tier-config';
export type * from './config/database-config';
export type * from './config/backup-config';
export type * from './config/objectives-config';
export type * from './config/operations-config';

/**
 * What an operator writes in `bin/sites/<name>.ts` and hands to `defineSite`.
 *
 * Every optional field documents what happens without it. Quantities carry their unit in the name.
 */
export interface SiteConfig {
  /**
   * Name of the site: 3 to 20 characters, lower-case letters, digits and single hyphens, starting with a letter.
   *
   * Every fixed name of the site starts with it, so two sites fit one account.
   */
  readonly name: string;

  /** Set of defaults and minimums: how much redundancy the site pays for. */
  readonly profile: Profile;

  /** Team that answers for the site, 1 to 64 characters a tag may have; becomes the tag `owner`. */
  readonly owner: string;

  /** Most sensitive class of data the site holds; becomes the tag `data-class`. */
  readonly dataClass: DataClass;

  /**
   * AWS account, 12 digits as a string.
   *
   * @default - templates that fit any account; the account of the credentials at deployment
   */
  readonly account?: string;

  /**
   * Termination, load balancer, Aurora and Network Firewall protection, as one switch.
   *
   * To remove a site, deploy it once with `false`, then destroy it.
   *
   * @default true
   */
  readonly protection?: boolean;

  /**
   * What depends on the site. `non-production`: nobody but its own team, so that drills need no reason.
   *
   * @default 'production'
   */
  readonly environment?: Environment;

  /**
   * Standards whose stricter minimums apply on top of the profile.
   *
   * @default - none
   */
  readonly standards?: readonly Standard[];

  /** Regions the site uses. */
  readonly regions: RegionsConfig;

  /**
   * Egress, inspection and endpoints of the VPC.
   *
   * @default - as the profile says; no domain may be reached
   */
  readonly network?: NetworkConfig;

  /**
   * The site's own domain name with its certificates.
   *
   * @default - the site answers under its `cloudfront.net` name, and load balancers speak HTTP inside the VPC
   */
  readonly domain?: DomainConfig;

  /**
   * CloudFront and WAF.
   *
   * @default - every managed rule group enforced, no sales URL, no geographic restriction
   */
  readonly edge?: EdgeConfig;

  /** Load the site must carry. */
  readonly capacity: CapacityConfig;

  /** The two tiers of servers. */
  readonly tiers: { readonly web: TierConfig; readonly app: TierConfig };

  /**
   * The Aurora cluster.
   *
   * @default - Aurora PostgreSQL LTS with as many readers as the profile says
   */
  readonly database?: DatabaseConfig;

  /**
   * What must be restorable, and how far back.
   *
   * @default - database twice a day, five recovery points, point in time to five minutes; system twice a day, ten
   */
  readonly backup?: BackupConfig;

  /**
   * Declared service objectives; each is checked against what the topology can reach.
   *
   * @default - the figures of the profile
   */
  readonly objectives?: ObjectivesConfig;

  /** Who operates the site, from where, and when. */
  readonly operations: OperationsConfig;
}

/** `starter`: 2 zones, survives one fault at the lowest price. `standard`: 3 zones. `mission-critical`: 3 zones, more headroom. */
export type Profile = 'starter' | 'standard' | 'mission-critical';

/** Most sensitive class of data held. */
export type DataClass = 'public' | 'internal' | 'personal';

/** Whether anybody but the site's own team depends on it. */
export type Environment = 'production' | 'non-production';

/** Standard with minimums of its own. */
export type Standard = 'pci-dss';
