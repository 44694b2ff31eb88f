import { asString, isList, isObject, walk, type JsonObject, type JsonValue } from '../../template';

/** Attributes that a template reads with `Fn::GetAtt` or `Fn::Sub`, by logical id. */
export function attributesRead(template: JsonObject): ReadonlyMap<string, readonly string[]> {
  const read = new Map<string, Set<string>>();
  const add = (logicalId: string, attribute: string): void => {
    read.set(logicalId, (read.get(logicalId) ?? new Set()).add(attribute));
  };
  walk(template, (value) => {
    if (isObject(value)) {
      for (const [logicalId, attribute] of [...getAtt(value['Fn::GetAtt']), ...substituted(value['Fn::Sub'])]) {
        add(logicalId, attribute);
      }
    }
  });
  return new Map([...read].map(([logicalId, attributes]) => [logicalId, [...attributes].sort()]));
}

function getAtt(value: JsonValue | undefined): readonly (readonly [string, string])[] {
  const [logicalId, attribute] = isList(value) ? value.map(asString) : splitOnce(asString(value) ?? '');
  return logicalId === undefined || attribute === undefined ? [] : [[logicalId, attribute]];
}

function substituted(value: JsonValue | undefined): readonly (readonly [string, string])[] {
  const text = asString(isList(value) ? value[0] : value) ?? '';
  return [...text.matchAll(/\$\{([A-Za-z0-9]+)\.([A-Za-z0-9.]+)\}/g)].map(([, id = '', attribute = '']) => [
    id,
    attribute,
  ]);
}

function splitOnce(text: string): readonly (string | undefined)[] {
  const dot = text.indexOf('.');
  return dot < 0 ? [] : [text.slice(0, dot), text.slice(dot + 1)];
}
