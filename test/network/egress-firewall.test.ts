import { allowedDomains } from '../../lib/network/firewall-rules';
import { starterSite, testSite } from '../support/test-site';
import { NetworkModel } from './network-model';
import { synthNetwork, type Resource } from './synth-network';

const standard = synthNetwork(testSite());
const closed = synthNetwork(testSite({ network: {}, protection: false }));
const POLICY = 'AWS::NetworkFirewall::FirewallPolicy';
const GROUP = 'AWS::NetworkFirewall::RuleGroup';

interface StatefulRule {
  readonly Action: string;
  readonly Header: {
    readonly Protocol: string;
    readonly Source: string;
    readonly Direction: string;
    readonly DestinationPort: string;
  };
  readonly RuleOptions: readonly { readonly Keyword: string; readonly Settings: readonly string[] }[];
}

function statefulRules(group: Resource | undefined): readonly StatefulRule[] {
  const { RulesSource: source } = group?.Properties['RuleGroup'] as { RulesSource: { StatefulRules: StatefulRule[] } };
  return source.StatefulRules;
}

test('starts every fixed name with the name of the site', () => {
  expect(standard.only('AWS::NetworkFirewall::Firewall')['FirewallName']).toBe('test-site-egress');
  expect(standard.only(POLICY)['FirewallPolicyName']).toBe('test-site-egress');
  expect(standard.ofType(GROUP).map(({ Properties }) => Properties['RuleGroupName'])).toEqual([
    'test-site-egress-web-deny',
    'test-site-egress-app-deny',
    'test-site-egress-web-domains',
    'test-site-egress-app-domains',
  ]);
});

test('has an endpoint in the firewall subnet of every zone', () => {
  const mappings = standard.only('AWS::NetworkFirewall::Firewall')['SubnetMappings'] as { SubnetId: { Ref: string } }[];
  const zones = mappings.map(({ SubnetId }) => standard.resources[SubnetId.Ref]?.Properties['AvailabilityZone']);
  expect(zones).toEqual(['ap-northeast-1a', 'ap-northeast-1c', 'ap-northeast-1d']);
});

test.each([
  ['with protection', standard, true],
  ['without protection', closed, false],
])('is protected as the site says, %s', (_name, synth, protection) => {
  expect(synth.only('AWS::NetworkFirewall::Firewall')).toMatchObject({
    DeleteProtection: protection,
    FirewallPolicyChangeProtection: protection,
    SubnetChangeProtection: protection,
  });
});

test('inspects in strict order, drops and reports what no rule allows, and resets what it cannot follow', () => {
  expect(standard.only(POLICY)['FirewallPolicy']).toMatchObject({
    StatelessDefaultActions: ['aws:forward_to_sfe'],
    StatelessFragmentDefaultActions: ['aws:drop'],
    StatefulEngineOptions: { RuleOrder: 'STRICT_ORDER', StreamExceptionPolicy: 'REJECT' },
    StatefulDefaultActions: ['aws:drop_established_app_layer_to_server', 'aws:alert_established_app_layer_to_server'],
  });
  const orders = standard.ofType(GROUP).map(({ Properties }) => Properties['RuleGroup']);
  expect(orders).toEqual(
    Array(4).fill(expect.objectContaining({ StatefulRuleOptions: { RuleOrder: 'STRICT_ORDER' } })),
  );
});

test.each([
  ['web', 'dmz'],
  ['app', 'internal'],
])('takes the subnets of the %s tier in every zone as home of its rules, and nothing else', (tier, segment) => {
  expect(standard.only(POLICY)['FirewallPolicy']).not.toHaveProperty('PolicyVariables');
  const homes = standard
    .ofType(GROUP)
    .filter(({ Properties }) => String(Properties['RuleGroupName']).startsWith(`test-site-egress-${tier}-`))
    .map(({ Properties }) => (Properties['RuleGroup'] as { RuleVariables: unknown }).RuleVariables);
  const subnets = standard.site.network.subnets.filter(({ role }) => role === segment).map(({ cidr }) => cidr);
  expect(subnets).toHaveLength(3);
  expect(homes).toEqual(Array(2).fill({ IPSets: { HOME_NET: { Definition: subnets } } }));
});

