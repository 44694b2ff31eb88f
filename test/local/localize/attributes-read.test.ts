import { attributesRead } from '../../../lib/local/localize/attributes-read';
import type { JsonObject } from '../../../lib/template';

test.each<[string, JsonObject, readonly [string, readonly string[]][]]>([
  ['Fn::GetAtt', { 'Fn::GetAtt': ['Vpc', 'CidrBlock'] }, [['Vpc', ['CidrBlock']]]],
  ['a dot in the attribute', { 'Fn::GetAtt': ['Cluster', 'Endpoint.Port'] }, [['Cluster', ['Endpoint.Port']]]],
  ['Fn::GetAtt as text', { 'Fn::GetAtt': 'Cluster.Endpoint.Port' }, [['Cluster', ['Endpoint.Port']]]],
  ['Fn::GetAtt without an attribute', { 'Fn::GetAtt': 'Cluster' }, []],
  [
    'Fn::Sub',
    { 'Fn::Sub': '${Cluster.Endpoint.Port}-${Vpc.Id}-${Vpc}' },
    [
      ['Cluster', ['Endpoint.Port']],
      ['Vpc', ['Id']],
    ],
  ],
  [
    'Fn::Sub with values',
    { 'Fn::Sub': ['${Vpc.Id}${X}', { X: { 'Fn::GetAtt': ['A', 'B'] } }] },
    [
      ['Vpc', ['Id']],
      ['A', ['B']],
    ],
  ],
  ['a literal of Fn::Sub', { 'Fn::Sub': '${!Vpc.Id}' }, []],
  ['a pseudo parameter', { 'Fn::Sub': '${AWS::Region}' }, []],
  ['Ref', { Ref: 'Vpc' }, []],
])('%s', (_, value, read) => {
  expect([...attributesRead({ Resources: { Any: { Properties: { Deep: [value] } } } })]).toStrictEqual(read);
});

test('each attribute is named once, sorted', () => {
  const values = ['Port', 'Arn', 'Port'].map((attribute) => ({ 'Fn::GetAtt': ['Cluster', attribute] }));
  expect(attributesRead({ Outputs: values }).get('Cluster')).toStrictEqual(['Arn', 'Port']);
});
