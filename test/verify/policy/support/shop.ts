import type { JsonObject } from '../../../../lib/template';
import { group, instance, nat, ref, resource, subnet, tcpRule, vpc, type Resources } from '../../engine/templates';

/** Everybody, over IPv4. */
export const ANYBODY = { CidrIp: '0.0.0.0/0' };

/** What the CDK writes for a group that sends nothing. */
export const NO_EGRESS: readonly JsonObject[] = [
  { IpProtocol: 'icmp', FromPort: 252, ToPort: 86, CidrIp: '255.255.255.255/32' },
];

/** The group with an id as the source of a rule. */
export function fromGroup(id: string): JsonObject {
  return { SourceSecurityGroupId: { 'Fn::GetAtt': [id, 'GroupId'] } };
}

/** A load balancer with one listener. */
export function balancer(
  id: string,
  subnets: readonly string[],
  groupId: string,
  target: { readonly id: string; readonly port: number },
  listener: JsonObject = { Protocol: 'HTTPS', Port: 443 },
): Resources {
  return {
    [id]: resource('AWS::ElasticLoadBalancingV2::LoadBalancer', {
      Scheme: 'internet-facing',
      Subnets: subnets.map(ref),
      SecurityGroups: [{ 'Fn::GetAtt': [groupId, 'GroupId'] }],
    }),
    [`${id}Targets`]: resource('AWS::ElasticLoadBalancingV2::TargetGroup', {
      Protocol: 'HTTP',
      Port: target.port,
      TargetType: 'instance',
      VpcId: ref('V'),
      Targets: [{ Id: ref(target.id), Port: target.port }],
    }),
    [`${id}Listener`]: resource('AWS::ElasticLoadBalancingV2::Listener', {
      LoadBalancerArn: ref(id),
      DefaultActions: [{ Type: 'forward', TargetGroupArn: ref(`${id}Targets`) }],
      ...listener,
    }),
  };
}

/** A database in two subnets. */
export function database(id: string, groupId: string, more: JsonObject = {}): Resources {
  return {
    [`${id}Subnets`]: resource('AWS::RDS::DBSubnetGroup', {
      DBSubnetGroupDescription: id,
      SubnetIds: [ref('DataA'), ref('DataC')],
    }),
    [id]: resource('AWS::RDS::DBInstance', {
      Engine: 'postgres',
      DBInstanceClass: 'db.t4g.micro',
      DBSubnetGroupName: ref(`${id}Subnets`),
      VPCSecurityGroups: [{ 'Fn::GetAtt': [groupId, 'GroupId'] }],
      PubliclyAccessible: false,
      ...more,
    }),
  };
}

/** What of the shop differs. */
export interface ShopOptions {
  readonly balancerIngress?: readonly JsonObject[];
  readonly webIngress?: readonly JsonObject[];
  readonly databaseIngress?: readonly JsonObject[];
  readonly more?: readonly Resources[];
}

/** A public load balancer, a web server in a private subnet behind it, a database behind that, and a bastion. */
export function shop({
  balancerIngress,
  webIngress,
  databaseIngress,
  more = [],
}: ShopOptions = {}): readonly Resources[] {
  const out = { '0.0.0.0/0': { GatewayId: ref('VIgw') } };
  return [
    vpc('V', '10.0.0.0/16'),
    subnet('PublicA', 'V', '10.0.0.0/24', out, 'ap-northeast-1a'),
    subnet('PublicC', 'V', '10.0.1.0/24', out, 'ap-northeast-1c'),
    subnet('PrivateA', 'V', '10.0.2.0/24', { '0.0.0.0/0': { NatGatewayId: ref('Nat') } }, 'ap-northeast-1a'),
    subnet('DataA', 'V', '10.0.4.0/24', {}, 'ap-northeast-1a'),
    subnet('DataC', 'V', '10.0.5.0/24', {}, 'ap-northeast-1c'),
    nat('Nat', 'PublicA'),
    group('BalancerGroup', 'V', balancerIngress ?? [tcpRule(443, ANYBODY)]),
    group('WebGroup', 'V', webIngress ?? [tcpRule(8080, fromGroup('BalancerGroup'))], [
      tcpRule(443, ANYBODY),
      tcpRule(5432, { CidrIp: '10.0.4.0/23' }),
    ]),
    group('DatabaseGroup', 'V', databaseIngress ?? [tcpRule(5432, fromGroup('WebGroup'))], NO_EGRESS),
    balancer('Balancer', ['PublicA', 'PublicC'], 'BalancerGroup', { id: 'Web', port: 8080 }),
    instance('Web', 'PrivateA', ['WebGroup']),
    database('Database', 'DatabaseGroup'),
    ...more,
  ];
}
