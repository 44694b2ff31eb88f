import { Match } from 'aws-cdk-lib/assertions';
import { testApp } from '../support/test-app';
import { testSite } from '../support/test-site';
import { EDGE_WITH_EVERYTHING, EdgeFixture, edgeTemplate, rulesOf, webAclOf } from './edge-stack';

const GROUP_RULES = ['AntiDdos', 'IpReputation', 'KnownBadInputs', 'Core', 'SqlInjection'];
const standard = edgeTemplate(testSite());
const everything = edgeTemplate(testSite({ edge: EDGE_WITH_EVERYTHING }));
const fixture = new EdgeFixture(testApp(), testSite());

describe('web ACL', () => {
  test('judges sources first, then rates, then content', () => {
    expect(rulesOf(everything).map(({ Name }) => Name)).toEqual([
      'SourceNotAllowed',
      'SourceBlocked',
      'CountryBlocked',
      'ForeignHost',
      'AntiDdos',
      'IpReputation',
      'SalesUrls-20-in-60',
      'SalesUrls-100-in-300',
      'RequestsPerSource',
      'KnownBadInputs',
      'Core',
      'SqlInjection',
    ]);
    expect(rulesOf(everything).map(({ Priority }) => Priority)).toEqual(rulesOf(everything).map((_, index) => index));
  });

  test('measures each rule under its name', () => {
    for (const { Name, VisibilityConfig } of rulesOf(everything)) {
      expect(VisibilityConfig).toEqual({
        CloudWatchMetricsEnabled: true,
        MetricName: Name,
        SampledRequestsEnabled: true,
      });
    }
  });

  test('is made for CloudFront and lets through what no rule blocks', () => {
    standard.resourceCountIs('AWS::WAFv2::WebACL', 1);
    standard.resourceCountIs('AWS::WAFv2::WebACLAssociation', 0);
    standard.hasResourceProperties('AWS::WAFv2::WebACL', {
      Name: 'test-site-edge',
      Scope: 'CLOUDFRONT',
      DefaultAction: { Allow: {} },
      VisibilityConfig: { MetricName: 'test-site-edge' },
    });
    expect(fixture.stack.region).toBe('us-east-1');
  });

  test('hides credentials from sampled requests', () => {
    expect(webAclOf(standard).Properties.DataProtectionConfig).toEqual({
      DataProtections: [
        {
          Action: 'SUBSTITUTION',
          Field: { FieldType: 'SINGLE_HEADER', FieldKeys: ['authorization', 'cookie'] },
          ExcludeRuleMatchDetails: false,
          ExcludeRateBasedDetails: false,
        },
      ],
    });
  });
});

describe('logs', () => {
  test('go to an encrypted log group that WAF accepts', () => {
    standard.hasResource('AWS::Logs::LogGroup', {
      Properties: {
        LogGroupName: 'aws-waf-logs-test-site-edge',
        KmsKeyId: { 'Fn::ImportValue': Match.anyValue() },
        RetentionInDays: testSite().operations.logRetentionDays,
      },
    });
  });

  test('name the log group without the end that WAF refuses', () => {
    const [logging] = Object.values(standard.findResources('AWS::WAFv2::LoggingConfiguration'));
    expect(logging?.Properties.LogDestinationConfigs).toEqual([
      {
        'Fn::Join': [
          '',
          [
            'arn:aws:logs:us-east-1:',
            { Ref: 'AWS::AccountId' },
            ':log-group:',
            { Ref: expect.stringContaining('LoggingLogGroup') as string },
          ],
        ],
      },
    ]);
  });

  test('hold what was not allowed, without credentials', () => {
    standard.hasResourceProperties('AWS::WAFv2::LoggingConfiguration', {
      RedactedFields: [{ SingleHeader: { Name: 'authorization' } }, { SingleHeader: { Name: 'cookie' } }],
      LoggingFilter: {
        DefaultBehavior: 'DROP',
        Filters: [
          {
            Behavior: 'KEEP',
            Requirement: 'MEETS_ANY',
            Conditions: [
              { ActionCondition: { Action: 'BLOCK' } },
              { ActionCondition: { Action: 'CAPTCHA' } },
              { ActionCondition: { Action: 'CHALLENGE' } },
              { ActionCondition: { Action: 'COUNT' } },
              { ActionCondition: { Action: 'EXCLUDED_AS_COUNT' } },
            ],
          },
        ],
      },
    });
  });

  test('need no resource policy of ours', () => {
    standard.resourceCountIs('AWS::Logs::ResourcePolicy', 0);
  });
});

describe('metrics', () => {
  const dimensions = (metric: { readonly dimensions?: unknown }) => metric.dimensions;

  test('count blocked requests of all rules', () => {
    const metric = fixture.webAcl.metricBlockedRequests();
    expect(metric).toMatchObject({ namespace: 'AWS/WAFV2', metricName: 'BlockedRequests', statistic: 'Sum' });
    expect(dimensions(metric)).toEqual({ Rule: 'ALL', WebACL: 'test-site-edge' });
  });

  test.each(GROUP_RULES)('count blocked requests of %s', (ruleName) => {
    expect(fixture.webAcl.ruleNames).toContain(ruleName);
    expect(dimensions(fixture.webAcl.metricBlockedRequests({ ruleName }))).toEqual({
      Rule: ruleName,
      WebACL: 'test-site-edge',
    });
  });

  test('count allowed and counted requests', () => {
    expect(fixture.webAcl.metricAllowedRequests().metricName).toBe('AllowedRequests');
    expect(fixture.webAcl.metricCountedRequests().metricName).toBe('CountedRequests');
  });
});
