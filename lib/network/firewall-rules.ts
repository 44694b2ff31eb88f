import type { CfnRuleGroup } from 'aws-cdk-lib/aws-networkfirewall';
import { servicePorts, type Site } from '../site';
import { tierServices } from './tier-services';

/** Ranges whose egress is inspected, the firewall's `HOME_NET`: the tiers of every zone. */
export function homeNetworks(site: Pick<Site, 'network'>): readonly string[] {
  return site.network.subnets.filter(({ role }) => role === 'dmz' || role === 'internal').map(({ cidr }) => cidr);
}

/**
 * Names the firewall lets the tiers reach over TLS: the declared domains and, without interface endpoints, the AWS APIs
 * the tiers call.
 *
 * Network Firewall lets `.example.com` match `example.com` too and refuses a list that holds both, so an exact name
 * below a wildcard's own name is dropped.
 *
 * @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/stateful-rule-groups-domain-names.html
 */
export function allowedDomains(site: Pick<Site, 'network' | 'regions' | 'operations'>): readonly string[] {
  const apis =
    site.network.interfaceEndpoints.kind === 'none' ? tierServices(site).map(({ hostName }) => hostName) : [];
  const names = new Set([...site.network.egressDomains, ...apis]);
  return [...names].filter((name) => !names.has(`.${name}`)).sort();
}

/** Domain list for TLS. A list without names is refused by the service, so without names there is no rule group. */
export function domainListRules(domains: readonly string[]): CfnRuleGroup.RuleGroupProperty {
  return {
    statefulRuleOptions: { ruleOrder: 'STRICT_ORDER' },
    rulesSource: {
      rulesSourceList: { generatedRulesType: 'ALLOWLIST', targetTypes: ['TLS_SNI'], targets: [...domains] },
    },
  };
}

/**
 * What is refused before any name is looked at: everything but TCP to the HTTPS port, and that port too when nothing is
 * allowed.
 *
 * The default actions of the policy drop established connections only, so that a name can be read from the first
 * packets; a lone UDP or ICMP packet would pass them. `flow:to_server` keeps the TCP rules off the replies, whose
 * source port is 443 and whose destination port is any.
 */
export function denyRules(
  site: Pick<Site, 'domain' | 'database'>,
  allowsDomains: boolean,
): CfnRuleGroup.RuleGroupProperty {
  const { https } = servicePorts(site);
  const tcpPorts = allowsDomains ? [`1:${https - 1}`, `${https + 1}:65535`] : ['1:65535'];
  const rules = [
    denyRule(1, 'DROP', 'UDP', 'ANY', 'tiers send no UDP to the internet'),
    denyRule(2, 'DROP', 'ICMP', 'ANY', 'tiers send no ICMP to the internet'),
    ...tcpPorts.map((ports, index) =>
      denyRule(3 + index, 'REJECT', 'TCP', ports, 'tiers reach the internet over HTTPS to allowed names only', [
        { keyword: 'flow', settings: ['to_server'] },
      ]),
    ),
  ];
  return { statefulRuleOptions: { ruleOrder: 'STRICT_ORDER' }, rulesSource: { statefulRules: rules } };
}

function denyRule(
  sid: number,
  action: 'DROP' | 'REJECT',
  protocol: 'TCP' | 'UDP' | 'ICMP',
  destinationPort: string,
  message: string,
  options: readonly CfnRuleGroup.RuleOptionProperty[] = [],
): CfnRuleGroup.StatefulRuleProperty {
  return {
    action,
    header: {
      protocol,
      source: '$HOME_NET',
      sourcePort: 'ANY',
      direction: 'FORWARD',
      destination: 'ANY',
      destinationPort,
    },
    ruleOptions: [
      { keyword: 'msg', settings: [`"${message}"`] },
      ...options,
      { keyword: 'sid', settings: [String(sid)] },
    ],
  };
}
