import type { JsonObject, JsonValue } from '../../../../lib/template';

/** Resources by logical ID. */
export type Resources = Readonly<Record<string, JsonObject>>;

/** A template of all parts; a logical ID may occur once. */
export function template(...parts: readonly Resources[]): JsonObject {
  const resources: Record<string, JsonObject> = {};
  for (const [id, resource] of parts.flatMap((part) => Object.entries(part))) {
    if (resources[id] !== undefined) {
      throw new Error(`logical ID ${id} is used twice`);
    }
    resources[id] = resource;
  }
  return { AWSTemplateFormatVersion: '2010-09-09', Resources: resources };
}

/** One resource; properties that are undefined are left out. */
export function resource(id: string, type: string, properties: JsonObject): Resources {
  const given = Object.entries(properties).filter(([, value]) => value !== undefined);
  return { [id]: { Type: type, Properties: Object.fromEntries(given) } };
}

export function ref(id: string): JsonObject {
  return { Ref: id };
}

export function attribute(id: string, name: string): JsonObject {
  return { 'Fn::GetAtt': [id, name] };
}

/** Name of a zone of the Region of all scenarios. */
export function zoneName(letter: string): string {
  return `us-east-1${letter}`;
}

/** Two objects of resources in one. */
export function join(...parts: readonly Resources[]): Resources {
  return Object.assign({}, ...parts) as Resources;
}

/** Group IDs of security groups; undefined for none, so that the default group is taken. */
export function groupIds(groups: readonly string[]): readonly JsonValue[] | undefined {
  return groups.length === 0 ? undefined : groups.map((group) => attribute(group, 'GroupId'));
}
