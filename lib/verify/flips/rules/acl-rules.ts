import { asNumber, type JsonObject, type TemplateModel, type TemplateResource } from '../../../template';
import type { FlipRule } from '../types';
import { makeRule, nameOf, removal, setting, without, type FlipSpec } from './make-rule';

/** Entries of network ACLs, and which ACL a subnet has. */
export function aclRules(model: TemplateModel, resource: TemplateResource): readonly FlipRule[] {
  switch (resource.type) {
    case 'AWS::EC2::NetworkAclEntry':
      return [makeRule(resource, 'acl-entry', undefined, [removal(resource), ...entryFlips(resource)])];
    case 'AWS::EC2::SubnetNetworkAclAssociation':
      return [makeRule(resource, 'acl-association', undefined, [removal(resource), ...others(model, resource)])];
    default:
      return [];
  }
}

function entryFlips(resource: TemplateResource): readonly FlipSpec[] {
  const entry: JsonObject = resource.properties;
  const specs: FlipSpec[] = [];
  if (entry['RuleAction'] === 'allow' || entry['RuleAction'] === 'deny') {
    const action = entry['RuleAction'] === 'allow' ? 'deny' : 'allow';
    specs.push(setting('allow-deny', resource, ['RuleAction'], action, action));
  }
  for (const [key, all, kind] of [
    ['CidrBlock', '0.0.0.0/0', 'peer-any'],
    ['Ipv6CidrBlock', '::/0', 'peer-any-ipv6'],
  ] as const) {
    if (entry[key] !== undefined && entry[key] !== all) {
      specs.push(setting(kind, resource, [key], all));
    }
  }
  const protocol = asNumber(entry['Protocol']);
  if (protocol === 6 || protocol === 17) {
    specs.push(setting('ports-all', resource, ['PortRange'], { From: 0, To: 65535 }));
  }
  if (protocol !== undefined && protocol !== -1) {
    specs.push(setting('protocol-all', resource, [], { ...without(entry, 'PortRange', 'Icmp'), Protocol: -1 }));
  }
  return specs;
}

/** The other ACLs of the stack, in the place of this one. */
function others(model: TemplateModel, resource: TemplateResource): readonly FlipSpec[] {
  const own = JSON.stringify(resource.properties['NetworkAclId']);
  const found = new Map(
    (model.byType.get(resource.type) ?? [])
      .filter(({ stack }) => stack === resource.stack)
      .flatMap(({ properties: { NetworkAclId: acl } }) => (acl === undefined ? [] : [[JSON.stringify(acl), acl]])),
  );
  found.delete(own);
  return [...found.values()].map((acl) => setting('other-target', resource, ['NetworkAclId'], acl, nameOf(acl)));
}
