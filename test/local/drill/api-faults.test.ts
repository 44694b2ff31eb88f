import { FAULTS } from '../../../lib/local/drill';
import type { FaultEffect, FaultRule } from '../../../lib/local/gateway';
import { FakePlane, groundOf, repaired, requireFault } from './support/ground';
import { SITE } from './support/site';

const API_FAULTS = FAULTS.filter(({ id }) => id.startsWith('api-'));

/** Lets the gateway make a fault. */
async function injected(id: string) {
  const { ground, gateway, calls } = groundOf({});
  const fault = await requireFault(id).inject(ground);
  return { fault, gateway, calls };
}

test.each<readonly [string, FaultEffect['kind'], readonly (readonly [string, FaultRule['service']])[]]>([
  [
    'throttled',
    'throttle',
    [
      ['topology-check', 'ec2'],
      ['database-check', 'rds'],
      ['backup-check', 'backup'],
      ['audit-check', 'cloudtrail'],
      ['fail-over-writer', 'rds'],
      ['site-check', 'site'],
    ],
  ],
  [
    'reset',
    'reset',
    [
      ['topology-check', 'ec2'],
      ['database-check', 'rds'],
      ['backup-check', 'backup'],
      ['heartbeat-check', 'monitoring'],
      ['site-check', 'site'],
    ],
  ],
  [
    'html',
    'html',
    [
      ['topology-check', 'ec2'],
      ['database-check', 'rds'],
      ['backup-check', 'backup'],
      ['audit-check', 'wafv2'],
      ['fail-over-writer', 'rds'],
    ],
  ],
  [
    'truncated',
    'truncate',
    [
      ['topology-check', 'ec2'],
      ['database-check', 'rds'],
      ['backup-check', 'backup'],
      ['certificate-check', 'rds'],
    ],
  ],
])('what is %s is the whole API that a function cannot do without', async (kind, effect, asked) => {
  const faults = API_FAULTS.filter(({ id }) => id.startsWith(`api-${kind}/`));
  expect(faults.map(({ check }) => check)).toStrictEqual(asked.map(([check]) => check));
  for (const [check, service] of asked) {
    const { gateway, calls } = await injected(`api-${kind}/${check}`);
    expect(gateway.rule.rule).toStrictEqual({ service, effect: { kind: effect } });
    expect(calls).toStrictEqual([]);
  }
});

test.each(API_FAULTS.map(({ id }) => id))('%s lasts until the repair, and must be met', async (id) => {
  const { fault, gateway } = await injected(id);
  expect(fault.hasMet?.()).toBe(false);
  gateway.rule.hits = 1;
  expect(fault.hasMet?.()).toBe(true);
  expect(gateway.rule.isRemoved).toBe(false);
  await repaired(fault);
  expect(gateway.rule.isRemoved).toBe(true);
});

test('a check does not know then, and the decision holds back', () => {
  const plain = API_FAULTS.filter(({ id }) => id !== 'api-contradicting/fail-over-writer');
  for (const { check, expected } of plain) {
    expect(expected).toStrictEqual(
      check === 'fail-over-writer'
        ? { status: ['HOLD'], codes: ['ControlPlaneUnknown'], withinRuns: 1 }
        : { status: ['UNKNOWN'], codes: [], withinRuns: 1 },
    );
  }
});

test('one fault that lasts raises the alarm on open questions; the others are too slow to wait for it', () => {
  const raising = API_FAULTS.filter(({ alarmWithinRuns }) => alarmWithinRuns !== undefined);
  expect(raising.map(({ id, alarm, alarmWithinRuns }) => [id, alarm, alarmWithinRuns])).toStrictEqual([
    ...['topology-check', 'database-check', 'backup-check', 'heartbeat-check', 'site-check'].map((check) => [
      `api-reset/${check}`,
      '-check-unknown',
      5,
    ]),
    ['api-contradicting/fail-over-writer', '-writer-split', 3],
  ]);
});

test('a fault of the decision needs servers to ask, and one of a check does not', () => {
  const applying = (dataPlane: (typeof SITE)['dataPlane']) =>
    API_FAULTS.filter(({ applies }) => applies({ ...SITE, dataPlane }) === true);
  expect(applying(new FakePlane([]).asDataPlane())).toHaveLength(API_FAULTS.length);
  expect(applying('none').map(({ check }) => check)).not.toContain('fail-over-writer');
});

describe('an answer that contradicts itself', () => {
  /** What is asked, and what becomes of an answer. */
  async function contradiction(check: string, body: string) {
    const { gateway } = await injected(`api-contradicting/${check}`);
    const { service, action } = gateway.rule.rule;
    return { asked: `${service}:${action ?? ''}`, said: gateway.rewritten(body) };
  }

  test.each(['database-check', 'fail-over-writer'])('names two writers to the %s', async (check) => {
    const member = (isWriter: boolean) => `<IsClusterWriter>${String(isWriter)}</IsClusterWriter>`;
    expect(await contradiction(check, member(true) + member(false) + member(false))).toStrictEqual({
      asked: 'rds:DescribeDBClusters',
      said: member(true) + member(true) + member(true),
    });
  });

  test('of two writers the decision suspects a split', () => {
    expect(requireFault('api-contradicting/fail-over-writer').expected).toStrictEqual({
      ...{ status: ['SPLIT_SUSPECT'], codes: ['TwoWritersReported'], withinRuns: 1 },
    });
  });

  test.each([
    '<routeTableSet><item/></routeTableSet>',
    '<nextToken/><routeTableSet><item/></routeTableSet>',
    '<nextToken>more</nextToken><routeTableSet><item/></routeTableSet>',
  ])('gives pages without an end to the topology check: %s', async (body) => {
    expect(await contradiction('topology-check', body)).toStrictEqual({
      asked: 'ec2:DescribeRouteTables',
      said: '<nextToken>again</nextToken><routeTableSet><item/></routeTableSet>',
    });
  });

  test('dates a vault in the future for the backup check', async () => {
    const body = '{"CreationDate": 1764000000.25,"Locked":true}';
    const { asked, said } = await contradiction('backup-check', body);
    expect(asked).toBe('backup:DescribeBackupVault');
    const { CreationDate, Locked } = JSON.parse(said) as { readonly CreationDate: number; readonly Locked: boolean };
    expect(Locked).toBe(true);
    expect(new Date(CreationDate * 1000).toISOString()).toBe('2100-01-01T00:00:00.000Z');
  });
});
