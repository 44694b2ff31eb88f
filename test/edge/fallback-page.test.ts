import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Match } from 'aws-cdk-lib/assertions';
import { testSite } from '../support/test-site';
import { edgeTemplate } from './edge-stack';

const html = readFileSync(path.join(__dirname, '../../lib/edge/fallback/unavailable.html'), 'utf8');
const template = edgeTemplate(testSite());
const [bucketId] = Object.keys(template.findResources('AWS::S3::Bucket'));

describe('bucket', () => {
  test('is private, encrypted and versioned, and records accesses', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      VersioningConfiguration: { Status: 'Enabled' },
      LoggingConfiguration: {
        DestinationBucketName: { 'Fn::ImportValue': Match.anyValue() },
        LogFilePrefix: 'buckets/fallback/',
      },
    });
  });

  test('admits TLS, and of all readers only this distribution', () => {
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      Bucket: { Ref: bucketId },
      PolicyDocument: {
        Statement: [
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          {
            Effect: 'Allow',
            Principal: { Service: 'cloudfront.amazonaws.com' },
            Action: 's3:GetObject',
            Resource: Match.anyValue(),
            Condition: {
              StringEquals: {
                'AWS:SourceArn': {
                  'Fn::Join': [
                    '',
                    [
                      'arn:',
                      { Ref: 'AWS::Partition' },
                      ':cloudfront::',
                      { Ref: 'AWS::AccountId' },
                      ':distribution/',
                      { Ref: Match.stringLikeRegexp('^Distribution') },
                    ],
                  ],
                },
              },
            },
          },
        ],
      },
    });
  });

  test.each([
    [true, 'RetainExceptOnCreate'],
    [false, 'Delete'],
  ])('with protection %s has the deletion policy %s', (protection, DeletionPolicy) => {
    edgeTemplate(testSite({ protection })).hasResource('AWS::S3::Bucket', { DeletionPolicy });
  });
});

describe('page', () => {
  test('is uploaded to the path that the distribution serves', () => {
    template.hasResourceProperties('Custom::UploadedObject', {
      Bucket: { Ref: bucketId },
      Key: '_fallback/unavailable.html',
      ContentType: 'text/html; charset=utf-8',
      CacheControl: 'max-age=0, s-maxage=300, stale-if-error=86400',
    });
  });

  test('speaks Japanese and English', () => {
    expect(html).toContain('<html lang="ja">');
    expect(html).toContain('lang="en"');
    expect(html).toContain('ただいまご利用いただけません');
    expect(html).toContain('Temporarily unavailable');
  });

  test.each([
    ['a script', /<script/],
    ['another resource', /\b(?:src|srcset)=|<link|@import|url\(/],
    ['an address', /https?:/],
  ])('needs nothing else: %s', (_, pattern) => {
    expect(html).not.toMatch(pattern);
  });

  test('does not reload by itself, which would keep a site down that comes back', () => {
    expect(html).not.toContain('http-equiv');
  });

  test('fits narrow screens, dark screens and screen readers', () => {
    expect(html).toContain('name="viewport"');
    expect(html).toContain('prefers-color-scheme: dark');
    expect(html).toMatch(/<main>[^]*<h1[^]*<\/main>/);
  });

  test('is at most 3 KB', () => {
    expect(Buffer.byteLength(html)).toBeLessThanOrEqual(3 * 1024);
  });

  test('may use its style under the content security policy of the distribution', () => {
    const style = /<style>([^]*)<\/style>/.exec(html)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    template.hasResourceProperties('AWS::CloudFront::ResponseHeadersPolicy', {
      ResponseHeadersPolicyConfig: {
        SecurityHeadersConfig: {
          ContentSecurityPolicy: {
            ContentSecurityPolicy: Match.stringLikeRegexp(`'sha256-${hash.replace(/[+/]/g, '\\$&')}'`),
          },
        },
      },
    });
  });

  test('uses no inline style attribute, which the policy would refuse', () => {
    expect(html).not.toMatch(/\sstyle=/);
  });
});
