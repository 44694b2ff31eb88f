import type { TemplateModel } from '../../../lib/template';
import { group, instance, modelOf, nat, ref, resource, subnet, vpc } from '../engine/templates';
import { runRule, shortly } from './support/run-rule';
import { shop } from './support/shop';

const ENDPOINT = {
  VpcEndpointId: {
    'Fn::Select': [1, { 'Fn::Split': [':', { 'Fn::Select': [0, { 'Fn::GetAtt': ['Firewall', 'EndpointIds'] }] }] }],
  },
};

/** A server whose packets cross a firewall on their way out, and answers on their way back unless told otherwise. */
function inspected({ isBypassed = false, isReturning = true } = {}): TemplateModel {
  return modelOf([
    vpc('V', '10.0.0.0/16'),
    subnet('App', 'V', '10.0.0.0/24', { '0.0.0.0/0': isBypassed ? { NatGatewayId: ref('Nat') } : ENDPOINT }),
    subnet('Inspection', 'V', '10.0.1.0/24', { '0.0.0.0/0': { NatGatewayId: ref('Nat') } }),
    subnet('Egress', 'V', '10.0.2.0/24', {
      '0.0.0.0/0': { GatewayId: ref('VIgw') },
      ...(isReturning && !isBypassed ? { '10.0.0.0/24': ENDPOINT } : {}),
    }),
    nat('Nat', 'Egress'),
    {
      Firewall: resource('AWS::NetworkFirewall::Firewall', {
        FirewallName: 'f',
        VpcId: ref('V'),
        SubnetMappings: [{ SubnetId: ref('Inspection') }],
        FirewallPolicyArn: ref('Policy'),
      }),
      Policy: resource('AWS::NetworkFirewall::FirewallPolicy', {
        FirewallPolicyName: 'p',
        FirewallPolicy: {
          StatelessDefaultActions: ['aws:forward_to_sfe'],
          StatelessFragmentDefaultActions: ['aws:drop'],
        },
      }),
    },
    group('G', 'V', []),
    instance('Server', 'App', ['G']),
  ]);
}

describe('pass-through', () => {
  const rule = {
    id: 'inspected',
    kind: 'pass-through',
    from: 'id:Server',
    to: 'internet',
    through: 'kind:firewall-endpoint',
  } as const;

  test('holds where routes lead over the firewall', () => {
    expect(runRule(inspected(), rule).map(shortly)).toEqual([['internet', true, 'PROVED', []]]);
  });

  test('fails where a route leads past it', () => {
    expect(runRule(inspected({ isBypassed: true }), rule).map(shortly)).toEqual([
      ['internet', false, 'REFUTED', ['Net/Server@Net/App > internet: open tcp udp icmp type 0 icmp type 8 icmp']],
    ]);
  });

  test('takes away gateways and load balancers as well', () => {
    expect(runRule(inspected(), { ...rule, through: 'kind:nat-gateway' })[0]?.holds).toBe(true);
    const behind = { ...rule, from: 'internet', to: 'id:Web', through: 'id:Balancer' } as const;
    expect(runRule(modelOf(shop()), behind)[0]?.holds).toBe(true);
    expect(runRule(modelOf(shop()), { ...behind, through: 'kind:database' })[0]).toMatchObject({
      holds: false,
      paths: [{ from: 'internet', to: 'Net/Web@Net/PrivateA', services: ['tcp/8080'] }],
    });
  });

  test('looks at its services, and as far as its level', () => {
    const past = { ...rule, from: 'internet', to: 'id:Web', through: 'kind:database' } as const;
    expect(runRule(modelOf(shop()), { ...past, services: ['tcp/22'] })[0]?.holds).toBe(true);
    expect(runRule(modelOf(shop()), { ...past, level: 'direct' })[0]?.holds).toBe(true);
  });

  test('is proved under defaults of parameters, which it must accept', () => {
    const web = [{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, CidrIp: ref('From') }];
    const open = [group('OpenGroup', 'V', web), instance('Open', 'PublicA', ['OpenGroup'], true)];
    const model = modelOf(shop({ more: open }), { Parameters: { From: { Type: 'String', Default: '10.0.0.0/16' } } });
    const past = { ...rule, from: 'internet:203.0.113.9', to: 'id:Open', through: 'id:Balancer' } as const;
    expect(runRule(model, past)[0]).toMatchObject({
      holds: false,
      verdict: { verdict: 'PROVED-IF', assuming: ['Net/From=10.0.0.0/16'] },
      paths: [{ from: 'internet:203.0.113.9', state: 'perhaps-open', services: ['tcp/80'] }],
    });
    expect(runRule(model, { ...past, accept: ['Net/From=10.0.0.0/16'] })[0]?.holds).toBe(true);
  });

  test('is told as what passes', () => {
    expect(runRule(inspected(), rule)[0]?.says).toEqual({
      en: 'whatever gets from id:Server to internet passes kind:firewall-endpoint',
      ja: 'id:Server から internet へ到達する通信は、必ず kind:firewall-endpoint を経由する',
    });
  });
});

describe('symmetric', () => {
  const rule = { id: 'symmetric', kind: 'symmetric' } as const;

  test('holds where answers cross the firewall too', () => {
    expect(runRule(inspected(), rule)[0]).toMatchObject({ holds: true, verdict: { verdict: 'PROVED' } });
  });

  test('fails, with what goes past it, where they do not', () => {
    const [result] = runRule(inspected({ isReturning: false }), rule);
    expect(result).toMatchObject({ holds: false, verdict: { verdict: 'REFUTED', rules: ['NFW-05'] } });
    expect(result?.verdict.blames[0]?.what).toMatch(
      /^what Server in App sends to internet crosses .+ and its answers do not$/,
    );
    expect(result?.paths).toHaveLength(result?.verdict.blames.length ?? 0);
  });

  test('is refused where there is no firewall', () => {
    expect(() => runRule(modelOf(shop()), rule)).toThrow('[PolicyRuleVacuous]');
  });
});
