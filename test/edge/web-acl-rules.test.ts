import type { Template } from 'aws-cdk-lib/assertions';
import type { Site } from '../../lib/site';
import { starterSite, testSite } from '../support/test-site';
import { EDGE_WITH_EVERYTHING, edgeTemplate, ruleOf, rulesOf, webAclOf } from './edge-stack';

const standard = edgeTemplate(testSite());
const starter = edgeTemplate(starterSite());
const everything = edgeTemplate(testSite({ edge: EDGE_WITH_EVERYTHING }));

function statementOf(template: Template, name: string): unknown {
  return ruleOf(template, name)?.Statement;
}

function withEdge(edge: Partial<Site['edge']>): Template {
  const site = testSite();
  return edgeTemplate({ ...site, edge: { ...site.edge, ...edge } });
}

describe('limits', () => {
  const tooMany = (seconds: string) => ({
    Block: {
      CustomResponse: {
        ResponseCode: 429,
        CustomResponseBodyKey: 'TooManyRequests',
        ResponseHeaders: [
          { Name: 'cache-control', Value: 'no-store' },
          { Name: 'retry-after', Value: seconds },
        ],
      },
    },
  });
  const transformations = [
    { Priority: 0, Type: 'URL_DECODE' },
    { Priority: 1, Type: 'NORMALIZE_PATH' },
    { Priority: 2, Type: 'LOWERCASE' },
  ];
  const startsWith = (path: string) => ({
    ByteMatchStatement: {
      FieldToMatch: { UriPath: {} },
      PositionalConstraint: 'STARTS_WITH',
      SearchString: path,
      TextTransformations: transformations,
    },
  });

  test('limits requests of one source in five minutes', () => {
    expect(ruleOf(everything, 'RequestsPerSource')).toMatchObject({
      Action: tooMany('300'),
      Statement: { RateBasedStatement: { AggregateKeyType: 'IP', EvaluationWindowSec: 300, Limit: 5000 } },
    });
  });

  test('counts per source and path under a sales URL', () => {
    expect(ruleOf(standard, 'SalesUrls-20-in-60')).toMatchObject({
      Action: tooMany('60'),
      Statement: {
        RateBasedStatement: {
          AggregateKeyType: 'CUSTOM_KEYS',
          CustomKeys: [{ IP: {} }, { UriPath: { TextTransformations: transformations } }],
          EvaluationWindowSec: 60,
          Limit: 20,
          ScopeDownStatement: startsWith('/sale/spring-tour'),
        },
      },
    });
  });

  test('needs one rule for all sales URLs with the same limit', () => {
    expect(statementOf(everything, 'SalesUrls-20-in-60')).toMatchObject({
      RateBasedStatement: {
        ScopeDownStatement: {
          OrStatement: { Statements: [startsWith('/sale/autumn-tour'), startsWith('/sale/spring-tour')] },
        },
      },
    });
  });

  test('compares paths in lower case, as requests are', () => {
    expect(statementOf(everything, 'SalesUrls-100-in-300')).toMatchObject({
      RateBasedStatement: { EvaluationWindowSec: 300, Limit: 100, ScopeDownStatement: startsWith('/lottery') },
    });
  });

  test('has no rule for sales URLs without one', () => {
    expect(rulesOf(starter).map(({ Name }) => Name)).not.toContainEqual(expect.stringContaining('SalesUrls'));
  });

  test('answers with a page that WAF takes', () => {
    const bodies = webAclOf(standard).Properties.CustomResponseBodies as Record<string, { Content: string }>;
    expect(Object.keys(bodies)).toEqual(['TooManyRequests']);
    expect(Buffer.byteLength(bodies.TooManyRequests?.Content ?? '')).toBeLessThanOrEqual(4096);
    expect(bodies.TooManyRequests).toMatchObject({ ContentType: 'TEXT_HTML' });
  });
});

describe('sources', () => {
  const ipSet = (id: string) => ({
    IPSetReferenceStatement: { Arn: { 'Fn::GetAtt': [expect.stringMatching(id), 'Arn'] } },
  });

  test('keeps IPv4 and IPv6 in sets of their own', () => {
    const sets = Object.values(everything.findResources('AWS::WAFv2::IPSet')).map((set) => set.Properties as unknown);
    expect(sets).toEqual([
      { Addresses: ['203.0.113.0/24', '192.0.2.0/24'], IPAddressVersion: 'IPV4', Scope: 'CLOUDFRONT' },
      { Addresses: ['198.51.100.0/24'], IPAddressVersion: 'IPV4', Scope: 'CLOUDFRONT' },
      { Addresses: ['2001:db8:bad::/48'], IPAddressVersion: 'IPV6', Scope: 'CLOUDFRONT' },
    ]);
  });

  test('blocks every source outside the allowed ranges', () => {
    expect(ruleOf(everything, 'SourceNotAllowed')).toMatchObject({
      Action: { Block: {} },
      Statement: { NotStatement: { Statement: ipSet('AllowedSourcesV4') } },
    });
  });

  test('blocks sources inside the blocked ranges of either version', () => {
    expect(ruleOf(everything, 'SourceBlocked')).toMatchObject({
      Action: { Block: {} },
      Statement: { OrStatement: { Statements: [ipSet('BlockedSourcesV4'), ipSet('BlockedSourcesV6')] } },
    });
  });

  test('blocks the countries that the site blocks', () => {
    expect(ruleOf(everything, 'CountryBlocked')).toMatchObject({
      Action: { Block: {} },
      Statement: { GeoMatchStatement: { CountryCodes: ['AQ', 'BV'] } },
    });
  });

  test('blocks all countries but those that the site allows', () => {
    expect(ruleOf(withEdge({ geo: { kind: 'allow', countries: ['JP', 'SG'] } }), 'CountryNotAllowed')).toMatchObject({
      Action: { Block: {} },
      Statement: { NotStatement: { Statement: { GeoMatchStatement: { CountryCodes: ['JP', 'SG'] } } } },
    });
  });

  test('splits more countries than one statement takes', () => {
    const countries = Array.from({ length: 60 }, (_, index) => `A${index.toString()}`);
    expect(statementOf(withEdge({ geo: { kind: 'block', countries } }), 'CountryBlocked')).toEqual({
      OrStatement: {
        Statements: [
          { GeoMatchStatement: { CountryCodes: countries.slice(0, 50) } },
          { GeoMatchStatement: { CountryCodes: countries.slice(50) } },
        ],
      },
    });
  });

  test('blocks requests for another host than the domain, whose failure would be cached', () => {
    expect(ruleOf(standard, 'ForeignHost')).toMatchObject({
      Action: { Block: {} },
      Statement: {
        NotStatement: {
          Statement: {
            ByteMatchStatement: {
              FieldToMatch: { SingleHeader: { Name: 'host' } },
              PositionalConstraint: 'STARTS_WITH',
              SearchString: 'tickets.example.jp',
            },
          },
        },
      },
    });
  });

  test('has no rule for lists that the site does not have', () => {
    starter.resourceCountIs('AWS::WAFv2::IPSet', 0);
    expect(rulesOf(starter).map(({ Name }) => Name)).toEqual([
      'AntiDdos',
      'IpReputation',
      'RequestsPerSource',
      'KnownBadInputs',
      'Core',
      'SqlInjection',
    ]);
  });
});
