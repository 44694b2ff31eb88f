import { isObject, type JsonValue } from '../json';
import { distribute } from '../values/alternatives';
import { containsUnknown, keyOf } from '../values/key-of';
import { describeValue, knownText } from '../values/read-value';
import { symbol, unknown, type Value } from '../values/value';
import { environmentOf } from './model-index';
import type { Scope } from './scope';

/** `Fn::ImportValue`: exports are per account and Region. */
export function evaluateImport(scope: Scope, argument: JsonValue | undefined): Value {
  return distribute([scope.evaluate(argument)], ([name]) => {
    if (name === undefined) {
      return unknown('Fn::ImportValue');
    }
    const found = containsUnknown(name) ? undefined : scope.index.findExport(scope.stack, name);
    const text = describeValue(name);
    if (found !== undefined) {
      return scope.follow(`output:${found.stack.constructPath}/${found.output.name}`, found.stack, (inner) =>
        inner.evaluate(found.output.value),
      );
    }
    scope.note(
      'MISSING_EXPORT',
      knownText(name) === undefined
        ? `which export ${text} names is only known at deployment: nothing is known about the value`
        : `${text} is exported by no stack of ${environmentOf(scope.stack)} that was read: nothing is known about it`,
    );
    return containsUnknown(name)
      ? unknown(`export ${text}`)
      : symbol(`export:${environmentOf(scope.stack)}/${keyOf(name)}`, 'String', `export ${text}`);
  });
}

/** `Fn::GetStackOutput`: an output of a stack of any account and Region. */
export function evaluateStackOutput(scope: Scope, argument: JsonValue | undefined): Value {
  const given = isObject(argument) ? argument : {};
  const keys = ['StackName', 'OutputName', 'Region', 'RoleArn'].map((key) => scope.evaluate(given[key]));
  return distribute(keys, ([stackName, outputName, region, role]) => {
    const stackText = textOr(stackName, '');
    const outputText = textOr(outputName, '');
    const regionText = textOr(region, scope.stack.region);
    const account = accountOf(role, scope.stack.account);
    const producer = scope.model.stacks.find(
      (candidate) => candidate.name === stackText && candidate.region === regionText && candidate.account === account,
    );
    const output = producer?.outputs.find(({ name }) => name === outputText);
    if (producer !== undefined && output !== undefined) {
      return scope.follow(`output:${producer.constructPath}/${output.name}`, producer, (inner) =>
        inner.evaluate(output.value),
      );
    }
    const label = `output ${stackText ?? ''}.${outputText ?? ''}`;
    scope.note('MISSING_OUTPUT', `${label} is in no stack of ${account ?? '-'}/${regionText ?? '-'} that was read`);
    return stackText === undefined || outputText === undefined
      ? unknown(label)
      : symbol(`output:${account ?? '-'}/${regionText ?? '-'}/${stackText}/${outputText}`, 'String', label);
  });
}

function textOr(value: Value | undefined, missing: string | undefined): string | undefined {
  return value === undefined || value.kind === 'absent' ? missing : knownText(value);
}

/** An output of another account is read with a role of that account. */
function accountOf(role: Value | undefined, own: string | undefined): string | undefined {
  const text = role === undefined || role.kind === 'absent' ? undefined : describeValue(role);
  return text === undefined ? own : (/:iam::(\d+):role/.exec(text)?.[1] ?? own);
}
