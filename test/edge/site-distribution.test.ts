import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { testApp } from '../support/test-app';
import { starterSite, testSite } from '../support/test-site';
import { SiteDistribution } from '../../lib/edge';
import { CERTIFICATES, EdgeFixture, edgeTemplate } from './edge-stack';

const fixture = new EdgeFixture(testApp(), testSite());
const standard = edgeTemplate(testSite());
const imported = edgeTemplate(testSite({ domain: CERTIFICATES }));
const starter = edgeTemplate(starterSite());

interface DistributionConfig {
  readonly Origins: readonly Readonly<Record<string, unknown>>[];
  readonly CacheBehaviors: readonly Readonly<Record<string, unknown>>[];
  readonly DefaultCacheBehavior: Readonly<Record<string, unknown>>;
  readonly [name: string]: unknown;
}

function configOf(template: Template): DistributionConfig {
  const [resource] = Object.values(template.findResources('AWS::CloudFront::Distribution'));
  return resource?.Properties.DistributionConfig as DistributionConfig;
}

/** Whether a reference leads to a resource whose ID contains a text. */
function refTo(id: string): unknown {
  return { Ref: expect.stringContaining(id) as string };
}

const headersPolicy = { ResponseHeadersPolicyId: refTo('SecurityHeaders'), ViewerProtocolPolicy: 'redirect-to-https' };
const CACHING_OPTIMIZED = '658327ea-f89d-4fab-a63d-7e88639e58f6';
const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const ALL_VIEWER = '216adef6-5c7f-47e4-b989-5492eafa07d3';
const ALL_VIEWER_EXCEPT_HOST_HEADER = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

describe('origins', () => {
  const output = (OutputName: string) => ({
    'Fn::GetStackOutput': { StackName: 'Compute', OutputName, Region: 'ap-northeast-1' },
  });
  const entry = (id: string, readTimeout: number) => ({
    Id: id,
    DomainName: output('EntryDomainName'),
    ConnectionAttempts: 2,
    ConnectionTimeout: 2,
    VpcOriginConfig: {
      VpcOriginId: output('VpcOriginId'),
      OriginReadTimeout: readTimeout,
      OriginKeepaliveTimeout: 30,
    },
  });

  test('are the private entry load balancer, at two speeds, and the bucket of the fallback page', () => {
    expect(configOf(standard).Origins).toEqual([
      entry('entry', 20),
      entry('entry-assets', 5),
      {
        Id: 'fallback',
        DomainName: { 'Fn::GetAtt': [expect.stringContaining('FallbackPage'), 'RegionalDomainName'] },
        ConnectionAttempts: 2,
        ConnectionTimeout: 2,
        OriginAccessControlId: { 'Fn::GetAtt': [expect.stringContaining('FallbackAccess'), 'Id'] },
        S3OriginConfig: { OriginAccessIdentity: '' },
      },
    ]);
  });

  test('form no group, which would forbid POST', () => {
    expect(configOf(standard)).not.toHaveProperty('OriginGroups');
  });

  test('are not made here, where a tag would break them', () => {
    standard.resourceCountIs('AWS::CloudFront::VpcOrigin', 0);
  });

  test('let the distribution alone read the fallback page', () => {
    standard.hasResourceProperties('AWS::CloudFront::OriginAccessControl', {
      OriginAccessControlConfig: {
        Name: 'test-site-fallback',
        OriginAccessControlOriginType: 's3',
        SigningBehavior: 'always',
        SigningProtocol: 'sigv4',
      },
    });
  });
});

describe('behaviors', () => {
  test('send everything to the entry load balancer, with all methods, uncached', () => {
    expect(configOf(standard).DefaultCacheBehavior).toEqual({
      ...headersPolicy,
      TargetOriginId: 'entry',
      AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'],
      CachePolicyId: CACHING_DISABLED,
      OriginRequestPolicyId: ALL_VIEWER,
      Compress: true,
    });
  });

  test('hide the host from the load balancer without a domain', () => {
    expect(configOf(starter).DefaultCacheBehavior).toMatchObject({
      OriginRequestPolicyId: ALL_VIEWER_EXCEPT_HOST_HEADER,
    });
  });

  test('cache files and read the fallback page, and nothing else', () => {
    expect(configOf(standard).CacheBehaviors).toEqual([
      {
        ...headersPolicy,
        PathPattern: '/assets/*',
        TargetOriginId: 'entry-assets',
        AllowedMethods: ['GET', 'HEAD', 'OPTIONS'],
        CachePolicyId: refTo('AssetCache'),
        Compress: true,
      },
      {
        ...headersPolicy,
        PathPattern: '/_fallback/*',
        TargetOriginId: 'fallback',
        AllowedMethods: ['GET', 'HEAD'],
        CachePolicyId: CACHING_OPTIMIZED,
        Compress: true,
      },
    ]);
  });

  test('cache files by path and host, never by what a viewer can invent', () => {
    standard.hasResourceProperties('AWS::CloudFront::CachePolicy', {
      CachePolicyConfig: {
        Name: 'test-site-assets',
        MinTTL: 1,
        DefaultTTL: 86400,
        MaxTTL: 31536000,
        ParametersInCacheKeyAndForwardedToOrigin: {
          HeadersConfig: { HeaderBehavior: 'whitelist', Headers: ['Host'] },
          CookiesConfig: { CookieBehavior: 'none' },
          QueryStringsConfig: { QueryStringBehavior: 'none' },
          EnableAcceptEncodingBrotli: true,
          EnableAcceptEncodingGzip: true,
        },
      },
    });
  });

  test('cache files by path alone without a domain', () => {
    starter.resourceCountIs('AWS::CloudFront::CachePolicy', 0);
    expect(configOf(starter).CacheBehaviors[0]).toMatchObject({ CachePolicyId: CACHING_OPTIMIZED });
  });
});

