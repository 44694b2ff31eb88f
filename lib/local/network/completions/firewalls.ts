import { asList, asString, at, type JsonObject } from '../../../template';
import type { DescribedLists } from '../read-network';
import type { Said } from '../said';
import type { Completion } from './completion';

/** Tag with the ARN of the firewall on each of its endpoints. */
const OWNER = 'Firewall';

/**
 * The emulator knows no Network Firewall: what inspects is taken from the templates, and where it stands from the endpoints
 * that run.
 */
export const firewalls: Completion = {
  divergence: 'NetworkFirewallUnknown',
  what: 'firewalls with their policies and rules',
  complete: (lists, said, region) => {
    if (lists['Firewalls'] !== undefined) {
      return { lists, taken: 0 };
    }
    const of = (type: string, answer: (arn: string, resource: Parameters<Said['property']>[0]) => JsonObject) =>
      said.resources(`AWS::NetworkFirewall::${type}`, region).flatMap((resource) => {
        const arn = said.idOf(resource);
        return arn === undefined ? [] : [answer(arn, resource)];
      });
    const added = {
      Firewalls: of('Firewall', (arn, resource) => ({
        Firewall: {
          FirewallArn: arn,
          FirewallName: said.property(resource, 'FirewallName'),
          FirewallPolicyArn: said.property(resource, 'FirewallPolicyArn'),
          VpcId: said.property(resource, 'VpcId'),
          SubnetMappings: endpointsOf(lists, arn).map(({ subnet }) => ({ SubnetId: subnet })),
        },
        FirewallStatus: {
          SyncStates: Object.fromEntries(
            endpointsOf(lists, arn).map(({ id, subnet }) => [
              subnet,
              { Attachment: { SubnetId: subnet, EndpointId: id, Status: 'READY' } },
            ]),
          ),
        },
      })),
      FirewallPolicies: of('FirewallPolicy', (arn, resource) => ({
        FirewallPolicyResponse: {
          FirewallPolicyArn: arn,
          FirewallPolicyName: said.property(resource, 'FirewallPolicyName'),
        },
        FirewallPolicy: said.property(resource, 'FirewallPolicy'),
      })),
      RuleGroups: of('RuleGroup', (arn, resource) => ({
        RuleGroupResponse: {
          RuleGroupArn: arn,
          RuleGroupName: said.property(resource, 'RuleGroupName'),
          Type: said.property(resource, 'Type'),
          Capacity: said.property(resource, 'Capacity'),
        },
        RuleGroup: said.property(resource, 'RuleGroup'),
      })),
    };
    return { lists: { ...lists, ...added }, taken: Object.values(added).flat().length };
  },
};

/** Endpoints that run and carry the ARN of a firewall. */
function endpointsOf(lists: DescribedLists, arn: string): readonly { readonly id: string; readonly subnet: string }[] {
  return (lists['VpcEndpoints'] ?? [])
    .filter((endpoint) => asList(endpoint['Tags']).some((tag) => at(tag, 'Key') === OWNER && at(tag, 'Value') === arn))
    .flatMap((endpoint) => {
      const [id, subnet] = [asString(endpoint['VpcEndpointId']), asString(asList(endpoint['SubnetIds'])[0])];
      return id === undefined || subnet === undefined ? [] : [{ id, subnet }];
    });
}
