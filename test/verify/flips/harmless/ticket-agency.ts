import type { Harmless } from '../mutate';
import { EDGE_ONLY, S3_ONLY } from './reasons';

/** Flips of `ticket-agency` that let more packets arrive without harm, or only perhaps. */
export const ticketAgency: readonly Harmless[] = [
  ...[
    '*/VpcFirewallWebDenyRules*',
    '*/VpcFirewallPolicy*#StatelessDefaultActions: pass',
    '*/VpcFirewallPolicy*#StatefulRuleGroupReferences[0]: remove',
    '*/VpcRoutesDmz*Default*: other-target VpcNatGateway*',
  ].map((flip) => ({ flip, packet: 'WebServers* > internet tcp/443', reason: S3_ONLY })),
  { flip: '*/VpcNetworkAclsDmz*', packet: 'WebServers* > WebLoadBalancer* tcp/443', reason: EDGE_ONLY },
  { flip: '*/VpcNetworkAclsInternal*', packet: 'AppServers* > WebLoadBalancer* tcp/443', reason: EDGE_ONLY },
];
