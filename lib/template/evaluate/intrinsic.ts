import { asString, isList, isObject, type JsonObject, type JsonValue } from '../json';

/** Name and argument of an intrinsic function, if the object is one. */
export function intrinsicOf(value: JsonObject): readonly [name: string, argument: JsonValue | undefined] | undefined {
  const keys = Object.keys(value);
  const [key] = keys;
  return keys.length === 1 && key !== undefined && (key === 'Ref' || key.startsWith('Fn::'))
    ? [key, value[key]]
    : undefined;
}

/** Whether an object is an intrinsic function. */
export function isIntrinsic(value: JsonObject): boolean {
  return intrinsicOf(value) !== undefined;
}

/** Whether an intrinsic function is anywhere in a value. */
export function hasIntrinsic(value: JsonValue | undefined): boolean {
  if (isList(value)) {
    return value.some(hasIntrinsic);
  }
  return isObject(value) && (isIntrinsic(value) || Object.values(value).some(hasIntrinsic));
}

/** Resource and attribute of the argument of `Fn::GetAtt`: `[resource, attribute]` or `resource.attribute`. */
export function attributeArgument(
  argument: JsonValue | undefined,
): readonly [logicalId: JsonValue | undefined, attribute: JsonValue | undefined] {
  if (isList(argument)) {
    const [logicalId, ...rest] = argument;
    return [logicalId, rest.length > 1 && rest.every((part) => typeof part === 'string') ? rest.join('.') : rest[0]];
  }
  const [logicalId, attribute] = (asString(argument) ?? '').split(/\.(.*)/s, 2);
  return [logicalId, attribute];
}
