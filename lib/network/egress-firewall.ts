import { CfnOutput, Fn, Stack, Tags } from 'aws-cdk-lib';
import type { ISubnet } from 'aws-cdk-lib/aws-ec2';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnFirewall, CfnFirewallPolicy, CfnLoggingConfiguration, CfnRuleGroup } from 'aws-cdk-lib/aws-networkfirewall';
import { Construct } from 'constructs';
import { SiteLogGroup } from '../foundation';
import { pascalCase, type Site } from '../site';
import { allowedDomains, denyRules, domainListRules, EGRESS_TIERS, tierNetworks } from './firewall-rules';

/**
 * Capacity of each rule group, for ever: a change replaces the group, which fails while the old one holds its name.
 *
 * A domain list costs its names plus two, a list of rules one unit a rule; a policy takes 30,000.
 *
 * @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/nwfw-rule-group-capacity.html
 */
const CAPACITY = { deny: 100, domains: 1000 } as const;

/** Properties for `EgressFirewall`. */
export interface EgressFirewallProps {
  /** Site whose egress is inspected. */
  readonly site: Site;

  /** Id of the VPC. */
  readonly vpcId: string;

  /** One subnet per zone that holds nothing but the firewall's endpoint. */
  readonly subnets: readonly ISubnet[];

  /** Key of the log groups. */
  readonly logKey: IKey;
}

/**
 * AWS Network Firewall on the way from the tiers to the NAT gateways: TLS to the names allowed to a tier passes,
 * all else is refused and logged.
 *
 * To change the zones of a protected firewall, deploy with protection off first: `SubnetChangeProtection` refuses the
 * new association otherwise. Policy and rules are changed in place at any time.
 *
 * @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/what-is-aws-network-firewall.html
 */
export class EgressFirewall extends Construct {
  /** Name of the firewall, the value of the metrics' dimension `FirewallName`. */
  readonly firewallName: string;
  /** Where the firewall's records are. */
  readonly logs: FirewallLogs;
  private readonly endpointIds: string[];

  constructor(scope: Construct, id: string, props: EgressFirewallProps) {
    super(scope, id);
    const { site, vpcId, subnets } = props;
    this.firewallName = `${site.name}-egress`;
    const firewall = new CfnFirewall(this, 'Resource', {
      firewallName: this.firewallName,
      description: 'Egress of the tiers',
      vpcId,
      subnetMappings: subnets.map(({ subnetId }) => ({ subnetId })),
      firewallPolicyArn: this.addPolicy(site).attrFirewallPolicyArn,
      deleteProtection: site.protection,
      firewallPolicyChangeProtection: site.protection,
      subnetChangeProtection: site.protection,
    });
    Tags.of(firewall).add('Name', this.firewallName);
    this.endpointIds = firewall.attrEndpointIds;
    this.logs = this.addLogs(site, props.logKey, firewall);
  }

  /**
   * Id of the endpoint in a zone.
   *
   * `EndpointIds` lists `<zone>:<endpoint>` in no particular order, so the endpoint is cut out by the zone's name and
   * never by position.
   */
  endpointIdIn(availabilityZone: string): string {
    const afterZone = Fn.select(1, Fn.split(`${availabilityZone}:`, Fn.join(',', this.endpointIds)));
    return Fn.select(0, Fn.split(',', afterZone));
  }

  /**
   * The same id for stacks that watch, read from an output of the zone's own.
   *
   * A reference to the list itself would hand on the list, whose value changes with every zone and perhaps with its order.
   */
  publishedEndpointIdIn(availabilityZone: string): string {
    const zone = pascalCase(availabilityZone);
    const output = new CfnOutput(this, `Endpoint${zone}`, { value: this.endpointIdIn(availabilityZone) });
    output.overrideLogicalId(`FirewallEndpoint${zone}`);
    return Fn.getStackOutput(Stack.of(this).stackName, `FirewallEndpoint${zone}`);
  }

