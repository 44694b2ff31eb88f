import { asString, at, isList, isObject, type JsonObject, type JsonValue } from './json';
import type { TemplateStack } from './model';
import { literal, textOf, unknown, type Resolved, type Scope } from './resolved';

/** `Ref`: a resource, a pseudo parameter, or what a parent passes to a nested stack. */
export function resolveRef(scope: Scope, name: string): Resolved {
  const { stack } = scope;
  const resource = stack.byLogicalId.get(name);
  if (resource !== undefined) {
    return { kind: 'reference', resource, attribute: 'Ref' };
  }
  const pseudo = pseudoParameter(stack, name);
  if (pseudo !== undefined) {
    return literal(pseudo);
  }
  const passed = at(stack.parent?.properties, 'Parameters', name);
  return stack.parent !== undefined && passed !== undefined ? scope.resolve(passed, stack.parent.stack) : unknown(name);
}

/** The value of a pseudo parameter in a stack, or `${AWS::…}` where only the deployment tells. */
export function pseudoText(stack: TemplateStack, name: string): string {
  return pseudoParameter(stack, name) ?? `\${${name}}`;
}

function pseudoParameter(stack: TemplateStack, name: string): string | undefined {
  switch (name) {
    case 'AWS::Region':
      return stack.region;
    case 'AWS::AccountId':
      return stack.account;
    case 'AWS::StackName':
      return stack.parent === undefined ? stack.name : undefined;
    case 'AWS::Partition':
      return stack.region === undefined ? undefined : partitionOf(stack.region);
    case 'AWS::URLSuffix':
      return stack.region === undefined ? undefined : `amazonaws.com${stack.region.startsWith('cn-') ? '.cn' : ''}`;
    default:
      return undefined;
  }
}

function partitionOf(region: string): string {
  return region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/** `Fn::GetAtt`: an attribute, or an output of a nested stack. */
export function resolveGetAtt(scope: Scope, argument: JsonValue | undefined): Resolved {
  const path = isList(argument) ? argument : (asString(argument) ?? '').split(/\.(.*)/s, 2);
  const [logicalId, attribute] = path;
  const resource = typeof logicalId === 'string' ? scope.stack.byLogicalId.get(logicalId) : undefined;
  if (resource === undefined || typeof attribute !== 'string') {
    return unknown('Fn::GetAtt');
  }
  if (resource.type === 'AWS::CloudFormation::Stack' && attribute.startsWith('Outputs.')) {
    const nested = scope.model.stacks.find((candidate) => candidate.parent === resource);
    const output = nested?.outputs.find(({ name }) => name === attribute.slice('Outputs.'.length));
    return nested === undefined || output === undefined
      ? unknown(`${resource.logicalId}.${attribute}`)
      : scope.resolve(output.value, nested);
  }
  return { kind: 'reference', resource, attribute };
}

/** `Fn::ImportValue`: exports are per account and Region. */
export function resolveImport(scope: Scope, argument: JsonValue | undefined): Resolved {
  const name = textOf(scope.resolve(argument));
  for (const producer of scope.model.stacks) {
    if (producer.region !== scope.stack.region || producer.account !== scope.stack.account) {
      continue;
    }
    const output = producer.outputs.find(
      ({ exportName }) =>
        exportName === name || (isObject(exportName) && textOf(scope.resolve(exportName, producer)) === name),
    );
    if (output !== undefined) {
      return scope.resolve(output.value, producer);
    }
  }
  return unknown(`export ${name}`);
}

/** `Fn::GetStackOutput`: an output of a stack of any Region. */
export function resolveStackOutput(scope: Scope, argument: JsonObject): Resolved {
  const stackName = asString(argument['StackName']);
  const outputName = asString(argument['OutputName']);
  const region = asString(argument['Region']) ?? scope.stack.region;
  const producer = scope.model.stacks.find((candidate) => candidate.name === stackName && candidate.region === region);
  const output = producer?.outputs.find(({ name }) => name === outputName);
  return producer === undefined || output === undefined
    ? unknown(`output ${stackName ?? ''}.${outputName ?? ''}`)
    : scope.resolve(output.value, producer);
}
