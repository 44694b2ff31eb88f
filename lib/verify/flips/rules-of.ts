import type { TemplateModel, TemplateResource } from '../../template';
import { aclRules } from './rules/acl-rules';
import { addressRules } from './rules/address-rules';
import { endpointRules } from './rules/endpoint-rules';
import { firewallPolicies } from './rules/firewall-policies';
import { firewallRules } from './rules/firewall-rules';
import { groupRules } from './rules/group-rules';
import { listenerRules } from './rules/listener-rules';
import { routeRules } from './rules/route-rules';
import { transitRules } from './rules/transit-rules';
import type { Flip, FlipRule } from './types';

/** Every single rule of the templates that decides what packets may do, in the order of the templates. */
export function rulesOf(model: TemplateModel): readonly FlipRule[] {
  const hasIpv6 = model.resources.some(usesIpv6);
  return model.resources.flatMap((resource) => [
    ...groupRules(resource, hasIpv6),
    ...aclRules(model, resource),
    ...routeRules(model, resource),
    ...listenerRules(model, resource),
    ...firewallRules(resource),
    ...firewallPolicies(resource),
    ...transitRules(model, resource),
    ...endpointRules(model, resource),
    ...addressRules(resource),
  ]);
}

/** Everything that a rule is turned into, one change at a time. */
export function flipsOf(rule: FlipRule): readonly Flip[] {
  return rule.flips;
}

/** Whether a resource gives addresses of IPv6 to subnets, without which no rule about them matters. */
function usesIpv6({ type, properties }: TemplateResource): boolean {
  return (
    (type === 'AWS::EC2::Subnet' && properties['Ipv6CidrBlock'] !== undefined) ||
    (type === 'AWS::EC2::VPCCidrBlock' &&
      (properties['AmazonProvidedIpv6CidrBlock'] !== undefined || properties['Ipv6CidrBlock'] !== undefined))
  );
}
