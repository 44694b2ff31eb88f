import { asObject, isList, isObject, type JsonObject, type JsonValue } from '../json';
import { distribute, oneOf } from '../values/alternatives';
import { containsUnknown, keyOf } from '../values/key-of';
import { knownText, possibleValues } from '../values/read-value';
import { unknown, type Alternative, type Value } from '../values/value';
import { conditionKey, conditionTruth } from './conditions';
import type { Scope } from './scope';
import { invalid, unfit } from './invalid';

/** `Fn::If`: the branch that is known to be taken, otherwise one of both. */
export function evaluateIf(scope: Scope, argument: JsonValue | undefined): Value {
  const [name, whenTrue, whenFalse] = isList(argument) ? argument : [];
  if (typeof name !== 'string') {
    return invalid(scope, 'Fn::If', 'the first argument must be the name of a condition');
  }
  const truth = conditionTruth(scope, name);
  if (truth !== undefined) {
    return scope.evaluate(truth ? whenTrue : whenFalse);
  }
  if (scope.stack.conditions[name] === undefined && scope.stack.tainted.length === 0) {
    scope.note('REFERENCE_TO_NOTHING', `Fn::If ${name}: the stack has no such condition`);
  }
  if (scope.options.opaque === true) {
    return unknown('Fn::If');
  }
  const key = conditionKey(scope.stack, name);
  return oneOf(
    [
      // Inside a branch its condition is decided.
      { value: scope.under(key, true, (inner) => inner.evaluate(whenTrue)), when: key },
      { value: scope.under(key, false, (inner) => inner.evaluate(whenFalse)), when: `not ${key}` },
    ],
    'Fn::If',
  );
}

/**
 * `Fn::FindInMap`, with the default of `AWS::LanguageExtensions`.
 *
 * A key that is not known may be any key of the map that it is allowed to be.
 */
export function evaluateFindInMap(scope: Scope, argument: JsonValue | undefined): Value {
  const [mapName, first, second, options] = isList(argument) ? argument : [];
  const fallback = isObject(options) ? options['DefaultValue'] : undefined;
  const keys = [scope.evaluate(mapName), scope.evaluate(first), scope.evaluate(second)];
  return distribute(keys, ([name, top, sub]) => {
    const map = name === undefined ? undefined : knownText(name);
    if (map === undefined || top === undefined || sub === undefined) {
      return unfit(scope, 'Fn::FindInMap', [name]);
    }
    return byKey(scope, asObject(scope.stack.mappings[map]), top, fallback, (entry) =>
      byKey(scope, asObject(entry), sub, fallback, (value) => scope.evaluate(value)),
    );
  });
}

function byKey(
  scope: Scope,
  map: JsonObject,
  key: Value,
  fallback: JsonValue | undefined,
  use: (entry: JsonValue) => Value,
): Value {
  const text = knownText(key);
  if (text !== undefined) {
    const entry = Object.hasOwn(map, text) ? map[text] : undefined;
    return entry !== undefined
      ? use(entry)
      : fallback !== undefined
        ? scope.evaluate(fallback)
        : invalid(scope, 'Fn::FindInMap', `the map has no key ${text}`);
  }
  if (scope.options.opaque === true || (key.kind !== 'symbol' && key.kind !== 'text') || containsUnknown(key)) {
    return unfit(scope, 'Fn::FindInMap', [key]);
  }
  const allowed = possibleValues(key)?.map(knownText);
  const label = key.kind === 'symbol' ? key.id : keyOf(key);
  const alternatives = Object.entries(map).flatMap(([entryKey, entry]): Alternative[] =>
    entry === undefined || (allowed !== undefined && key.kind === 'symbol' && !allowed.includes(entryKey))
      ? []
      : [{ value: use(entry), when: `${label} is ${entryKey}` }],
  );
  const rest = fallback === undefined ? [] : [{ value: scope.evaluate(fallback), when: `${label} is another` }];
  return oneOf([...alternatives, ...rest], 'Fn::FindInMap');
}
