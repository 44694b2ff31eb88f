import { testSite } from '../support/test-site';
import { salesRateRules, webAclCapacityUnits } from '../../lib/site';

const GROUPS = 50 + 25 + 200 + 700 + 200;
const bare = { countOnly: [], requestsPerSource: 2000, salesUrls: [], blockedCidrs: [], allowedCidrs: [] };

function url(name: string, limit: number, windowSeconds: 60 | 300 = 60) {
  return { name, path: `/sale/${name}`, limit, windowSeconds };
}

describe('capacity units of a web ACL', () => {
  test('are those of the rule groups and one rate rule at least', () => {
    expect(webAclCapacityUnits(bare, false)).toBe(GROUPS + 2);
  });

  test('grow by a host match with an own domain', () => {
    expect(webAclCapacityUnits(bare, true) - webAclCapacityUnits(bare, false)).toBe(2 + 10);
  });

  test('grow by one for each address family of a list', () => {
    expect(webAclCapacityUnits({ ...bare, blockedCidrs: ['203.0.113.0/24', '2001:db8::/32'] }, false)).toBe(
      GROUPS + 2 + 2,
    );
  });

  test('grow by one for each fifty countries', () => {
    const countries = Array.from({ length: 51 }, (_, index) => `C${index}`);
    expect(webAclCapacityUnits({ ...bare, geo: { kind: 'block', countries } }, false)).toBe(GROUPS + 2 + 2);
  });

  test('grow by a rule with two keys, and by a match for each path', () => {
    const units = webAclCapacityUnits({ ...bare, salesUrls: [url('a', 20), url('b', 20)] }, false);
    expect(units - GROUPS - 2).toBe(2 + 2 * 30 + 30 + 2 * (2 + 30));
  });

  test('stand in the site', () => {
    const site = testSite();
    expect(site.edge.webAclCapacityUnits).toBe(webAclCapacityUnits(site.edge, true));
  });
});

describe('rate rules of sales URLs', () => {
  test('are one for each pair of limit and window', () => {
    const rules = salesRateRules([url('b', 20), url('c', 30), url('a', 20), url('d', 20, 300)]);
    expect(rules.map(({ key, paths }) => [key, paths])).toEqual([
      ['20-in-60', ['/sale/a', '/sale/b']],
      ['30-in-60', ['/sale/c']],
      ['20-in-300', ['/sale/d']],
    ]);
  });
});
