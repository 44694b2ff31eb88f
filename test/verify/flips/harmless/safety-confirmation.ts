import type { Harmless } from '../mutate';
import { EDGE_ONLY, S3_IS_PUBLIC, S3_ONLY } from './reasons';

/** Flips of `safety-confirmation` that let more packets arrive without harm, or only perhaps. */
export const safetyConfirmation: readonly Harmless[] = [
  ...[
    '*/VpcFirewallWebDenyRules*',
    '*/VpcFirewallPolicy*#StatelessDefaultActions: pass',
    '*/VpcFirewallPolicy*#StatefulRuleGroupReferences[0]: remove',
    '*/VpcRoutesDmz*Default*: other-target VpcNatGateway*',
  ].map((flip) => ({ flip, packet: 'WebServers* > internet tcp/443', reason: S3_ONLY })),
  ...[
    '*/VpcFirewallAppDenyRules*',
    '*/VpcFirewallPolicy*#StatelessDefaultActions: pass',
    '*/VpcFirewallPolicy*#StatefulRuleGroupReferences[1]: remove',
    '*/VpcRoutesInternal*Default*: other-target VpcNatGateway*',
  ].map((flip) => ({ flip, packet: 'AppServers* > internet tcp/443', reason: S3_ONLY })),
  { flip: '*/VpcNetworkAclsDmz*', packet: 'WebServers* > WebLoadBalancer* tcp/443', reason: EDGE_ONLY },
  { flip: '*/VpcNetworkAclsInternal*', packet: 'AppServers* > WebLoadBalancer* tcp/443', reason: EDGE_ONLY },
  {
    flip: '*/VpcSecurityGroupsWebToAppLoadBalancerIngress*: peer-any',
    packet: 'AppServers* > AppLoadBalancer* tcp/443',
    reason: S3_IS_PUBLIC,
  },
];
