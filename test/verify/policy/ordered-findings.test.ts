import { acl, group, instance, ref, resource, subnet, vpc, type Resources } from '../engine/templates';
import { found } from './support/found';
import { shop } from './support/shop';

describe('entries of network ACLs', () => {
  const entries = (list: Parameters<typeof acl>[3]) =>
    found(shop({ more: [acl('List', 'V', ['PrivateA'], list)] }), /^ACL/);

  test('that earlier ones cover together are shadowed', () => {
    expect(
      entries([
        { number: 100, cidr: '10.0.0.0/17' },
        { number: 110, cidr: '10.0.128.0/17' },
        { number: 120, cidr: '10.0.0.0/16', action: 'deny' },
        { number: 100, egress: true },
      ]),
    ).toEqual(['ACL_ENTRY_SHADOWED warning Net/ListEntry2']);
  });

  test('that decide for something are not', () => {
    expect(
      entries([
        { number: 100, cidr: '10.0.0.0/16', protocol: 6, ports: [443, 443] },
        { number: 110, cidr: '10.0.0.0/16', protocol: 6, ports: [443, 444] },
        { number: 120, cidr: '0.0.0.0/0', action: 'deny' },
        { number: 100, egress: true },
      ]),
    ).toEqual([]);
  });

  test('that a parameter may put anywhere are not', () => {
    const list = acl('List', 'V', ['PrivateA'], [{ number: 100 }, { number: 100, egress: true }]);
    const open = resource('AWS::EC2::NetworkAclEntry', {
      NetworkAclId: ref('List'),
      RuleNumber: ref('Number'),
      RuleAction: 'deny',
      Protocol: -1,
      CidrBlock: '0.0.0.0/0',
    });
    expect(
      found(shop({ more: [list, { Open: open }] }), /^ACL/, { Parameters: { Number: { Type: 'Number' } } }),
    ).toEqual([]);
  });
});

describe('rules of a firewall', () => {
  const firewall = (rules: string): readonly Resources[] => [
    vpc('V', '10.0.0.0/16'),
    subnet('Inspection', 'V', '10.0.1.0/24'),
    group('G', 'V', []),
    instance('Server', 'Inspection', ['G']),
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
          StatefulEngineOptions: { RuleOrder: 'STRICT_ORDER' },
          StatefulDefaultActions: ['aws:drop_strict'],
          StatefulRuleGroupReferences: [{ Priority: 1, ResourceArn: ref('Rules') }],
        },
      }),
      Rules: resource('AWS::NetworkFirewall::RuleGroup', {
        RuleGroupName: 'r',
        Capacity: 10,
        Type: 'STATEFUL',
        RuleGroup: { RulesSource: { RulesString: rules }, StatefulRuleOptions: { RuleOrder: 'STRICT_ORDER' } },
      }),
    },
  ];

  test.each([
    ['covers', 'pass tcp any any -> any any (sid:1;)\ndrop tcp any any -> any 22 (sid:2;)', 1],
    ['covers a part', 'pass tcp any any -> any 443 (sid:1;)\ndrop tcp any any -> any 22 (sid:2;)', 0],
    ['only tells', 'alert tcp any any -> any any (sid:1;)\ndrop tcp any any -> any 22 (sid:2;)', 0],
    ['looks at contents', 'pass tcp any any -> any any (content:"a"; sid:1;)\ndrop tcp any any -> any 443 (sid:2;)', 0],
    [
      'is about other sources',
      'pass tcp 10.0.0.0/24 any -> any any (sid:1;)\ndrop tcp 10.0.0.0/16 any -> any 22 (sid:2;)',
      0,
    ],
    [
      'is about more sources',
      'pass tcp 10.0.0.0/8 any -> any any (sid:1;)\ndrop tcp 10.0.0.0/16 any -> any 22 (sid:2;)',
      1,
    ],
  ])('after one that %s', (_what, rules, count) => {
    expect(found(firewall(rules), /^FIREWALL/)).toHaveLength(count);
  });
});

test('a propagated route to a block of a static one is never taken', () => {
  const spoke = (id: string, cidr: string): readonly Resources[] => [
    vpc(id, cidr, false),
    subnet(`${id}Sub`, id, cidr),
    group(`${id}Group`, id, []),
    instance(`${id}Server`, `${id}Sub`, [`${id}Group`]),
    {
      [`${id}Attachment`]: resource('AWS::EC2::TransitGatewayVpcAttachment', {
        TransitGatewayId: ref('Hub'),
        VpcId: ref(id),
        SubnetIds: [ref(`${id}Sub`)],
      }),
      [`${id}Propagation`]: resource('AWS::EC2::TransitGatewayRouteTablePropagation', {
        TransitGatewayAttachmentId: ref(`${id}Attachment`),
        TransitGatewayRouteTableId: ref('Table'),
      }),
    },
  ];
  const route = (cidr: string) => ({
    Static: resource('AWS::EC2::TransitGatewayRoute', {
      TransitGatewayRouteTableId: ref('Table'),
      TransitGatewayAttachmentId: ref('BAttachment'),
      DestinationCidrBlock: cidr,
    }),
  });
  const hub = {
    Hub: resource('AWS::EC2::TransitGateway', {
      DefaultRouteTableAssociation: 'disable',
      DefaultRouteTablePropagation: 'disable',
    }),
    Table: resource('AWS::EC2::TransitGatewayRouteTable', { TransitGatewayId: ref('Hub') }),
  };
  const all = [...spoke('A', '10.1.0.0/16'), ...spoke('B', '10.2.0.0/16'), hub];
  expect(found([...all, route('10.1.0.0/16')], /^TGW/)).toEqual(['TGW_ROUTE_SHADOWED warning Net/APropagation']);
  expect(found([...all, route('10.0.0.0/8')], /^TGW/)).toEqual([]);
});
