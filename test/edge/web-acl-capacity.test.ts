import { WAF_GROUPS, type SiteConfig } from '../../lib/site';
import { COUNTRIES } from '../../lib/site/tables/countries';
import { starterSite, testSite } from '../support/test-site';
import { EDGE_WITH_EVERYTHING, edgeTemplate, rulesOf } from './edge-stack';

const EDGES = [
  ['nothing optional', {}],
  ['one sales URL', { salesUrls: testSite().edge.salesUrls }],
  ['sales URLs of two limits', EDGE_WITH_EVERYTHING],
  ['a country', { geo: { kind: 'allow', countries: ['JP'] } }],
  ['more countries than one statement takes', { geo: { kind: 'block', countries: COUNTRIES.slice(0, 60) } }],
  ['blocked ranges of one version', { blockedCidrs: ['198.51.100.0/24'] }],
  ['allowed ranges of both versions', { allowedCidrs: ['203.0.113.0/24', '2001:db8:1::/48'] }],
  ['a group that only counts', { countOnly: EDGE_WITH_EVERYTHING.countOnly }],
] satisfies [string, SiteConfig['edge']][];

describe.each([
  ['without a domain', starterSite],
  ['with a domain', testSite],
])('a site %s', (_, define) => {
  test.each(EDGES)('costs the capacity units that it was checked for: %s', (__, edge) => {
    const site = define({ edge });
    const rules = rulesOf(edgeTemplate(site));
    expect(rules.reduce((sum, { Statement }) => sum + units(Statement), 0)).toBe(site.edge.webAclCapacityUnits);
  });
});

/**
 * Capacity units of a statement as the documentation of each kind says.
 *
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statements-list.html
 */
function units(statement: unknown): number {
  const [[kind, body] = ['', {}]] = Object.entries(statement as Record<string, Record<string, unknown>>);
  const transformations = (of: unknown) =>
    10 * ((of as { TextTransformations?: unknown[] }).TextTransformations?.length ?? 0);
  switch (kind) {
    case 'IPSetReferenceStatement':
    case 'GeoMatchStatement':
      return 1;
    case 'NotStatement':
      return units(body.Statement);
    case 'OrStatement':
      return (body.Statements as unknown[]).reduce((sum: number, part) => sum + units(part), 0);
    case 'ByteMatchStatement':
      return 2 + transformations(body);
    case 'RateBasedStatement':
      return (
        2 +
        ((body.CustomKeys ?? []) as Record<string, unknown>[])
          .map((key) => 30 + Object.values(key).reduce((sum: number, part) => sum + transformations(part), 0))
          .reduce((sum, part) => sum + part, 0) +
        (body.ScopeDownStatement === undefined ? 0 : units(body.ScopeDownStatement))
      );
    case 'ManagedRuleGroupStatement':
      return WAF_GROUPS.find(({ managedName }) => managedName === body.Name)?.capacityUnits ?? NaN;
    default:
      throw new Error(`no capacity units are known for ${kind}`);
  }
}
