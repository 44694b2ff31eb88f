import { Stack, Tags } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { bundleFunctions } from '../../lib/functions';
import { starterSite, testSite } from '../support/test-site';
import { testApp } from '../support/test-app';
import { computeStack, propertiesOf, resourceOf } from './support/synth-compute';

const VPC_ORIGIN = 'AWS::CloudFront::VpcOrigin';

beforeAll(bundleFunctions);

function synthEntry(site = testSite()): Template {
  const app = testApp();
  Tags.of(app).add('owner', 'platform');
  return Template.fromStack(computeStack(site, undefined, app).stack);
}

test('with a domain CloudFront speaks TLS 1.2 to port 443 only', () => {
  expect(propertiesOf(synthEntry(), VPC_ORIGIN, 'EntryHttpsOrigin')).toEqual({
    VpcOriginEndpointConfig: {
      Arn: { Ref: expect.stringMatching(/^WebLoadBalancer/) },
      HTTPSPort: 443,
      Name: 'test-site-entry-https',
      OriginProtocolPolicy: 'https-only',
      OriginSSLProtocols: ['TLSv1.2'],
    },
  });
});

test('without a domain it speaks HTTP to port 80 only', () => {
  expect(propertiesOf(synthEntry(starterSite()), VPC_ORIGIN, 'EntryHttpOrigin')).toMatchObject({
    VpcOriginEndpointConfig: { HTTPPort: 80, Name: 'tiny-entry-http', OriginProtocolPolicy: 'http-only' },
  });
});

test('carries no tags, even when everything around it is tagged', () => {
  const template = synthEntry();
  expect(propertiesOf(template, VPC_ORIGIN, 'Entry')).not.toHaveProperty('Tags');
  expect(propertiesOf(template, 'AWS::ElasticLoadBalancingV2::LoadBalancer', 'Web')).toHaveProperty('Tags');
});

test('is another resource with a domain than without, because none can be updated while it is used', () => {
  const ids = [testSite(), testSite({ domain: undefined })].map((site) =>
    Object.keys(synthEntry(site).findResources(VPC_ORIGIN)).join(),
  );
  expect(new Set(ids).size).toBe(2);
});

test('exists only after the listener', () => {
  expect(resourceOf(synthEntry(), VPC_ORIGIN, 'Entry').DependsOn).toEqual([
    expect.stringMatching(/^WebLoadBalancerListener/),
  ]);
});

test('stays with its load balancer in one stack', () => {
  const { stack, web } = computeStack(testSite());
  expect(Stack.of(web.loadBalancer)).toBe(stack);
});
