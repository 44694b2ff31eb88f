import { Template } from 'aws-cdk-lib/assertions';
import { buildSite } from '../../lib';
import { bundleFunctions } from '../../lib/functions';
import { testApp } from '../support/test-app';
import { testSite } from '../support/test-site';
import { specNamed } from './regions';

/** Functions that cut a text; around a value of another stack each mention of the text is read anew. */
const CUTTING = ['Fn::Select', 'Fn::Split'];
const ANOTHER_STACK = /Fn::(GetStackOutput|ImportValue)/;

let resources: unknown;
let schedules: string;

beforeAll(async () => {
  await bundleFunctions();
  const { checks, monitoring } = buildSite(testApp(), testSite());
  resources = Template.fromStack(monitoring).toJSON().Resources;
  schedules = JSON.stringify(Template.fromStack(checks).findResources('AWS::Scheduler::Schedule'));
}, 60_000);

test('the alarms read values of other stacks', () => {
  expect(JSON.stringify(resources)).toMatch(ANOTHER_STACK);
});

test('the alarms cut nothing out of values of other stacks', () => {
  expect(cut(resources)).toEqual([]);
});

test('load balancers and target groups are named by outputs of their own', () => {
  const text = JSON.stringify(resources);
  expect(text).toContain('LoadBalancerFullName');
  expect(text).toContain('TargetGroupFullName');
});

test.each([
  ['database-failovers', 'maximumFailoversPerHour'],
  ['restore-test-age', 'maximumAgeSeconds'],
  ['certificate-days', 'warnDays'],
])('%s rings at the limit its check is given as %s', (id, limit) => {
  const given = [...schedules.matchAll(new RegExp(`${limit}\\W+(\\d+)`, 'g'))].map(([, value]) => Number(value));
  expect(given).toContain(specNamed(id).threshold);
});

/** Every cut through a value of another stack, as text. */
function cut(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]) => {
    const text = JSON.stringify(inner);
    return CUTTING.includes(key) && ANOTHER_STACK.test(text) ? [`${key} ${text}`] : cut(inner);
  });
}
