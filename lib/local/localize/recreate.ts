import { asObject, isList, isObject, type JsonObject, type JsonValue } from '../../template';

/** Appended to the logical id of a resource that is made again. */
const SUFFIX = 'Again';

/**
 * A template in which resources have other logical ids, and everything that refers to them follows: CloudFormation makes
 * them anew and deletes what is left of the old ones. This is how a resource that somebody deleted by hand comes back.
 */
export function recreate(template: JsonObject, logicalIds: readonly string[]): JsonObject {
  const names = new Map(logicalIds.map((id) => [id, `${id}${SUFFIX}`]));
  const rename = (id: string): string => names.get(id) ?? id;
  const resources = Object.entries(asObject(template['Resources']));
  return {
    ...asObject(follow(template, names)),
    Resources: Object.fromEntries(
      resources.map(([id, resource]) => {
        const followed = asObject(follow(resource, names));
        const { DependsOn } = followed;
        return [
          rename(id),
          DependsOn === undefined ? followed : { ...followed, DependsOn: dependencies(DependsOn, rename) },
        ];
      }),
    ),
  };
}

function dependencies(value: JsonValue, rename: (id: string) => string): JsonValue {
  return isList(value) ? value.map((id) => rename(String(id))) : rename(String(value));
}

/** The value with every reference renamed. */
function follow(value: JsonValue | undefined, names: ReadonlyMap<string, string>): JsonValue | undefined {
  if (isList(value)) {
    return value.map((item) => follow(item, names) ?? null);
  }
  if (!isObject(value)) {
    return value;
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, followEntry(key, item, names)]));
}

function followEntry(
  key: string,
  item: JsonValue | undefined,
  names: ReadonlyMap<string, string>,
): JsonValue | undefined {
  if (key === 'Ref' && typeof item === 'string') {
    return names.get(item) ?? item;
  }
  if (key === 'Fn::GetAtt' && isList(item)) {
    const [id, ...attribute] = item;
    return [names.get(String(id)) ?? String(id), ...attribute];
  }
  if (key === 'Fn::GetAtt' && typeof item === 'string') {
    const [id = '', ...attribute] = item.split('.');
    return [names.get(id) ?? id, ...attribute].join('.');
  }
  if (key === 'Fn::Sub') {
    const [text, ...values] = isList(item) ? item : [item];
    // A value given along with the text hides a resource of the same name.
    const hidden = new Set(values.flatMap((entry) => Object.keys(asObject(entry))));
    const renamed = substitute(String(text), new Map([...names].filter(([id]) => !hidden.has(id))));
    return isList(item) ? [renamed, ...values.map((entry) => follow(entry, names) ?? null)] : renamed;
  }
  return follow(item, names);
}

function substitute(text: string, names: ReadonlyMap<string, string>): string {
  return text.replace(/\$\{([A-Za-z0-9]+)([.}])/g, (_, id: string, end: string) => `\${${names.get(id) ?? id}${end}`);
}
