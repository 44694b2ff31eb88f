import type { JsonObject, JsonValue } from '../../../../lib/template';
import { ref, resource, type Resources } from '../templates';

export const balancer = (targets: JsonObject): Resources => ({
  Lb: resource('AWS::ElasticLoadBalancingV2::LoadBalancer', {
    Type: 'network',
    Scheme: 'internal',
    Subnets: [ref('T')],
  }),
  Listener: resource('AWS::ElasticLoadBalancingV2::Listener', {
    LoadBalancerArn: ref('Lb'),
    Port: 443,
    Protocol: 'TCP',
    DefaultActions: [{ Type: 'forward', TargetGroupArn: ref('Targets') }],
  }),
  Targets: resource('AWS::ElasticLoadBalancingV2::TargetGroup', {
    VpcId: ref('V'),
    Port: 443,
    Protocol: 'TCP',
    ...targets,
  }),
});
export const vpn = (more: Resources): Resources => ({
  Vgw: resource('AWS::EC2::VPNGateway', { Type: 'ipsec.1' }),
  Attachment: resource('AWS::EC2::VPCGatewayAttachment', { VpcId: ref('V'), VpnGatewayId: ref('Vgw') }),
  Cgw: resource('AWS::EC2::CustomerGateway', { Type: 'ipsec.1', BgpAsn: 65000, IpAddress: '198.51.100.1' }),
  Vpn: resource('AWS::EC2::VPNConnection', {
    Type: 'ipsec.1',
    CustomerGatewayId: ref('Cgw'),
    VpnGatewayId: ref('Vgw'),
    StaticRoutesOnly: true,
  }),
  ...more,
});
export const transit = (more: Resources): Resources => ({
  Tgw: resource('AWS::EC2::TransitGateway', {
    DefaultRouteTableAssociation: 'disable',
    DefaultRouteTablePropagation: 'disable',
  }),
  OnTgw: resource('AWS::EC2::TransitGatewayAttachment', {
    TransitGatewayId: ref('Tgw'),
    VpcId: ref('V'),
    SubnetIds: [ref('T')],
  }),
  TgwTable: resource('AWS::EC2::TransitGatewayRouteTable', { TransitGatewayId: ref('Tgw') }),
  ...more,
});
/** A firewall whose rules let nothing but one source out. */
export const firewall = (source: JsonValue): Resources => ({
  Rules: resource('AWS::NetworkFirewall::RuleGroup', {
    RuleGroupName: 'rules',
    Type: 'STATELESS',
    Capacity: 10,
    RuleGroup: {
      RulesSource: {
        StatelessRulesAndCustomActions: {
          StatelessRules: [
            {
              Priority: 1,
              RuleDefinition: {
                Actions: ['aws:pass'],
                MatchAttributes: { Sources: [{ AddressDefinition: source }] },
              },
            },
          ],
        },
      },
    },
  }),
  Policy: resource('AWS::NetworkFirewall::FirewallPolicy', {
    FirewallPolicyName: 'policy',
    FirewallPolicy: {
      StatelessDefaultActions: ['aws:drop'],
      StatelessFragmentDefaultActions: ['aws:drop'],
      StatelessRuleGroupReferences: [{ Priority: 1, ResourceArn: ref('Rules') }],
    },
  }),
  Firewall: resource('AWS::NetworkFirewall::Firewall', {
    FirewallName: 'firewall',
    FirewallPolicyArn: ref('Policy'),
    VpcId: ref('V'),
    SubnetMappings: [{ SubnetId: ref('T') }],
  }),
});
