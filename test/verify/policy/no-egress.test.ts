import type { TemplateModel } from '../../../lib/template';
import {
  group,
  instance,
  modelOf,
  nat,
  ref,
  resource,
  subnet,
  tcpRule,
  vpc,
  type Resources,
} from '../engine/templates';
import { runRule, shortly } from './support/run-rule';
import { ANYBODY } from './support/shop';

const OUT = [tcpRule(443, ANYBODY)];

/** A server without a way out, but what is added. */
function closed(
  more: readonly Resources[] = [],
  routes: Parameters<typeof subnet>[3] = {},
  dns: object = {},
): TemplateModel {
  const network: Resources = vpc('V', '10.0.0.0/16');
  const [[id, first] = ['V', resource('AWS::EC2::VPC', {})]] = Object.entries(network);
  const withDns = { ...network, [id]: { ...first, Properties: { ...(first['Properties'] as object), ...dns } } };
  return modelOf([
    withDns,
    subnet('App', 'V', '10.0.0.0/24', routes),
    group('G', 'V', [], OUT),
    instance('Server', 'App', ['G']),
    ...more,
  ]);
}

/** A DNS Firewall with rules of lists. */
function dnsFirewall(
  rules: readonly (readonly [action: string, domains: readonly string[]])[],
  more: object = {},
): Resources {
  const lists = rules.map(([, domains], index) => [
    `List${index}`,
    resource('AWS::Route53Resolver::FirewallDomainList', { Domains: domains }),
  ]);
  return {
    ...(Object.fromEntries(lists) as Resources),
    Names: resource('AWS::Route53Resolver::FirewallRuleGroup', {
      FirewallRules: rules.map(([action], index) => ({
        Action: action,
        Priority: 100 + index,
        FirewallDomainListId: { 'Fn::GetAtt': [`List${index}`, 'Id'] },
        ...more,
      })),
    }),
    Guard: resource('AWS::Route53Resolver::FirewallRuleGroupAssociation', {
      FirewallRuleGroupId: { 'Fn::GetAtt': ['Names', 'Id'] },
      Priority: 101,
      VpcId: ref('V'),
    }),
  };
}