  private addPolicy(site: Site): CfnFirewallPolicy {
    const groups = [...this.addDenyRules(site), ...this.addDomainRules(site)];
    return new CfnFirewallPolicy(this, 'Policy', {
      firewallPolicyName: `${site.name}-egress`,
      firewallPolicy: {
        statelessDefaultActions: ['aws:forward_to_sfe'],
        // Fragments of UDP, of which the tiers have no use; TCP fragments are reassembled before they get here.
        statelessFragmentDefaultActions: ['aws:drop'],
        statefulEngineOptions: { ruleOrder: 'STRICT_ORDER', streamExceptionPolicy: 'REJECT' },
        // The variant that waits for the whole ClientHello: post-quantum key shares split it over two packets, and
        // `aws:drop_established` refuses the first before a name can be read. Replies are left alone.
        // https://docs.aws.amazon.com/network-firewall/latest/developerguide/suricata-rule-evaluation-order.html
        statefulDefaultActions: [
          'aws:drop_established_app_layer_to_server',
          'aws:alert_established_app_layer_to_server',
        ],
        statefulRuleGroupReferences: groups.map((group, index) => ({
          resourceArn: group.attrRuleGroupArn,
          priority: 100 * (index + 1),
        })),
      },
    });
  }

  private addDenyRules(site: Site): readonly CfnRuleGroup[] {
    return EGRESS_TIERS.map((tier) => {
      const rules = denyRules(site, tier, allowedDomains(site, tier).length > 0);
      return this.addRuleGroup(
        `${pascalCase(tier)}DenyRules`,
        `${site.name}-egress-${tier}-deny`,
        CAPACITY.deny,
        rules,
      );
    });
  }

  private addDomainRules(site: Site): readonly CfnRuleGroup[] {
    return EGRESS_TIERS.flatMap((tier) => {
      const domains = allowedDomains(site, tier);
      const [id, name] = [`${pascalCase(tier)}DomainRules`, `${site.name}-egress-${tier}-domains`];
      const rules = domainListRules(tierNetworks(site, tier), domains);
      return domains.length === 0 ? [] : [this.addRuleGroup(id, name, CAPACITY.domains, rules)];
    });
  }

  private addRuleGroup(
    id: string,
    ruleGroupName: string,
    capacity: number,
    ruleGroup: CfnRuleGroup.RuleGroupProperty,
  ): CfnRuleGroup {
    return new CfnRuleGroup(this, id, { ruleGroupName, type: 'STATEFUL', capacity, ruleGroup });
  }

  private addLogs(site: Site, key: IKey, firewall: CfnFirewall): FirewallLogs {
    const log = (logType: 'ALERT' | 'FLOW') => ({
      logType,
      // Deliveries to `/aws/vendedlogs/` share one resource policy of the Region; any other name adds to one that is
      // limited to 5,120 characters.
      group: new SiteLogGroup(this, logType === 'ALERT' ? 'AlertLog' : 'FlowLog', {
        site,
        logGroupName: `/aws/vendedlogs/${site.name}-firewall-${logType.toLowerCase()}`,
        key,
      }).logGroup,
    });
    const [alert, flow] = [log('ALERT'), log('FLOW')];
    new CfnLoggingConfiguration(this, 'Logging', {
      firewallArn: firewall.attrFirewallArn,
      loggingConfiguration: {
        logDestinationConfigs: [alert, flow].map(({ logType, group }) => ({
          logType,
          logDestinationType: 'CloudWatchLogs',
          logDestination: { logGroup: group.logGroupName },
        })),
      },
    });
    return { alert: alert.group, flow: flow.group };
  }
}

/** Log groups of the firewall's records. */
export interface FirewallLogs {
  /** What was refused. */
  readonly alert: ILogGroup;
  /** Every connection. */
  readonly flow: ILogGroup;
}
