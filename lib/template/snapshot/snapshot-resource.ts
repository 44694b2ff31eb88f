import { asString, type JsonObject, type JsonValue } from '../json';

/** A resource made of what a running network tells. */
export interface SnapshotResource {
  /** Logical id: the identifier in the network, or one made of it. */
  readonly id: string;
  readonly type: string;
  readonly properties: JsonObject;
  readonly metadata?: JsonObject;
  /** Identifiers in the network by the attribute that tells them. */
  readonly physicalIds?: Readonly<Record<string, string>>;
}

/** Makes resources of one record of a `describe-*` answer. */
export type Converter = (record: JsonObject) => readonly SnapshotResource[];

/** The entries of a record that have a value, under the same names. */
export function pick(record: JsonObject, ...names: readonly string[]): JsonObject {
  return present(Object.fromEntries(names.map((name) => [name, record[name]])));
}

/** An object without what is not there. */
export function present(entries: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined && value !== null));
}

/** The text of an entry, or an empty one. */
export function textAt(record: JsonObject, name: string): string {
  return asString(record[name]) ?? '';
}

/** A resource whose identifier is what `Ref` gives. */
export function resource(
  id: string,
  type: string,
  properties: JsonObject,
  rest: Pick<SnapshotResource, 'metadata' | 'physicalIds'> = {},
): SnapshotResource {
  return { id, type, properties, ...rest, physicalIds: { Ref: id, ...rest.physicalIds } };
}

/** A resource that the network has no identifier for, such as an association. */
export function nameless(id: string, type: string, properties: JsonObject, metadata?: JsonObject): SnapshotResource {
  return { id, type, properties, ...(metadata === undefined ? {} : { metadata }) };
}

/** A `Ref` to a resource of the same snapshot. */
export function ref(id: JsonValue | undefined): JsonObject | undefined {
  return typeof id === 'string' && id !== '' ? { Ref: id } : undefined;
}
