import { unknown, type Value } from '../values/value';
import type { Scope } from './scope';

/** Tells a fault of the template and gives up on the value. */
export function invalid(scope: Scope, name: string, fault: string): Value {
  scope.note('INVALID_INTRINSIC', `${name}: ${fault}; CloudFormation refuses the template`);
  return unknown(name);
}

/** What a function cannot take: a fault of the template when all of it is known, otherwise it may still turn out well. */
export function unfit(scope: Scope, name: string, values: readonly (Value | undefined)[]): Value {
  return values.every((value) => value === undefined || value.kind === 'known' || value.kind === 'absent')
    ? invalid(scope, name, 'an argument is not of the kind that the function takes')
    : unknown(name);
}
