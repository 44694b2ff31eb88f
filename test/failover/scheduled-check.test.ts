import { Duration, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { DecisionRecords, ScheduledCheck, Schedules } from '../../lib/failover';
import { bundleFunctions, DeadLetterQueue } from '../../lib/functions';
import { testApp } from '../support/test-app';
import { testSite } from '../support/test-site';

function build(interval: Duration): ScheduledCheck {
  const stack = new Stack(testApp(), 'Stack', { env: { region: 'ap-northeast-1' } });
  const site = testSite();
  const deadLetterQueue = new DeadLetterQueue(stack, 'DeadLetters').queue;
  return new ScheduledCheck(stack, 'Check', {
    site,
    logKey: Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:ap-northeast-1:111111111111:key/1'),
    deadLetterQueue,
    schedules: new Schedules(stack, 'Schedules', { siteName: 'test-site', what: 'the checks', deadLetterQueue }),
    records: new DecisionRecords(stack, 'Records', { site, logBucket: Bucket.fromBucketName(stack, 'Logs', 'logs') }),
    check: 'backup-check',
    description: 'checks',
    interval,
    timeout: Duration.minutes(2),
    statements: [],
    event: { version: 1, site: 'test-site' },
  });
}

beforeAll(() => bundleFunctions(), 60_000);

test.each([0, 90, 120, 200, 86_460])('rejects an interval of %i seconds', (seconds) => {
  expect(() => build(Duration.seconds(seconds))).toThrow(
    /^interval: must be a whole number of minutes from 3 to 1440, got \d+ seconds; .+ \[CheckIntervalInvalid\]$/,
  );
});

test.each([180, 3_600, 86_400])('takes an interval of %i seconds', (seconds) => {
  expect(build(Duration.seconds(seconds)).interval.toSeconds()).toBe(seconds);
});
