import { expectedOf } from '../../../lib/local/drill/drill-fault';
import { changesIn } from '../aws/support/fake-clients';
import { recordWith, type Said } from './support/faults';
import { FakePlane, repaired, requireFault } from './support/ground';
import { SERVERS, servers } from './support/servers';
import { SITE, withZones } from './support/site';

const topology = (said: Said = {}) => recordWith('topology-check', said);
const noticed = (id: string, record: ReturnType<typeof topology>, before = topology()) =>
  requireFault(id).isNoticed?.({ record, before, orders: [] });

describe.each([
  ['web', 'i-1'],
  ['app', 'i-4'],
])('a server of the %s tier', (tier, id) => {
  const fault = requireFault(`${tier}-server-stopped`);

  test('is stopped, and started again', async () => {
    const { ground, calls } = servers();
    await repaired(await fault.inject(ground));
    expect(changesIn(calls)).toStrictEqual([
      ['StopInstances', { InstanceIds: [id] }],
      ['StartInstances', { InstanceIds: [id] }],
    ]);
  });

  test('must run', async () => {
    const { ground, calls } = servers(SERVERS.filter(({ group }) => group !== `group-${tier}`));
    await expect(fault.inject(ground)).rejects.toThrow(`the ${tier} tier has no running server to stop`);
    expect(changesIn(calls)).toStrictEqual([]);
  });

  const few = (code: string, of = tier) => [code, `${of} tier in ap-northeast-1a`] as const;
  const other = tier === 'web' ? 'app' : 'web';

  test.each([
    ['one zone of its tier below the minimum', [few('ZoneBelowMinimum')], true],
    ['one zone of its tier without a target', [few('ZoneWithoutHealthyTargets')], true],
    ['its tier among other faults', [few('ZoneBelowMinimum'), few('ZoneBelowMinimum', other)], true],
    ['the other tier alone', [few('ZoneBelowMinimum', other)], false],
    ['two zones of its tier', [few('ZoneBelowMinimum'), few('ZoneWithoutHealthyTargets')], false],
    ['another fault of its tier', [few('SpreadImbalance')], false],
    ['nothing', [], false],
  ])('is missed when the check finds %s: %#', (_, findings, isNoticed) => {
    expect(noticed(fault.id, topology({ findings }))).toBe(isNoticed);
  });

  test('was missed before when the check had found it before', () => {
    const findings = [few('ZoneBelowMinimum')];
    expect(noticed(fault.id, topology({ findings }), topology({ findings }))).toBe(false);
  });
});

describe('a whole zone', () => {
  const fault = requireFault('zone-lost/topology-check');

  test('is lost with the servers of both tiers in the zone of the writer, which Aurora moves', async () => {
    const { state, ground, calls } = servers();
    await fault.inject(ground);
    expect(changesIn(calls)).toStrictEqual([
      ['TerminateInstances', { InstanceIds: ['i-2', 'i-3', 'i-4'] }],
      ['FailoverDBCluster', { DBClusterIdentifier: 'db', TargetDBInstanceIdentifier: 'db-2' }],
    ]);
    expect(state.writer).toBe('db-2');
  });

  test('is lost with its probe, until the repair', async () => {
    const { ground, gateway } = servers();
    const injected = await fault.inject(ground);
    expect(gateway.rule.rule).toStrictEqual({
      ...{ service: 'lambda', action: 'Invoke', parameters: { FunctionName: 'probe-a' }, effect: { kind: 'reset' } },
    });
    expect(gateway.rule.isRemoved).toBe(false);
    await repaired(injected);
    expect(gateway.rule.isRemoved).toBe(true);
  });

  test('is lost with the database servers in it, until the repair', async () => {
    const plane = new FakePlane(['db-1', 'db-2', 'db-3']);
    const { ground } = servers(SERVERS, { ...SITE, dataPlane: plane.asDataPlane() });
    const injected = await fault.inject(ground);
    expect([...plane.silent]).toStrictEqual(['db-1']);
    await repaired(injected);
    expect(plane.happened).toStrictEqual(['silence db-1', 'restore']);
  });

  test('is repaired by other servers in the same subnets', async () => {
    const { ground, calls } = servers();
    const injected = await fault.inject(ground);
    calls.splice(0);
    await repaired(injected);
    const made = changesIn(calls).filter(([action]) => action === 'RunInstances');
    expect(made.map(([, input]) => (input as { SubnetId: string }).SubnetId)).toStrictEqual([
      'subnet-2',
      'subnet-2',
      'subnet-3',
    ]);
    const registered = changesIn(calls).filter(([action]) => action === 'RegisterTargets');
    expect(registered.map(([, input]) => (input as { TargetGroupArn: string }).TargetGroupArn)).toStrictEqual([
      'targets-web',
      'targets-web',
      'targets-app',
    ]);
  });

  test('needs a server of every tier', async () => {
    const { ground, gateway, calls } = servers(SERVERS.filter(({ id }) => id !== 'i-4'));
    await expect(fault.inject(ground)).rejects.toThrow('a tier has no running server in ap-northeast-1a');
    expect(changesIn(calls)).toStrictEqual([]);
    expect(gateway.rules).toStrictEqual([]);
  });

  const dead = (tier: string) => ['ZoneWithoutHealthyTargets', `${tier} tier in ap-northeast-1a`] as const;

  test.each([
    ['both tiers without a target', [dead('web'), dead('app')], true],
    ['the web tier alone', [dead('web')], false],
    ['the app tier alone', [dead('app')], false],
    [
      'both tiers with too few',
      [
        ['ZoneBelowMinimum', 'web tier'],
        ['ZoneBelowMinimum', 'app tier'],
      ] as const,
      false,
    ],
  ])('is missed by a check that finds %s: %#', (_, findings, isNoticed) => {
    expect(noticed(fault.id, topology({ findings }))).toBe(isNoticed);
  });

  test('the decision is verified where two zones are left, and not where one is', () => {
    const statusOn = (site: typeof SITE) => expectedOf(requireFault('zone-lost/fail-over-writer'), site).status;
    expect(statusOn(withZones(3))).toStrictEqual(['DONE']);
    expect(statusOn(withZones(2))).toStrictEqual(['VERIFY']);
  });
});