test('lets one tier alone reach a domain that is declared for it', () => {
  const site = testSite({
    network: { egressDomains: ['api.example.com'], tierEgressDomains: { app: ['pay.example.com'] } },
  });
  const lists = synthNetwork(site)
    .ofType(GROUP)
    .filter(({ Properties }) => String(Properties['RuleGroupName']).endsWith('-domains'))
    .map(({ Properties }) => (Properties['RuleGroup'] as { RulesSource: unknown }).RulesSource);
  expect(lists).toMatchObject([
    { RulesSourceList: { Targets: ['api.example.com'] } },
    { RulesSourceList: { Targets: ['api.example.com', 'pay.example.com'] } },
  ]);
});

test('lets a tier without domains, beside one that has some, reach nothing over any port', () => {
  const synth = synthNetwork(testSite({ network: { tierEgressDomains: { app: ['pay.example.com'] } } }));
  expect(synth.ofType(GROUP).map(({ Properties }) => Properties['RuleGroupName'])).toEqual([
    'test-site-egress-web-deny',
    'test-site-egress-app-deny',
    'test-site-egress-app-domains',
  ]);
  const ports = synth
    .ofType(GROUP)
    .slice(0, 2)
    .map((group) =>
      statefulRules(group)
        .filter(({ Header }) => Header.Protocol === 'TCP')
        .map(({ Header }) => Header.DestinationPort),
    );
  expect(ports).toEqual([['1:65535'], ['1:442', '444:65535']]);
  const toInternet = synth
    .ofType('AWS::EC2::SecurityGroup')
    .filter(({ Properties }) =>
      ((Properties['SecurityGroupEgress'] ?? []) as { CidrIp?: string }[]).some(({ CidrIp }) => CidrIp === '0.0.0.0/0'),
    );
  expect(toInternet.map(({ Properties }) => Properties['GroupDescription'])).toEqual(['App servers']);
});

test('refuses ports before it looks at names', () => {
  const policy = standard.only(POLICY)['FirewallPolicy'] as {
    StatefulRuleGroupReferences: { Priority: number; ResourceArn: { 'Fn::GetAtt': [string] } }[];
  };
  const names = policy.StatefulRuleGroupReferences.map(({ Priority, ResourceArn }) => [
    Priority,
    standard.resources[ResourceArn['Fn::GetAtt'][0]]?.Properties['RuleGroupName'],
  ]);
  expect(names).toEqual([
    [100, 'test-site-egress-web-deny'],
    [200, 'test-site-egress-app-deny'],
    [300, 'test-site-egress-web-domains'],
    [400, 'test-site-egress-app-domains'],
  ]);
});

test('lets declared domains pass by the name in the TLS handshake, and not by an HTTP header', () => {
  const [, , domains] = standard.ofType(GROUP);
  expect(domains?.Properties).toMatchObject({
    Type: 'STATEFUL',
    RuleGroup: {
      RulesSource: {
        RulesSourceList: { GeneratedRulesType: 'ALLOWLIST', TargetTypes: ['TLS_SNI'], Targets: ['api.example.com'] },
      },
    },
  });
});

test('makes no domain list, which would be refused empty, when no domain is declared', () => {
  expect(closed.ofType(GROUP).map(({ Properties }) => Properties['RuleGroupName'])).toEqual([
    'test-site-egress-web-deny',
    'test-site-egress-app-deny',
  ]);
  const tcp = statefulRules(closed.ofType(GROUP)[0]).filter(({ Header }) => Header.Protocol === 'TCP');
  expect(tcp.map(({ Action, Header }) => [Action, Header.DestinationPort])).toEqual([['REJECT', '1:65535']]);
});

test('keeps NAT and firewall when no domain is declared', () => {
  expect(closed.ofType('AWS::EC2::NatGateway')).toHaveLength(3);
  expect(closed.ofType('AWS::NetworkFirewall::Firewall')).toHaveLength(1);
});

