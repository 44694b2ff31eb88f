import { Buffer } from 'node:buffer';
import { isList, isObject, type JsonValue } from '../json';
import { distribute } from '../values/alternatives';
import { textOfParts } from '../values/build';
import { itemsOf, isListType, knownText } from '../values/read-value';
import { known, symbol, type Value } from '../values/value';
import { invalid, unfit } from './invalid';
import { withDynamicReferences } from './literals';
import { evaluateGetAtt, evaluateRef } from './references';
import type { Scope } from './scope';

/** `Fn::Join`. */
export function evaluateJoin(scope: Scope, argument: JsonValue | undefined): Value {
  const [delimiter, items] = isList(argument) ? argument : [];
  return typeof delimiter !== 'string'
    ? invalid(scope, 'Fn::Join', 'the delimiter must be a string')
    : distribute([scope.evaluate(items)], ([list]) => joinList(scope, list, delimiter));
}

function joinList(scope: Scope, list: Value | undefined, delimiter: string): Value {
  if (list?.kind === 'reference' && list.item === undefined) {
    // An attribute that is a list, which CDK joins to export it.
    return { ...list, joinedBy: delimiter };
  }
  if (list?.kind === 'symbol' && isListType(list.type)) {
    return symbol(`join(${JSON.stringify(delimiter)}, ${list.id})`, 'String', list.label, {
      joined: { delimiter, list },
    });
  }
  const parts = list === undefined ? undefined : itemsOf(list);
  if (parts === undefined) {
    return unfit(scope, 'Fn::Join', [list]);
  }
  return distribute(parts, (picked) => {
    const present = picked.filter(({ kind }) => kind !== 'absent');
    return present.every(isStringLike)
      ? withDynamicReferences(
          scope,
          textOfParts(present.flatMap((part, index) => (index === 0 ? [part] : [known(delimiter), part]))),
        )
      : unfit(scope, 'Fn::Join', present);
  });
}

/** `Fn::Sub`, with or without variables of its own. */
export function evaluateSub(scope: Scope, argument: JsonValue | undefined): Value {
  const [template, variables] = isList(argument) ? argument : [argument];
  if (typeof template !== 'string') {
    return invalid(scope, 'Fn::Sub', 'the first argument must be a string');
  }
  const parts = template.split(/\$\{([^}]+)\}/).map((piece, index): Value => {
    if (index % 2 === 0) {
      return known(piece);
    }
    if (piece.startsWith('!')) {
      return known(`\${${piece.slice(1)}}`);
    }
    const variable = isObject(variables) ? variables[piece] : undefined;
    if (variable !== undefined) {
      return scope.evaluate(variable);
    }
    return piece.includes('.') && !piece.startsWith('AWS::') ? evaluateGetAtt(scope, piece) : evaluateRef(scope, piece);
  });
  return distribute(parts, (picked) =>
    picked.every(isStringLike) ? withDynamicReferences(scope, textOfParts(picked)) : unfit(scope, 'Fn::Sub', picked),
  );
}

/** `Fn::Base64`: user data is opaque, so only what is known is encoded. */
export function evaluateBase64(scope: Scope, argument: JsonValue | undefined): Value {
  return distribute([scope.evaluate(argument)], ([text]) => {
    const plain = text === undefined ? undefined : knownText(text);
    return plain === undefined
      ? unfit(scope, 'Fn::Base64', [text])
      : known(Buffer.from(plain, 'utf8').toString('base64'));
  });
}

/** `Fn::ToJsonString` of `AWS::LanguageExtensions`. */
export function evaluateToJsonString(scope: Scope, argument: JsonValue | undefined): Value {
  return distribute([scope.evaluate(argument)], ([value]) =>
    value?.kind === 'known' && typeof value.value === 'object'
      ? known(JSON.stringify(value.value))
      : unfit(scope, 'Fn::ToJsonString', [value]),
  );
}

function isStringLike(value: Value): boolean {
  return value.kind === 'known'
    ? typeof value.value !== 'object'
    : value.kind === 'text' || value.kind === 'reference' || value.kind === 'symbol' || value.kind === 'unknown';
}
