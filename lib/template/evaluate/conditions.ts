import { asList, asString, isList, isObject, type JsonValue } from '../json';
import type { TemplateStack } from '../model';
import { scalarText } from '../values/build';
import { canonical, containsUnknown, keyOf } from '../values/key-of';
import { possibleValues } from '../values/read-value';
import { known, type SymbolValue, type Value } from '../values/value';
import type { Scope } from './scope';

/** Truth of a condition: `undefined` when only the deployment tells. */
export type Truth = boolean | undefined;

/** Key of a condition across stacks. */
export function conditionKey(stack: TemplateStack, name: string): string {
  return `${stack.constructPath}/${name}`;
}

/** Truth of a condition of the stack where a value stands. */
export function conditionTruth(scope: Scope, name: string): Truth {
  const decided = scope.options.world?.conditions.get(conditionKey(scope.stack, name));
  const definition = scope.stack.conditions[name];
  if (decided !== undefined || definition === undefined) {
    return decided;
  }
  const value = scope.follow(`condition:${conditionKey(scope.stack, name)}`, scope.stack, (inner) =>
    asValue(expressionTruth(inner, definition)),
  );
  return value.kind === 'known' ? value.value === true : undefined;
}

/** Truth of a condition expression. */
export function expressionTruth(scope: Scope, expression: JsonValue | undefined): Truth {
  if (!isObject(expression)) {
    return expression === true || expression === 'true'
      ? true
      : expression === false || expression === 'false'
        ? false
        : undefined;
  }
  const [key, argument] = Object.entries(expression)[0] ?? [];
  const inner = asList(argument);
  switch (key ?? '') {
    case 'Condition':
      return conditionTruth(scope, asString(argument) ?? '');
    case 'Fn::Not':
      return negated(expressionTruth(scope, inner[0]));
    case 'Fn::And':
      return allOf(inner.map((item) => expressionTruth(scope, item)));
    case 'Fn::Or':
      return negated(allOf(inner.map((item) => negated(expressionTruth(scope, item)))));
    case 'Fn::Equals':
      return isList(argument) && argument.length === 2
        ? equal(scope.evaluate(argument[0]), scope.evaluate(argument[1]))
        : undefined;
    default:
      return undefined;
  }
}

/** Whether two values are equal: strings as CloudFormation compares them. */
export function equal(a: Value, b: Value): Truth {
  if (a.kind === 'known' && b.kind === 'known') {
    return comparable(a.value) === comparable(b.value);
  }
  const [as, bs] = [a, b].map(alternativesOf) as [readonly string[] | undefined, readonly string[] | undefined];
  if (as !== undefined && bs !== undefined && !as.some((text) => bs.includes(text))) {
    return false;
  }
  if (a.kind === 'symbol' && b.kind === 'symbol') {
    return equalSymbols(a, b);
  }
  // The same reference to something is the same text, whatever it is.
  return (a.kind === 'reference' || a.kind === 'text') && !containsUnknown(a) && keyOf(a) === keyOf(b)
    ? true
    : undefined;
}

function equalSymbols(a: SymbolValue, b: SymbolValue): Truth {
  if (a.id === b.id) {
    return true;
  }
  const { distinct } = a.constraints;
  return distinct !== undefined && distinct === b.constraints.distinct ? false : undefined;
}

/** Texts a value may have, when those are known. */
function alternativesOf(value: Value): readonly string[] | undefined {
  const values = possibleValues(value);
  const texts = values?.flatMap((item) => (item.kind === 'known' ? [comparable(item.value)] : []));
  return texts?.length === values?.length ? texts : undefined;
}

function negated(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}

function allOf(truths: readonly Truth[]): Truth {
  return truths.includes(false) ? false : truths.includes(undefined) ? undefined : true;
}

function asValue(truth: Truth): Value {
  return truth === undefined ? { kind: 'unknown', reason: 'condition' } : known(truth);
}

function comparable(value: JsonValue): string {
  return typeof value === 'object' ? canonical(value) : scalarText(value);
}
