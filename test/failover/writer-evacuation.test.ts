import { Match, Template } from 'aws-cdk-lib/assertions';
import { evacuateWriterEvent, readSettings } from '../../lambda/evacuate-writer/event';
import { bundleFunctions } from '../../lib/functions';
import { testSite } from '../support/test-site';
import { buildActions } from './build-actions';
import { parsePayload, statement, statementsOf } from './read-template';

let template: Template;

beforeAll(async () => {
  await bundleFunctions();
  template = Template.fromStack(buildActions().stack);
}, 60_000);

function functionNamed(name: string): Readonly<Record<string, unknown>> {
  const [found] = Object.values(
    template.findResources('AWS::Lambda::Function', { Properties: { FunctionName: name } }),
  ) as { readonly Properties: Readonly<Record<string, unknown>> }[];
  return found?.Properties ?? {};
}

test.each(['test-site-evacuate-writer', 'test-site-evacuate-writer-dry-run'])(
  '%s can be invoked by its name, has time to watch the failover, and is started by nothing',
  (name) => {
    expect(functionNamed(name)).toMatchObject({ Timeout: 360, ReservedConcurrentExecutions: 1 });
    expect(functionNamed(name)).not.toHaveProperty('VpcConfig');
    const schedules = JSON.stringify(template.findResources('AWS::Scheduler::Schedule'));
    expect(schedules).not.toContain('Evacuation');
  },
);

test.each(['test-site-evacuate-writer', 'test-site-evacuate-writer-dry-run'])(
  '%s knows everything about the cluster, so that an operator names the zone alone and can lower no limit',
  (name) => {
    const { Variables } = functionNamed(name)['Environment'] as {
      readonly Variables: Readonly<Record<string, unknown>>;
    };
    const text = JSON.stringify(parsePayload(Variables['ACTION_SETTINGS']));
    const settings = readSettings({ ACTION_SETTINGS: text });
    expect(settings).toMatchObject({
      clusterIdentifier: 'test-site-database',
      availabilityZones: ['ap-northeast-1a', 'ap-northeast-1c', 'ap-northeast-1d'],
      // Longer than the function may run.
      limits: { leaseSeconds: 375, verifySeconds: 300, confirmations: 3, actsPerDay: 3 },
    });
    const order = { orderId: 'INC-1', issuedAt: '2026-11-25T12:00:00Z' };
    expect(
      evacuateWriterEvent(settings).parse({ version: 1, order, availabilityZone: 'ap-northeast-1a' }),
    ).toStrictEqual({ ...settings, order, availabilityZone: 'ap-northeast-1a' });
    // An environment holds 4 KB.
    expect(text.length).toBeLessThan(3_000);
  },
);

test('the one may move the writer and holds the lease; the other can do neither', () => {
  expect(statement(template, 'evacuate-writer', 'FailOverCluster')?.Resource).toBe(
    'arn:aws:rds:ap-northeast-1:111111111111:cluster:test-site-database',
  );
  expect(statement(template, 'evacuate-writer', 'KeepLease')?.Condition).toStrictEqual({
    'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['test-site-database'] },
  });
  expect(JSON.stringify(statementsOf(template, 'evacuate-writer-dry-run'))).not.toContain('FailoverDBCluster');
  expect(statement(template, 'evacuate-writer-dry-run', 'KeepLease')?.Condition).toStrictEqual({
    'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['test-site-database#dry-run'] },
  });
});

test('an order may be carried out where no function acts by itself', () => {
  const { stack } = buildActions(testSite({ database: { failover: { writer: 'dry-run' } } }));
  expect(statement(Template.fromStack(stack), 'evacuate-writer', 'FailOverCluster')?.Action).toBe(
    'rds:FailoverDBCluster',
  );
});

test('an order that nobody waits for is told of, and is given up after five minutes', () => {
  template.allResourcesProperties('AWS::Lambda::EventInvokeConfig', { MaximumEventAgeInSeconds: 300 });
  template.resourcePropertiesCountIs(
    'AWS::Lambda::EventInvokeConfig',
    { DestinationConfig: { OnSuccess: { Destination: Match.stringLikeRegexp(':event-bus/default$') } } },
    3,
  );
});
