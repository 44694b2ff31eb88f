import type { SiteEdge } from './site';
import { WAF_GROUPS } from './tables/waf-groups';

/** Most capacity units one web ACL may cost. @see https://docs.aws.amazon.com/waf/latest/developerguide/limits.html */
export const MAX_WEB_ACL_CAPACITY_UNITS = 5000;

/** Sales URLs that share a limit and a window: one rate-based rule. */
export interface SalesRateRule {
  /** Stable key of the rule, for example `20-in-60`. */
  readonly key: string;
  readonly limit: number;
  readonly windowSeconds: 60 | 120 | 300 | 600;
  /** Path prefixes the rule is scoped down to, sorted. */
  readonly paths: readonly string[];
}

/**
 * Rate-based rules the sales URLs need: one per limit and window, counting per source address and path, scoped down to
 * the path prefixes. One rule per URL would exhaust the ten rate-based rules of a web ACL.
 */
export function salesRateRules(salesUrls: SiteEdge['salesUrls']): readonly SalesRateRule[] {
  const rules = new Map<string, SalesRateRule>();
  for (const { limit, windowSeconds, path } of salesUrls) {
    const key = `${limit}-in-${windowSeconds}`;
    rules.set(key, { key, limit, windowSeconds, paths: [...(rules.get(key)?.paths ?? []), path].sort() });
  }
  return [...rules.values()].sort((a, b) => a.windowSeconds - b.windowSeconds || a.limit - b.limit);
}

/** Rate-based rules one web ACL takes. @see https://docs.aws.amazon.com/waf/latest/developerguide/limits.html */
export const MAX_RATE_RULES = 10;

/**
 * Units of the statements in use.
 *
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based.html
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-string-match.html
 */
const UNITS = {
  rateRule: 2,
  customKey: 30,
  startsWith: 2,
  textTransformation: 10,
  ipSet: 1,
  geoMatch: 1,
};

/** Custom keys of a sales rule: source address and path. */
const SALES_RULE_KEYS = 2;

/** A path is URL-decoded, normalized and lower-cased before it is compared. */
const PATH_TRANSFORMATIONS = 3;

/** Countries one geographic match takes. @see https://docs.aws.amazon.com/waf/latest/APIReference/API_GeoMatchStatement.html */
const COUNTRIES_PER_MATCH = 50;

/**
 * Capacity units the rules of a site's web ACL cost together.
 *
 * @param ownDomain whether the site has a domain: requests under another host are then blocked by a rule
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/aws-waf-capacity-units.html
 */
export function webAclCapacityUnits(edge: Omit<SiteEdge, 'webAclCapacityUnits'>, ownDomain: boolean): number {
  const groups = WAF_GROUPS.map(({ capacityUnits }) => capacityUnits);
  const sales = salesRateRules(edge.salesUrls).map(salesRuleUnits);
  const ipSets = (ipFamilies(edge.blockedCidrs) + ipFamilies(edge.allowedCidrs)) * UNITS.ipSet;
  const geo = Math.ceil((edge.geo?.countries.length ?? 0) / COUNTRIES_PER_MATCH) * UNITS.geoMatch;
  const host = ownDomain ? UNITS.startsWith + UNITS.textTransformation : 0;
  return [...groups, ...sales, UNITS.rateRule, ipSets, geo, host].reduce((sum, units) => sum + units, 0);
}

function salesRuleUnits(rule: SalesRateRule): number {
  const transformations = PATH_TRANSFORMATIONS * UNITS.textTransformation;
  // AWS does not say whether transformations of a key cost as those of a match do: counted, to be safe.
  const keys = SALES_RULE_KEYS * UNITS.customKey + transformations;
  return UNITS.rateRule + keys + rule.paths.length * (UNITS.startsWith + transformations);
}

/** IP sets a list needs: one per address family in it. */
function ipFamilies(cidrs: readonly string[]): number {
  return new Set(cidrs.map((cidr) => cidr.includes(':'))).size;
}
