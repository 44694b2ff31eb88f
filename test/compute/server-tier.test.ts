import type { Template } from 'aws-cdk-lib/assertions';
import { testSite } from '../support/test-site';
import { computeStack, propertiesOf, synthCompute, userDataText } from './support/synth-compute';

let standard: Template;

beforeAll(async () => {
  standard = (await synthCompute(testSite())).template;
}, 60_000);

describe('releases', () => {
  test('of both tiers are uploaded by one function, under keys that change with the content', () => {
    standard.resourceCountIs('AWS::Lambda::Function', 1);
    const keys = Object.values(standard.findResources('Custom::UploadedObject')).map(
      ({ Properties }) => (Properties as { readonly Key: string }).Key,
    );
    expect(keys.map((key) => key.replace(/[0-9a-f]{64}/, '<hash>')).sort()).toEqual([
      'releases/app/<hash>.zip',
      'releases/web/<hash>.zip',
    ]);
  });

  test('are not uploaded where they exist already', async () => {
    const { template } = await synthCompute(testSite(), (tier) => ({ releaseKey: `releases/${tier}/stored.zip` }));
    template.resourceCountIs('Custom::UploadedObject', 0);
    template.resourceCountIs('AWS::Lambda::Function', 0);
  });
});

test('a release its servers could not read is refused', () => {
  expect(() => computeStack(testSite(), () => ({ releaseKey: 'releases/web/stored.zip' }))).toThrow(
    'release key releases/web/stored.zip must begin with releases/app/',
  );
});

test('a server signals the group of its own tier and fetches the release it may read', () => {
  const script = userDataText(propertiesOf(standard, 'AWS::EC2::LaunchTemplate', 'App'));
  const [group] = Object.keys(standard.findResources('AWS::AutoScaling::AutoScalingGroup')).filter((id) =>
    id.startsWith('App'),
  );
  expect(script).toContain(`--logical-resource-id '${group}'`);
  expect(script).toContain("--stack-name '<reference>'");
  expect(script).toMatch(/--key 'releases\/app\/[0-9a-f]{64}\.zip'/);
  expect(script).toContain('TIER="app"');
  expect(script).toContain('APP_ORIGIN="https://app.internal"');
});

test('the log group is encrypted and named after the site', () => {
  expect(propertiesOf(standard, 'AWS::Logs::LogGroup', 'WebLogs')).toMatchObject({
    LogGroupName: '/test-site/web-servers',
    KmsKeyId: expect.stringContaining(':key/'),
  });
});

test('the same site gives the same template twice', async () => {
  expect((await synthCompute(testSite())).template.toJSON()).toEqual(standard.toJSON());
});
