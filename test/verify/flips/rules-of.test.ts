import type { JsonObject } from '../../../lib/template';
import { flipsOf, rulesOf, type FlipRule, type RuleKind } from '../../../lib/verify/flips';
import { acl, group, resource, ref, route, rule, subnet, table, vpc, type Resources } from '../pairs/builders';
import { modelOf, smallModel } from './small-network';

function rules(resources: Resources): readonly FlipRule[] {
  return rulesOf(modelOf(resources));
}

function only(kind: RuleKind, resources: Resources): FlipRule {
  const found = rules(resources).filter((each) => each.kind === kind);
  if (found.length !== 1 || found[0] === undefined) {
    throw new Error(`${String(found.length)} rules of kind ${kind}`);
  }
  return found[0];
}

/** What a flip makes of the resource of its rule. */
function made(rule: FlipRule, flip: string, resources: Resources): JsonObject | undefined {
  const found = flipsOf(rule).find(({ id }) => id === `${rule.id}: ${flip}`);
  if (found === undefined) {
    throw new Error(
      `${flip} is none of ${flipsOf(rule)
        .map(({ id }) => id)
        .join(', ')}`,
    );
  }
  const { logicalId } = rule.origin.resource ?? { logicalId: '' };
  return found.apply(modelOf(resources)).resources.find((each) => each.logicalId === logicalId)?.properties;
}

function flips(rule: FlipRule): readonly string[] {
  return flipsOf(rule).map(({ id }) => id.slice(rule.id.length + 2));
}

test('the rules of a network are those that its templates write', () => {
  expect(rulesOf(smallModel()).map(({ id, kind }) => `${kind} ${id}`)).toEqual([
    'route Small/FrontTableRoute1',
    'public-address Small/Front#MapPublicIpOnLaunch',
    'table-association Small/FrontAssociation',
    'public-address Small/Back#MapPublicIpOnLaunch',
    'table-association Small/BackAssociation',
    'group-ingress Small/FrontGroup#SecurityGroupIngress[0]',
    'group-egress Small/FrontGroup#SecurityGroupEgress[0]',
    'group-ingress Small/BackGroup#SecurityGroupIngress[0]',
    'group-egress Small/BackGroup#SecurityGroupEgress[0]',
    'acl-association Small/BackAclOnBack',
    'acl-entry Small/BackAclIn100',
    'acl-entry Small/BackAclIn200',
    'acl-entry Small/BackAclOut100',
    'acl-entry Small/BackAclOut200',
    'source-check Small/Web#SourceDestCheck',
    'public-address Small/Web#NetworkInterfaces[0].AssociatePublicIpAddress',
    'source-check Small/App#SourceDestCheck',
  ]);
});

