import type { DrillSite } from '../../../lib/local/drill';
import { changesIn } from '../aws/support/fake-clients';
import { groundOf, repaired, requireFault } from './support/ground';
import { EXPECTATIONS, SITE, siteWith } from './support/site';

const DAY = 86_400;

/** Lets the gateway make a fault, and looks at its rule. */
async function injected(id: string, site?: DrillSite) {
  const { ground, gateway } = groundOf({}, site);
  const fault = await requireFault(id).inject(ground);
  const { effect, ...about } = gateway.rule.rule;
  return { fault, gateway, about, kind: effect.kind };
}

/** Whether a moment is in 20 days, as far as a test can tell. */
function isIn20Days(milliseconds: number): boolean {
  const days = (milliseconds - Date.now()) / (DAY * 1000);
  return days > 19.99 && days <= 20;
}

test('the key of the recovery points is disabled by its id, and enabled again', async () => {
  const { ground, calls } = groundOf({
    DescribeKey: () => ({ KeyMetadata: { KeyId: 'key-1' } }),
    DisableKey: () => ({}),
    EnableKey: () => ({}),
  });
  await repaired(await requireFault('recovery-key-disabled').inject(ground));
  expect(calls[0]).toMatchObject({
    action: 'DescribeKey',
    input: { KeyId: expect.stringMatching(/^alias\/.*starter/) },
  });
  expect(changesIn(calls)).toStrictEqual([
    ['DisableKey', { KeyId: 'key-1' }],
    ['EnableKey', { KeyId: 'key-1' }],
  ]);
});

test('a restore test is older than its limit by a day', async () => {
  const { about, kind, gateway } = await injected('restore-test-stale');
  expect([about, kind]).toStrictEqual([{ service: 'backup', action: 'GetRestoreTestingPlan' }, 'rewrite']);
  const plan = (time: string) => `{"RestoreTestingPlan":{"CreationTime":${time},"Name":"tests"}}`;
  expect(gateway.rewritten(plan('1764000000.5'))).toBe(plan(String(1_764_000_000.5 - 3_000_000 - DAY)));
  expect(gateway.rewritten(plan(' 1764000000'))).toBe(plan(` ${String(1_764_000_000 - 3_000_000 - DAY)}`));
});

test('every certificate of the database expires in 20 days', async () => {
  const { about, kind, gateway } = await injected('database-certificate-expiring');
  expect([about, kind]).toStrictEqual([{ service: 'rds', action: 'DescribeDBInstances' }, 'rewrite']);
  const body = gateway.rewritten('<ValidTill>2061-01-01T00:00:00Z</ValidTill><A/><ValidTill/><ValidTill></ValidTill>');
  const times = [...body.matchAll(/<ValidTill>([^<]*)</g)].map(([, time = '']) => isIn20Days(Date.parse(time)));
  expect(times).toStrictEqual([true, true]);
});

describe('a certificate of the site', () => {
  test('expires in 20 days', async () => {
    const { about, kind, gateway } = await injected('certificate-expiring');
    expect([about, kind]).toStrictEqual([{ service: 'acm', action: 'DescribeCertificate' }, 'rewrite']);
    const body = gateway.rewritten('{"NotAfter": 1900000000.0,"NotBefore":1700000000}');
    const { NotAfter, NotBefore } = JSON.parse(body) as { readonly NotAfter: number; readonly NotBefore: number };
    expect(Number.isInteger(NotAfter)).toBe(true);
    expect([isIn20Days(NotAfter * 1000), NotBefore]).toStrictEqual([true, 1_700_000_000]);
  });

  test('is none of a site without a domain', () => {
    const { applies } = requireFault('certificate-expiring');
    const certificates = [{ purpose: 'viewers', arn: 'arn:acm', region: 'us-east-1', domainName: 'example.com' }];
    expect(applies(siteWith({ certificate: { ...EXPECTATIONS.certificate, certificates } }))).toBe(true);
    expect(applies(SITE)).toBe('the site has no domain, and so no certificate of its own');
  });
});

test('heartbeats are looked for under a name that nobody writes, in the primary Region, and of the same length', async () => {
  const { about, kind, gateway } = await injected('heartbeats-missing');
  const region = 'ap-northeast-1';
  expect([about, kind]).toStrictEqual([{ service: 'monitoring', action: 'GetMetricData', region }, 'misdirect']);
  const asked = 'a CheckCompleted b CheckCompleted c';
  const rewritten = gateway.rewritten(asked);
  expect(rewritten).not.toContain('CheckCompleted');
  expect(rewritten).toHaveLength(asked.length);
});

test.each(['restore-test-stale', 'database-certificate-expiring', 'certificate-expiring', 'heartbeats-missing'])(
  '%s lasts until the repair',
  async (id) => {
    const { fault, gateway } = await injected(id);
    expect(fault.hasMet?.()).toBe(false);
    gateway.rule.hits = 1;
    expect(fault.hasMet?.()).toBe(true);
    expect(gateway.rule.isRemoved).toBe(false);
    await repaired(fault);
    expect(gateway.rule.isRemoved).toBe(true);
  },
);

test.each([
  ['recovery-key-disabled', 'backup-check', 'RecoveryKeyNotUsable', '-recovery-keys'],
  ['restore-test-stale', 'backup-check', 'RestoreTestStale', '-restore-test-age'],
  [
    'database-certificate-expiring',
    'certificate-check',
    'DatabaseCertificateExpiresSoon',
    '-database-certificate-days',
  ],
  ['certificate-expiring', 'certificate-check', 'CertificateExpiresSoon', '-certificate-days'],
  ['heartbeats-missing', 'heartbeat-check', 'HeartbeatMissing', '-heartbeats-missing'],
])('%s must be found by the %s as %s and raise the alarm %s', (id, check, code, alarm) => {
  expect(requireFault(id)).toMatchObject({
    ...{ check, alarm, alarmWithinRuns: 3 },
    expected: { status: ['DEGRADED'], codes: [code], withinRuns: 1 },
  });
});
