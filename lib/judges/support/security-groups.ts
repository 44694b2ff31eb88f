import {
  asList,
  asNumber,
  asObject,
  asString,
  findTarget,
  literalText,
  parseIpv4Cidr,
  resourceKey,
  resourcesOfType,
  sizeOf,
  type JsonObject,
  type TemplateModel,
  type TemplateResource,
} from '../../template';
import { cidrOf } from './subnets';

/** One rule of a security group, inline or a resource of its own. */
export interface GroupRule {
  /** Resource that holds the rule. */
  readonly resource: TemplateResource;
  /** Where in the resource it is. */
  readonly property: string;
  /** The group, when it can be found. */
  readonly group: TemplateResource | undefined;
  readonly properties: JsonObject;
  /** How far the addresses reach. */
  readonly reach: 'anywhere' | 'limited' | 'nothing' | 'unknown';
}

/** Addresses CDK writes for "no egress": a range that is never used. */
const NOWHERE = '255.255.255.255/32';
/** More addresses than any organisation has: a range so wide, or a few of them together, is the internet. */
const WIDEST_IPV4 = 2 ** 24;
const WIDEST_IPV6_PREFIX = 16;

/** Every rule of every group in one direction. */
export function groupRules(model: TemplateModel, direction: 'Ingress' | 'Egress'): readonly GroupRule[] {
  const property = `SecurityGroup${direction}`;
  const inline = resourcesOfType(model, 'AWS::EC2::SecurityGroup').flatMap((group) =>
    asList(group.properties[property]).map((rule, index) =>
      groupRule(model, group, group, `Properties.${property}.${String(index)}`, asObject(rule)),
    ),
  );
  const apart = resourcesOfType(model, `AWS::EC2::SecurityGroup${direction}`).map((resource) =>
    groupRule(
      model,
      resource,
      findTarget(model, resource.stack, resource.properties['GroupId']),
      'Properties',
      resource.properties,
    ),
  );
  return [...inline, ...apart];
}

/** Whether a rule covers a port. */
export function coversPort({ properties }: GroupRule, port: number): boolean {
  const from = asNumber(properties['FromPort']);
  const to = asNumber(properties['ToPort']);
  return isEveryProtocol(properties) || from === undefined || to === undefined || (from <= port && port <= to);
}

/** Whether a rule covers every protocol. */
export function isEveryProtocol(properties: JsonObject): boolean {
  return String(properties['IpProtocol']) === '-1';
}

/** Judgements are made per resource: the rules of each, a group without rules of its own included. */
export function rulesByResource(
  model: TemplateModel,
  rules: readonly GroupRule[],
): readonly (readonly [TemplateResource, readonly GroupRule[]])[] {
  const byKey = new Map<string, [TemplateResource, GroupRule[]]>(
    resourcesOfType(model, 'AWS::EC2::SecurityGroup').map((group) => [resourceKey(group), [group, []]]),
  );
  for (const rule of rules) {
    const entry = byKey.get(resourceKey(rule.resource)) ?? [rule.resource, []];
    entry[1].push(rule);
    byKey.set(resourceKey(rule.resource), entry);
  }
  return [...byKey.values()];
}

function groupRule(
  model: TemplateModel,
  resource: TemplateResource,
  group: TemplateResource | undefined,
  property: string,
  properties: JsonObject,
): GroupRule {
  return { resource, property, group, properties, reach: reachOf(model, resource, properties) };
}

function reachOf(model: TemplateModel, resource: TemplateResource, properties: JsonObject): GroupRule['reach'] {
  if (properties['CidrIp'] !== undefined) {
    const text = cidrOf(model, resource.stack, properties['CidrIp']);
    const range = text === undefined ? undefined : parseIpv4Cidr(text);
    if (text === NOWHERE) {
      return 'nothing';
    }
    return range === undefined ? 'unknown' : sizeOf(range) > WIDEST_IPV4 ? 'anywhere' : 'limited';
  }
  if (properties['CidrIpv6'] !== undefined) {
    const text = literalText(model, resource.stack, properties['CidrIpv6']);
    const prefix = /\/(\d{1,3})$/.exec(text ?? '')?.[1];
    return prefix === undefined ? 'unknown' : Number(prefix) < WIDEST_IPV6_PREFIX ? 'anywhere' : 'limited';
  }
  return 'limited';
}

/** The description of a rule, if it says something. */
export function descriptionOf({ properties }: GroupRule): string | undefined {
  const text = asString(properties['Description'])?.trim();
  return text === '' ? undefined : text;
}
