import { WAF_GROUPS } from '../../lib/site';
import { testSite } from '../support/test-site';
import { EDGE_WITH_EVERYTHING, edgeTemplate, ruleOf, rulesOf, webAclOf } from './edge-stack';

const standard = edgeTemplate(testSite());
const everything = edgeTemplate(testSite({ edge: EDGE_WITH_EVERYTHING }));

describe('managed rule groups', () => {
  test.each(WAF_GROUPS.map(({ managedName }) => managedName))('enforces %s', (managedName) => {
    const [found] = rulesOf(standard).filter((candidate) => JSON.stringify(candidate).includes(`"${managedName}"`));
    expect(found?.OverrideAction).toEqual({ None: {} });
  });

  test('counts nothing unless the site says so', () => {
    expect(JSON.stringify(webAclOf(standard).Properties)).not.toContain('"Count"');
  });

  test('counts only in the group that the site names', () => {
    const counting = rulesOf(everything).filter((candidate) => JSON.stringify(candidate).includes('"Count"'));
    expect(counting.map(({ Name, OverrideAction }) => ({ Name, OverrideAction }))).toEqual([
      { Name: 'Core', OverrideAction: { Count: {} } },
    ]);
  });

  test('records why a group only counts', () => {
    expect(webAclOf(everything).Metadata?.CountOnlyRuleGroups).toEqual(EDGE_WITH_EVERYTHING.countOnly);
  });

  test('records nothing when every group enforces', () => {
    expect(webAclOf(standard).Metadata?.CountOnlyRuleGroups).toBeUndefined();
  });

  test('blocks only the surest suspects of an attack and challenges the others', () => {
    expect(ruleOf(standard, 'AntiDdos')?.Statement).toEqual({
      ManagedRuleGroupStatement: {
        VendorName: 'AWS',
        Name: 'AWSManagedRulesAntiDDoSRuleSet',
        ManagedRuleGroupConfigs: [
          {
            AWSManagedRulesAntiDDoSRuleSet: {
              ClientSideActionConfig: {
                Challenge: {
                  UsageOfAction: 'ENABLED',
                  Sensitivity: 'HIGH',
                  ExemptUriRegularExpressions: [{ RegexString: expect.any(String) as string }],
                },
              },
              SensitivityToBlock: 'LOW',
            },
          },
        ],
      },
    });
  });

  const exempt = new RegExp(
    /"RegexString":"((?:[^"\\]|\\.)*)"/
      .exec(JSON.stringify(ruleOf(standard, 'AntiDdos')?.Statement))?.[1]
      ?.replaceAll('\\\\', '\\') ?? '',
  );

  test.each(['/api/seats', '/shop/api/cart', '/assets/app.1f2e.js', '/favicon.ico', '/robots.txt', '/data.json'])(
    'never challenges %s',
    (uri) => {
      expect(uri).toMatch(exempt);
    },
  );

  test.each(['/', '/sale/spring-tour', '/apiary', '/news/json'])('challenges %s during an attack', (uri) => {
    expect(uri).not.toMatch(exempt);
  });

  test('trusts a browser for an hour after a challenge', () => {
    expect(webAclOf(standard).Properties.ChallengeConfig).toEqual({ ImmunityTimeProperty: { ImmunityTime: 3600 } });
  });
});
