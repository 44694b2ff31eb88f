import type { WafGroup } from '../site-config';

/** A managed rule group of AWS WAF. */
export interface WafGroupEntry {
  readonly group: WafGroup;
  /** Name of the group under the vendor `AWS`. */
  readonly managedName: string;
  /** What the group costs in a web ACL. */
  readonly capacityUnits: number;
}

/**
 * Managed rule groups in the order in which the web ACL evaluates them.
 *
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html stored copy read 2026-11-25
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-anti-ddos.html stored copy read 2026-11-25
 */
export const WAF_GROUPS: readonly WafGroupEntry[] = [
  { group: 'anti-ddos', managedName: 'AWSManagedRulesAntiDDoSRuleSet', capacityUnits: 50 },
  { group: 'ip-reputation', managedName: 'AWSManagedRulesAmazonIpReputationList', capacityUnits: 25 },
  { group: 'known-bad-inputs', managedName: 'AWSManagedRulesKnownBadInputsRuleSet', capacityUnits: 200 },
  { group: 'core', managedName: 'AWSManagedRulesCommonRuleSet', capacityUnits: 700 },
  { group: 'sql-injection', managedName: 'AWSManagedRulesSQLiRuleSet', capacityUnits: 200 },
];
