import {
  asList,
  asString,
  at,
  findTarget,
  isList,
  isObject,
  resolve,
  resourceKey,
  textOf,
  type JsonValue,
  type TemplateModel,
  type TemplateResource,
  type TemplateStack,
} from '../../template';
import { subnetOf, type Subnet } from './subnets';

/** An endpoint of a firewall, as a route names it. */
export type FirewallEndpoint =
  | {
      readonly kind: 'by-zone';
      /** The same for every route to the same endpoint. */
      readonly key: string;
      readonly zone: string;
      /** Subnet the endpoint is in; absent when the firewall has none in that zone. */
      readonly subnet: Subnet | undefined;
    }
  | { readonly kind: 'by-position'; readonly firewall: TemplateResource }
  | { readonly kind: 'unknown'; readonly text: string };

/**
 * The firewall endpoint a value names.
 *
 * `EndpointIds` is a list of `zone:endpoint` without an order, so an item may only be picked by its zone:
 * `Select(0, Split(',', Select(1, Split('<zone>:', Join(',', EndpointIds)))))`.
 */
export function endpointOf(model: TemplateModel, stack: TemplateStack, value: JsonValue | undefined): FirewallEndpoint {
  const byZone = pickedByZone(model, stack, value);
  if (byZone !== undefined) {
    return byZone;
  }
  const positional = findPositional(model, stack, value);
  if (positional !== undefined) {
    return { kind: 'by-position', firewall: positional };
  }
  const target = findTarget(model, stack, value);
  const subnet = target === undefined ? undefined : ownSubnet(model, target);
  return target === undefined || subnet === undefined
    ? { kind: 'unknown', text: textOf(resolve(model, stack, value)) }
    : { kind: 'by-zone', key: resourceKey(target), zone: subnet.zone, subnet };
}

/** The firewall whose endpoints a value picks by their position, anywhere inside it. */
export function findPositional(
  model: TemplateModel,
  stack: TemplateStack,
  value: JsonValue | undefined,
): TemplateResource | undefined {
  if (isList(value)) {
    return first(value, (item) => findPositional(model, stack, item));
  }
  if (!isObject(value)) {
    return undefined;
  }
  const list = isList(value['Fn::Select']) ? value['Fn::Select'][1] : undefined;
  const firewall = list === undefined ? undefined : endpointList(model, stack, list);
  // `Split(',', Join(',', EndpointIds))` is the list itself; only a split at a zone's name picks by zone.
  const splitAtZone = /[a-z0-9]:$/.test(splitOf(list)[0] ?? '');
  return firewall !== undefined && !splitAtZone
    ? firewall
    : first(Object.values(value), (item) => findPositional(model, stack, item));
}

function pickedByZone(
  model: TemplateModel,
  stack: TemplateStack,
  value: JsonValue | undefined,
): FirewallEndpoint | undefined {
  const afterZone = selected(value, '0', ',');
  const [zoneDelimiter, joined] = splitOf(selectedFrom(afterZone, '1'));
  const zone = /^([a-z0-9-]+):$/.exec(zoneDelimiter ?? '')?.[1];
  const firewall = zone === undefined ? undefined : endpointList(model, stack, joined);
  if (zone === undefined || firewall === undefined) {
    return undefined;
  }
  const subnet = asList(firewall.properties['SubnetMappings'])
    .map((mapping) => findTarget(model, firewall.stack, at(mapping, 'SubnetId')))
    .flatMap((target) => (target === undefined ? [] : [subnetOf(model, target)]))
    .find((candidate) => candidate.zone === zone);
  return { kind: 'by-zone', key: `${resourceKey(firewall)}@${zone}`, zone, subnet };
}

/** The firewall whose list of endpoints a value is. */
function endpointList(
  model: TemplateModel,
  stack: TemplateStack,
  value: JsonValue | undefined,
): TemplateResource | undefined {
  const resolved = resolve(model, stack, value);
  return resolved.kind === 'reference' &&
    resolved.resource.type === 'AWS::NetworkFirewall::Firewall' &&
    resolved.attribute === 'EndpointIds'
    ? resolved.resource
    : undefined;
}

/** Subnet of an endpoint that is a resource of its own. */
function ownSubnet(model: TemplateModel, resource: TemplateResource): Subnet | undefined {
  const { properties, stack, type } = resource;
  const value =
    type === 'AWS::NetworkFirewall::VpcEndpointAssociation'
      ? at(properties['SubnetMapping'], 'SubnetId')
      : type === 'AWS::EC2::VPCEndpoint' && properties['VpcEndpointType'] === 'GatewayLoadBalancer'
        ? asList(properties['SubnetIds'])[0]
        : undefined;
  const subnet = value === undefined ? undefined : findTarget(model, stack, value);
  return subnet === undefined ? undefined : subnetOf(model, subnet);
}

/** What `Select(index, Split(delimiter, X))` splits: `X`. */
function selected(value: JsonValue | undefined, index: string, delimiter: string): JsonValue | undefined {
  const [found, text] = splitOf(selectedFrom(value, index));
  return found === delimiter ? text : undefined;
}

function selectedFrom(value: JsonValue | undefined, index: string): JsonValue | undefined {
  const argument = at(value, 'Fn::Select');
  return isList(argument) && String(argument[0]) === index ? argument[1] : undefined;
}

function splitOf(value: JsonValue | undefined): readonly [delimiter: string | undefined, text: JsonValue | undefined] {
  const argument = at(value, 'Fn::Split');
  return isList(argument) ? [asString(argument[0]), argument[1]] : [undefined, undefined];
}

function first<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}
