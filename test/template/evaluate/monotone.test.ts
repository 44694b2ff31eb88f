import fc from 'fast-check';
import {
  createEvaluator,
  keyOf,
  modelOfTemplate,
  type JsonObject,
  type JsonValue,
  type Value,
} from '../../../lib/template';

/*
 * Giving a value to a parameter only refines what was known: a value that was known stays, and what was one of
 * several, or a text with open parts, becomes one that was possible before.
 */

const NAMES = ['A', 'B', 'L'] as const;
const WORDS = ['x', 'y', 'x,y', '10.0.0.0/16'];

const leaf: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.constantFrom<JsonValue>('x', 'y', 'a,b', 'x:y', '10.0.0.0/16', 1),
  fc.constantFrom<JsonValue>(
    { Ref: 'A' },
    { Ref: 'B' },
    { Ref: 'AWS::Region' },
    { Ref: 'Topic' },
    { Ref: 'AWS::NoValue' },
  ),
);

const expressions = fc.letrec<{ text: JsonValue; list: JsonValue }>((tie) => ({
  text: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    leaf,
    fc.tuple(fc.constantFrom('', ',', '-'), tie('list')).map(([by, list]) => ({ 'Fn::Join': [by, list] })),
    fc.tuple(fc.constantFrom(0, 1), tie('list')).map(([index, list]) => ({ 'Fn::Select': [index, list] })),
    fc
      .tuple(fc.constantFrom('C', 'D', 'E'), tie('text'), tie('text'))
      .map(([name, then, otherwise]) => ({ 'Fn::If': [name, then, otherwise] })),
    tie('text').map((key) => ({ 'Fn::FindInMap': ['M', key, 'v', { DefaultValue: 'none' }] })),
    tie('text').map((value) => ({ 'Fn::Sub': ['<${v}>', { v: value }] })),
    tie('text').map((value) => ({ 'Fn::Base64': value })),
    tie('list').map((value) => ({ 'Fn::Length': value })),
    tie('text').map((block) => ({ 'Fn::Select': [1, { 'Fn::Cidr': [block, 2, 8] }] })),
    fc.constant({ 'Fn::GetAtt': ['Vpc', 'CidrBlock'] }),
  ),
  list: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.array(tie('text'), { minLength: 1, maxLength: 3 }),
    fc.tuple(fc.constantFrom(',', ':'), tie('text')).map(([by, text]) => ({ 'Fn::Split': [by, text] })),
    fc.constant({ Ref: 'L' }),
    fc.tuple(tie('list'), tie('list')).map(([then, otherwise]) => ({ 'Fn::If': ['C', then, otherwise] })),
  ),
}));

/** What an expression is; `undefined` when CloudFormation would refuse the template, so that nothing is deployed. */
function evaluate(expression: JsonValue, parameters: Readonly<Record<string, JsonValue>>): Value | undefined {
  const template: JsonObject = {
    Transform: 'AWS::LanguageExtensions',
    Parameters: {
      A: { Type: 'String', Default: 'x' },
      B: { Type: 'String', AllowedValues: WORDS },
      L: { Type: 'CommaDelimitedList' },
    },
    Mappings: { M: { x: { v: 'mx' }, y: { v: 'my' } } },
    Conditions: {
      C: { 'Fn::Equals': [{ Ref: 'A' }, 'x'] },
      D: { 'Fn::Equals': [{ Ref: 'B' }, { Ref: 'A' }] },
      E: { 'Fn::And': [{ Condition: 'C' }, { 'Fn::Not': [{ Condition: 'D' }] }] },
    },
    Resources: {
      Topic: { Type: 'AWS::SNS::Topic' },
      Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: { Ref: 'A' } } },
      Probe: { Type: 'Test::Probe', Properties: { Value: expression } },
    },
  };
  const model = modelOfTemplate(template, { region: 'eu-west-1', parameters });
  const probe = model.resources.find(({ logicalId }) => logicalId === 'Probe');
  let isRefused = false;
  const evaluator = createEvaluator(model, {}, (code) => {
    isRefused ||= code === 'INVALID_INTRINSIC';
  });
  const value = probe && evaluator.property(probe, 'Value');
  return isRefused ? undefined : value;
}

/** Whether `finer` says nothing that `coarser` ruled out. */
function refines(finer: Value, coarser: Value): boolean {
  if (coarser.kind === 'unknown' || keyOf(finer) === keyOf(coarser)) {
    return true;
  }
  if (finer.kind === 'one-of') {
    return finer.alternatives.every(({ value }) => refines(value, coarser));
  }
  switch (coarser.kind) {
    case 'one-of':
      return coarser.alternatives.some(({ value }) => refines(finer, value));
    case 'symbol':
      return finer.kind !== 'absent' && finer.kind !== 'object';
    case 'text':
      return finer.kind === 'unknown' ? false : new RegExp(`^${patternOf(coarser)}$`, 's').test(keyText(finer));
    case 'list': {
      const items = itemsOf(finer);
      return (
        items?.length === coarser.items.length && coarser.items.every((item, i) => refines(items[i] ?? item, item))
      );
    }
    case 'known':
    case 'reference':
    case 'object':
    case 'absent':
      return false;
  }
}

function itemsOf(value: Value): readonly Value[] | undefined {
  return value.kind === 'list'
    ? value.items
    : value.kind === 'known' && Array.isArray(value.value)
      ? (value.value as readonly JsonValue[]).map((item) => ({ kind: 'known', value: item }))
      : undefined;
}

function keyText(value: Value): string {
  return value.kind === 'text'
    ? value.parts.map(keyText).join('')
    : value.kind === 'known'
      ? String(value.value)
      : keyOf(value);
}

function patternOf(value: Value): string {
  if (value.kind === 'text') {
    return value.parts.map(patternOf).join('');
  }
  return value.kind === 'known' || value.kind === 'reference'
    ? keyText(value).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    : '.*';
}

const given = fc.record(
  { A: fc.constantFrom(...WORDS), B: fc.constantFrom(...WORDS), L: fc.constantFrom('x', 'x,y', 'y,x,y') },
  { requiredKeys: [] },
);

test('giving a value to a parameter only refines the result', () => {
  fc.assert(
    fc.property(expressions.text, given, fc.subarray([...NAMES]), (expression, values, first) => {
      const some = Object.fromEntries(Object.entries(values).filter(([name]) => first.includes(name as 'A')));
      const [before, between, after] = [{}, some, values].map((parameters) => evaluate(expression, parameters));
      const steps = [before, between, after].filter((value) => value !== undefined);
      const isRefined = steps.every((value, index) => index === 0 || refines(value, steps[index - 1] ?? value));
      if (!isRefined) {
        throw new Error(JSON.stringify(steps));
      }
    }),
    { numRuns: 2000 },
  );
});

test('with every parameter given nothing is one of several', () => {
  fc.assert(
    fc.property(expressions.text, (expression) => {
      // What a resource is called only the deployment tells.
      fc.pre(!JSON.stringify(expression).includes('Topic'));
      expect(evaluate(expression, { A: 'x', B: 'y', L: 'x,y,x' })?.kind).not.toBe('one-of');
    }),
    { numRuns: 500 },
  );
});

test('the check itself finds a value that was ruled out', () => {
  const text = (value: JsonValue): Value => ({ kind: 'known', value });
  const either: Value = {
    kind: 'one-of',
    because: 'test',
    alternatives: [
      { value: text('a'), when: '1' },
      { value: text('b'), when: '2' },
    ],
  };
  expect([refines(text('c'), either), refines(text('b'), text('a')), refines(either, text('a'))]).toEqual([
    false,
    false,
    false,
  ]);
});