test('no two flips have one name', () => {
  const ids = rulesOf(smallModel()).flatMap((each) => flipsOf(each).map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
});

test('a flip says in both languages what it does', () => {
  const [first] = flipsOf(only('route', smallRoute()));
  expect(first?.says).toEqual({ en: 'remove TableRoute1', ja: 'TableRoute1 を削除する' });
});

function smallRoute(): Resources {
  return { ...vpc('Vpc', '10.0.0.0/16'), ...table('Table', 'Vpc', [['0.0.0.0/0', { NatGatewayId: 'nat-1' }]]) };
}

describe('a rule of a security group', () => {
  const inline = group('G', 'Vpc', [rule('tcp/443', { SourceSecurityGroupId: 'sg-1' })], []);

  test('is removed, opened to everyone, to every port, to every protocol', () => {
    const found = only('group-ingress', inline);
    expect(flips(found)).toEqual(['remove', 'peer-any', 'ports-all', 'protocol-all']);
    const list = (flip: string) => made(found, flip, inline)?.['SecurityGroupIngress'];
    expect(list('remove')).toEqual([]);
    expect(list('peer-any')).toEqual([{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '0.0.0.0/0' }]);
    expect(list('ports-all')).toEqual([
      { IpProtocol: 'tcp', FromPort: 0, ToPort: 65535, SourceSecurityGroupId: 'sg-1' },
    ]);
    expect(list('protocol-all')).toEqual([{ IpProtocol: '-1', SourceSecurityGroupId: 'sg-1' }]);
  });

  test('is opened to IPv6 where there is any', () => {
    const dual = { ...inline, ...resource('Six', 'AWS::EC2::VPCCidrBlock', { AmazonProvidedIpv6CidrBlock: true }) };
    expect(made(only('group-ingress', dual), 'peer-any-ipv6', dual)?.['SecurityGroupIngress']).toEqual([
      { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIpv6: '::/0' },
    ]);
  });

  test('is the whole resource when it stands apart', () => {
    const apart = resource('R', 'AWS::EC2::SecurityGroupEgress', {
      GroupId: 'sg-1',
      IpProtocol: 'udp',
      FromPort: 53,
      ToPort: 53,
      CidrIp: '0.0.0.0/0',
    });
    const found = only('group-egress', apart);
    expect(flips(found)).toEqual(['remove', 'ports-all', 'protocol-all']);
    expect(made(found, 'remove', apart)).toBeUndefined();
    expect(made(found, 'protocol-all', apart)).toEqual({ GroupId: 'sg-1', IpProtocol: '-1', CidrIp: '0.0.0.0/0' });
  });

  test('that a condition decides is only removed', () => {
    const open = group('G', 'Vpc', [{ 'Fn::If': ['C', {}, {}] }], []);
    expect(flips(only('group-ingress', open))).toEqual(['remove']);
  });
});

test('an entry of a network ACL is turned round and widened', () => {
  const rows = [{ direction: 'in', number: 100, action: 'deny', service: 'tcp/22', cidr: '10.0.0.0/8' }] as const;
  const net = acl('Acl', 'Vpc', [], rows);
  const found = only('acl-entry', net);
  expect(flips(found)).toEqual(['remove', 'allow-deny allow', 'peer-any', 'ports-all', 'protocol-all']);
  expect(made(found, 'allow-deny allow', net)?.['RuleAction']).toBe('allow');
  expect(made(found, 'peer-any', net)?.['CidrBlock']).toBe('0.0.0.0/0');
  expect(made(found, 'ports-all', net)?.['PortRange']).toEqual({ From: 0, To: 65535 });
  expect(made(found, 'protocol-all', net)).toMatchObject({ Protocol: -1, RuleAction: 'deny' });
});

test('a subnet loses its ACL, and gets each other one', () => {
  const net = { ...acl('One', 'Vpc', ['S'], []), ...acl('Two', 'Vpc', ['T'], []) };
  const [found] = rules(net).filter(({ kind }) => kind === 'acl-association');
  expect(found === undefined ? [] : flips(found)).toEqual(['remove', 'other-target Two']);
});

test('a route is led to the internet gateway and to where others beside it lead', () => {
  const net = {
    ...vpc('Vpc', '10.0.0.0/16'),
    ...resource('Attachment', 'AWS::EC2::VPCGatewayAttachment', { VpcId: ref('Vpc'), InternetGatewayId: ref('Igw') }),
    ...table('One', 'Vpc', [['0.0.0.0/0', { NatGatewayId: ref('Nat') }]]),
    ...table('Two', 'Vpc', [['10.1.0.0/16', { TransitGatewayId: ref('Hub') }]]),
  };
  const [first, second] = rules(net).filter(({ kind }) => kind === 'route');
  expect(first === undefined ? [] : flips(first)).toEqual(['remove', 'internet-gateway', 'other-target Hub']);
  expect(second === undefined ? [] : flips(second)).toEqual([
    'remove',
    'internet-gateway',
    'other-target Nat',
    'destination-any',
  ]);
  expect(first === undefined ? {} : made(first, 'internet-gateway', net)).toEqual({
    RouteTableId: ref('One'),
    DestinationCidrBlock: '0.0.0.0/0',
    GatewayId: ref('Igw'),
  });
});

test('a subnet loses its table, and gets one that leads to the internet', () => {
  const net = {
    ...table('Open', 'Vpc', [['0.0.0.0/0', { GatewayId: ref('Igw') }]]),
    ...subnet('S', 'Vpc', '10.0.0.0/24', undefined, 'Closed'),
  };
  expect(flips(only('table-association', net))).toEqual(['remove', 'other-target Open']);
});

test('routes of gateways and propagation are taken away', () => {
  const net = {
    ...resource('P', 'AWS::EC2::VPNGatewayRoutePropagation', { RouteTableIds: [ref('T')], VpnGatewayId: ref('G') }),
    ...resource('V', 'AWS::EC2::VPNConnectionRoute', { DestinationCidrBlock: '10.9.0.0/16', VpnConnectionId: 'vpn-1' }),
    ...route('R', 'T', '10.9.0.0/16', { GatewayId: 'vgw-1' }),
  };
  expect(rules(net).map((each) => `${each.kind} ${flips(each).join()}`)).toEqual([
    'propagation remove',
    'table-association remove',
    'route remove,destination-any',
  ]);
});
