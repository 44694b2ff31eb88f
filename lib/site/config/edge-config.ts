/** Managed rule groups of the web ACL. */
export type WafGroup = 'anti-ddos' | 'ip-reputation' | 'known-bad-inputs' | 'core' | 'sql-injection';

/** CloudFront and WAF. */
export interface EdgeConfig {
  /**
   * Managed rule groups that only count instead of enforcing, each with the reason.
   *
   * @default - none
   */
  readonly countOnly?: readonly { readonly group: WafGroup; readonly reason: string }[];

  /**
   * Requests one source address may make in five minutes before it is blocked: 100 to 2,000,000,000.
   *
   * @default 2000
   */
  readonly requestsPerSource?: number;

  /**
   * URLs at which tickets are sold; each has a limit per source address and path. At most 9 different limits.
   *
   * @default - none
   */
  readonly salesUrls?: readonly SalesUrlConfig[];

  /**
   * Countries (ISO 3166-1 alpha-2, at least one) that alone may, or may not, use the site.
   *
   * @default - every country
   */
  readonly geo?: { readonly kind: 'allow' | 'block'; readonly countries: readonly string[] };

  /**
   * Source ranges that are always blocked, IPv4 or IPv6: public, canonical, no wider than /8 (IPv6: /16), at most 10,000.
   *
   * Together they cover half of all addresses at most; use `geo` for more.
   *
   * @default - none
   */
  readonly blockedCidrs?: readonly string[];

  /**
   * Source ranges that alone may use the site (a site before its opening, for example), of the same form.
   *
   * @default - everyone
   */
  readonly allowedCidrs?: readonly string[];
}

/** A URL at which tickets are sold. */
export interface SalesUrlConfig {
  /** Stable name, kebab-case, unique. */
  readonly name: string;
  /** Path prefix without query and escapes, for example `/sale/spring-tour`; none may be the beginning of another. */
  readonly path: string;
  /** Requests per source address and path in one window: 10 to 2,000,000,000. */
  readonly limit: number;
  /**
   * Length of the window, in seconds.
   *
   * @default 60
   */
  readonly windowSeconds?: 60 | 120 | 300 | 600;
}
