import { replaceForeignOutputs } from '../../../lib/local/localize/stack-outputs';
import type { JsonObject } from '../../../lib/template';
import { frozen } from './support/stacks';

const HERE = 'ap-northeast-1';
const output = (Region: string | undefined, OutputName = 'CertificateArn', StackName = 'Site-Edge'): JsonObject => ({
  'Fn::GetStackOutput': { StackName, OutputName, ...(Region === undefined ? {} : { Region }) },
});

test('an output of another Region is read by a resource of its own', () => {
  const { value, readers } = replaceForeignOutputs({ Outputs: { A: { Value: output('us-east-1') } } }, HERE);
  const [[id = '', reader] = []] = Object.entries(readers);
  expect(value).toStrictEqual({ Outputs: { A: { Value: { 'Fn::GetAtt': [id, 'Value'] } } } });
  expect(id).toMatch(/^LocalStackOutput[0-9a-f]{16}$/);
  expect(reader).toMatchObject({
    Type: 'Custom::LocalHonmaruLocalStackOutput',
    Properties: {
      Type: 'Honmaru::Local::StackOutput',
      Properties: { Region: 'us-east-1', StackName: 'Site-Edge', OutputName: 'CertificateArn' },
    },
  });
});

test('one that is read at several places is read once', () => {
  const places = { Resources: { A: [output('us-east-1'), output('us-east-1')] }, Outputs: output('us-east-1') };
  const { value, readers } = replaceForeignOutputs(places, HERE);
  expect(Object.keys(readers)).toHaveLength(1);
  expect(JSON.stringify(value)).not.toContain('GetStackOutput');
});

test('each Region, stack and output has a reader', () => {
  const outputs = [
    output('us-east-1'),
    output('us-west-2'),
    output('us-east-1', 'Other'),
    output('us-east-1', 'CertificateArn', 'Site-Other'),
  ];
  expect(Object.keys(replaceForeignOutputs({ outputs }, HERE).readers)).toHaveLength(4);
});

test.each([HERE, undefined])('an output of the own Region, named as %p, stays', (region) => {
  const template = { Resources: { A: output(region) } };
  expect(replaceForeignOutputs(template, HERE)).toStrictEqual({ value: template, readers: {} });
});

test('changes nothing in what it is given', () => {
  expect(() => replaceForeignOutputs(frozen({ A: [output('us-east-1'), null] }), HERE)).not.toThrow();
});

test('leaves lists, texts, numbers and what is null as they are', () => {
  const template = { A: [null, 1, 'x', [true]], B: null, C: { D: 0 } };
  expect(replaceForeignOutputs(template, HERE).value).toStrictEqual(template);
});
