import { isList, isObject, type JsonValue } from '../json';
import { listOf, objectOf } from '../values/build';
import { ABSENT, known, unknown, type Value } from '../values/value';
import { evaluateCidr } from './cidr-function';
import { evaluateFindInMap, evaluateIf } from './choices';
import { intrinsicOf } from './intrinsic';
import { evaluateImport, evaluateStackOutput } from './joins';
import { literalValue } from './literals';
import { evaluateGetAtt, evaluateRef } from './references';
import type { Scope } from './scope';
import { evaluateBase64, evaluateJoin, evaluateSub, evaluateToJsonString } from './strings';
import { evaluateLength, evaluateSelect, evaluateSplit } from './lists';
import { evaluateZones } from './zones';

/** Evaluates a value where it stands, under one order of the endpoints of firewalls. */
export function evaluateIn(scope: Scope, value: JsonValue | undefined): Value {
  if (value === undefined || value === null) {
    return ABSENT;
  }
  if (isList(value)) {
    return listOf(value.map((item) => scope.evaluate(item)));
  }
  if (!isObject(value)) {
    return typeof value === 'string' ? literalValue(scope, value) : known(value);
  }
  const intrinsic = intrinsicOf(value);
  return intrinsic === undefined
    ? objectOf(Object.entries(value).map(([key, entry]) => [key, scope.evaluate(entry)] as const))
    : evaluateIntrinsic(scope, ...intrinsic);
}

function evaluateIntrinsic(scope: Scope, name: string, argument: JsonValue | undefined): Value {
  switch (name) {
    case 'Ref':
      return evaluateRef(scope, argument);
    case 'Fn::GetAtt':
      return evaluateGetAtt(scope, argument);
    case 'Fn::ImportValue':
      return evaluateImport(scope, argument);
    case 'Fn::GetStackOutput':
      return evaluateStackOutput(scope, argument);
    case 'Fn::Join':
      return evaluateJoin(scope, argument);
    case 'Fn::Sub':
      return evaluateSub(scope, argument);
    case 'Fn::Select':
      return evaluateSelect(scope, argument);
    case 'Fn::Split':
      return evaluateSplit(scope, argument);
    case 'Fn::If':
      return evaluateIf(scope, argument);
    case 'Fn::FindInMap':
      return evaluateFindInMap(scope, argument);
    case 'Fn::GetAZs':
      return evaluateZones(scope, argument);
    case 'Fn::Cidr':
      return evaluateCidr(scope, argument);
    case 'Fn::Base64':
      return evaluateBase64(scope, argument);
    case 'Fn::Length':
      return evaluateLength(scope, argument);
    case 'Fn::ToJsonString':
      return evaluateToJsonString(scope, argument);
    default:
      // What a macro makes of it nobody can tell; the stack is tainted when the model is built.
      return unknown(name);
  }
}
