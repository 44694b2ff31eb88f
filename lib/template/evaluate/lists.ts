import { isList, type JsonValue } from '../json';
import { distribute } from '../values/alternatives';
import { splitText } from '../values/split-text';
import { isListType, itemsOf, knownNumber } from '../values/read-value';
import { itemOfSymbol } from '../values/item-of-symbol';
import { known, symbol, unknown, type Value } from '../values/value';
import type { Scope } from './scope';
import { invalid, unfit } from './invalid';

/** `Fn::Select`. */
export function evaluateSelect(scope: Scope, argument: JsonValue | undefined): Value {
  const [index, list] = isList(argument) ? argument : [];
  return distribute([scope.evaluate(index), scope.evaluate(list)], ([position, items]) => {
    const number = position === undefined ? undefined : knownNumber(position);
    return number === undefined || items === undefined
      ? unfit(scope, 'Fn::Select', [position])
      : select(scope, number, items);
  });
}

function select(scope: Scope, index: number, list: Value): Value {
  if (list.kind === 'reference' && list.item === undefined && list.joinedBy === undefined) {
    return { ...list, item: index };
  }
  if (list.kind === 'symbol') {
    return isListType(list.type) ? itemOfSymbol(list, index) : unknown('Fn::Select');
  }
  const literal = list.kind === 'known' && !isList(list.value) ? undefined : list;
  const items = literal === undefined ? undefined : itemsOf(literal);
  if (items === undefined || list.kind === 'text') {
    return unfit(scope, 'Fn::Select', [list]);
  }
  // What may be absent moves the items after it.
  if (!items.some(mayBeAbsent)) {
    return items[index] ?? outOfRange(scope, index, items.length);
  }
  return distribute(items, (picked) => {
    const present = picked.filter(({ kind }) => kind !== 'absent');
    return present[index] ?? outOfRange(scope, index, present.length);
  });
}

function outOfRange(scope: Scope, index: number, length: number): Value {
  return invalid(scope, 'Fn::Select', `item ${index} is picked of ${length}`);
}

/** `Fn::Split`. CDK exports a list as one string (`Join('||', …)`) and splits it again in the consumer. */
export function evaluateSplit(scope: Scope, argument: JsonValue | undefined): Value {
  const [delimiter, text] = isList(argument) ? argument : [];
  return distribute([scope.evaluate(delimiter), scope.evaluate(text)], ([by, value]) =>
    by?.kind === 'known' && typeof by.value === 'string' && value !== undefined
      ? split(scope, by.value, value)
      : unfit(scope, 'Fn::Split', [by, value]),
  );
}

function split(scope: Scope, delimiter: string, value: Value): Value {
  if (value.kind === 'reference') {
    const { joinedBy, ...list } = value;
    if (joinedBy === delimiter || scope.options.opaque === true) {
      return list;
    }
  }
  if (value.kind === 'symbol' && value.constraints.joined?.delimiter === delimiter) {
    return value.constraints.joined.list;
  }
  if (value.kind === 'symbol' && value.type === 'String') {
    return symbol(`split(${JSON.stringify(delimiter)}, ${value.id})`, 'List<String>', value.label);
  }
  if (value.kind === 'absent' || (value.kind === 'known' && typeof value.value === 'object')) {
    return unfit(scope, 'Fn::Split', [value]);
  }
  return splitText(value.kind === 'text' ? value.parts : [value], delimiter);
}

/** `Fn::Length` of `AWS::LanguageExtensions`. */
export function evaluateLength(scope: Scope, argument: JsonValue | undefined): Value {
  return distribute([scope.evaluate(argument)], ([list]) => {
    const items = list?.kind === 'list' || (list?.kind === 'known' && isList(list.value)) ? itemsOf(list) : undefined;
    return items === undefined
      ? unfit(scope, 'Fn::Length', [list])
      : distribute(items.filter(mayBeAbsent), (picked) =>
          known(items.length - picked.filter(({ kind }) => kind === 'absent').length),
        );
  });
}

function mayBeAbsent(item: Value): boolean {
  return item.kind === 'one-of' && item.alternatives.some(({ value }) => value.kind === 'absent');
}
