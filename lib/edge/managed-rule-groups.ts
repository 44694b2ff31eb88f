import type { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { WAF_GROUPS, type Site, type WafGroup } from '../site';

/** Rule without its place in the web ACL. */
export type Rule = Omit<CfnWebACL.RuleProperty, 'priority' | 'visibilityConfig'>;

/**
 * URIs whose clients cannot answer a silent browser challenge: calls of scripts and apps (`/api/`), and files that a
 * page loads. Everything else must be reached by `GET` from a browser first, which is when the challenge is answered.
 * The pattern is the one AWS recommends to start with, and the formats of data and images it leaves out.
 *
 * @see https://docs.aws.amazon.com/waf/latest/APIReference/API_ClientSideAction.html
 */
const NOT_CHALLENGEABLE =
  '\\/api\\/|\\.(acc|avi|avif|css|gif|ico|jpe?g|js|json|map|mjs|mp[34]|ogg|otf|pdf|png|svg|tiff?|ttf|txt|webm|webp|woff2?|xml)$';

interface ManagedRule {
  /** Name of the rule in the web ACL and of its metric. */
  readonly name: string;
  /** `source`: judges where a request comes from. `content`: reads the request. */
  readonly judges: 'source' | 'content';
  readonly configs?: CfnWebACL.ManagedRuleGroupConfigProperty[];
}

/**
 * The versions are left to AWS: a pinned version expires, and a site would then run rules nobody maintains.
 *
 * `core` refuses bodies above 8 KB: a site that takes uploads lets browsers send them straight to S3 with signed URLs.
 *
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html
 */
const MANAGED_RULES: Readonly<Record<WafGroup, ManagedRule>> = {
  'anti-ddos': {
    name: 'AntiDdos',
    judges: 'source',
    configs: [
      {
        awsManagedRulesAntiDDoSRuleSet: {
          clientSideActionConfig: {
            challenge: {
              usageOfAction: 'ENABLED',
              sensitivity: 'HIGH',
              exemptUriRegularExpressions: [{ regexString: NOT_CHALLENGEABLE }],
            },
          },
          // A sale looks like an attack: only the surest suspects are blocked, the others are challenged.
          sensitivityToBlock: 'LOW',
        },
      },
    ],
  },
  'ip-reputation': { name: 'IpReputation', judges: 'source' },
  'known-bad-inputs': { name: 'KnownBadInputs', judges: 'content' },
  core: { name: 'Core', judges: 'content' },
  'sql-injection': { name: 'SqlInjection', judges: 'content' },
};

/** Rules for the groups that AWS maintains and that judge the source, or the content, of a request. */
export function managedRules(site: Pick<Site, 'edge'>, judges: ManagedRule['judges']): Rule[] {
  return WAF_GROUPS.filter(({ group }) => MANAGED_RULES[group].judges === judges).map(({ group, managedName }) => {
    const { name, configs } = MANAGED_RULES[group];
    const countsOnly = site.edge.countOnly.some((exception) => exception.group === group);
    return {
      name,
      statement: {
        managedRuleGroupStatement: { vendorName: 'AWS', name: managedName, managedRuleGroupConfigs: configs },
      },
      overrideAction: countsOnly ? { count: {} } : { none: {} },
    };
  });
}
