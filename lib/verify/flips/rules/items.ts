import { isList, isObject, type JsonValue, type TemplateResource } from '../../../template';
import type { PropertyPath } from '../edit-model';

/** An item of a list in the properties of a resource. */
export interface Item {
  readonly value: JsonValue;
  readonly path: PropertyPath;
  /** As findings write it: `SecurityGroupIngress[0]`. */
  readonly name: string;
}

/** The value at a path; nothing where an intrinsic stands in the way. */
export function valueAt(value: JsonValue | undefined, path: PropertyPath): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>(
    (found, key) =>
      typeof key === 'number' ? (isList(found) ? found[key] : undefined) : isObject(found) ? found[key] : undefined,
    value,
  );
}

/** Items of the list at a path: none when the list is not written out. */
export function itemsAt(resource: TemplateResource, path: PropertyPath): readonly Item[] {
  const list = valueAt(resource.properties, path);
  const name = path.filter((key) => typeof key === 'string').at(-1) ?? '';
  return isList(list)
    ? list.map((value, index) => ({ value, path: [...path, index], name: `${String(name)}[${index}]` }))
    : [];
}
