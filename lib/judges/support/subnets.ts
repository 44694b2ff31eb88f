import {
  asString,
  findTarget,
  literalText,
  parseIpv4Cidr,
  resolve,
  resolveItems,
  resourceKey,
  resourcesOfType,
  type Ipv4Range,
  type JsonValue,
  type TemplateModel,
  type TemplateResource,
  type TemplateStack,
} from '../../template';
import { tagOf } from './tags';

/** A subnet as rules see it. */
export interface Subnet {
  readonly resource: TemplateResource;
  /** Names the failure domain: the zone, or the expression that picks one. */
  readonly zone: string;
  readonly range: Ipv4Range | undefined;
  readonly vpc: TemplateResource | undefined;
  /** Value of the tag `segment`. */
  readonly segment: string | undefined;
}

/** Every subnet of the model. */
export function subnetsOf(model: TemplateModel): readonly Subnet[] {
  return resourcesOfType(model, 'AWS::EC2::Subnet').map((resource) => subnetOf(model, resource));
}

/** A subnet resource as rules see it. */
export function subnetOf(model: TemplateModel, resource: TemplateResource): Subnet {
  const { properties, stack } = resource;
  return {
    resource,
    zone: zoneOf(model, stack, properties['AvailabilityZone'] ?? properties['AvailabilityZoneId']),
    range: rangeOf(model, stack, properties['CidrBlock']),
    vpc: findTarget(model, stack, properties['VpcId']),
    segment: tagOf(resource, 'segment'),
  };
}

/** Subnets a property lists; `undefined` when one of them cannot be found. */
export function listedSubnets(
  model: TemplateModel,
  stack: TemplateStack,
  value: JsonValue | undefined,
): readonly Subnet[] | undefined {
  const items = resolveItems(model, stack, value);
  const subnets = items?.flatMap((item) =>
    item.kind === 'reference' && item.resource.type === 'AWS::EC2::Subnet' ? [subnetOf(model, item.resource)] : [],
  );
  return subnets === undefined || subnets.length !== items?.length ? undefined : subnets;
}

/** The IPv4 range a value is: a literal, or the range of a subnet or VPC. */
export function rangeOf(
  model: TemplateModel,
  stack: TemplateStack,
  value: JsonValue | undefined,
): Ipv4Range | undefined {
  const text = cidrOf(model, stack, value);
  return text === undefined ? undefined : parseIpv4Cidr(text);
}

/** The CIDR a value is: a literal, or the CIDR of a subnet or VPC. */
export function cidrOf(model: TemplateModel, stack: TemplateStack, value: JsonValue | undefined): string | undefined {
  const resolved = resolve(model, stack, value);
  if (resolved.kind === 'reference' && resolved.attribute === 'CidrBlock') {
    return literalText(model, resolved.resource.stack, resolved.resource.properties['CidrBlock']);
  }
  return resolved.kind === 'literal' ? asString(resolved.value) : undefined;
}

/** Logical id of a resource for messages, with its stack when that is another one. */
export function nameOf(resource: TemplateResource, from?: TemplateStack): string {
  return from === resource.stack ? resource.logicalId : resourceKey(resource);
}

/** Zones of an environment-agnostic stack are expressions; the same expression in one Region is the same zone. */
function zoneOf(model: TemplateModel, stack: TemplateStack, value: JsonValue | undefined): string {
  return literalText(model, stack, value) ?? `${stack.region ?? ''}:${JSON.stringify(value)}`;
}
