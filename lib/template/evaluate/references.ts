import { isObject, type JsonValue } from '../json';
import { distribute } from '../values/alternatives';
import { knownText } from '../values/read-value';
import { reference, unknown, type Value } from '../values/value';
import { attributeValue } from './attribute-value';
import { attributeArgument } from './intrinsic';
import { findParameter } from './parameters';
import { findPseudoParameter } from './pseudo-parameters';
import type { Scope } from './scope';

/** `Ref`: a resource, a pseudo parameter, or a parameter. */
export function evaluateRef(scope: Scope, argument: JsonValue | undefined): Value {
  return withName(scope, argument, 'Ref', (name) => {
    const resource = scope.stack.byLogicalId.get(name);
    if (resource !== undefined) {
      return scope.options.opaque === true ? reference(resource, 'Ref') : attributeValue(scope, resource, 'Ref');
    }
    const found = findPseudoParameter(scope, name) ?? findParameter(scope, name);
    if (found === undefined && scope.stack.tainted.length === 0) {
      scope.note('REFERENCE_TO_NOTHING', `Ref ${name}: the stack has no such resource or parameter`);
    }
    return found ?? unknown(name);
  });
}

/** `Fn::GetAtt`: an attribute, or an output of a nested stack. */
export function evaluateGetAtt(scope: Scope, argument: JsonValue | undefined): Value {
  const [target, attribute] = attributeArgument(argument);
  return withName(scope, target, 'Fn::GetAtt', (logicalId) =>
    withName(scope, attribute, 'Fn::GetAtt', (name) => {
      const resource = scope.stack.byLogicalId.get(logicalId);
      if (resource === undefined) {
        if (scope.stack.tainted.length === 0) {
          scope.note('REFERENCE_TO_NOTHING', `Fn::GetAtt ${logicalId}.${name}: the stack has no such resource`);
        }
        return unknown('Fn::GetAtt');
      }
      if (resource.type === 'AWS::CloudFormation::Stack' && name.startsWith('Outputs.')) {
        return nestedOutput(scope, resource, name.slice('Outputs.'.length));
      }
      return scope.options.opaque === true ? reference(resource, name) : attributeValue(scope, resource, name);
    }),
  );
}

function nestedOutput(scope: Scope, resource: Parameters<typeof reference>[0], outputName: string): Value {
  const nested = scope.index.findNested(resource);
  const output = nested?.outputs.find(({ name }) => name === outputName);
  if (nested === undefined || output === undefined) {
    if (nested !== undefined && nested.tainted.length === 0) {
      scope.note('MISSING_OUTPUT', `${resource.logicalId} has no output ${outputName}: the value is unknown`);
    }
    return unknown(`${resource.logicalId}.Outputs.${outputName}`);
  }
  return scope.follow(`output:${nested.constructPath}/${outputName}`, nested, (inner) => inner.evaluate(output.value));
}

/** Names may themselves be put together, with `AWS::LanguageExtensions`. */
function withName(scope: Scope, value: JsonValue | undefined, func: string, use: (name: string) => Value): Value {
  if (typeof value === 'string') {
    return use(value);
  }
  return isObject(value)
    ? distribute([scope.evaluate(value)], ([found]) => {
        const name = found === undefined ? undefined : knownText(found);
        return name === undefined ? unknown(func) : use(name);
      })
    : unknown(func);
}
