import { asBoolean, type TemplateResource } from '../../../template';
import type { PropertyPath } from '../edit-model';
import type { FlipRule, RuleKind } from '../types';
import { itemsAt, valueAt } from './items';
import { makeRule, removal, setting } from './make-rule';

/** Who has a public address, who checks that packets are its own, and which databases are public. */
export function addressRules(resource: TemplateResource): readonly FlipRule[] {
  switch (resource.type) {
    case 'AWS::EC2::Subnet':
      return [
        turn(resource, 'public-address', ['MapPublicIpOnLaunch'], false),
        ...(valueAt(resource.properties, ['Ipv6CidrBlock']) === undefined
          ? []
          : [turn(resource, 'public-address', ['AssignIpv6AddressOnCreation'], false)]),
      ];
    case 'AWS::EC2::Instance':
      return [
        turn(resource, 'source-check', ['SourceDestCheck'], true),
        ...interfaces(resource, ['NetworkInterfaces']),
      ];
    case 'AWS::EC2::LaunchTemplate':
      return interfaces(resource, ['LaunchTemplateData', 'NetworkInterfaces']);
    case 'AWS::EC2::NetworkInterface':
      return [turn(resource, 'source-check', ['SourceDestCheck'], true)];
    case 'AWS::EC2::EIPAssociation':
      return [makeRule(resource, 'public-address', undefined, [removal(resource)])];
    case 'AWS::ElasticLoadBalancingV2::LoadBalancer':
    case 'AWS::ElasticLoadBalancing::LoadBalancer': {
      // Load balancers face the internet unless they are told not to.
      const scheme = resource.properties['Scheme'] === 'internal' ? 'internet-facing' : 'internal';
      return [makeRule(resource, 'public-address', 'Scheme', [setting('turn', resource, ['Scheme'], scheme, scheme)])];
    }
    case 'AWS::ECS::Service': {
      const path = ['NetworkConfiguration', 'AwsvpcConfiguration', 'AssignPublicIp'];
      const value = valueAt(resource.properties, path) === 'ENABLED' ? 'DISABLED' : 'ENABLED';
      return [makeRule(resource, 'public-address', 'AssignPublicIp', [setting('turn', resource, path, value, value)])];
    }
    case 'AWS::RDS::DBInstance':
    case 'AWS::Redshift::Cluster':
      return [turn(resource, 'publicly-accessible', ['PubliclyAccessible'], false)];
    case 'AWS::RDS::DBCluster':
      return valueAt(resource.properties, ['PubliclyAccessible']) === undefined
        ? []
        : [turn(resource, 'publicly-accessible', ['PubliclyAccessible'], false)];
    default:
      return [];
  }
}

function interfaces(resource: TemplateResource, list: PropertyPath): readonly FlipRule[] {
  return itemsAt(resource, list).map(({ path, name }) =>
    turn(resource, 'public-address', [...path, 'AssociatePublicIpAddress'], false, `${name}.AssociatePublicIpAddress`),
  );
}

/** A flag turned round; one that is not written has its default. */
function turn(
  resource: TemplateResource,
  kind: RuleKind,
  path: PropertyPath,
  byDefault: boolean,
  name = path.join('.'),
): FlipRule {
  const value = asBoolean(valueAt(resource.properties, path)) ?? byDefault;
  return makeRule(resource, kind, name, [setting('turn', resource, path, !value, String(!value))]);
}
