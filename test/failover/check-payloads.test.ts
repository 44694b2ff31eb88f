import { Template } from 'aws-cdk-lib/assertions';
import { auditCheckEvent } from '../../lambda/audit-check/event';
import { backupCheckEvent } from '../../lambda/backup-check/event';
import { certificateCheckEvent } from '../../lambda/certificate-check/event';
import { dailySummaryEvent } from '../../lambda/daily-summary/event';
import { databaseCheckEvent } from '../../lambda/database-check/event';
import { topologyCheckEvent } from '../../lambda/topology-check/event';
import { bundleFunctions } from '../../lib/functions';
import { expectation } from '../lambda/topology-check/expectation';
import { testSite } from '../support/test-site';
import { buildChecks, groupArn, loadBalancerArn, TARGET_GROUP } from './build-checks';
import { scheduleAbout } from './read-template';

let template: Template;
const schedule = (about: string) => scheduleAbout(template, about);

beforeAll(async () => {
  await bundleFunctions();
  template = Template.fromStack(buildChecks().stack);
}, 60_000);

describe('the payload is one that its function takes', () => {
  test('of the topology check', () => {
    const { input } = schedule('spread and health');
    expect(topologyCheckEvent.parse(input)).toStrictEqual(input);
    const site = testSite();
    expect(input).toStrictEqual({
      version: 1,
      site: 'test-site',
      tiers: (['web', 'app'] as const).map((name) => ({
        name,
        autoScalingGroupName: `test-site-${name}`,
        autoScalingGroupArn: groupArn(name),
        loadBalancerArn: loadBalancerArn(name),
        targetGroupArn: `${TARGET_GROUP}/${name}/1`,
        // Its share of the least number of instances.
        minimumPerZone: Math.floor(site.tiers[name].minInstances / 3),
      })),
      network: JSON.parse(JSON.stringify(expectation.network)) as unknown,
    });
  });

  test('of the database check', () => {
    const { input } = schedule('one writer');
    expect(databaseCheckEvent.parse(input)).toStrictEqual(input);
    expect(input).toStrictEqual({
      version: 1,
      site: 'test-site',
      clusterIdentifier: 'test-site-database',
      availabilityZones: ['ap-northeast-1a', 'ap-northeast-1c', 'ap-northeast-1d'],
      instanceClasses: ['db.r8g.large'],
      instances: 3,
      minimumPromotableReaders: 2,
      maximumReplicaLagMilliseconds: 1000,
      maximumFailoversPerHour: 3,
      clusterParameterGroup: 'test-site-parameters',
      instanceParameterGroup: 'default.aurora-postgresql17',
      deletionProtection: true,
      storageEncrypted: true,
    });
  });

  test('of the database check of a site without protection, which expects none', () => {
    const { stack } = buildChecks(testSite({ protection: false }));
    expect(scheduleAbout(Template.fromStack(stack), 'one writer').input).toMatchObject({ deletionProtection: false });
  });

  test('of the backup check', () => {
    const { input } = schedule('recovery points');
    expect(backupCheckEvent.parse(input)).toStrictEqual(input);
    expect(input).toStrictEqual({
      version: 1,
      site: 'test-site',
      vaults: [
        // One hour to start, three to complete, one for clocks that change.
        { region: 'ap-northeast-1', vaultName: 'test-site-recovery-points', allowanceSeconds: 5 * 3600 },
        // Three more for the copy.
        { region: 'ap-northeast-3', vaultName: 'test-site-recovery-points', allowanceSeconds: 8 * 3600 },
      ],
      backups: [
        {
          name: 'database',
          resourceArns: ['arn:aws:rds:ap-northeast-1:111111111111:cluster:test-site-database'],
          planId: 'plan-of-database',
          schedules: ['cron(45 17 * * ? *)', 'cron(0 3 * * ? *)', 'cron(0 15 * * ? *)'],
          intervalSeconds: 12 * 3600,
          recoveryPoints: 5,
        },
        {
          name: 'system',
          resourceArns: ['arn:aws:s3:::test-site-releases'],
          planId: 'plan-of-system',
          schedules: ['cron(0 1 * * ? *)', 'cron(0 13 * * ? *)'],
          intervalSeconds: 12 * 3600,
          recoveryPoints: 10,
        },
      ],
      pointInTime: { clusterIdentifier: 'test-site-database', maximumAgeSeconds: 300 },
      restoreTest: {
        planName: 'test_site_restore_drill',
        planArn: 'arn:aws:backup:ap-northeast-1:111111111111:restore-testing-plan:test_site_restore_drill-1',
        maximumAgeSeconds: 30 * 86_400,
        proof: 'restored',
      },
    });
  });

  test('of the audit check', () => {
    const { input } = schedule('logs, trail');
    expect(auditCheckEvent.parse(input)).toStrictEqual(input);
    expect(input).toStrictEqual({
      version: 1,
      site: 'test-site',
      flowLog: { vpcId: 'vpc-1', logGroupName: '/test-site/network/flows' },
      logGroups: [
        {
          id: 'flow-logs',
          region: 'ap-northeast-1',
          logGroupName: '/test-site/network/flows',
          keyArn: 'arn:aws:kms:ap-northeast-1:111111111111:key/1',
          retentionDays: 400,
          silentMinutes: 8,
        },
        {
          id: 'web-acl',
          region: 'us-east-1',
          logGroupName: 'aws-waf-logs-test-site-edge',
          keyArn: 'arn:aws:kms:us-east-1:111111111111:key/2',
          retentionDays: 400,
        },
      ],
      trail: { maximumDeliveryAgeSeconds: 900 },
      edge: {
        distributionId: 'E1',
        webAclArn: 'arn:aws:wafv2:us-east-1:111111111111:global/webacl/test-site-edge/1',
        rules: [
          { name: 'Core', enforces: true },
          { name: 'AntiDdos', enforces: false },
        ],
        logDestinationArn: 'arn:aws:logs:us-east-1:111111111111:log-group:aws-waf-logs-test-site-edge',
      },
      topics: [
        {
          region: 'ap-northeast-1',
          topicArn: 'arn:aws:sns:ap-northeast-1:111111111111:test-site-notifications',
          keyArn: 'arn:aws:kms:ap-northeast-1:111111111111:key/3',
          subscriptions: 1,
          publishers: ['cloudwatch.amazonaws.com', 'events.amazonaws.com'],
        },
      ],
    });
  });

  test('of the certificate check', () => {
    const { input } = schedule('until certificates expire');
    expect(certificateCheckEvent.parse(input)).toStrictEqual(input);
    expect(input).toStrictEqual({
      version: 1,
      site: 'test-site',
      certificates: [
        {
          purpose: 'viewers',
          arn: 'arn:aws:acm:us-east-1:111111111111:certificate/1',
          region: 'us-east-1',
          domainName: 'tickets.example.jp',
        },
      ],
      database: { clusterIdentifier: 'test-site-database' },
      renewal: { warnDays: 30, urgentDays: 7 },
    });
  });

  test('of the daily summary, which tells of everything that keeps records', () => {
    const { input } = schedule('one mail a day');
    expect(dailySummaryEvent.parse(input)).toStrictEqual(input);
    expect(input).toStrictEqual({
      version: 1,
      site: 'test-site',
      topicArn: 'arn:aws:sns:ap-northeast-1:111111111111:test-site-notifications',
      timeZone: 'Asia/Tokyo',
      functions: [
        { function: 'topology-check', runsPerDay: 1440 },
        { function: 'database-check', runsPerDay: 1440 },
        { function: 'backup-check', runsPerDay: 24 },
        { function: 'audit-check', runsPerDay: 288 },
        { function: 'certificate-check', runsPerDay: 24 },
        { function: 'fail-over-writer', runsPerDay: 1440 },
        { function: 'evacuate-writer', runsPerDay: null },
        {
          function: 'heartbeat-check',
          runsPerDay: 288,
          store: { region: 'ap-northeast-3', bucket: expect.stringMatching(/^\$\{.+\}$/) as unknown },
        },
        {
          function: 'site-check',
          runsPerDay: 1440,
          store: { region: 'ap-northeast-3', bucket: expect.stringMatching(/^\$\{.+\}$/) as unknown },
        },
      ],
    });
  });

  test('of the daily summary of a site with a drill, which tells of it too', () => {
    const site = testSite({
      environment: 'non-production',
      database: { failover: { drill: { window: { days: ['Sun'], from: '02:00', until: '03:00' } } } },
    });
    const { input } = scheduleAbout(Template.fromStack(buildChecks(site).stack), 'one mail a day');
    expect(input).toMatchObject({
      functions: expect.arrayContaining([{ function: 'drill', runsPerDay: null }]) as unknown,
    });
  });
});
