import type { JsonObject } from '../../../lib/template';
import { acl, group, instance, resource, tcpRule } from '../engine/templates';
import { found } from './support/found';
import { ANYBODY, fromGroup, NO_EGRESS, shop } from './support/shop';

describe('rules of groups', () => {
  const CODES = /^GROUP/;

  test('from a group that nothing carries are dead', () => {
    const options = {
      webIngress: [tcpRule(8080, fromGroup('BalancerGroup')), tcpRule(8080, fromGroup('NobodyGroup'))],
    };
    expect(found(shop({ ...options, more: [group('NobodyGroup', 'V', [])] }), CODES)).toEqual([
      'GROUP_RULE_DEAD warning Net/WebGroup#SecurityGroupIngress[1]',
    ]);
  });

  test('from a group that something may carry which is not understood are not told', () => {
    const unknown = {
      Strange: resource('Custom::Strange', { Groups: [{ 'Fn::GetAtt': ['NobodyGroup', 'GroupId'] }] }),
    };
    const options = {
      webIngress: [tcpRule(8080, fromGroup('BalancerGroup')), tcpRule(8080, fromGroup('NobodyGroup'))],
    };
    expect(found(shop({ ...options, more: [group('NobodyGroup', 'V', []), unknown] }), /DEAD|UNUSED/)).toEqual([]);
  });

  test('on ports on which nobody takes packets are dead', () => {
    expect(found(shop({ balancerIngress: [tcpRule(443, ANYBODY), tcpRule(8443, ANYBODY)] }), CODES)).toEqual([
      'GROUP_RULE_DEAD warning Net/BalancerGroup#SecurityGroupIngress[1]',
    ]);
  });

  test.each<[string, readonly JsonObject[], number]>([
    ['the same rule twice', [tcpRule(8080, fromGroup('BalancerGroup')), tcpRule(8080, fromGroup('BalancerGroup'))], 1],
    [
      'a wider range of ports',
      [
        tcpRule(8080, fromGroup('BalancerGroup')),
        { ...tcpRule(8080, fromGroup('BalancerGroup')), FromPort: 8000, ToPort: 9000 },
      ],
      0,
    ],
    ['a wider block', [tcpRule(8080, { CidrIp: '10.0.0.0/24' }), tcpRule(8080, { CidrIp: '10.0.0.0/16' })], 0],
    [
      'a block that holds the network of the group',
      [tcpRule(8080, fromGroup('BalancerGroup')), tcpRule(8080, { CidrIp: '10.0.0.0/8' })],
      0,
    ],
  ])('that %s covers are shadowed', (_what, webIngress, index) => {
    expect(found(shop({ webIngress }), /SHADOWED/)).toEqual([
      `GROUP_RULE_SHADOWED note Net/WebGroup#SecurityGroupIngress[${String(index)}]`,
    ]);
  });

  test('that overlap, and cover nothing, are not', () => {
    const webIngress = [
      { ...tcpRule(8080, fromGroup('BalancerGroup')), ToPort: 8090 },
      { ...tcpRule(8085, fromGroup('BalancerGroup')), ToPort: 8099 },
    ];
    expect(found(shop({ webIngress }), /SHADOWED/)).toEqual([]);
  });

  test('of which nothing ever arrives are unneeded', () => {
    const closed = acl(
      'Closed',
      'V',
      ['DataA', 'DataC'],
      [
        { number: 100, protocol: 6, ports: [5432, 5432], cidr: '10.0.2.0/24' },
        { number: 100, egress: true },
      ],
    );
    const open = shop({
      databaseIngress: [tcpRule(5432, fromGroup('WebGroup')), tcpRule(5432, fromGroup('BalancerGroup'))],
      more: [closed],
    });
    expect(found(open, CODES)).toEqual(['GROUP_RULE_UNNEEDED note Net/DatabaseGroup#SecurityGroupIngress[1]']);
  });

  test('that an interface has twice by two groups are unneeded, each of them', () => {
    const more = [
      group('SecondGroup', 'V', [tcpRule(8080, fromGroup('BalancerGroup'))], NO_EGRESS),
      instance('Web', 'PrivateA', ['WebGroup', 'SecondGroup']),
    ];
    expect(found([...shop(), ...more], /UNNEEDED/)).toEqual([
      'GROUP_RULE_UNNEEDED note Net/SecondGroup#SecurityGroupIngress[0]',
      'GROUP_RULE_UNNEEDED note Net/WebGroup#SecurityGroupIngress[0]',
    ]);
  });

  test('that stand in templates of the CDK for none are none', () => {
    const named = { ...NO_EGRESS[0], CidrIp: '255.255.255.254/32' };
    const closed = group('DatabaseGroup', 'V', [tcpRule(5432, fromGroup('WebGroup'))], [named]);
    expect(found([...shop(), closed], CODES)).toEqual([
      'GROUP_RULE_UNNEEDED note Net/DatabaseGroup#SecurityGroupEgress[0]',
    ]);
    expect(found(shop(), CODES)).toEqual([]);
  });

  test('of a group that nothing carries are told once', () => {
    expect(
      found(shop({ more: [group('NobodyGroup', 'V', [tcpRule(1, ANYBODY), tcpRule(1, ANYBODY)])] }), CODES),
    ).toEqual(['GROUP_UNUSED note Net/NobodyGroup']);
  });
});
