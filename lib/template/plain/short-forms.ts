import type { JsonObject, JsonValue } from '../json';

/** Functions that have a short form, `!Name` for `Fn::Name`. */
const FUNCTIONS = new Set([
  'And',
  'Base64',
  'Cidr',
  'Contains',
  'EachMemberEquals',
  'EachMemberIn',
  'Equals',
  'FindInMap',
  'GetAZs',
  'GetStackOutput',
  'If',
  'ImportValue',
  'Join',
  'Length',
  'Not',
  'Or',
  'RefAll',
  'Select',
  'Split',
  'Sub',
  'ToJsonString',
  'Transform',
  'ValueOf',
  'ValueOfAll',
]);

/** The long form of `!Tag value`; `undefined` when the tag is none of CloudFormation's. */
export function shortForm(tag: string, value: JsonValue): JsonObject | undefined {
  const name = tag.replace(/^!/, '');
  if (name === 'Ref' || name === 'Condition') {
    return { [name]: value };
  }
  if (name === 'GetAtt') {
    return { 'Fn::GetAtt': typeof value === 'string' ? splitOnce(value) : value };
  }
  return FUNCTIONS.has(name) ? { [`Fn::${name}`]: value } : undefined;
}

/** Resource and attribute: the attribute may hold further dots. */
function splitOnce(text: string): readonly string[] {
  const dot = text.indexOf('.');
  return dot < 0 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}