describe('error pages', () => {
  test('map 502, 503 and 504 to the fallback page, and nothing else', () => {
    expect(configOf(standard).CustomErrorResponses).toEqual(
      [502, 503, 504].map((ErrorCode) => ({
        ErrorCode,
        ErrorCachingMinTTL: 5,
        ResponseCode: 503,
        ResponsePagePath: '/_fallback/unavailable.html',
      })),
    );
  });
});

describe('viewers', () => {
  test('reach the domain with a certificate made for it', () => {
    expect(configOf(standard)).toMatchObject({
      Aliases: ['tickets.example.jp'],
      ViewerCertificate: {
        AcmCertificateArn: refTo('ViewerCertificate'),
        MinimumProtocolVersion: 'TLSv1.2_2021',
        SslSupportMethod: 'sni-only',
      },
    });
  });

  test('reach the domain with a certificate that exists', () => {
    expect(configOf(imported)).toMatchObject({
      Aliases: ['tickets.example.jp'],
      ViewerCertificate: { AcmCertificateArn: CERTIFICATES.edgeCertificateArn },
    });
  });

  test('reach the cloudfront.net name without a domain', () => {
    expect(configOf(starter)).not.toHaveProperty('Aliases');
    expect(configOf(starter)).not.toHaveProperty('ViewerCertificate');
  });

  test('speak HTTP/2, HTTP/3 and IPv6', () => {
    expect(configOf(standard)).toMatchObject({ HttpVersion: 'http2and3', IPV6Enabled: true, Enabled: true });
  });

  test('pass the web ACL', () => {
    expect(configOf(standard).WebACLId).toEqual({ 'Fn::GetAtt': [expect.stringContaining('WebAcl'), 'Arn'] });
  });

  test('are restricted by country in the web ACL alone', () => {
    const geo = { kind: 'allow', countries: ['JP'] } as const;
    expect(configOf(edgeTemplate(testSite({ edge: { geo } })))).not.toHaveProperty('Restrictions');
  });

  test.each([
    ['a domain and no certificate', testSite(), false],
    ['a certificate and no domain', starterSite(), true],
  ])('cannot be served with %s', (_, site, withCertificate) => {
    const { stack, webAcl } = new EdgeFixture(testApp(), testSite());
    const build = () =>
      new SiteDistribution(stack, 'Other', {
        site,
        originDomainName: 'internal-entry.elb.amazonaws.com',
        vpcOriginId: 'vo_1',
        webAclArn: webAcl.webAclArn,
        ...(withCertificate
          ? { certificate: Certificate.fromCertificateArn(stack, 'Imported', CERTIFICATES.edgeCertificateArn) }
          : {}),
        logBucket: fixture.logBucket,
        logKey: fixture.logKey,
      });
    expect(build).toThrow('a distribution has a certificate exactly if the site has a domain');
  });
});

describe('metrics', () => {
  test.each([
    ['Requests', fixture.siteDistribution.metricRequests(), 'Sum'],
    ['4xxErrorRate', fixture.siteDistribution.metric4xxErrorRate(), 'Average'],
    ['5xxErrorRate', fixture.siteDistribution.metric5xxErrorRate(), 'Average'],
    ['503ErrorRate', fixture.siteDistribution.metric503ErrorRate(), 'Average'],
    ['OriginLatency', fixture.siteDistribution.metricOriginLatency(), 'Average'],
  ])('offer %s of this distribution', (metricName, metric, statistic) => {
    expect(metric).toMatchObject({ namespace: 'AWS/CloudFront', metricName, statistic, region: 'us-east-1' });
    expect(fixture.stack.resolve(metric.dimensions)).toEqual({
      DistributionId: refTo('Distribution'),
      Region: 'Global',
    });
  });

  test('include those that cost extra', () => {
    standard.hasResourceProperties('AWS::CloudFront::MonitoringSubscription', {
      DistributionId: { Ref: Match.stringLikeRegexp('^Distribution') },
      MonitoringSubscription: { RealtimeMetricsSubscriptionConfig: { RealtimeMetricsSubscriptionStatus: 'Enabled' } },
    });
  });
});
