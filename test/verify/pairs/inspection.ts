import {
  ANYWHERE,
  att,
  group,
  instance,
  internetGateway,
  natGateway,
  ref,
  resource,
  rule,
  subnet,
  table,
  template,
  vpc,
  ZONE_A,
  ZONE_C,
  type JsonObject,
  type Resources,
  type Template,
} from './builders';

/** Hands everything to the stateful rules; without one that says otherwise, they pass it. */
export const FORWARD = 'aws:forward_to_sfe';

/** The only endpoint of a firewall in one zone. */
const ONLY_ENDPOINT: JsonObject = {
  'Fn::Select': [1, { 'Fn::Split': [':', { 'Fn::Select': [0, att('Firewall', 'EndpointIds')] }] }],
};

function firewall(subnetIds: readonly string[], stateless: string, groups: readonly Resources[]): readonly Resources[] {
  const ids = groups.flatMap((part) => Object.keys(part));
  return [
    ...groups,
    resource('FirewallPolicy', 'AWS::NetworkFirewall::FirewallPolicy', {
      FirewallPolicyName: 'egress',
      FirewallPolicy: {
        StatelessDefaultActions: [stateless],
        StatelessFragmentDefaultActions: [stateless],
        StatefulRuleGroupReferences: ids.map((id) => ({ ResourceArn: ref(id) })),
      },
    }),
    resource('Firewall', 'AWS::NetworkFirewall::Firewall', {
      FirewallName: 'egress',
      VpcId: ref('Vpc'),
      FirewallPolicyArn: ref('FirewallPolicy'),
      SubnetMappings: subnetIds.map((id) => ({ SubnetId: ref(id) })),
    }),
  ];
}

/** Server, firewall endpoint and NAT gateway of a zone; `endpoint` finds the endpoint. */
function zoneParts(zone: string, letter: string, index: number, endpoint: JsonObject): readonly Resources[] {
  const range = (third: number) => `10.0.${String(third + index)}.0/24`;
  const through = { VpcEndpointId: endpoint };
  return [
    table(`ServerTable${letter}`, 'Vpc', [[ANYWHERE, through]]),
    table(`FirewallTable${letter}`, 'Vpc', [[ANYWHERE, { NatGatewayId: ref(`Nat${letter}`) }]]),
    table(`NatTable${letter}`, 'Vpc', [
      [ANYWHERE, { GatewayId: ref('Igw') }],
      [range(10), through],
    ]),
    subnet(`ServerSubnet${letter}`, 'Vpc', range(10), zone, `ServerTable${letter}`),
    subnet(`FirewallSubnet${letter}`, 'Vpc', range(20), zone, `FirewallTable${letter}`),
    subnet(`NatSubnet${letter}`, 'Vpc', range(30), zone, `NatTable${letter}`),
    natGateway(`Nat${letter}`, `NatSubnet${letter}`),
  ];
}

/** Servers in two zones, each behind the endpoint of its zone as `endpoint` finds it. */
export function twoZones(endpoint: (zone: string, index: number) => JsonObject): Template {
  return template([
    vpc('Vpc', '10.0.0.0/16'),
    internetGateway('Vpc'),
    ...zoneParts(ZONE_A, 'A', 0, endpoint(ZONE_A, 0)),
    ...zoneParts(ZONE_C, 'C', 1, endpoint(ZONE_C, 1)),
    ...firewall(['FirewallSubnetA', 'FirewallSubnetC'], FORWARD, []),
    group('ServerGroup', 'Vpc'),
    instance('ServerA', 'ServerSubnetA', ['ServerGroup']),
    instance('ServerC', 'ServerSubnetC', ['ServerGroup']),
  ]);
}

/** A server in one zone behind a firewall with these rules. */
export function inspected(stateless: string, groups: readonly Resources[]): Template {
  return template([
    vpc('Vpc', '10.0.0.0/16'),
    internetGateway('Vpc'),
    ...zoneParts(ZONE_A, 'A', 0, ONLY_ENDPOINT),
    ...firewall(['FirewallSubnetA'], stateless, groups),
    group('ServerGroup', 'Vpc'),
    instance('Server', 'ServerSubnetA', ['ServerGroup']),
  ]);
}

function ruleGroup(id: string, source: JsonObject): Resources {
  return resource(id, 'AWS::NetworkFirewall::RuleGroup', {
    RuleGroupName: id,
    Type: 'STATEFUL',
    Capacity: 10,
    RuleGroup: { RulesSource: source },
  });
}

/** Rules that let TLS to one name pass. */
export function nameGroup(): Resources {
  return ruleGroup('Names', {
    RulesSourceList: { GeneratedRulesType: 'ALLOWLIST', TargetTypes: ['TLS_SNI'], Targets: ['.example.com'] },
  });
}

/** Rules that drop a protocol, or one of its ports. */
export function dropGroup(id: string, protocol: 'TCP' | 'UDP', port: string): Resources {
  const anybody = { Source: 'ANY', SourcePort: 'ANY', Destination: 'ANY', Direction: 'FORWARD' };
  return ruleGroup(id, {
    StatefulRules: [
      {
        Action: 'DROP',
        Header: { Protocol: protocol, ...anybody, DestinationPort: port },
        RuleOptions: [{ Keyword: 'sid', Settings: ['1'] }],
      },
    ],
  });
}

/** Web and app server, whose subnets reach each other through a firewall in one zone. */
export function throughFirewall(peer: string | JsonObject): Template {
  const through = { VpcEndpointId: ONLY_ENDPOINT };
  return template([
    vpc('Vpc', '10.0.0.0/16'),
    table('WebTable', 'Vpc', [['10.0.2.0/24', through]]),
    table('AppTable', 'Vpc', [['10.0.1.0/24', through]]),
    subnet('FirewallSubnet', 'Vpc', '10.0.0.0/24'),
    subnet('WebSubnet', 'Vpc', '10.0.1.0/24', ZONE_A, 'WebTable'),
    subnet('AppSubnet', 'Vpc', '10.0.2.0/24', ZONE_A, 'AppTable'),
    ...firewall(['FirewallSubnet'], FORWARD, []),
    group('WebGroup', 'Vpc'),
    group('AppGroup', 'Vpc', [rule('tcp/8443', peer)]),
    instance('Web', 'WebSubnet', ['WebGroup']),
    instance('App', 'AppSubnet', ['AppGroup']),
  ]);
}
