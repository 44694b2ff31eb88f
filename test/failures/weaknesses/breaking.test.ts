import path from 'node:path';
import type { Declared, WeaknessCode, WeaknessOptions } from '../../../lib/failures';
import { resourceKey } from '../../../lib/template';
import { readObjectives } from '../../../lib/verify/backups';
import type { Edit } from '../../../lib/verify/flips';
import { put, resourceAt, SITE, take, weaknessesAfter } from './broken-site';

// A whole site is read and evaluated for each, on machines that do other things too.
jest.setTimeout(60_000);

/** One way of breaking the ticket agency. */
interface Breaking {
  readonly what: string;
  readonly code: WeaknessCode;
  /** Edits of its templates, and what is declared otherwise than before. */
  readonly edits?: readonly Edit[];
  readonly bad?: Declared;
  /** What is declared of the site, broken or not. */
  readonly declared?: Declared;
  readonly options?: WeaknessOptions;
  /** Construct at which it is found. */
  readonly where: string;
}

const BACKUPS: WeaknessOptions = {
  backupObjectives: readObjectives(path.join(__dirname, '../../verify/backups/sites/ticket-agency.yaml')).objectives,
};

const CARRIES: Declared = {
  services: [{ id: 'buy', method: 'POST', peakPerSecond: 800 }],
  tiers: [
    { of: 'path:**/Web/Servers/**', requestsPerSecond: 400 },
    { of: 'path:**/App/Servers/**', requestsPerSecond: 200 },
  ],
  balancers: [
    { of: 'type:AWS::ElasticLoadBalancingV2::LoadBalancer', requestsPerSecond: 'unlimited' },
    { of: 'type:AWS::CloudFront::Distribution', requestsPerSecond: 'unlimited' },
  ],
  databases: [{ of: 'type:AWS::RDS::DBCluster', requestsPerSecond: 'unlimited' }],
};

const restoredIn = (region: string): Declared => ({
  runbooks: [
    {
      id: 'restore',
      on: ['region-lost'],
      does: ['restore-region'],
      seconds: 14_400,
      region,
      dataLossSeconds: 86_400,
    },
  ],
});

const APP = 'TicketAgency-ap-northeast-1-Compute/App';
const DATABASE = 'TicketAgency-ap-northeast-1-Data/Database/Resource';
const NAT = 'TicketAgency-ap-northeast-1-Network/Vpc/Nat/GatewayApNortheast1a';
const ROUTES = 'Vpc/Routes';
const PLAN = 'TicketAgency-ap-northeast-1-Backup/Backups/Database/Resource/Resource';
const ALARM = 'TicketAgency-ap-northeast-1-Monitoring/Alarms/AppCapacity/Resource';
const DISTRIBUTION = 'TicketAgency-us-east-1-Edge/Distribution/Resource/Resource';

/** A key with replicas in both Regions. */
const mrk = (region: string): string => `arn:aws:kms:${region}:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab`;

/** Alarms that stand outside of the Region of the site. */
const OUTSIDE = SITE.resources.filter(
  ({ type, stack }) => type === 'AWS::CloudWatch::Alarm' && stack.region !== 'ap-northeast-1',
);

