import { asList, at, type JsonValue } from '../json';
import { resourceKey, type TemplateResource } from '../model';
import { distribute, oneOf } from '../values/alternatives';
import { entryOf, textOfParts } from '../values/build';
import { knownText, targetOf } from '../values/read-value';
import { known, reference, type Value } from '../values/value';
import { adaptedAttribute } from './custom-resources';
import { ENGINE_PORTS, findAttributeRule } from './network-attributes';
import type { Scope } from './scope';

/** What `Fn::GetAtt` gives for an attribute of a resource, and `Ref` for the attribute `Ref`. */
export function attributeValue(scope: Scope, resource: TemplateResource, attribute: string): Value {
  const hint = scope.model.given.hints?.[`${resourceKey(resource)}.${attribute}`];
  if (hint !== undefined) {
    return inStackOf(scope, resource, attribute, (inner) => inner.evaluate(hint));
  }
  const rule = findAttributeRule(resource.type, attribute);
  switch (rule?.rule) {
    case 'identity':
      return reference(resource, 'Ref');
    case 'property':
      return propertyValue(scope, resource, attribute, rule.property);
    case 'port':
      return portValue(scope, resource, attribute);
    case 'endpoints':
      return endpointIds(scope, resource);
    case 'object':
    case 'told':
    case 'list':
      return reference(resource, attribute);
    case undefined:
      return adaptedAttribute(scope, resource, attribute) ?? reference(resource, attribute);
  }
}

function inStackOf(scope: Scope, resource: TemplateResource, attribute: string, use: (inner: Scope) => Value): Value {
  return scope.follow(`${resourceKey(resource)}.${attribute}`, resource.stack, use);
}

function propertyValue(scope: Scope, resource: TemplateResource, attribute: string, path: readonly string[]): Value {
  const value = inStackOf(scope, resource, attribute, (inner) => inner.evaluate(at(resource.properties, ...path)));
  return orReference(value, resource, attribute);
}

/** What the template leaves out only the deployment tells. */
function orReference(value: Value, resource: TemplateResource, attribute: string): Value {
  return distribute([value], ([found]) =>
    found === undefined || found.kind === 'absent' ? reference(resource, attribute) : found,
  );
}

/** Properties that make a database a copy of another, whose port it takes. */
const COPIES = [
  'DBSnapshotIdentifier',
  'DBClusterSnapshotIdentifier',
  'ReplicationSourceIdentifier',
  'SnapshotIdentifier',
  'SourceDBClusterIdentifier',
  'SourceDBInstanceIdentifier',
];

function portValue(scope: Scope, resource: TemplateResource, attribute: string): Value {
  const { properties } = resource;
  const written = inStackOf(scope, resource, attribute, (inner) => {
    const cluster = targetOf(inner.evaluate(properties['DBClusterIdentifier']));
    return resource.type === 'AWS::RDS::DBInstance' && cluster !== undefined
      ? attributeValue(inner, cluster, attribute)
      : inner.evaluate(properties['Port']);
  });
  const isCopy = COPIES.some((name) => properties[name] !== undefined);
  return distribute([written], ([value]) => {
    if (value !== undefined && value.kind !== 'absent') {
      return value;
    }
    return isCopy ? reference(resource, attribute) : enginePort(scope, resource, attribute);
  });
}

function enginePort(scope: Scope, resource: TemplateResource, attribute: string): Value {
  const engine = inStackOf(scope, resource, 'Engine', (inner) => inner.evaluate(resource.properties['Engine']));
  return distribute([engine], ([value]) => {
    const name = value === undefined ? undefined : knownText(value);
    const ports = name === undefined ? undefined : ENGINE_PORTS.find(([pattern]) => pattern.test(name))?.[1];
    return ports === undefined
      ? reference(resource, attribute)
      : oneOf(
          ports.map((port) => ({ value: known(port), when: `${resourceKey(resource)} listens on ${port} by default` })),
          'default port of the engine',
        );
  });
}

/** `zone:endpoint` for each subnet mapping of a firewall, in the order that is looked at. */
function endpointIds(scope: Scope, firewall: TemplateResource): Value {
  const mappings = firewall.properties['SubnetMappings'];
  const known = inStackOf(scope, firewall, 'EndpointIds', (inner) => {
    const items = asList(mappings).map((mapping, index) => endpointOf(inner, firewall, mapping, index));
    const listed = scope.orderOf(firewall, items.length).flatMap((position) => items[position] ?? []);
    return { kind: 'list', items: listed };
  });
  // Mappings that are themselves chosen or put together: only the deployment tells how many there are.
  return Array.isArray(mappings) ? known : reference(firewall, 'EndpointIds');
}

function endpointOf(scope: Scope, firewall: TemplateResource, mapping: JsonValue, index: number): Value {
  const subnet = targetOf(entryOf(scope.evaluate(mapping), 'SubnetId'));
  const zone: Value =
    subnet === undefined
      ? { kind: 'unknown', reason: 'zone of an endpoint' }
      : attributeValue(scope, subnet, 'AvailabilityZone');
  const endpoint: Value = { kind: 'reference', resource: firewall, attribute: 'EndpointId', item: index };
  return distribute([zone], ([known]) =>
    textOfParts(known === undefined ? [endpoint] : [known, { kind: 'known', value: ':' }, endpoint]),
  );
}
