import type { World } from '../../../../lib/verify/packets';
import type { JsonObject } from '../../../../lib/template';
import {
  att,
  instance,
  openGroup,
  publicSubnet,
  ref,
  resource,
  route,
  subnet,
  vpc,
  worldOf,
  type Resources,
} from './net';

/** A protected subnet whose default route goes through a firewall endpoint of its zone, and back by the edge table. */
export const FIREWALLED: Resources = {
  ...vpc('Vpc', 0),
  ...openGroup('Open', 'Vpc'),
  ...subnet('P', 'Vpc', '10.0.1.0/24', 'a', { MapPublicIpOnLaunch: true }),
  ...publicSubnet('F', 'Vpc', '10.0.8.0/28'),
  ...publicSubnet('G', 'Vpc', '10.0.9.0/28', 'b'),
  ...instance('Host', 'P', ['Open']),
  ...route('PDefault', 'PTable', '0.0.0.0/0', { VpcEndpointId: endpoint('eu-west-1a') }),
  EdgeTable: resource('EC2::RouteTable', { VpcId: ref('Vpc') }),
  Edge: resource('EC2::GatewayRouteTableAssociation', { GatewayId: ref('VpcIgw'), RouteTableId: ref('EdgeTable') }),
  ...route('EdgeRoute', 'EdgeTable', '10.0.1.0/24', { VpcEndpointId: endpoint('eu-west-1a') }),
  Firewall: resource('NetworkFirewall::Firewall', {
    FirewallName: 'firewall',
    FirewallPolicyArn: ref('Policy'),
    VpcId: ref('Vpc'),
    SubnetMappings: [{ SubnetId: ref('F') }, { SubnetId: ref('G') }],
  }),
};

/** The endpoint of the firewall in a zone. */
export function endpoint(zone: string): JsonObject {
  const join = { 'Fn::Join': [',', att('Firewall', 'EndpointIds')] };
  const after = { 'Fn::Select': [1, { 'Fn::Split': [`${zone}:`, join] }] };
  return { 'Fn::Select': [0, { 'Fn::Split': [',', after] }] };
}

/** A policy with its rule groups. */
export function policy(more: JsonObject, groups: Resources = {}): Resources {
  return {
    Policy: resource('NetworkFirewall::FirewallPolicy', {
      FirewallPolicyName: 'policy',
      FirewallPolicy: {
        StatelessDefaultActions: ['aws:forward_to_sfe'],
        StatelessFragmentDefaultActions: ['aws:forward_to_sfe'],
        ...(Object.keys(groups).length > 0
          ? {
              StatefulRuleGroupReferences: Object.keys(groups).map((name, index) => ({
                ResourceArn: ref(name),
                Priority: index + 1,
              })),
            }
          : {}),
        ...more,
      },
    }),
    ...groups,
  };
}

export const STRICT: JsonObject = { StatefulEngineOptions: { RuleOrder: 'STRICT_ORDER' } };
export const STRICT_DROP: JsonObject = { ...STRICT, StatefulDefaultActions: ['aws:drop_strict'] };

/** A group of Suricata rules. */
export function rules(name: string, text: string): Resources {
  return {
    [name]: resource('NetworkFirewall::RuleGroup', {
      Type: 'STATEFUL',
      Capacity: 10,
      RuleGroupName: name,
      RuleGroup: { RulesSource: { RulesString: text } },
    }),
  };
}

/** The world of the firewall with more resources. */
export function firewalled(more: Resources): World {
  return worldOf({ ...FIREWALLED, ...more });
}