const WAYS: readonly Breaking[] = [
  {
    what: 'one NAT for two AZs',
    code: 'NAT_SHARED_BY_ZONES',
    edits: [
      put(`${ROUTES}/FirewallApNortheast1cDefault`, ['NatGatewayId'], {
        Ref: resourceAt('Nat/GatewayApNortheast1a').logicalId,
      }),
    ],
    where: NAT,
  },
  {
    what: 'one firewall endpoint for two AZs',
    code: 'FIREWALL_SHARED_BY_ZONES',
    edits: [
      put(
        `${ROUTES}/DmzApNortheast1cDefault`,
        ['VpcEndpointId'],
        resourceAt(`${ROUTES}/DmzApNortheast1aDefault`).properties['VpcEndpointId'] ?? null,
      ),
    ],
    where: 'TicketAgency-ap-northeast-1-Network/Vpc/Firewall/Resource',
  },
  {
    what: 'all readers in one AZ',
    code: 'READERS_IN_ONE_ZONE',
    edits: [put('Resource/ReaderReader2/Resource', ['AvailabilityZone'], 'ap-northeast-1c')],
    where: `${DATABASE}/Resource`,
  },
  {
    what: 'a smaller promotable reader',
    code: 'SMALLER_PROMOTABLE_READER',
    edits: [put('Resource/ReaderReader1/Resource', ['DBInstanceClass'], 'db.r8g.medium')],
    where: `${DATABASE}/ReaderReader1/Resource`,
  },
  {
    what: 'a health-check interval shorter than its timeout',
    code: 'CHECK_INTERVAL_BELOW_TIMEOUT',
    edits: [put('App/Targets/Resource/Resource', ['HealthCheckTimeoutSeconds'], 6)],
    where: `${APP}/Targets/Resource/Resource`,
  },
  {
    what: 'a deep health check with ELB-type ASG checks',
    code: 'DEEP_CHECK_ENDS_SERVERS',
    bad: { tiers: [{ of: 'path:**/App/Servers/**', healthCheck: ['type:AWS::RDS::DBCluster'] }] },
    where: `${APP}/Servers/Resource/ASG`,
  },
  {
    what: 'a fail-open threshold reached by one zone',
    code: 'FAIL_OPEN_WITHOUT_A_ZONE',
    edits: [
      put(
        'App/Targets/Resource/Resource',
        ['TargetGroupAttributes'],
        [{ Key: 'target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage', Value: '80' }],
      ),
    ],
    where: `${APP}/Targets/Resource/Resource`,
  },
  {
    what: 'a key shared by data and backups',
    code: 'KEY_SHARED_WITH_BACKUPS',
    edits: [
      put('Data/Database/Resource/Resource', ['KmsKeyId'], mrk('ap-northeast-1')),
      put('Recovery/Vault/Resource/Resource', ['EncryptionKeyArn'], mrk('ap-northeast-3')),
    ],
    where: `${DATABASE}/Resource`,
  },
  {
    what: 'retention below generations',
    code: 'RETENTION_BELOW_GENERATIONS',
    edits: [1, 2].map((rule) =>
      put(
        'Backups/Database/Resource/Resource',
        ['BackupPlan', 'BackupPlanRule', rule, 'Lifecycle', 'DeleteAfterDays'],
        2,
      ),
    ),
    options: BACKUPS,
    where: `${DATABASE}/Resource`,
  },
  {
    what: 'a copy Region equal to the primary one',
    code: 'COPY_IN_OWN_REGION',
    edits: [
      put(
        'Backups/Database/Resource/Resource',
        ['BackupPlan', 'BackupPlanRule', 1, 'CopyActions', 0, 'DestinationBackupVaultArn'],
        {
          'Fn::Join': [
            '',
            [
              'arn:aws:backup:ap-northeast-1:',
              { Ref: 'AWS::AccountId' },
              ':backup-vault:ticket-agency-recovery-points',
            ],
          ],
        },
      ),
    ],
    where: PLAN,
  },
  {
    what: 'capacity below the peak with one AZ lost',
    code: 'CAPACITY_BELOW_PEAK',
    edits: [put('App/Servers/Resource/ASG', ['MinSize'], '5')],
    declared: CARRIES,
    where: `${APP}/Servers/Resource/ASG`,
  },
  {
    what: 'an alarm whose dimensions match nothing',
    code: 'ALARM_MATCHES_NOTHING',
    edits: [
      put(
        'Monitoring/Alarms/AppCapacity/Resource',
        ['Metrics'],
        [
          {
            Id: 'inservice',
            MetricStat: {
              Metric: {
                Namespace: 'AWS/AutoScaling',
                MetricName: 'GroupInServiceInstances',
                Dimensions: [{ Name: 'AutoScalingGroupName', Value: 'ticket-agency-application' }],
              },
              Period: 60,
              Stat: 'Minimum',
            },
          },
        ],
      ),
    ],
    where: ALARM,
  },
  {
    what: 'an alarm inside the fault that it should report',
    code: 'ALARM_INSIDE_ITS_FAULT',
    edits: OUTSIDE.map((alarm) => ({ kind: 'remove', resource: resourceKey(alarm) })),
    where: 'TicketAgency-ap-northeast-1-Monitoring/Alarms/WebZoneApNortheast1a/Resource',
  },
  {
    what: 'a reaction that needs a control plane in a lost Region',
    code: 'REACTION_NEEDS_LOST_PLANE',
    declared: restoredIn('ap-northeast-3'),
    bad: restoredIn('ap-northeast-1'),
    where: DISTRIBUTION,
  },
  {
    what: 'a fallback page missing',
    code: 'FALLBACK_PAGE_MISSING',
    edits: [take('Edge/Distribution/Resource/Resource', ['DistributionConfig', 'CustomErrorResponses'])],
    where: DISTRIBUTION,
  },
  {
    what: 'redundancy that harms: a deep check that ends every server while the writer is promoted',
    code: 'REDUNDANCY_HARMS',
    bad: { tiers: [{ of: 'path:**/App/Servers/**', healthCheck: ['type:AWS::RDS::DBCluster'] }] },
    where: `${APP}/Servers/Resource/ASG`,
  },
];

const errorsOf = (code: WeaknessCode, ...given: Parameters<typeof weaknessesAfter>): readonly string[] =>
  weaknessesAfter(...given).flatMap((each) => (each.code === code && each.severity === 'error' ? [each.where] : []));

test.each(WAYS)('$what is found as $code', ({ code, edits = [], declared = {}, bad = {}, options, where }) => {
  expect(new Set(errorsOf(code, edits, { ...declared, ...bad }, options))).toEqual(new Set([where]));
});

test.each(WAYS)('the site itself has no $code: $what', ({ code, declared = {}, options }) => {
  expect(errorsOf(code, [], declared, options)).toEqual([]);
});
