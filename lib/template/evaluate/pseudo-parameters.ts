import type { TemplateStack } from '../model';
import { ABSENT, known, symbol, type AbsentValue, type KnownValue, type SymbolValue } from '../values/value';
import { environmentOf } from './model-index';
import type { Scope } from './scope';

const NAMES = [
  'AWS::AccountId',
  'AWS::NotificationARNs',
  'AWS::Partition',
  'AWS::Region',
  'AWS::StackId',
  'AWS::StackName',
  'AWS::URLSuffix',
];

/** The value of a pseudo parameter where a value stands; `undefined` when the name is none. */
export function findPseudoParameter(scope: Scope, name: string): AbsentValue | KnownValue | SymbolValue | undefined {
  if (name === 'AWS::NoValue') {
    return ABSENT;
  }
  return NAMES.includes(name) ? pseudoValue(scope, name) : undefined;
}

/** The symbol of a pseudo parameter that the stack leaves open. */
export function pseudoParameter(scope: Scope, name: string): SymbolValue {
  // What belongs to an environment is shared by the stacks that fit any; the rest is the stack's own.
  const owner = /StackId|StackName|NotificationARNs/.test(name)
    ? scope.stack.constructPath
    : environmentOf(scope.stack);
  const type = name === 'AWS::Region' ? 'Region' : name === 'AWS::NotificationARNs' ? 'List<String>' : 'String';
  return symbol(`pseudo:${owner}/${name}`, type, name);
}

/** The text of a pseudo parameter that the stack tells. */
export function pseudoText(stack: TemplateStack, name: string): string | undefined {
  switch (name) {
    case 'AWS::Region':
      return stack.region;
    case 'AWS::AccountId':
      return stack.account;
    case 'AWS::StackName':
      return stack.parent === undefined ? stack.name : undefined;
    case 'AWS::Partition':
      return stack.region === undefined ? undefined : partitionOf(stack.region)?.name;
    case 'AWS::URLSuffix':
      return stack.region === undefined ? undefined : partitionOf(stack.region)?.suffix;
    default:
      return undefined;
  }
}

function pseudoValue(scope: Scope, name: string): KnownValue | SymbolValue {
  const text = pseudoText(scope.stack, name);
  if (text !== undefined) {
    return known(text);
  }
  const open = pseudoParameter(scope, name);
  const bound = scope.options.world?.symbols.get(open.id);
  return bound === undefined ? open : known(bound);
}

function partitionOf(region: string): { readonly name: string; readonly suffix: string } | undefined {
  if (/^(us-iso|eu-iso|eusc-)/.test(region)) {
    // Partitions with suffixes of their own, which this project has no page to cite for.
    return undefined;
  }
  return region.startsWith('cn-')
    ? { name: 'aws-cn', suffix: 'amazonaws.com.cn' }
    : { name: region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws', suffix: 'amazonaws.com' };
}
