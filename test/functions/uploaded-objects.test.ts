import path from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { bundleFunctions, contentHash, UploadedObjects, type UploadedObjectsProps } from '../../lib/functions';
import { testApp } from '../support/test-app';
import { testSite } from '../support/test-site';

const directory = path.join(__dirname, '../fixtures/release');
const file = path.join(directory, 'server.mjs');
const hash = contentHash(directory);

const objects: UploadedObjectsProps['objects'] = [
  { key: `web/${hash}.zip`, assetPath: directory },
  { key: 'fallback/index.html', assetPath: file, contentType: 'text/html', cacheControl: 'no-store' },
];

function synthObjects(props: Partial<UploadedObjectsProps> = {}, encryption = BucketEncryption.S3_MANAGED): Template {
  const stack = new Stack(testApp(), 'Stack', { env: { region: 'ap-northeast-1' } });
  new UploadedObjects(stack, 'Objects', {
    site: testSite(),
    bucket: new Bucket(stack, 'Bucket', { encryption }),
    logKey: Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:ap-northeast-1:111111111111:key/1'),
    objects,
    ...props,
  });
  return Template.fromStack(stack);
}

interface Statement {
  readonly Sid?: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

function statements(of: Template): readonly Statement[] {
  const policies = Object.values(of.findResources('AWS::IAM::ManagedPolicy')) as {
    readonly Properties: { readonly PolicyDocument: { readonly Statement: readonly Statement[] } };
  }[];
  return policies.flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
}

let template: Template;

beforeAll(async () => {
  await bundleFunctions();
  template = synthObjects();
}, 60_000);

test('each object is a custom resource that names source, place, content and headers', () => {
  template.resourceCountIs('Custom::UploadedObject', 2);
  template.hasResourceProperties('Custom::UploadedObject', {
    Bucket: { Ref: Match.stringLikeRegexp('^Bucket') },
    Key: `web/${hash}.zip`,
    SourceBucket: { 'Fn::Sub': 'cdk-hnb659fds-assets-${AWS::AccountId}-ap-northeast-1' },
    SourceKey: Match.stringLikeRegexp('^[0-9a-f]{64}\\.zip$'),
    ContentHash: hash,
    ContentType: 'application/zip',
    CacheControl: Match.absent(),
    KeepVersions: Match.absent(),
    ServiceTimeout: '900',
  });
  template.hasResourceProperties('Custom::UploadedObject', {
    Key: 'fallback/index.html',
    SourceKey: Match.stringLikeRegexp('^[0-9a-f]{64}\\.mjs$'),
    ContentType: 'text/html',
    CacheControl: 'no-store',
  });
});

test('the resource of an object stays the same when its content moves to another key', () => {
  expect(Object.keys(template.findResources('Custom::UploadedObject')).sort()).toStrictEqual([
    expect.stringMatching(/^ObjectsFallbackIndexHtml[0-9A-F]{8}$/),
    expect.stringMatching(/^ObjectsWebZip[0-9A-F]{8}$/),
  ]);
});

test('a file without a type is only bytes', () => {
  synthObjects({ objects: [{ key: 'a', assetPath: file }] }).hasResourceProperties('Custom::UploadedObject', {
    ContentType: 'application/octet-stream',
  });
});

test('one function serves all objects', () => {
  template.resourceCountIs('AWS::Lambda::Function', 1);
  template.hasResourceProperties('AWS::Lambda::Function', {
    Timeout: 300,
    MemorySize: 256,
    ReservedConcurrentExecutions: 2,
  });
});

test('the function reads these assets and no other object of the bootstrap bucket', () => {
  const read = statements(template).find(({ Sid }) => Sid === 'ReadAssets');
  expect(read?.Action).toBe('s3:GetObject');
  expect(JSON.stringify(read?.Resource)).not.toContain('*');
});

test('the function decrypts assets of the bootstrap bucket, through S3 alone', () => {
  const decrypt = statements(template).find(({ Sid }) => Sid === 'DecryptAssets');
  expect(decrypt?.Action).toBe('kms:Decrypt');
  expect(JSON.stringify(decrypt?.Condition)).toMatch(/"kms:ViaService":.*"s3\.ap-northeast-1\."/);
  expect(JSON.stringify(decrypt?.Condition)).toContain('"kms:EncryptionContext:aws:s3:arn"');
});

test('the function writes and deletes beside its keys, and nowhere else in the bucket', () => {
  const write = statements(template).find(({ Sid }) => Sid === 'WriteObjects');
  expect(write?.Action).toStrictEqual(['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:GetObject', 's3:PutObject']);
  expect(JSON.stringify(write?.Resource)).toMatch(/"\/web\/\*"/);
  expect(JSON.stringify(write?.Resource)).toMatch(/"\/fallback\/\*"/);
  expect(JSON.stringify(write?.Resource)).not.toMatch(/"\/\*"/);
});

test('versions that are kept cannot be deleted by the function', () => {
  const kept = synthObjects({ keepVersions: true });
  kept.allResourcesProperties('Custom::UploadedObject', { KeepVersions: 'true' });
  expect(JSON.stringify(statements(kept))).not.toMatch(/Version"/);
});

test('a key of the bucket is granted through the managed policy', () => {
  const encrypted = synthObjects({}, BucketEncryption.KMS);
  encrypted.resourceCountIs('AWS::IAM::Policy', 0);
  expect(statements(encrypted).flatMap(({ Action }) => Action)).toEqual(
    expect.arrayContaining(['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*']),
  );
});

test('the hash of the content is known before anything is built', () => {
  const stack = new Stack(testApp(), 'Stack', { env: { region: 'ap-northeast-1' } });
  const uploaded = new UploadedObjects(stack, 'Objects', {
    site: testSite(),
    bucket: Bucket.fromBucketName(stack, 'Bucket', 'bucket'),
    logKey: Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:ap-northeast-1:111111111111:key/1'),
    objects,
  });
  expect(uploaded.contentHashes).toStrictEqual({ [`web/${hash}.zip`]: hash, 'fallback/index.html': contentHash(file) });
});

test.each([
  ['no object', []],
  [
    'two objects with one key',
    [
      { key: 'a', assetPath: file },
      { key: 'a', assetPath: directory },
    ],
  ],
])('%s is refused', (_what, wrong) => {
  expect(() => synthObjects({ objects: wrong })).toThrow(/must have distinct keys and be at least one/);
});

test.each(['', '/a', 'a/'])('the key %p is refused', (key) => {
  expect(() => synthObjects({ objects: [{ key, assetPath: file }] })).toThrow(/must name a file/);
});
