import { describeValue, type JsonObject, type JsonValue } from '../../../lib/template';
import { codesOf, evaluateIn, modelFor } from '../support/evaluate-in';

const SECTIONS: JsonObject = {
  Transform: 'AWS::LanguageExtensions',
  Parameters: {
    Name: { Type: 'String' },
    Names: { Type: 'CommaDelimitedList' },
    Zone: { Type: 'AWS::EC2::AvailabilityZone::Name' },
    Subnet: { Type: 'AWS::EC2::Subnet::Id' },
  },
  Resources: { Topic: { Type: 'AWS::SNS::Topic' }, Vpc: { Type: 'AWS::EC2::VPC' } },
};

test.each<[string, JsonValue, JsonValue]>([
  ['joins', { 'Fn::Join': ['-', ['a', 1, true]] }, 'a-1-true'],
  ['joins nothing', { 'Fn::Join': ['-', []] }, ''],
  ['joins without what is absent', { 'Fn::Join': ['-', ['a', { Ref: 'AWS::NoValue' }, 'b']] }, 'a-b'],
  ['substitutes', { 'Fn::Sub': ['${x}/${AWS::Region}/${!y}', { x: 'z' }] }, 'z/ap-northeast-1/${y}'],
  ['substitutes nothing', { 'Fn::Sub': 'plain' }, 'plain'],
  ['selects', { 'Fn::Select': ['1', ['a', 'b']] }, 'b'],
  ['selects by a position that is put together', { 'Fn::Select': [{ 'Fn::Join': ['', ['1']] }, ['a', 'b']] }, 'b'],
  ['splits', { 'Fn::Split': [',', 'a,,b'] }, ['a', '', 'b']],
  ['counts', { 'Fn::Length': ['a', 'b', { Ref: 'Name' }] }, 3],
  ['writes JSON', { 'Fn::ToJsonString': { a: [1, 'b'] } }, '{"a":[1,"b"]}'],
  ['encodes', { 'Fn::Base64': 'hello' }, 'aGVsbG8='],
  [
    'splits at what no identifier holds',
    { 'Fn::Select': [1, { 'Fn::Split': [',', { 'Fn::Join': [',', [{ Ref: 'Topic' }, 'b']] }] }] },
    'b',
  ],
  [
    'splits beside an identifier',
    { 'Fn::Select': [1, { 'Fn::Split': [':', { 'Fn::Join': ['', [{ Ref: 'Subnet' }, ':b']] }] }] },
    'b',
  ],
])('%s', (_name, expression, value) => {
  expect(evaluateIn(SECTIONS, expression)).toEqual({ kind: 'known', value });
});

test.each<[string, JsonValue, string]>([
  ['the text around a parameter', { 'Fn::Sub': 'a-${Name}-b' }, 'a-${Name}-b'],
  ['one parameter alone', { 'Fn::Join': ['', ['', { Ref: 'Name' }]] }, '${Name}'],
  ['an item of a parameter', { 'Fn::Select': [2, { Ref: 'Names' }] }, '${Names[2]}'],
  [
    'a list that was joined and split',
    { 'Fn::Select': [1, { 'Fn::Split': ['|', { 'Fn::Join': ['|', { Ref: 'Names' }] }] }] },
    '${Names[1]}',
  ],
  [
    'an item of a parameter that is split',
    { 'Fn::Select': [0, { 'Fn::Split': [',', { Ref: 'Name' }] }] },
    '${Name[0]}',
  ],
])('keeps %s', (_name, expression, text) => {
  expect(describeValue(evaluateIn(SECTIONS, expression))).toBe(text);
});

test.each<[string, JsonValue]>([
  [
    'a list split elsewhere than it was joined',
    { 'Fn::Split': ['-', { 'Fn::Join': ['|', { 'Fn::GetAtt': ['Vpc', 'Ipv6CidrBlocks'] }] }] },
  ],
  ['an ARN that is split at a colon', { 'Fn::Split': [':', { Ref: 'Topic' }] }],
  ['a parameter in a text that is split', { 'Fn::Split': [',', { 'Fn::Sub': 'a,${Name}' }] }],
  ['two unknown neighbours', { 'Fn::Split': [',', { 'Fn::Sub': '${Topic}${Vpc}' }] }],
  ['a delimiter that reaches into a part', { 'Fn::Split': ['1a:', { 'Fn::Sub': 'x${Subnet}:y' }] }],
  ['an item at an unknown position', { 'Fn::Select': [{ Ref: 'Name' }, ['a', 'b']] }],
  ['the number of items of a parameter', { 'Fn::Length': { Ref: 'Names' } }],
  ['user data with a parameter', { 'Fn::Base64': { 'Fn::Sub': '${Name}' } }],
  ['JSON with a parameter', { 'Fn::ToJsonString': { a: { Ref: 'Name' } } }],
])('knows nothing about %s', (_name, expression) => {
  expect(evaluateIn(SECTIONS, expression).kind).toBe('unknown');
});

test('knows where a text is cut when the delimiter cannot reach into the part before it', () => {
  const split = { 'Fn::Split': ['1a:', { 'Fn::Sub': '1a:${Subnet},y' }] };
  expect(describeValue(evaluateIn(SECTIONS, { 'Fn::Select': [1, split] }))).toBe('${Subnet},y');
});

test.each<[string, JsonValue]>([
  ['a position beyond the end', { 'Fn::Select': [5, ['a']] }],
  ['a delimiter that is no text', { 'Fn::Join': [1, ['a']] }],
  ['a substitution in no text', { 'Fn::Sub': [['a'], {}] }],
])('tells %s', (_name, expression) => {
  expect(codesOf(modelFor(SECTIONS, expression))).toEqual(['INVALID_INTRINSIC']);
});

test('takes a joined list of an attribute for that list again', () => {
  const joined = { 'Fn::Join': ['||', { 'Fn::GetAtt': ['Vpc', 'Ipv6CidrBlocks'] }] };
  expect(evaluateIn(SECTIONS, { 'Fn::Select': [1, { 'Fn::Split': ['||', joined] }] })).toMatchObject({
    kind: 'reference',
    attribute: 'Ipv6CidrBlocks',
    item: 1,
  });
});

test.each<[string, JsonValue]>([
  ['that may begin in a text and end in the part after it', { 'Fn::Split': [':s', { 'Fn::Sub': 'x:${Subnet}' }] }],
  [
    'that stands in a joined list',
    {
      'Fn::Split': [
        '|',
        { 'Fn::Join': ['', ['a|', { 'Fn::Join': ['|', { 'Fn::GetAtt': ['Vpc', 'Ipv6CidrBlocks'] }] }]] },
      ],
    },
  ],
])('knows nothing about a text that is split at a delimiter %s', (_name, expression) => {
  expect(evaluateIn(SECTIONS, expression).kind).toBe('unknown');
});

test('a list that is joined and split at something else is another list', () => {
  const value = evaluateIn(SECTIONS, { 'Fn::Split': ['-', { 'Fn::Join': ['|', { Ref: 'Names' }] }] });
  expect(value).toMatchObject({ kind: 'symbol', id: 'split("-", join("|", param:Stack/Names))', type: 'List<String>' });
});
