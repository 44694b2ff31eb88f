import { HonmaruError, type Fault } from '../errors';
import type { StackSource } from './build-model';
import { asObject, asString, at, isList, isObject, type JsonObject, type JsonValue } from './json';
import type { Given } from './model';

/** Values of the parameters of a stack: those of the assembly, then those for every stack, then its own. */
export function chooseParameters(source: StackSource, given: Given): Readonly<Record<string, JsonValue>> {
  const definitions = asObject(source.template['Parameters']);
  const own = given.parameters?.[source.constructPath] ?? given.parameters?.[source.name] ?? {};
  const shared = Object.entries(given.parameters?.['*'] ?? {}).filter(([name]) => isObject(definitions[name]));
  const faults = Object.keys(own)
    .filter((name) => !isObject(definitions[name]))
    .map((name): Fault => ({
      path: `${source.name}.${name}`,
      must: 'must be a parameter of the stack',
      hint: `the stack has ${Object.keys(definitions).join(', ') || 'no parameters'}`,
      code: 'TemplateParameterUnknown',
    }));
  const chosen = { ...source.parameterValues, ...Object.fromEntries(shared), ...own };
  const refused = Object.entries(chosen).flatMap(([name, value]) => refusal(source, name, value, definitions));
  if (faults.length + refused.length > 0) {
    throw new HonmaruError([...faults, ...refused]);
  }
  return chosen;
}

/** Throws when parameters are given to a stack that was not read. */
export function refuseUnknownStacks(stacks: readonly StackSource[], given: Given): void {
  const names = stacks.flatMap(({ name, constructPath }) => (name === constructPath ? [name] : [name, constructPath]));
  const faults = Object.keys(given.parameters ?? {})
    .filter((name) => name !== '*' && !names.includes(name))
    .map((name): Fault => ({
      path: `parameters.${name}`,
      must: 'must name a stack that is read',
      hint: `use one of ${names.join(', ')}, or *`,
      code: 'TemplateStackUnknown',
    }));
  if (faults.length > 0) {
    throw new HonmaruError(faults);
  }
}

function refusal(source: StackSource, name: string, value: JsonValue, definitions: JsonObject): readonly Fault[] {
  const definition = definitions[name];
  const allowed = at(definition, 'AllowedValues');
  const type = asString(at(definition, 'Type')) ?? 'String';
  const isListed = type === 'CommaDelimitedList' || type.startsWith('List<');
  const values = isList(value) ? value : isListed ? String(value).split(',') : [value];
  if (isList(allowed)) {
    const texts = allowed.map(String);
    return values.every((item) => texts.includes(String(item).trim()))
      ? []
      : [fault(source, name, value, `must be one of ${texts.join(', ')}`)];
  }
  const pattern = asString(at(definition, 'AllowedPattern'));
  return pattern === undefined || values.every((item) => matches(pattern, String(item)))
    ? []
    : [fault(source, name, value, `must match ${pattern}`)];
}

/** CloudFormation matches the whole value; a pattern that JavaScript cannot read refuses nothing. */
function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u').test(text);
  } catch {
    return true;
  }
}

function fault(source: StackSource, name: string, value: JsonValue, must: string): Fault {
  return {
    path: `${source.name}.${name}`,
    must,
    got: JSON.stringify(value),
    hint: 'give a value that the template allows',
    code: 'TemplateParameterNotAllowed',
  };
}
