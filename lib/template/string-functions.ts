import { at, isList, type JsonValue } from './json';
import { resolveGetAtt, resolveRef } from './reference-functions';
import { joinParts, listOf, literal, unknown, type Resolved, type Scope } from './resolved';

/** `Fn::Join`. */
export function resolveJoin(scope: Scope, argument: JsonValue | undefined): Resolved {
  const [delimiter, items] = isList(argument) ? argument : [];
  const list = scope.resolve(items);
  if (typeof delimiter !== 'string') {
    return unknown('Fn::Join');
  }
  if (list.kind === 'literal') {
    return literal(isList(list.value) ? list.value.map(String).join(delimiter) : String(list.value));
  }
  if (list.kind === 'reference') {
    // An attribute that is a list, which CDK joins to export it.
    return list;
  }
  if (list.kind !== 'list') {
    return unknown('Fn::Join');
  }
  return joinParts(
    list.items.flatMap((item, index): Resolved[] => (index === 0 ? [item] : [literal(delimiter), item])),
  );
}

/** `Fn::Sub`, with or without variables of its own. */
export function resolveSub(scope: Scope, argument: JsonValue | undefined): Resolved {
  const [template, variables] = isList(argument) ? argument : [argument];
  if (typeof template !== 'string') {
    return unknown('Fn::Sub');
  }
  const pieces = template.split(/\$\{([^}]+)\}/);
  return joinParts(
    pieces.map((piece, index): Resolved => {
      if (index % 2 === 0) {
        return literal(piece);
      }
      if (piece.startsWith('!')) {
        return literal(`\${${piece.slice(1)}}`);
      }
      const variable = at(variables, piece);
      if (variable !== undefined) {
        return scope.resolve(variable);
      }
      return piece.includes('.') && !piece.startsWith('AWS::') ? resolveGetAtt(scope, piece) : resolveRef(scope, piece);
    }),
  );
}

/** `Fn::Select`. */
export function resolveSelect(scope: Scope, argument: JsonValue | undefined): Resolved {
  const [index, list] = isList(argument) ? argument : [];
  const items = scope.resolve(list);
  const position = Number(index);
  if (items.kind === 'list') {
    return items.items[position] ?? unknown('Fn::Select');
  }
  const value = items.kind === 'literal' && isList(items.value) ? items.value[position] : undefined;
  return value === undefined || value === null ? unknown('Fn::Select') : literal(value);
}

/** `Fn::Split`. CDK exports a list as one string (`Join('||', …)`) and splits it again in the consumer. */
export function resolveSplit(scope: Scope, argument: JsonValue | undefined): Resolved {
  const [delimiter, text] = isList(argument) ? argument : [];
  const resolved = scope.resolve(text);
  if (resolved.kind === 'reference') {
    return resolved;
  }
  if (typeof delimiter !== 'string' || (resolved.kind !== 'literal' && resolved.kind !== 'text')) {
    return unknown('Fn::Split');
  }
  const parts = resolved.kind === 'text' ? resolved.parts : [resolved];
  const items: Resolved[][] = [[]];
  for (const part of parts) {
    if (part.kind !== 'literal') {
      items.at(-1)?.push(part);
      continue;
    }
    String(part.value)
      .split(delimiter)
      .forEach((piece, index) => {
        if (index > 0) {
          items.push([]);
        }
        if (piece !== '') {
          items.at(-1)?.push(literal(piece));
        }
      });
  }
  return listOf(items.map(joinParts));
}
