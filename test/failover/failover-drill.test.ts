import { Template } from 'aws-cdk-lib/assertions';
import { drillEvent } from '../../lambda/drill/event';
import { bundleFunctions } from '../../lib/functions';
import type { SiteConfig } from '../../lib/site';
import { testSite } from '../support/test-site';
import { buildActions } from './build-actions';
import { scheduleAbout, statement } from './read-template';

const ABOUT = 'fails the writer over on purpose';
const WINDOW = { days: ['Sun', 'Wed'], from: '02:05', until: '03:00' } as const;

type Drill = NonNullable<NonNullable<NonNullable<SiteConfig['database']>['failover']>['drill']>;

function build(environment: NonNullable<SiteConfig['environment']>, drill: Drill) {
  const built = buildActions(testSite({ environment, database: { failover: { drill } } }));
  return { ...built, template: Template.fromStack(built.stack) };
}

let drilled: ReturnType<typeof build>;

beforeAll(async () => {
  await bundleFunctions();
  drilled = build('non-production', { window: WINDOW });
}, 60_000);

/** The payload as Scheduler hands it over: with the time of the start in place of its name. */
function delivered(template: Template): unknown {
  const { input } = scheduleAbout(template, ABOUT);
  return JSON.parse(JSON.stringify(input).replaceAll('<aws.scheduler.scheduled-time>', '2026-11-25T17:05:00Z'));
}

test('takes place only where the site file says so', () => {
  const { stack, actions } = buildActions();
  expect(actions.drill).toBeUndefined();
  expect(JSON.stringify(Template.fromStack(stack))).not.toContain(ABOUT);
});

test('starts with its window, on each of its days, on the clocks of the site', () => {
  const { expression, timeZone } = scheduleAbout(drilled.template, ABOUT);
  expect([expression, timeZone]).toStrictEqual(['cron(5 2 ? * SUN,WED *)', 'Asia/Tokyo']);
});

test('is given its window, an order that is the same however often a start is delivered, and a lease it cannot outlive', () => {
  const payload = delivered(drilled.template);
  expect(drillEvent.parse(payload)).toStrictEqual(payload);
  expect(payload).toMatchObject({
    order: { orderId: 'drill-2026-11-25T17:05:00Z', issuedAt: '2026-11-25T17:05:00Z' },
    window: { days: ['Sun', 'Wed'], from: '02:05', until: '03:00', timeZone: 'Asia/Tokyo' },
    environment: { kind: 'non-production' },
    limits: { leaseSeconds: 375, verifySeconds: 300 },
  });
});

test('knows why a production site is drilled', () => {
  const { template } = build('production', { window: WINDOW, production: { reason: 'asked for by auditors' } });
  const payload = delivered(template);
  expect(drillEvent.parse(payload)).toStrictEqual(payload);
  expect(payload).toMatchObject({ environment: { kind: 'production', reason: 'asked for by auditors' } });
});

test('may move the writer of its cluster under the lease that all share', () => {
  expect(statement(drilled.template, 'drill', 'FailOverCluster')?.Resource).toBe(
    'arn:aws:rds:ap-northeast-1:111111111111:cluster:test-site-database',
  );
  expect(statement(drilled.template, 'drill', 'KeepLease')?.Condition).toStrictEqual({
    'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['test-site-database'] },
  });
  drilled.template.hasResourceProperties('AWS::Lambda::Function', {
    Description: `test-site: ${ABOUT}, and measures the recovery`,
    Timeout: 360,
    ReservedConcurrentExecutions: 1,
  });
});

test('measures the time to recover', () => {
  const metric = drilled.actions.drill?.metricRecoverySeconds();
  expect([metric?.metricName, metric?.dimensions]).toStrictEqual([
    'RecoverySeconds',
    { Site: 'test-site', Check: 'drill' },
  ]);
  expect(drilled.actions.drill?.metricActed().metricName).toBe('Acted');
});
