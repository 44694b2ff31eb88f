import { Metric, type MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import {
  CfnFirewallConfig,
  CfnFirewallDomainList,
  CfnFirewallRuleGroup,
  CfnFirewallRuleGroupAssociation,
} from 'aws-cdk-lib/aws-route53resolver';
import { Construct } from 'constructs';
import type { Site } from '../site';
import { awsDnsNames, declaredDnsNames, expectedRefusals } from './dns-names';

/** Priority of the site's rule group among those of the VPC, with room on both sides for groups of the organisation. */
const ASSOCIATION_PRIORITY = 500;

/** Properties for `DnsFirewall`. */
export interface DnsFirewallProps {
  /** Site whose names are allowed. */
  readonly site: Site;

  /** VPC whose queries are filtered. */
  readonly vpc: IVpc;
}

/**
 * DNS Firewall: the VPC resolves names of AWS and names the site declares, and no other.
 *
 * Queries to the resolver pass no security group, no ACL and no Network Firewall; without this they would carry data
 * out of the innermost segment.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall.html
 */
export class DnsFirewall extends Construct {
  private readonly ruleGroupId: string;
  private readonly everyNameListId: string;

  constructor(scope: Construct, id: string, props: DnsFirewallProps) {
    super(scope, id);
    const { site, vpc } = props;
    const declared = declaredDnsNames(site);
    const everyName = this.addList('EveryName', `${site.name}-every-name`, ['*']);
    const ruleGroup = new CfnFirewallRuleGroup(this, 'Resource', {
      name: `${site.name}-names`,
      firewallRules: [
        allow(100, this.addList('AwsNames', `${site.name}-aws`, awsDnsNames(site))),
        // A list without names is refused.
        ...(declared.length === 0
          ? []
          : [allow(200, this.addList('DeclaredNames', `${site.name}-declared`, declared))]),
        block(300, this.addList('ExpectedRefusals', `${site.name}-expected-refusals`, expectedRefusals(site))),
        block(400, everyName),
      ],
    });
    new CfnFirewallRuleGroupAssociation(this, 'Association', {
      name: `${site.name}-names`,
      firewallRuleGroupId: ruleGroup.attrId,
      vpcId: vpc.vpcId,
      priority: ASSOCIATION_PRIORITY,
      mutationProtection: site.protection ? 'ENABLED' : 'DISABLED',
    });
    // The default, written down: names that cannot be checked are not resolved.
    new CfnFirewallConfig(this, 'FailClosed', { resourceId: vpc.vpcId, firewallFailOpen: 'DISABLED' });
    this.ruleGroupId = ruleGroup.attrId;
    this.everyNameListId = everyName.attrId;
  }

  /**
   * Queries refused because nobody expects the name. Default: their number in five minutes.
   *
   * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-resolver-dns-firewall-with-cloudwatch.html
   */
  metricUnexpectedNames(options?: MetricOptions): Metric {
    return new Metric({
      namespace: 'AWS/Route53Resolver',
      metricName: 'FirewallRuleQueryVolume',
      dimensionsMap: { FirewallRuleGroupId: this.ruleGroupId, FirewallDomainListId: this.everyNameListId },
      statistic: Stats.SUM,
      ...options,
    });
  }

  private addList(id: string, name: string, domains: readonly string[]): CfnFirewallDomainList {
    return new CfnFirewallDomainList(this, id, { name, domains: [...domains] });
  }
}

/**
 * Lets the names of a list be resolved, wherever their aliases lead: the providers behind a declared name change, and
 * every CNAME on the way would have to be declared otherwise.
 */
function allow(priority: number, list: CfnFirewallDomainList): CfnFirewallRuleGroup.FirewallRuleProperty {
  return {
    priority,
    action: 'ALLOW',
    firewallDomainListId: list.attrId,
    firewallDomainRedirectionAction: 'TRUST_REDIRECTION_DOMAIN',
  };
}

function block(priority: number, list: CfnFirewallDomainList): CfnFirewallRuleGroup.FirewallRuleProperty {
  return { priority, action: 'BLOCK', blockResponse: 'NXDOMAIN', firewallDomainListId: list.attrId };
}
