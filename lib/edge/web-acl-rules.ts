import type { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { salesRateRules, type Site } from '../site';
import { managedRules, type Rule } from './managed-rule-groups';
import {
  countryIn,
  hostIs,
  not,
  PATH_TRANSFORMATIONS,
  pathUnder,
  sourceIn,
  type IpSetArns,
  type Statement,
} from './web-acl-conditions';

/** Key of the body that goes with status 429. */
export const TOO_MANY_REQUESTS = 'TooManyRequests';

/** Window of the limit per source, in seconds. */
const SOURCE_WINDOW_SECONDS = 300;

/** IP sets of a site; a list without entries has no set. */
export interface WebAclIpSets {
  /** Sources that alone may use the site. */
  readonly allowed: IpSetArns;
  /** Sources that may not use the site. */
  readonly blocked: IpSetArns;
}

/**
 * Rules of the site's web ACL, in the order WAF evaluates them; the first that blocks decides.
 *
 * 1. Lists of sources, countries and the host: cheap, certain, and what they refuse must not count anywhere below.
 * 2. Anti-DDoS and reputation: anti-DDoS learns what is normal and must see all traffic the site accepts.
 * 3. Limits: what exceeds them is refused before the costly inspection. Sales URLs first, because their limit is lower.
 * 4. Inspection of content.
 *
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-processing.html
 */
export function webAclRules(site: Pick<Site, 'domain' | 'edge'>, ipSets: WebAclIpSets): CfnWebACL.RuleProperty[] {
  const rules: readonly Rule[] = [
    ...sourceRules(site, ipSets),
    ...managedRules(site, 'source'),
    ...salesUrlRules(site),
    requestsPerSource(site),
    ...managedRules(site, 'content'),
  ];
  return rules.map((rule, priority) => ({
    ...rule,
    priority,
    visibilityConfig: { cloudWatchMetricsEnabled: true, metricName: rule.name, sampledRequestsEnabled: true },
  }));
}

function sourceRules(site: Pick<Site, 'domain' | 'edge'>, ipSets: WebAclIpSets): Rule[] {
  const rules: Rule[] = [];
  if (ipSets.allowed.length > 0) {
    rules.push(blocking('SourceNotAllowed', not(sourceIn(ipSets.allowed))));
  }
  if (ipSets.blocked.length > 0) {
    rules.push(blocking('SourceBlocked', sourceIn(ipSets.blocked)));
  }
  // Countries are kept here and not in the distribution: WAF logs and counts what it refuses, a change takes seconds
  // instead of a deployment of the distribution, and two places with one meaning would drift apart.
  if (site.edge.geo?.kind === 'allow') {
    rules.push(blocking('CountryNotAllowed', not(countryIn(site.edge.geo.countries))));
  }
  if (site.edge.geo?.kind === 'block') {
    rules.push(blocking('CountryBlocked', countryIn(site.edge.geo.countries)));
  }
  if (site.domain !== undefined) {
    // The entry load balancer has no certificate for the distribution's cloudfront.net name: a request under it would
    // fail with 502, and CloudFront would serve that failure from its cache to viewers of the real name.
    rules.push(blocking('ForeignHost', not(hostIs(site.domain))));
  }
  return rules;
}

/**
 * One rule per distinct limit and window; each source has its own count for each path.
 *
 * A request that lacks a component of the key is not counted; a source and a path are always there. One rule serves all
 * URLs of a limit because a web ACL takes ten rate-based rules at most.
 *
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based-aggregation-options.html
 */
function salesUrlRules(site: Pick<Site, 'edge'>): Rule[] {
  return salesRateRules(site.edge.salesUrls).map(({ key, limit, windowSeconds, paths }) =>
    limiting(`SalesUrls-${key}`, windowSeconds, {
      limit,
      evaluationWindowSec: windowSeconds,
      aggregateKeyType: 'CUSTOM_KEYS',
      customKeys: [{ ip: {} }, { uriPath: { textTransformations: [...PATH_TRANSFORMATIONS] } }],
      scopeDownStatement: pathUnder(paths),
    }),
  );
}

/** Limit over all URLs; it also catches a source that spreads its requests over many paths. */
function requestsPerSource(site: Pick<Site, 'edge'>): Rule {
  return limiting('RequestsPerSource', SOURCE_WINDOW_SECONDS, {
    limit: site.edge.requestsPerSource,
    evaluationWindowSec: SOURCE_WINDOW_SECONDS,
    aggregateKeyType: 'IP',
  });
}

function blocking(name: string, statement: Statement): Rule {
  return { name, statement, action: { block: {} } };
}

function limiting(name: string, windowSeconds: number, rateBasedStatement: CfnWebACL.RateBasedStatementProperty): Rule {
  return {
    name,
    statement: { rateBasedStatement },
    action: {
      block: {
        customResponse: {
          responseCode: 429,
          customResponseBodyKey: TOO_MANY_REQUESTS,
          responseHeaders: [
            { name: 'cache-control', value: 'no-store' },
            { name: 'retry-after', value: windowSeconds.toString() },
          ],
        },
      },
    },
  };
}
