import { localizeParameters } from '../../../lib/local/localize/public-parameters';

const PUBLIC = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64';

test('a public image becomes a constant', () => {
  const image = { Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', Default: PUBLIC, Description: 'd' };
  expect(localizeParameters('Stack', { Image: image })).toStrictEqual({
    Image: { Type: 'String', Default: 'ami-0123456789abcdef0', Description: 'd' },
  });
});

test.each([
  [
    'a parameter of the account itself',
    { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk-bootstrap/x/version' },
  ],
  ['a text that only looks like one', { Type: 'String', Default: PUBLIC }],
  ['one without a default', { Type: 'AWS::SSM::Parameter::Value<String>' }],
])('%s stays', (_, parameter) => {
  expect(localizeParameters('Stack', { A: parameter })).toStrictEqual({ A: parameter });
});

test('refuses a public parameter that it does not know', () => {
  const Default = '/aws/service/global-infrastructure/regions';
  expect(() => localizeParameters('Stack', { A: { Type: 'AWS::SSM::Parameter::Value<String>', Default } })).toThrow(
    `Stack.Parameters.A: must read a public parameter that the local site knows (/aws/service/ami-…), got '${Default}'; see "Adding a resource type" in docs/local.md of honmaru [LocalParameterUnknown]`,
  );
});
