import type { Site } from '../../lib/site';
import { buildSite } from '../../lib/stacks/build-site';
import { testApp } from '../support/test-app';
import { starterSite, testSite } from '../support/test-site';

describe('the site is asked by the name under which viewers find it', () => {
  const inputsOf = (site: Site, stack: RegExp) => {
    const app = testApp();
    const { all } = buildSite(app, site);
    const name = all.find(({ stackName }) => stack.test(stackName))?.stackName ?? '';
    const template = app.synth({ skipValidation: true }).getStackByName(name).template as {
      readonly Metadata?: object;
      readonly Resources: object;
    };
    return { text: JSON.stringify(template.Resources), metadata: template.Metadata };
  };

  test('its own, of which nothing has to be read', () => {
    const { text, metadata } = inputsOf(testSite(), /-Watch$/);
    expect(text).toContain('\\"url\\":\\"https://tickets.example.jp\\"');
    expect(text).not.toContain('Fn::GetStackOutput');
    expect(metadata ?? {}).not.toHaveProperty('SiteCheck');
  });

  test('or that of the distribution, which may be replaced for all that', () => {
    const { text } = inputsOf(starterSite(), /-Watch$/);
    expect(text).toMatch(/\\"url\\":\\"https:\/\/",\{"Fn::GetStackOutput":\{"StackName":"Tiny-us-east-1-Edge"/);
    expect(text).not.toMatch(/ImportValue":"Tiny-us-east-1-Edge/);
  });

  test('unless its web ACL does not admit who asks, which the template says', () => {
    const { text, metadata } = inputsOf(testSite({ edge: { geo: { kind: 'block', countries: ['JP'] } } }), /-Watch$/);
    expect(metadata).toMatchObject({
      SiteCheck: { kind: 'none', reason: 'edge.geo does not admit JP, where ap-northeast-3 is' },
    });
    expect(text).not.toContain('site-check');
    expect(text).not.toContain('site-unanswered');
  });
});
