import { GetScheduleCommand, UpdateScheduleCommand, type ScheduleState } from '@aws-sdk/client-scheduler';
import type { FunctionLabel } from '../../../lambda/shared/contract';
import type { GatewayCall } from '../gateway';
import { readMembers } from './database-members';
import {
  ALWAYS,
  alsoNoticedBy,
  requireDataPlane,
  withDataPlane,
  withSiteCheck,
  type DrillFault,
  type DrillGround,
  type DrillSite,
  type Expected,
  type Injected,
  type Seen,
} from './drill-fault';

/** Runs in which the writer is found lost before anything is done about it. */
const CONFIRMATIONS = 3;

/** RDS names no writer, and the writer's server is silent: Aurora does not move it, so the decision has to. */
const WRITER_LOST: DrillFault = {
  id: 'writer-lost/fail-over-writer',
  title: 'the writer is lost, and Aurora does not replace it',
  references: ['F23', 'F24'],
  check: 'fail-over-writer',
  expected: whenLost,
  orders: (site) => (actsAlone(site) ? 1 : 0),
  alarmWithinRuns: CONFIRMATIONS + 2,
  alarm: (site) => (actsAlone(site) ? '-writer-acted' : '-writer-held'),
  applies: withDataPlane,
  inject: loseWriter,
  isNoticed: ({ orders }) => orders.every(isFailoverToNamedReader),
};

/** The writer is lost: the one fault after which a function changes anything. */
export const WRITER_LOST_FAULTS: readonly DrillFault[] = [
  WRITER_LOST,
  alsoNoticedBy(WRITER_LOST, 'database-check', {
    expected: { status: ['FAILED'], codes: ['NoWriter'], withinRuns: 1 },
    alarm: '-database-outage',
    alarmWithinRuns: CONFIRMATIONS + 2,
  }),
];

/** The lease table is throttled: nobody may act, so nobody decides. */
export const LEASE_THROTTLED: DrillFault = {
  id: 'lease-throttled',
  title: 'the lease table is throttled',
  references: ['F55'],
  check: 'fail-over-writer',
  expected: { status: ['HOLD'], codes: ['LeaseStoreDown', 'Throttled'], withinRuns: 1 },
  applies: withDataPlane,
  inject: ({ gateway }) => {
    const injection = gateway.inject({ service: 'dynamodb', effect: { kind: 'throttle' } });
    return Promise.resolve({ hasMet: () => injection.hits > 0, repair: () => Promise.resolve(injection.remove()) });
  },
};

/** The database is silent and RDS says that all is well. */
export const PROBES_SILENT: DrillFault = {
  id: 'probes-silent',
  title: 'nothing answers the probes, and RDS says that all is well',
  references: ['F25'],
  check: 'fail-over-writer',
  expected: { status: ['HOLD'], codes: ['ClientPath'], withinRuns: 1 },
  alarmWithinRuns: 5,
  alarm: '-probes-silent',
  applies: withDataPlane,
  inject: async ({ site }) => {
    const plane = requireDataPlane(site);
    await plane.silence(plane.instances);
    return { repair: () => plane.restore() };
  },
};

/** No function may write its decision records. */
export const RECORDS_UNWRITABLE: readonly DrillFault[] = unwritable();

/** Whether the decision moves the writer by itself: it is deployed to, and two zones beside the lost one can agree. */
function actsAlone({ acts, expectations }: DrillSite): boolean {
  return acts && expectations.failover.availabilityZones.length > expectations.failover.limits.vantages;
}

function whenLost(site: DrillSite): Expected {
  const { availabilityZones, limits } = site.expectations.failover;
  const withinRuns = CONFIRMATIONS + 1;
  if (actsAlone(site)) {
    return { status: ['DONE'], codes: ['Sent', 'Verified'], withinRuns };
  }
  return availabilityZones.length > limits.vantages
    ? { status: ['CONFIRM'], codes: ['WriterMissing', 'NothingSends'], withinRuns }
    : { status: ['HOLD'], codes: ['WriterMissing', 'QuorumMissing'], withinRuns: 1 };
}

/** The one order that may be given. That its target is fit is decided by the function; that it is named is seen here. */
function isFailoverToNamedReader({ service, action, parameters, status }: GatewayCall): boolean {
  const target = parameters.get('TargetDBInstanceIdentifier');
  return service === 'rds' && action === 'FailoverDBCluster' && status === 200 && target !== undefined && target !== '';
}

async function loseWriter(ground: DrillGround): Promise<Injected> {
  const { gateway, site } = ground;
  const { writer } = await readMembers(ground);
  const plane = requireDataPlane(site);
  const begun = gateway.calls.length;
  const isMoved = (): boolean => gateway.calls.slice(begun).some(isFailoverToNamedReader);
  await setSchedule(ground, 'DISABLED');
  const injection = gateway.inject({
    service: 'rds',
    action: 'DescribeDBClusters',
    effect: { kind: 'rewrite', rewrite: (body) => (isMoved() ? body : withoutWriter(body)) },
  });
  await plane.silence([writer.instanceId]);
  return {
    hasMet: () => injection.hits > 0,
    repair: async () => {
      injection.remove();
      await plane.restore();
      await setSchedule(ground, 'ENABLED');
    },
  };
}

function withoutWriter(body: string): string {
  return body.replaceAll('<IsClusterWriter>true<', '<IsClusterWriter>false<');
}

/** Switches the schedule of the decision off or on: while its act is waited for, no run of the schedule may be the one. */
async function setSchedule({ clients: { scheduler }, site }: DrillGround, State: ScheduleState): Promise<void> {
  const { name: Name, group: GroupName } = site.deciderSchedule;
  const { ScheduleExpression, ScheduleExpressionTimezone, FlexibleTimeWindow, Target } = await scheduler.send(
    new GetScheduleCommand({ Name, GroupName }),
  );
  const same = { Name, GroupName, ScheduleExpression, ScheduleExpressionTimezone, FlexibleTimeWindow, Target };
  await scheduler.send(new UpdateScheduleCommand({ ...same, State }));
}

function unwritable(): readonly DrillFault[] {
  const first: DrillFault = {
    id: 'records-unwritable/topology-check',
    title: 'the decision records cannot be written',
    references: ['F55'],
    check: 'topology-check',
    expected: { status: ['UNKNOWN'], codes: ['Denied'], withinRuns: 1 },
    applies: ALWAYS,
    inject: ({ gateway }) => {
      const injection = gateway.inject({ service: 's3', action: 'PutObject', effect: { kind: 'deny' } });
      return Promise.resolve({ hasMet: () => injection.hits > 0, repair: () => Promise.resolve(injection.remove()) });
    },
    isNoticed: isWithoutRecord,
  };
  const others = ['database-check', 'backup-check', 'audit-check', 'certificate-check', 'heartbeat-check'] as const;
  const noticedBy = (check: FunctionLabel): DrillFault =>
    alsoNoticedBy(first, check, { expected: first.expected, isNoticed: isWithoutRecord });
  return [
    first,
    ...others.map(noticedBy),
    { ...noticedBy('site-check'), applies: withSiteCheck },
    {
      ...alsoNoticedBy(first, 'fail-over-writer', {
        expected: { status: ['HOLD'], codes: ['Denied', 'RecordMissing'], withinRuns: 1 },
        isNoticed: isWithoutRecord,
      }),
      applies: withDataPlane,
    },
  ];
}

function isWithoutRecord({ record }: Seen): boolean {
  return record.stored === null;
}
