import { completeVault, findLock } from '../../../lib/local/gateway/bridges/backup-vault';
import { completeClusters, findRestorableTime } from '../../../lib/local/gateway/bridges/db-clusters';
import { placeInstances } from '../../../lib/local/gateway/bridges/instances';
import { isBlackhole, type RouteTargets } from '../../../lib/local/gateway/bridges/route-tables';
import { completeTargetHealth, targetHealthOf } from '../../../lib/local/gateway/bridges/target-health';

describe('health of a target', () => {
  const standing = { instanceState: 'running', zone: 'c', enabledZones: [new Set(['c', 'd'])] };

  test('a running instance in a zone of its load balancer is healthy, without a reason', () => {
    expect(targetHealthOf(standing)).toEqual({ State: 'healthy' });
  });

  test.each(['stopping', 'stopped', 'shutting-down', 'terminated', undefined])(
    'one that is %s is in an invalid state',
    (instanceState) => {
      expect(targetHealthOf({ ...standing, instanceState })).toMatchObject({
        State: 'unused',
        Reason: 'Target.InvalidState',
        Description: `Target is in the ${instanceState ?? 'terminated'} state`,
      });
    },
  );

  test('one that starts is not healthy yet', () => {
    expect(targetHealthOf({ ...standing, instanceState: 'pending' })).toMatchObject({
      State: 'initial',
      Reason: 'Elb.InitialHealthChecking',
    });
  });

  test.each([
    ['in a zone that no load balancer has', { zone: 'a' }],
    ['of a group that no load balancer uses', { enabledZones: [] }],
    ['that is stopped, too, of a group that no load balancer uses', { enabledZones: [], instanceState: 'stopped' }],
  ])('one %s is not in use', (_name, facts) => {
    expect(targetHealthOf({ ...standing, ...facts })).toMatchObject({ State: 'unused', Reason: 'Target.NotInUse' });
  });

  test('one load balancer of several is enough', () => {
    expect(targetHealthOf({ ...standing, enabledZones: [new Set(['a']), new Set(['c'])] }).State).toBe('healthy');
  });

  test('a zone that is not known is held against nobody', () => {
    expect(targetHealthOf({ ...standing, zone: undefined }).State).toBe('healthy');
  });

  test('replaces what the emulator says, and leaves the target alone', () => {
    const description =
      '<Target><Id>i-1</Id><Port>80</Port></Target><HealthStatus>healthy</HealthStatus><TargetHealth><State>healthy</State></TargetHealth>';
    const [start, end] = [
      'DescribeTargetHealthResponse',
      'DescribeTargetHealthResult',
      'TargetHealthDescriptions',
    ].reduce<readonly [string, string]>(
      ([before, after], name) => [`${before}<${name}>`, `</${name}>${after}`],
      ['', ''],
    );
    const body = `${start}<member>${description}</member>${end}`;
    const changed = completeTargetHealth(body, (id) => ({
      State: 'unused',
      Reason: 'Target.InvalidState',
      Description: id,
    }));
    expect(changed).toContain(
      '<member><Target><Id>i-1</Id><Port>80</Port></Target><TargetHealth><State>unused</State><Reason>Target.InvalidState</Reason><Description>i-1</Description></TargetHealth></member>',
    );
  });
});

describe('zone of an instance', () => {
  function answer(instance: string): string {
    const inner = `<reservationSet><item><instancesSet><item>${instance}</item></instancesSet></item></reservationSet>`;
    return `<DescribeInstancesResponse>${inner}</DescribeInstancesResponse>`;
  }
  const zones = new Map([['subnet-c', 'zone-c']]);

  test('is that of its subnet, and the tenancy stays', () => {
    const placement = '<placement><availabilityZone>zone-a</availabilityZone><tenancy>default</tenancy></placement>';
    expect(placeInstances(answer(`${placement}<subnetId>subnet-c</subnetId>`), zones)).toContain(
      '<placement><availabilityZone>zone-c</availabilityZone><tenancy>default</tenancy></placement>',
    );
  });

  test('is added where there is none', () => {
    expect(placeInstances(answer('<subnetId>subnet-c</subnetId>'), zones)).toContain(
      '<placement><availabilityZone>zone-c</availabilityZone></placement>',
    );
  });

  test.each(['<subnetId>subnet-x</subnetId>', ''])('stays as it is where the subnet is not known: %j', (subnet) => {
    const placement = '<placement><availabilityZone>zone-a</availabilityZone></placement>';
    expect(placeInstances(answer(`${placement}${subnet}`), zones)).toContain(placement);
  });
});

