import { StartInstancesCommand, StopInstancesCommand, TerminateInstancesCommand } from '@aws-sdk/client-ec2';
import type { TierName } from '../../../lambda/topology-check/contract';
import { LocalFailure } from '../local-failure';
import { hasMovedWriter } from './database-faults';
import { moveWriter, readMembers } from './database-members';
import {
  ALWAYS,
  alsoNoticedBy,
  withDataPlane,
  type DrillFault,
  type DrillGround,
  type Injected,
  type Seen,
} from './drill-fault';
import { idsOf, replaceServers, runningServers } from './tier-servers';

/** Tiers that lose a zone together: a check that is blind to one of them has not noticed. */
const TIERS: readonly TierName[] = ['web', 'app'];

/** What the check says of a zone that has fewer servers than it should have. */
const TOO_FEW = ['ZoneBelowMinimum', 'ZoneWithoutHealthyTargets'];

/** One server of a tier stops. */
export const SERVER_FAULTS: readonly DrillFault[] = [serverStopped('web', 'F01'), serverStopped('app', 'F02')];

/** A whole zone: the servers of both tiers, the database instance, and the probe that stands there. */
const ZONE_LOST: DrillFault = {
  id: 'zone-lost/topology-check',
  title: 'a whole zone is lost, with the writer of the database in it',
  references: ['F03', 'F04', 'F16'],
  check: 'topology-check',
  expected: { status: ['DEGRADED'], codes: ['ZoneLost', 'ZoneWithoutHealthyTargets'], withinRuns: 1 },
  alarmWithinRuns: 10,
  alarm: '-topology-fault',
  isNoticed: ({ record: { findings } }) =>
    TIERS.every((tier) =>
      findings.some(({ code, subject }) => code === 'ZoneWithoutHealthyTargets' && subject.startsWith(tier)),
    ),
  applies: ALWAYS,
  inject: loseZone,
};

/** Faults of a whole zone. */
export const ZONE_FAULTS: readonly DrillFault[] = [
  ZONE_LOST,
  alsoNoticedBy(ZONE_LOST, 'database-check', {
    expected: { status: ['HEALTHY'], codes: [], withinRuns: 1 },
    isNoticed: hasMovedWriter,
  }),
  {
    ...alsoNoticedBy(ZONE_LOST, 'fail-over-writer', {
      expected: ({ expectations: { failover } }) => ({
        // With one zone left nobody confirms what it sees.
        status: failover.availabilityZones.length > failover.limits.vantages ? ['DONE'] : ['VERIFY'],
        codes: ['ProbeUnknown', 'WriterMoved'],
        withinRuns: 1,
      }),
    }),
    applies: withDataPlane,
  },
];

function serverStopped(tier: TierName, reference: string): DrillFault {
  return {
    id: `${tier}-server-stopped`,
    title: `one server of the ${tier} tier stops`,
    references: [reference],
    check: 'topology-check',
    expected: { status: ['DEGRADED'], codes: [], withinRuns: 1 },
    alarmWithinRuns: 10,
    alarm: '-topology-fault',
    isNoticed: (seen) => hasTooFew(seen, tier),
    applies: ALWAYS,
    inject: (ground) => stopServer(ground, tier),
  };
}

function hasTooFew({ record, before }: Seen, tier: TierName): boolean {
  const count = ({ findings }: Seen['record']): number =>
    findings.filter(({ code, subject }) => TOO_FEW.includes(code) && subject.startsWith(`${tier} tier`)).length;
  return count(record) === 1 && count(before) === 0;
}

async function stopServer({ clients, site }: DrillGround, name: TierName): Promise<Injected> {
  const tier = site.expectations.topology.tiers.find((it) => it.name === name);
  const [server] = tier === undefined ? [] : await runningServers(clients, tier);
  if (server === undefined) {
    throw new LocalFailure([`the ${name} tier has no running server to stop`]);
  }
  const InstanceIds = idsOf([server]);
  await clients.ec2.send(new StopInstancesCommand({ InstanceIds }));
  return {
    repair: async () => {
      await clients.ec2.send(new StartInstancesCommand({ InstanceIds }));
    },
  };
}

/** Loses the zone of the writer. Aurora promotes a reader elsewhere by itself. */
async function loseZone(ground: DrillGround): Promise<Injected> {
  const { clients, gateway, site } = ground;
  const { tiers } = site.expectations.topology;
  const { writer, readers } = await readMembers(ground);
  const zone = writer.availabilityZone;
  const lost = await Promise.all(
    tiers.map(async (tier) => (await runningServers(clients, tier)).filter((server) => server.zone === zone)),
  );
  if (lost.some((servers) => servers.length === 0)) {
    throw new LocalFailure([`a tier has no running server in ${zone}`]);
  }
  const probe = site.expectations.failover.probes.find(({ availabilityZone }) => availabilityZone === zone);
  const injection = gateway.inject({
    service: 'lambda',
    action: 'Invoke',
    parameters: { FunctionName: probe?.functionName ?? '' },
    effect: { kind: 'reset' },
  });
  const plane = typeof site.dataPlane === 'string' ? undefined : site.dataPlane;
  const inZone = [writer, ...readers].filter(({ availabilityZone }) => availabilityZone === zone);
  await plane?.silence(inZone.map(({ instanceId }) => instanceId));
  await clients.ec2.send(new TerminateInstancesCommand({ InstanceIds: lost.flatMap(idsOf) }));
  const [target] = readers.filter(({ availabilityZone }) => availabilityZone !== zone);
  await moveWriter(ground, target?.instanceId ?? '');
  return {
    repair: async () => {
      injection.remove();
      await plane?.restore();
      for (const [index, tier] of tiers.entries()) {
        await replaceServers(clients, tier, lost[index] ?? []);
      }
    },
  };
}
