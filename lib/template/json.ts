/** Any value of a template. */
export type JsonValue = string | number | boolean | null | JsonList | JsonObject;

/** A list of a template. */
export interface JsonList extends ReadonlyArray<JsonValue> {}

/** An object of a template. */
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}

/** Whether a value is an object, neither a list nor `null`. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as an object, or an empty one. */
export function asObject(value: JsonValue | undefined): JsonObject {
  return isObject(value) ? value : {};
}

/** The value as a list: a list as it is, nothing as an empty list, anything else as a list of one. */
export function asList(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined || value === null) {
    return [];
  }
  return isList(value) ? value : [value];
}

/** Whether a value is a list. */
export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The value if it is a literal string. */
export function asString(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The value if it is a literal number, or a string CloudFormation reads as one. */
export function asNumber(value: JsonValue | undefined): number | undefined {
  if (typeof value === 'number') {
    return value;
  }
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
}

/** The value if it is a literal boolean, or a string CloudFormation reads as one. */
export function asBoolean(value: JsonValue | undefined): boolean | undefined {
  if (typeof value === 'boolean') {
    return value;
  }
  return value === 'true' ? true : value === 'false' ? false : undefined;
}

/** Property of nested objects, for example `at(properties, 'DistributionConfig', 'Origins')`. */
export function at(value: JsonValue | undefined, ...path: readonly string[]): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>((found, key) => asObject(found)[key], value);
}

/** Calls `visit` for the value and everything in it, with the path from the value, depth first. */
export function walk(
  value: JsonValue | undefined,
  visit: (value: JsonValue, path: readonly string[]) => void,
  path: readonly string[] = [],
): void {
  if (value === undefined) {
    return;
  }
  visit(value, path);
  if (isList(value)) {
    value.forEach((item, index) => {
      walk(item, visit, [...path, String(index)]);
    });
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      walk(item, visit, [...path, key]);
    }
  }
}
