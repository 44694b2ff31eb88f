import { asList, asObject, at, isObject, type JsonValue } from '../json';
import type { TemplateResource } from '../model';
import { distribute } from '../values/alternatives';
import { knownText, targetOf } from '../values/read-value';
import { symbol, type Value } from '../values/value';
import { resourceKey } from '../model';
import type { Scope } from './scope';

type Adapter = (scope: Scope, resource: TemplateResource, attribute: string) => Value | undefined;

/** What is known of attributes of custom resources, by their type; everything else about them is opaque. */
const ADAPTERS: Readonly<Record<string, Adapter>> = {
  'Custom::AWS': awsCall,
  'Custom::CrossRegionExportReader': importedExport,
};

/** What a custom resource tells; `undefined` for other resources. */
export function adaptedAttribute(scope: Scope, resource: TemplateResource, attribute: string): Value | undefined {
  const isCustom = resource.type.startsWith('Custom::') || resource.type === 'AWS::CloudFormation::CustomResource';
  if (!isCustom || attribute === 'Ref') {
    return undefined;
  }
  return (
    ADAPTERS[resource.type]?.(scope, resource, attribute) ??
    symbol(`cr:${resourceKey(resource)}.${attribute}`, 'Any', `${resource.logicalId}.${attribute}`)
  );
}

/** CDK's reader of exports of other Regions: an attribute is the name of a parameter in the Parameter Store. */
function importedExport(scope: Scope, resource: TemplateResource, attribute: string): Value | undefined {
  const imported = at(resource.properties['ReaderProps'], 'imports', attribute);
  return imported === undefined
    ? undefined
    : scope.follow(`${resourceKey(resource)}.${attribute}`, resource.stack, (inner) => inner.evaluate(imported));
}

/** CDK's `AwsCustomResource`: the calls that tell the endpoint of a firewall and the interfaces of an endpoint. */
function awsCall(scope: Scope, resource: TemplateResource, attribute: string): Value | undefined {
  return scope.follow(`${resourceKey(resource)}.${attribute}`, resource.stack, (inner) => {
    const call = inner.evaluate(resource.properties['Create'] ?? resource.properties['Update']);
    return distribute([call], ([value]) => callResult(inner, value, attribute) ?? opaque(resource, attribute));
  });
}

function opaque(resource: TemplateResource, attribute: string): Value {
  return symbol(`cr:${resourceKey(resource)}.${attribute}`, 'Any', `${resource.logicalId}.${attribute}`);
}

function callResult(scope: Scope, call: Value | undefined, attribute: string): Value | undefined {
  // The call is written as JSON in one string, in which references are parts of their own.
  const parts = call?.kind === 'text' ? call.parts : call === undefined ? [] : [call];
  const text = parts.map((part) => knownText(part) ?? '').join('');
  const target = call === undefined ? undefined : targetOf(call);
  if (target === undefined) {
    return undefined;
  }
  const [, zone] = /^FirewallStatus\.SyncStates\.([a-z0-9-]+)\.Attachment\.EndpointId$/.exec(attribute) ?? [];
  if (zone !== undefined && /"action":"describeFirewall"/i.test(text) && target.type === FIREWALL) {
    return endpointInZone(scope, target, zone);
  }
  const [, item] = /^VpcEndpoints\.0\.NetworkInterfaceIds\.(\d+)$/.exec(attribute) ?? [];
  return item !== undefined && /"action":"describeVpcEndpoints"/i.test(text) && target.type === 'AWS::EC2::VPCEndpoint'
    ? { kind: 'reference', resource: target, attribute: 'NetworkInterfaceIds', item: Number(item) }
    : undefined;
}

const FIREWALL = 'AWS::NetworkFirewall::Firewall';

function endpointInZone(scope: Scope, firewall: TemplateResource, zone: string): Value | undefined {
  const index = asList(firewall.properties['SubnetMappings']).findIndex((mapping) => {
    const subnet = targetOf(scopedSubnet(scope, firewall, mapping));
    return subnet !== undefined && zoneText(scope, subnet) === zone;
  });
  return index < 0 ? undefined : { kind: 'reference', resource: firewall, attribute: 'EndpointId', item: index };
}

function scopedSubnet(scope: Scope, firewall: TemplateResource, mapping: JsonValue): Value {
  return scope.follow(`${resourceKey(firewall)}.SubnetMappings`, firewall.stack, (inner) =>
    inner.evaluate(isObject(mapping) ? asObject(mapping)['SubnetId'] : undefined),
  );
}

function zoneText(scope: Scope, subnet: TemplateResource): string | undefined {
  const zone = scope.follow(`${resourceKey(subnet)}.AvailabilityZone`, subnet.stack, (inner) =>
    inner.evaluate(subnet.properties['AvailabilityZone']),
  );
  return knownText(zone);
}
