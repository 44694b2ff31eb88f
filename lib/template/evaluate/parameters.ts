import { asNumber, asObject, asString, isList, isObject, type JsonObject, type JsonValue } from '../json';
import type { TemplateStack } from '../model';
import { distribute } from '../values/alternatives';
import { listOf, textOfParts } from '../values/build';
import { describeValue, itemsOf, knownText } from '../values/read-value';
import { splitText } from '../values/split-text';
import { ABSENT, known, symbol, unknown, type Constraints, type Value } from '../values/value';
import { parameterStoreValue } from './literals';
import type { Scope } from './scope';

/** Name that CDK gives to the parameters it makes for `valueForStringParameter`; nobody passes a value to those. */
const MADE_BY_CDK = /^SsmParameterValue.*C96584B6F00A464EAD1953AFF4B05118Parameter$/;
const IN_PARAMETER_STORE = /^AWS::SSM::Parameter::Value<(.+)>$/;

/** What `Ref` gives for a parameter; `undefined` when the stack has none of the name. */
export function findParameter(scope: Scope, name: string): Value | undefined {
  const { stack } = scope;
  const definition = stack.parameters[name];
  if (!isObject(definition)) {
    return undefined;
  }
  const type = asString(definition['Type']) ?? 'String';
  const passed = passedBy(stack, name);
  if (passed !== undefined) {
    return scope.follow(`param:${stack.constructPath}/${name}`, passed.stack, (outer) =>
      inParameterStore(scope, type, asType(outer.evaluate(passed.value), type)),
    );
  }
  const given = stack.parameterValues[name];
  // A nested stack gets exactly what its parent passes, so its defaults are certain.
  const taken = given ?? (stack.parent !== undefined || MADE_BY_CDK.test(name) ? definition['Default'] : undefined);
  return taken === undefined
    ? openParameter(scope, name, type, definition)
    : inParameterStore(scope, type, asType(known(taken), type));
}

function openParameter(scope: Scope, name: string, type: string, definition: JsonObject): Value {
  const id = `param:${scope.stack.constructPath}/${name}`;
  const bound = scope.options.world?.symbols.get(id);
  if (bound !== undefined) {
    return inParameterStore(scope, type, asType(known(bound), type));
  }
  const byDefault = definition['Default'];
  const value = byDefault === undefined ? undefined : inParameterStore(scope, type, asType(known(byDefault), type));
  if (scope.options.assumeDefaults === true && value !== undefined) {
    scope.assume(`${scope.stack.name}/${name}=${describeValue(value)}`);
    return value;
  }
  return symbol(id, IN_PARAMETER_STORE.exec(type)?.[1] ?? type, name, constraintsOf(definition, type, value));
}

function passedBy(
  stack: TemplateStack,
  name: string,
): { readonly stack: TemplateStack; readonly value: JsonValue } | undefined {
  const value = asObject(stack.parent?.properties['Parameters'])[name];
  return stack.parent === undefined || value === undefined ? undefined : { stack: stack.parent.stack, value };
}

function inParameterStore(scope: Scope, type: string, value: Value): Value {
  const inner = IN_PARAMETER_STORE.exec(type)?.[1];
  if (inner === undefined) {
    return value;
  }
  const name = knownText(value);
  return name === undefined
    ? unknown('a name in the Parameter Store')
    : asType(parameterStoreValue(scope, name, inner), inner);
}

/** The value as the type of its parameter: lists are written as one string. */
function asType(value: Value, type: string): Value {
  const isListed = type === 'CommaDelimitedList' || type.startsWith('List<');
  return isListed ? distribute([value], ([text]) => (text === undefined ? value : asItems(text))) : value;
}

/** A nested stack gets the identifiers of a list joined with commas. */
function asItems(value: Value): Value {
  switch (value.kind) {
    case 'known': {
      const items = isList(value.value) ? value.value : String(value.value).split(',');
      return known(items.map((item) => (typeof item === 'string' ? item.trim() : item)));
    }
    case 'text': {
      const items = itemsOf(splitText(value.parts, ','));
      return items === undefined ? value : listOf(items.map(withoutBlanks));
    }
    case 'reference':
      return value.attribute === 'Ref' && value.joinedBy === undefined ? listOf([value]) : value;
    case 'list':
    case 'object':
    case 'one-of':
    case 'symbol':
    case 'absent':
    case 'unknown':
      return value;
  }
}

function withoutBlanks(item: Value): Value {
  return item.kind === 'text'
    ? textOfParts(item.parts.filter((part) => part.kind !== 'known' || String(part.value).trim() !== ''))
    : item;
}

function constraintsOf(definition: JsonObject, type: string, byDefault: Value | undefined): Constraints {
  const allowed = definition['AllowedValues'];
  const pattern = asString(definition['AllowedPattern']);
  const number = (key: string) => asNumber(definition[key] ?? undefined);
  const ofName = IN_PARAMETER_STORE.test(type);
  const bounds = {
    minValue: number('MinValue'),
    maxValue: number('MaxValue'),
    minLength: number('MinLength'),
    maxLength: number('MaxLength'),
  };
  return {
    // The rules of a parameter in the Parameter Store are about its name.
    ...(isList(allowed) && !ofName && !isListOf(type) ? { allowedValues: allowed } : {}),
    ...(pattern === undefined || ofName ? {} : { allowedPattern: pattern }),
    ...(ofName ? {} : Object.fromEntries(Object.entries(bounds).filter(([, bound]) => bound !== undefined))),
    ...(byDefault === undefined || byDefault === ABSENT ? {} : { default: byDefault }),
  };
}

function isListOf(type: string): boolean {
  // The rule is about each item, not about the list.
  return type === 'CommaDelimitedList' || type.startsWith('List<');
}
