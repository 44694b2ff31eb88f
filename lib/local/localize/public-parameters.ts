import { HonmaruError } from '../../errors';
import { asObject, asString, at, type JsonObject, type JsonValue } from '../../template';

/** Public parameters of AWS that the emulator has not, by the beginning of their name. */
const PUBLIC_PARAMETERS: readonly { readonly prefix: string; readonly value: string }[] = [
  { prefix: '/aws/service/ami-', value: 'ami-0123456789abcdef0' },
];

/** Prefix that only AWS may use for names of Systems Manager parameters. */
const RESERVED = '/aws/';

/** Replaces parameters of a template that read a public parameter of AWS by constants. */
export function localizeParameters(stack: string, parameters: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, parameter]) => [name, localizeParameter(stack, name, parameter)]),
  );
}

function localizeParameter(stack: string, name: string, parameter: JsonValue | undefined): JsonValue | undefined {
  const type = asString(at(parameter, 'Type')) ?? '';
  const source = asString(at(parameter, 'Default')) ?? '';
  if (!type.startsWith('AWS::SSM::Parameter::Value<') || !source.startsWith(RESERVED)) {
    return parameter;
  }
  const constant = PUBLIC_PARAMETERS.find(({ prefix }) => source.startsWith(prefix));
  if (constant === undefined) {
    throw new HonmaruError([
      {
        path: `${stack}.Parameters.${name}`,
        must: `must read a public parameter that the local site knows (${PUBLIC_PARAMETERS.map(({ prefix }) => `${prefix}…`).join(', ')})`,
        got: `'${source}'`,
        hint: 'see "Adding a resource type" in docs/local.md of honmaru',
        code: 'LocalParameterUnknown',
      },
    ]);
  }
  return { ...asObject(parameter), Type: 'String', Default: constant.value };
}
