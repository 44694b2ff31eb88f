import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Metric, Stats, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnIPSet, CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import type { Site } from '../site/site';
import { WebAclLogging, SECRET_HEADERS } from './web-acl-logging';
import { TOO_MANY_REQUESTS, webAclRules } from './web-acl-rules';

/**
 * Time a browser that answered a challenge is trusted, in seconds. A checkout posts without being able to answer one, so
 * it must outlast the time from the page to the last `POST`; the default of 300 s does not.
 *
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/waf-tokens-immunity-times.html
 */
const CHALLENGE_IMMUNITY_SECONDS = 3600;

/** Body of status 429; WAF takes at most 4,096 bytes. */
const TOO_MANY_REQUESTS_PAGE = path.join(__dirname, 'fallback', 'too-many-requests.html');

/** Properties for `WebAcl`. */
export interface WebAclProps {
  /** Site whose distribution is protected. */
  readonly site: Site;

  /** Key of log groups in us-east-1. */
  readonly logKey: IKey;
}

/**
 * Web ACL of the site's distribution: managed rule groups that enforce, limits per source and per sales URL, lists of
 * sources and countries.
 *
 * A group that only counts is named in the template's metadata with the reason given for it. Must be in us-east-1, as
 * everything WAF keeps for CloudFront. The anti-DDoS group has a price of its own, by the month and by requests.
 *
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/cloudfront-features.html
 * @see https://aws.amazon.com/waf/pricing/
 */
export class WebAcl extends Construct {
  /** ARN of the web ACL, for the distribution. */
  readonly webAclArn: string;

  /** Names of the rules, in the order of evaluation; each is the name of the rule's metric too. */
  readonly ruleNames: readonly string[];

  /** The rules, in the order of evaluation, and whether each does more than count. */
  readonly rules: readonly { readonly name: string; readonly enforces: boolean }[];

  /** Log group of what the web ACL blocked, challenged or counted. */
  readonly logGroup: ILogGroup;

  /** Name of the web ACL and of its metric. */
  private readonly webAclName: string;

  constructor(scope: Construct, id: string, props: WebAclProps) {
    super(scope, id);
    const { site, logKey } = props;
    const rules = webAclRules(site, {
      allowed: this.createIpSets('Allowed', site.edge.allowedCidrs),
      blocked: this.createIpSets('Blocked', site.edge.blockedCidrs),
    });
    this.ruleNames = rules.map((rule) => rule.name);
    this.rules = rules.map(({ name, action, overrideAction }) => ({
      name,
      enforces: ![action, overrideAction].some((taken) => taken !== undefined && 'count' in taken),
    }));
    this.webAclName = `${site.name}-edge`;

    const webAcl = new CfnWebACL(this, 'Resource', {
      // Fixed, because metrics are found by it.
      name: this.webAclName,
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      rules,
      visibilityConfig: {
        cloudWatchMetricsEnabled: true,
        metricName: this.webAclName,
        sampledRequestsEnabled: true,
      },
      challengeConfig: { immunityTimeProperty: { immunityTime: CHALLENGE_IMMUNITY_SECONDS } },
      customResponseBodies: {
        [TOO_MANY_REQUESTS]: {
          contentType: 'TEXT_HTML',
          content: readFileSync(TOO_MANY_REQUESTS_PAGE, 'utf8').replaceAll('\r\n', '\n'),
        },
      },
      // Redaction covers logs only; this covers the sampled requests that the console shows as well.
      dataProtectionConfig: {
        dataProtections: [
          {
            action: 'SUBSTITUTION',
            field: { fieldType: 'SINGLE_HEADER', fieldKeys: [...SECRET_HEADERS] },
            excludeRuleMatchDetails: false,
            excludeRateBasedDetails: false,
          },
        ],
      },
    });
    if (site.edge.countOnly.length > 0) {
      webAcl.addMetadata('CountOnlyRuleGroups', site.edge.countOnly);
    }
    this.webAclArn = webAcl.attrArn;
    this.logGroup = new WebAclLogging(this, 'Logging', { site, webAcl, logKey }).logGroup;
  }

  /**
   * Requests that were blocked, by one rule or by all.
   *
   * @default - sum over 5 minutes, of all rules
   */
  metricBlockedRequests(options: RuleMetricOptions = {}): Metric {
    return this.metric('BlockedRequests', options);
  }

  /**
   * Requests that were counted by one rule or by all.
   *
   * @default - sum over 5 minutes, of all rules
   */
  metricCountedRequests(options: RuleMetricOptions = {}): Metric {
    return this.metric('CountedRequests', options);
  }

  /**
   * Requests that were allowed.
   *
   * @default - sum over 5 minutes
   */
  metricAllowedRequests(options: MetricOptions = {}): Metric {
    return this.metric('AllowedRequests', options);
  }

  private metric(metricName: string, { ruleName, ...options }: RuleMetricOptions): Metric {
    return new Metric({
      namespace: 'AWS/WAFV2',
      metricName,
      // Web ACLs of CloudFront have no dimension `Region`.
      dimensionsMap: { WebACL: this.webAclName, Rule: ruleName ?? 'ALL' },
      statistic: Stats.SUM,
      ...options,
    }).attachTo(this);
  }

  /** Creates a set per version of IP; a version without ranges has none. */
  private createIpSets(name: string, cidrs: readonly string[]): string[] {
    return IP_VERSIONS.flatMap(({ suffix, ipAddressVersion, holds }) => {
      const addresses = cidrs.filter(holds);
      if (addresses.length === 0) {
        return [];
      }
      return [
        new CfnIPSet(this, `${name}Sources${suffix}`, { scope: 'CLOUDFRONT', ipAddressVersion, addresses }).attrArn,
      ];
    });
  }
}

/** Options of a metric of the web ACL. */
export interface RuleMetricOptions extends MetricOptions {
  /**
   * Name of a rule, one of `ruleNames`.
   *
   * @default - all rules together
   */
  readonly ruleName?: string;
}

const IP_VERSIONS = [
  { suffix: 'V4', ipAddressVersion: 'IPV4', holds: (cidr: string) => !cidr.includes(':') },
  { suffix: 'V6', ipAddressVersion: 'IPV6', holds: (cidr: string) => cidr.includes(':') },
] as const;