describe('a route', () => {
  const targets: RouteTargets = {
    natGateways: new Map([
      ['nat-1', 'available'],
      ['nat-2', 'pending'],
      ['nat-3', 'deleting'],
      ['nat-4', 'deleted'],
      ['nat-5', 'failed'],
    ]),
    internetGateways: new Map([
      ['igw-1', ['vpc-1']],
      ['igw-2', ['vpc-2']],
      ['igw-3', []],
    ]),
    endpoints: new Map([
      ['vpce-1', 'available'],
      ['vpce-2', 'deleting'],
    ]),
    instances: new Map([
      ['i-1', { state: 'running', subnetId: undefined }],
      ['i-2', { state: 'stopped', subnetId: undefined }],
    ]),
  };

  test.each(['nat-1', 'nat-2', 'igw-1', 'vpce-1', 'i-1', 'local', 'tgw-1', 'pcx-1', 'vgw-1'])(
    'to %s leads somewhere',
    (id) => {
      expect(isBlackhole(id, 'vpc-1', targets)).toBe(false);
    },
  );

  test.each(['nat-3', 'nat-4', 'nat-5', 'nat-9', 'igw-2', 'igw-3', 'igw-9', 'vpce-2', 'vpce-9', 'i-2', 'i-9'])(
    'to %s leads nowhere',
    (id) => {
      expect(isBlackhole(id, 'vpc-1', targets)).toBe(true);
    },
  );
});

describe('latest restorable time', () => {
  const createdAt = new Date('2026-11-25T11:00:00Z');

  test.each([
    ['2026-11-25T12:00:00Z', '2026-11-25T12:00:00Z'],
    ['2026-11-25T12:04:59.999Z', '2026-11-25T12:00:00Z'],
    ['2026-11-25T12:05:00Z', '2026-11-25T12:05:00Z'],
    ['2026-11-25T11:03:00Z', '2026-11-25T11:00:00Z'],
  ])('at %s is %s', (now, expected) => {
    expect(findRestorableTime({ status: 'available', createdAt }, new Date(now))).toEqual(new Date(expected));
  });

  test('is never before the creation', () => {
    const young = new Date('2026-11-25T12:02:00Z');
    const now = new Date('2026-11-25T12:03:00Z');
    expect(findRestorableTime({ status: 'available', createdAt: young }, now)).toEqual(young);
  });

  test.each(['creating', 'deleting', 'failed', 'starting', 'stopped', 'stopping'])(
    'does not move while the cluster is %s',
    (status) => {
      expect(findRestorableTime({ status, createdAt }, new Date('2026-11-25T12:00:00Z'))).toBeUndefined();
    },
  );

  test.each([
    [
      '<Status>available</Status><ClusterCreateTime>2026-11-25T11:00:00.000Z</ClusterCreateTime>',
      '<LatestRestorableTime>2026-11-25T12:00:00.000Z</LatestRestorableTime>',
    ],
    [
      '<Status>available</Status><ClusterCreateTime>2026-11-25T11:00:00.000Z</ClusterCreateTime><LatestRestorableTime/>',
      '<LatestRestorableTime>2026-11-25T12:00:00.000Z</LatestRestorableTime>',
    ],
    [
      '<Status>stopped</Status><ClusterCreateTime>2026-11-25T11:00:00.000Z</ClusterCreateTime><LatestRestorableTime>x</LatestRestorableTime>',
      '<LatestRestorableTime>x</LatestRestorableTime>',
    ],
    [
      '<ClusterCreateTime>2026-11-25T11:00:00.000Z</ClusterCreateTime><LatestRestorableTime>x</LatestRestorableTime>',
      '<LatestRestorableTime>x</LatestRestorableTime>',
    ],
    [
      '<Status>available</Status><ClusterCreateTime/><LatestRestorableTime>x</LatestRestorableTime>',
      '<LatestRestorableTime>x</LatestRestorableTime>',
    ],
  ])('of %s is stated as %s', (cluster, expected) => {
    const inner = `<DescribeDBClustersResult><DBClusters><DBCluster>${cluster}</DBCluster></DBClusters></DescribeDBClustersResult>`;
    const body = `<DescribeDBClustersResponse>${inner}</DescribeDBClustersResponse>`;
    expect(completeClusters(body, new Date('2026-11-25T12:03:00Z'))).toContain(expected);
  });
});

describe('lock of a vault', () => {
  test.each([
    [
      { LockConfiguration: { MinRetentionDays: 3, MaxRetentionDays: 35 } },
      { Locked: true, MinRetentionDays: 3, MaxRetentionDays: 35 },
    ],
    [{ LockConfiguration: {} }, { Locked: true }],
    [{ LockConfiguration: { MinRetentionDays: { Ref: 'Days' } } }, { Locked: true }],
    [{ BackupVaultName: 'v' }, undefined],
    [{ LockConfiguration: null }, undefined],
    [undefined, undefined],
  ])('of properties %j is %j', (properties, expected) => {
    expect(findLock(properties)).toEqual(expected);
  });

  test('is added to what the emulator says', () => {
    const body = '{"BackupVaultName":"v","Locked":false}';
    expect(JSON.parse(completeVault(body, { Locked: true, MinRetentionDays: 3 }))).toEqual({
      BackupVaultName: 'v',
      Locked: true,
      MinRetentionDays: 3,
    });
  });

  test('leaves the answer as it is when there is none', () => {
    expect(completeVault('{ "Locked" : false }', undefined)).toBe('{ "Locked" : false }');
  });
});
