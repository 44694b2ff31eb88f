import { asNumber, asString, isObject, type JsonObject, type TemplateResource } from '../../../template';
import type { PropertyPath } from '../edit-model';
import type { FlipRule } from '../types';
import { itemsAt } from './items';
import { makeRule, removal, setting, unsetting, without, type FlipSpec } from './make-rule';

const PEERS = [
  'CidrIp',
  'CidrIpv6',
  'SourcePrefixListId',
  'DestinationPrefixListId',
  'SourceSecurityGroupId',
  'DestinationSecurityGroupId',
  'SourceSecurityGroupName',
  'SourceSecurityGroupOwnerId',
];

/** Rules of security groups, in a group or apart from it. */
export function groupRules(resource: TemplateResource, hasIpv6: boolean): readonly FlipRule[] {
  switch (resource.type) {
    case 'AWS::EC2::SecurityGroup':
      return (['SecurityGroupIngress', 'SecurityGroupEgress'] as const).flatMap((property) =>
        itemsAt(resource, [property]).map(({ value, path, name }) =>
          makeRule(resource, property === 'SecurityGroupIngress' ? 'group-ingress' : 'group-egress', name, [
            unsetting(resource, path),
            ...(isObject(value) ? widenings(resource, path, value, hasIpv6) : []),
          ]),
        ),
      );
    case 'AWS::EC2::SecurityGroupIngress':
    case 'AWS::EC2::SecurityGroupEgress':
      return [
        makeRule(resource, resource.type.endsWith('Ingress') ? 'group-ingress' : 'group-egress', undefined, [
          removal(resource),
          ...widenings(resource, [], resource.properties, hasIpv6),
        ]),
      ];
    default:
      return [];
  }
}

function widenings(
  resource: TemplateResource,
  path: PropertyPath,
  rule: JsonObject,
  hasIpv6: boolean,
): readonly FlipSpec[] {
  if (PEERS.every((key) => rule[key] === undefined)) {
    return [];
  }
  const specs: FlipSpec[] = [];
  const bare = without(rule, ...PEERS);
  if (rule['CidrIp'] !== '0.0.0.0/0') {
    specs.push(setting('peer-any', resource, path, { ...bare, CidrIp: '0.0.0.0/0' }));
  }
  if (hasIpv6 && rule['CidrIpv6'] !== '::/0') {
    specs.push(setting('peer-any-ipv6', resource, path, { ...bare, CidrIpv6: '::/0' }));
  }
  const protocol = asString(rule['IpProtocol']) ?? String(asNumber(rule['IpProtocol']) ?? '');
  const isWhole = asNumber(rule['FromPort']) === 0 && asNumber(rule['ToPort']) === 65535;
  if (['tcp', 'udp', '6', '17'].includes(protocol) && !isWhole) {
    specs.push(setting('ports-all', resource, path, { ...rule, FromPort: 0, ToPort: 65535 }));
  }
  if (protocol !== '' && protocol !== '-1') {
    specs.push(setting('protocol-all', resource, path, { ...without(rule, 'FromPort', 'ToPort'), IpProtocol: '-1' }));
  }
  return specs;
}
