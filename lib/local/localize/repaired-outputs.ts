import { asObject, asString, isList, isObject, type JsonObject, type JsonValue } from '../../template';

/** Appended to the name of an output whose value belongs to a resource that is made again. */
const SUFFIX = 'Again';

/** Outputs of stacks that have another name now: new names by old ones, by the name of the stack. */
export type RenamedOutputs = ReadonlyMap<string, ReadonlyMap<string, string>>;

/**
 * Outputs of a template whose values differ from those before: CDK names an output after the resource it is about, so it
 * would have another name. One that is exported keeps its name: others import it by that.
 */
export function renamedOutputs(before: JsonObject, after: JsonObject): ReadonlyMap<string, string> {
  const [former, latter] = [asObject(before['Outputs']), asObject(after['Outputs'])];
  return new Map(
    Object.keys(latter)
      .filter((name) => asObject(latter[name])['Export'] === undefined)
      .filter((name) => JSON.stringify(former[name]) !== JSON.stringify(latter[name]))
      .map((name) => [name, `${name}${SUFFIX}`]),
  );
}

/** A template with the new names: of its own outputs, and of those of others that it reads. */
export function followOutputs(template: JsonObject, stack: string, renamed: RenamedOutputs): JsonObject {
  const own = renamed.get(stack) ?? new Map<string, string>();
  const followed = asObject(follow(template, renamed));
  const outputs = followed['Outputs'];
  return outputs === undefined
    ? followed
    : {
        ...followed,
        Outputs: Object.fromEntries(
          Object.entries(asObject(outputs)).map(([name, output]) => [own.get(name) ?? name, output]),
        ),
      };
}

function follow(value: JsonValue | undefined, renamed: RenamedOutputs): JsonValue | undefined {
  if (isList(value)) {
    return value.map((item) => follow(item, renamed) ?? null);
  }
  if (!isObject(value)) {
    return value;
  }
  const { StackName, OutputName } = value;
  const name = renamed.get(asString(StackName) ?? '')?.get(asString(OutputName) ?? '');
  const entries = Object.entries(value).map(([key, item]) => [key, follow(item, renamed)]);
  return { ...Object.fromEntries(entries), ...(name === undefined ? {} : { OutputName: name }) };
}
