import type { CfnRuleGroup } from 'aws-cdk-lib/aws-networkfirewall';
import { servicePorts, type Site } from '../site';
import { tierServices } from './tier-services';

/** Tiers that send to the internet. Each has rule groups of its own, whose `HOME_NET` is the subnets of the tier. */
export const EGRESS_TIERS = ['web', 'app'] as const;

/** Tier whose egress is inspected. */
export type EgressTier = (typeof EGRESS_TIERS)[number];

/** Number of the first rule of each tier that refuses. */
const FIRST_SID: Readonly<Record<EgressTier, number>> = { web: 101, app: 201 };

/** Ranges of the subnets of a tier, in every zone. */
export function tierNetworks(site: Pick<Site, 'network'>, tier: EgressTier): readonly string[] {
  const segment = tier === 'web' ? 'dmz' : 'internal';
  return site.network.subnets.filter(({ role }) => role === segment).map(({ cidr }) => cidr);
}

/**
 * Names the firewall lets a tier reach over TLS: its declared domains and, without interface endpoints, the AWS APIs the
 * tiers call.
 *
 * Network Firewall lets `.example.com` match `example.com` too and refuses a list that holds both, so an exact name
 * below a wildcard's own name is dropped.
 *
 * @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/stateful-rule-groups-domain-names.html
 */
export function allowedDomains(
  site: Pick<Site, 'network' | 'regions' | 'operations'>,
  tier: EgressTier,
): readonly string[] {
  const apis =
    site.network.interfaceEndpoints.kind === 'none' ? tierServices(site).map(({ hostName }) => hostName) : [];
  const names = new Set([...site.network.egressDomains[tier], ...apis]);
  return [...names].filter((name) => !names.has(`.${name}`)).sort();
}

/**
 * Domain list of one tier for TLS. Its `HOME_NET` holds the tier's own subnets, so that it neither allows nor refuses
 * anything of another tier. A list without names is refused by the service, so without names there is no rule group.
 *
 * @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/stateful-rule-groups-domain-names.html
 */
export function domainListRules(
  networks: readonly string[],
  domains: readonly string[],
): CfnRuleGroup.RuleGroupProperty {
  return {
    ruleVariables: { ipSets: { HOME_NET: { definition: [...networks] } } },
    statefulRuleOptions: { ruleOrder: 'STRICT_ORDER' },
    rulesSource: {
      rulesSourceList: { generatedRulesType: 'ALLOWLIST', targetTypes: ['TLS_SNI'], targets: [...domains] },
    },
  };
}

/**
 * What of a tier is refused before any name is looked at: everything but TCP to the HTTPS port, and that port too when
 * nothing is allowed.
 *
 * The default actions of the policy drop established connections only, so that a name can be read from the first
 * packets; a lone UDP or ICMP packet would pass them. `flow:to_server` keeps the TCP rules off the replies, whose
 * source port is 443 and whose destination port is any.
 */
export function denyRules(
  site: Pick<Site, 'domain' | 'database' | 'network'>,
  tier: EgressTier,
  allowsDomains: boolean,
): CfnRuleGroup.RuleGroupProperty {
  const { https } = servicePorts(site);
  const tcpPorts = allowsDomains ? [`1:${https - 1}`, `${https + 1}:65535`] : ['1:65535'];
  // Numbers tell the tiers apart in the alert log.
  const sid = FIRST_SID[tier];
  const rules = [
    denyRule(sid, 'DROP', 'UDP', 'ANY', `${tier} tier sends no UDP to the internet`),
    denyRule(sid + 1, 'DROP', 'ICMP', 'ANY', `${tier} tier sends no ICMP to the internet`),
    ...tcpPorts.map((ports, index) =>
      denyRule(
        sid + 2 + index,
        'REJECT',
        'TCP',
        ports,
        `${tier} tier reaches the internet over HTTPS to allowed names only`,
        [{ keyword: 'flow', settings: ['to_server'] }],
      ),
    ),
  ];
  return {
    ruleVariables: { ipSets: { HOME_NET: { definition: [...tierNetworks(site, tier)] } } },
    statefulRuleOptions: { ruleOrder: 'STRICT_ORDER' },
    rulesSource: { statefulRules: rules },
  };
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
