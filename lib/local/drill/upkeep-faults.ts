import { DescribeKeyCommand, DisableKeyCommand, EnableKeyCommand } from '@aws-sdk/client-kms';
import { recoveryKeyAlias } from '../../site/names';
import { injectRule } from './audit-faults';
import { ALWAYS, type DrillFault } from './drill-fault';

const DAY_SECONDS = 86_400;

/** Faults of what is there for later: recovery points, certificates, and the functions themselves. */
export const UPKEEP_FAULTS: readonly DrillFault[] = [
  {
    id: 'recovery-key-disabled',
    title: 'the key of the recovery points is disabled',
    references: ['F39'],
    check: 'backup-check',
    expected: { status: ['DEGRADED'], codes: ['RecoveryKeyNotUsable'], withinRuns: 1 },
    alarmWithinRuns: 3,
    alarm: '-recovery-keys',
    applies: ALWAYS,
    inject: async ({ clients: { kms }, site }) => {
      const alias = recoveryKeyAlias({ name: site.expectations.backup.site });
      const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: alias }));
      const KeyId = KeyMetadata?.KeyId;
      await kms.send(new DisableKeyCommand({ KeyId }));
      return {
        repair: async () => {
          await kms.send(new EnableKeyCommand({ KeyId }));
        },
      };
    },
  },
  {
    id: 'restore-test-stale',
    title: 'nothing was restored on trial for longer than a month',
    references: ['F40'],
    check: 'backup-check',
    expected: { status: ['DEGRADED'], codes: ['RestoreTestStale'], withinRuns: 1 },
    alarmWithinRuns: 3,
    alarm: '-restore-test-age',
    applies: ALWAYS,
    inject: ({ gateway, site }) =>
      injectRule(gateway, {
        service: 'backup',
        action: 'GetRestoreTestingPlan',
        effect: {
          kind: 'rewrite',
          rewrite: (body) => aged(body, site.expectations.backup.restoreTest.maximumAgeSeconds + DAY_SECONDS),
        },
      }),
  },
  {
    id: 'database-certificate-expiring',
    title: 'the certificate of the database expires in 20 days',
    references: ['F50'],
    check: 'certificate-check',
    expected: { status: ['DEGRADED'], codes: ['DatabaseCertificateExpiresSoon'], withinRuns: 1 },
    alarmWithinRuns: 3,
    alarm: '-database-certificate-days',
    applies: ALWAYS,
    inject: ({ gateway }) =>
      injectRule(gateway, {
        service: 'rds',
        action: 'DescribeDBInstances',
        effect: {
          kind: 'rewrite',
          rewrite: (body) => body.replace(/(<ValidTill>)[^<]*/g, `$1${soon().toISOString()}`),
        },
      }),
  },
  {
    id: 'certificate-expiring',
    title: 'a certificate of the site expires in 20 days',
    references: ['F50'],
    check: 'certificate-check',
    expected: { status: ['DEGRADED'], codes: ['CertificateExpiresSoon'], withinRuns: 1 },
    alarmWithinRuns: 3,
    alarm: '-certificate-days',
    applies: ({ expectations }) =>
      expectations.certificate.certificates.length > 0 || 'the site has no domain, and so no certificate of its own',
    inject: ({ gateway }) =>
      injectRule(gateway, {
        service: 'acm',
        action: 'DescribeCertificate',
        effect: {
          kind: 'rewrite',
          rewrite: (body) => body.replace(/("NotAfter":\s*)[^,}]+/, `$1${String(Math.floor(soon().getTime() / 1000))}`),
        },
      }),
  },
  {
    id: 'heartbeats-missing',
    title: 'no function of the primary Region completes a run any more',
    references: ['F54'],
    check: 'heartbeat-check',
    expected: { status: ['DEGRADED'], codes: ['HeartbeatMissing'], withinRuns: 1 },
    alarmWithinRuns: 3,
    alarm: '-heartbeats-missing',
    applies: ALWAYS,
    inject: ({ gateway, clients }) =>
      injectRule(gateway, {
        service: 'monitoring',
        action: 'GetMetricData',
        region: clients.region,
        // A metric of the same length that nobody writes.
        effect: { kind: 'misdirect', rewrite: (body) => body.replaceAll('CheckCompleted', 'CheckNeverDone') },
      }),
  },
];

/** In 20 days: before the last month is over, and not at once. */
function soon(): Date {
  return new Date(Date.now() + 20 * DAY_SECONDS * 1000);
}

function aged(body: string, seconds: number): string {
  return body.replace(
    /("CreationTime":\s*)([\d.]+)/,
    (_, name: string, time: string) => `${name}${String(Number(time) - seconds)}`,
  );
}