describe('no-egress', () => {
  const rule = { id: 'stays', kind: 'no-egress', from: 'id:Server' } as const;
  const LISTED = dnsFirewall([
    ['ALLOW', ['example.com']],
    ['BLOCK', ['*']],
  ]);
  const packets = (model: TemplateModel, more: object = {}) =>
    runRule(model, { ...rule, tolerate: ['dns'], ...more }).map(shortly);

  test('holds where there is no way out, of packets or of names', () => {
    expect(runRule(closed([LISTED]), rule).map(shortly)).toEqual([
      ['outside', true, 'PROVED', []],
      ['resolver', true, 'PROVED', []],
    ]);
  });

  test('fails where a route leads out', () => {
    const open = [
      subnet('Egress', 'V', '10.0.2.0/24', { '0.0.0.0/0': { GatewayId: ref('VIgw') } }),
      nat('Nat', 'Egress'),
    ];
    expect(packets(closed(open, { '0.0.0.0/0': { NatGatewayId: ref('Nat') } }))).toEqual([
      ['outside', false, 'REFUTED', ['Net/Server@Net/App > internet: open tcp/443']],
    ]);
  });

  test('fails where a line leads to a site', () => {
    const line: Resources = {
      Partner: resource('AWS::EC2::CustomerGateway', { BgpAsn: 65000, IpAddress: '198.51.100.1', Type: 'ipsec.1' }),
      Gateway: resource('AWS::EC2::VPNGateway', { Type: 'ipsec.1' }),
      Attached: resource('AWS::EC2::VPCGatewayAttachment', { VpcId: ref('V'), VpnGatewayId: ref('Gateway') }),
      Line: resource('AWS::EC2::VPNConnection', {
        Type: 'ipsec.1',
        StaticRoutesOnly: true,
        CustomerGatewayId: ref('Partner'),
        VpnGatewayId: ref('Gateway'),
      }),
      Known: resource('AWS::EC2::VPNConnectionRoute', {
        VpnConnectionId: ref('Line'),
        DestinationCidrBlock: '192.168.0.0/16',
      }),
    };
    const [, holds, , paths] = packets(closed([line], { '192.168.0.0/16': { GatewayId: ref('Gateway') } }))[0] ?? [];
    expect(holds).toBe(false);
    expect(String(paths)).toContain('Net/Server@Net/App > site:Net/Partner: open tcp/443');
  });

  test('lets through what is excepted, and nothing else', () => {
    const storage: Resources = {
      Storage: resource('AWS::EC2::VPCEndpoint', {
        ServiceName: 'com.amazonaws.ap-northeast-1.s3',
        VpcId: ref('V'),
        RouteTableIds: [ref('AppTable')],
      }),
    };
    const [[, withoutException] = []] = packets(closed([storage]));
    expect(withoutException).toBe(false);
    expect(packets(closed([storage]), { except: 'service:s3' })[0]?.[1]).toBe(true);
    const open = [
      storage,
      subnet('Egress', 'V', '10.0.2.0/24', { '0.0.0.0/0': { GatewayId: ref('VIgw') } }),
      nat('Nat', 'Egress'),
    ];
    const both = closed(open, { '0.0.0.0/0': { NatGatewayId: ref('Nat') } });
    expect(packets(both, { except: 'service:s3' })[0]?.[1]).toBe(false);
    expect(packets(both, { except: ['service:s3', 'kind:nat-gateway'] })[0]?.[1]).toBe(true);
  });

  test('refuses the internet as an exception', () => {
    expect(() => runRule(closed(), { ...rule, except: 'internet' })).toThrow('[PolicyExceptInvalid]');
  });

  describe('of names', () => {
    const names = (model: TemplateModel) => {
      const [, result] = runRule(model, rule);
      return [result?.verdict.verdict, result?.verdict.blames[0]?.what];
    };

    test('fails without a DNS Firewall, unless DNS is tolerated', () => {
      expect(names(closed())).toEqual([
        'REFUTED',
        'V: its resolver answers every question: no DNS Firewall is associated',
      ]);
      expect(runRule(closed(), { ...rule, tolerate: ['dns'] })).toHaveLength(1);
    });

    test('holds where the VPC has no resolver', () => {
      expect(names(closed([], {}, { EnableDnsSupport: false }))).toEqual(['PROVED', undefined]);
    });

    test.each<[string, Resources, string, string | undefined]>([
      ['blocks every name that is not listed', LISTED, 'PROVED', undefined],
      [
        'blocks some names',
        dnsFirewall([['BLOCK', ['bad.example']]]),
        'UNDETERMINED',
        'V: Names blocks some names, and not every name that is not listed',
      ],
      ['only tells of names', dnsFirewall([['ALERT', ['bad.example']]]), 'REFUTED', 'V: Names blocks no name'],
      [
        'lets every name through',
        dnsFirewall([
          ['ALLOW', ['*']],
          ['BLOCK', ['*']],
        ]),
        'REFUTED',
        'V: Names lets every name through',
      ],
      [
        'blocks questions of one type',
        dnsFirewall([['BLOCK', ['*']]], { Qtype: 'TXT' }),
        'UNDETERMINED',
        'V: Names blocks some names, and not every name that is not listed',
      ],
    ])('a DNS Firewall that %s', (_what, guard, verdict, blame) => {
      expect(names(closed([guard]))).toEqual([verdict, blame]);
    });

    test('are not known where the rules are not in the templates', () => {
      const foreign = {
        Guard: resource('AWS::Route53Resolver::FirewallRuleGroupAssociation', {
          FirewallRuleGroupId: 'rslvr-frg-1',
          Priority: 101,
          VpcId: ref('V'),
        }),
      };
      expect(names(closed([foreign]))).toEqual(['UNDETERMINED', 'V: the rules of Guard are not in the templates']);
    });
  });
});