describe('deny rules', () => {
  const [rules, others] = standard.ofType(GROUP).slice(0, 2).map(statefulRules) as [StatefulRule[], StatefulRule[]];

  test('refuse UDP, ICMP and every TCP port but 443', () => {
    expect(rules.map(({ Action, Header }) => [Action, Header.Protocol, Header.DestinationPort])).toEqual([
      ['DROP', 'UDP', 'ANY'],
      ['DROP', 'ICMP', 'ANY'],
      ['REJECT', 'TCP', '1:442'],
      ['REJECT', 'TCP', '444:65535'],
    ]);
  });

  test('judge what the tiers send and never the replies', () => {
    expect(rules.map(({ Header }) => [Header.Source, Header.Direction])).toEqual(
      Array(4).fill(['$HOME_NET', 'FORWARD']),
    );
    const tcp = rules.filter(({ Header }) => Header.Protocol === 'TCP');
    expect(tcp.map(({ RuleOptions }) => RuleOptions)).toEqual(
      Array(2).fill(expect.arrayContaining([{ Keyword: 'flow', Settings: ['to_server'] }])),
    );
  });

  test('have numbers of their own', () => {
    const sids = [...rules, ...others].map(
      ({ RuleOptions }) => RuleOptions.find(({ Keyword }) => Keyword === 'sid')?.Settings[0],
    );
    expect(new Set(sids).size).toBe(rules.length + others.length);
  });
});

describe('allowed domains', () => {
  const network = (egressDomains: string[]) => testSite({ network: { egressDomains } });

  test('are the declared ones where AWS APIs have endpoints', () => {
    expect(allowedDomains(network(['b.example.com', 'a.example.com']), 'web')).toEqual([
      'a.example.com',
      'b.example.com',
    ]);
  });

  test('leave out a name that a wildcard covers, which the service refuses as a duplicate', () => {
    expect(allowedDomains(network(['example.com', '.example.com', 'a.example.com']), 'app')).toEqual([
      '.example.com',
      'a.example.com',
    ]);
  });

  test('hold the AWS APIs of the tiers where there are no endpoints', () => {
    const site = testSite({ network: { interfaceEndpoints: { kind: 'none', reason: 'cheaper' } } });
    expect(allowedDomains(site, 'app')).toContain('ssm.ap-northeast-1.amazonaws.com');
  });
});

describe('endpoints', () => {
  const model = new NetworkModel(standard.resources);

  test('are chosen by zone, in whatever order the firewall lists them', () => {
    for (const zone of standard.site.regions.primary.availabilityZones) {
      expect(model.routes(model.subnet('dmz', zone))).toEqual([{ cidr: '0.0.0.0/0', target: `vpce-${zone}` }]);
    }
  });

  test('see replies as well as requests: the NAT subnet returns both tiers of its zone through them', () => {
    for (const zone of standard.site.regions.primary.availabilityZones) {
      const returns = model
        .routes(model.subnet('barrier-egress', zone))
        .filter(({ target }) => target.startsWith('vpce-'));
      expect(returns).toEqual([
        { cidr: model.subnet('dmz', zone).cidr, target: `vpce-${zone}` },
        { cidr: model.subnet('internal', zone).cidr, target: `vpce-${zone}` },
      ]);
    }
  });
});

test('logs alerts and flows to encrypted groups of the site', () => {
  const groups = standard.ofType('AWS::Logs::LogGroup').map(({ Properties }) => Properties);
  const firewall = groups.filter(({ LogGroupName }) => String(LogGroupName).includes('firewall'));
  expect(firewall.map(({ LogGroupName }) => LogGroupName)).toEqual([
    '/aws/vendedlogs/test-site-firewall-alert',
    '/aws/vendedlogs/test-site-firewall-flow',
  ]);
  expect(firewall.every(({ KmsKeyId }) => KmsKeyId !== undefined)).toBe(true);
  const { LogDestinationConfigs: configs } = standard.only('AWS::NetworkFirewall::LoggingConfiguration')[
    'LoggingConfiguration'
  ] as { LogDestinationConfigs: { LogType: string }[] };
  expect(configs.map(({ LogType }) => LogType)).toEqual(['ALERT', 'FLOW']);
});

test('is left out where the site gives a reason', () => {
  const starter = synthNetwork(starterSite());
  expect(starter.ofType('AWS::NetworkFirewall::Firewall')).toEqual([]);
  expect(
    starter.ofType('AWS::EC2::Route').filter(({ Properties }) => Properties['VpcEndpointId'] !== undefined),
  ).toEqual([]);
});
