import { clusterReply, eventsReply, instancesReply, type XmlInstance, type XmlMember } from '../support/fake-rds';
import { metricDataReply } from '../support/fake-rds-metrics';
import { operationOf } from '../support/fake-operations';
import { parameter } from '../support/fake-ec2';
import type { Reply } from '../support/fake-transport';
import { ZONES } from './expectation';
import { ago, instances, latestRestorableTime, members, run, type Replies } from './run-with-replies';

/** The cluster with another status or with changed members. */
function cluster(changes: Readonly<Record<string, Partial<XmlMember>>>, status?: string): Replies {
  const changed = members.map((member) => ({ ...member, ...changes[member.id] }));
  return {
    DescribeDBClusters: () =>
      clusterReply({ members: changed, latestRestorableTime, ...(status === undefined ? {} : { status }) }),
  };
}

/** The instances with changes. */
function listed(changes: Readonly<Record<string, Partial<XmlInstance>>>): Replies {
  return {
    DescribeDBInstances: () => instancesReply(instances.map((instance) => ({ ...instance, ...changes[instance.id] }))),
  };
}

/** Whatever happens, this function only asks. */
async function judge(replies: Replies) {
  const { line, sent } = await run(replies);
  expect(sent.map(operationOf).filter((operation) => !/^(?:Describe|Get)/.test(operation))).toStrictEqual([]);
  return { ...line, codes: line.record.findings.map(({ code, subject }) => `${code} ${subject}`) };
}

test('F15 F16 a writer that Aurora moved to another zone is the writer, and nothing is at fault', async () => {
  const failover: Reply = eventsReply([
    { source: 'test-site-database', message: 'Started cross AZ failover to DB instance: first', at: ago(95) },
    { source: 'test-site-database', message: 'Completed failover to DB instance: first', at: ago(70) },
  ]);
  const line = await judge({
    ...cluster({ writer: { writer: false }, first: { writer: true } }),
    DescribeEvents: (request) => (parameter(request, 'SourceType') === 'db-cluster' ? failover : eventsReply([])),
  });
  expect(line).toMatchObject({
    record: {
      status: 'HEALTHY',
      notes: [
        'failover completed at 2026-11-25T11:58:50.000Z to first',
        'test-site-database at 2026-11-25T11:58:25.000Z: Started cross AZ failover to DB instance: first',
        `the writer is first in ${ZONES[1]}`,
      ],
    },
    DatabaseWriters: 1,
    FailoverEvents: 1,
  });
});

test('F16 a writer whose zone is lost leaves readers in the others', async () => {
  expect(await judge(listed({ writer: { status: 'failed' } }))).toMatchObject({
    record: { status: 'FAILED' },
    codes: [`ZoneWithoutInstance ${ZONES[0]}`, 'WriterNotAvailable writer'],
    PromotableReaders: 2,
    ServiceDown: 1,
  });
});

test('F17 a reader that is lost is named by its zone', async () => {
  expect(await judge(listed({ second: { status: 'failed' } }))).toMatchObject({
    record: { status: 'DEGRADED' },
    codes: [`ZoneWithoutInstance ${ZONES[2]}`, 'TooFewPromotableReaders readers'],
    PromotableReaders: 1,
    ServiceDown: 0,
  });
});

test('F18 without readers writes go on, and nothing is left to promote', async () => {
  const alone = members.slice(0, 1);
  const line = await judge({
    DescribeDBClusters: () => clusterReply({ members: alone, latestRestorableTime }),
    DescribeDBInstances: () => instancesReply(instances.slice(0, 1)),
  });
  expect(line).toMatchObject({ record: { status: 'DEGRADED' }, PromotableReaders: 0, DatabaseWriters: 1 });
  expect(line.codes).toContain('NoPromotableReader readers');
});

test('F19 every instance in one zone is found', async () => {
  const here = { zone: ZONES[0] };
  expect(await judge(listed({ first: here, second: here }))).toMatchObject({
    record: { status: 'DEGRADED' },
    codes: [`ZoneWithoutInstance ${ZONES[1]}`, `ZoneWithoutInstance ${ZONES[2]}`, 'NoPromotableReader readers'],
    DatabaseZones: 1,
  });
});

test('F20 a weak reader that would be promoted first is named', async () => {
  expect((await judge(listed({ first: { class: 'db.t4g.medium' } }))).codes).toStrictEqual([
    'ClassUnexpected first',
    'WeakReaderFirst first',
    'TooFewPromotableReaders readers',
  ]);
});

test('F20 a weak reader of the last tier is no target and comes before nobody', async () => {
  expect((await judge(listed({ second: { class: 'db.r8g.medium' } }))).codes).toStrictEqual([
    'TooFewPromotableReaders readers',
    'ClassUnexpected second',
  ]);
});

test('F21 a failover that runs is waited for', async () => {
  expect(await judge(cluster({ writer: { writer: false } }, 'failing-over'))).toMatchObject({
    record: { status: 'FAILED' },
    codes: ['FailoverRunning cluster', 'NoWriter cluster'],
  });
});

test('F22 two writers are not believed', async () => {
  const line = await judge(cluster({ first: { writer: true } }));
  expect(line).toMatchObject({
    record: {
      status: 'UNKNOWN',
      findings: [],
      questions: [{ subject: 'writer', code: 'Contradictory' }],
    },
    SplitSuspected: 1,
  });
  expect(line).not.toHaveProperty('ServiceDown');
  expect(line).not.toHaveProperty('PromotableReaders');
});

test('F22 a cluster of writers alone has no reader to ask CloudWatch about', async () => {
  const { sent, line } = await run(cluster({ first: { writer: true }, second: { writer: true } }));
  expect(line).toHaveProperty('SplitSuspected', 1);
  expect(sent.map(operationOf)).not.toContain('GetMetricData');
});

test('F23 a cluster of which no member writes is down', async () => {
  expect(await judge(cluster({ writer: { writer: false } }))).toMatchObject({
    record: { status: 'FAILED' },
    codes: ['NoWriter cluster'],
    DatabaseWriters: 0,
    ServiceDown: 1,
  });
});

test('F27 a reader beyond the limit is no target', async () => {
  const line = await judge({
    GetMetricData: (request) =>
      metricDataReply(request, (reader) => ({ value: reader === 'second' ? 1_500 : 3, at: ago(60) })),
  });
  expect(line).toMatchObject({
    record: { status: 'DEGRADED' },
    codes: ['TooFewPromotableReaders readers'],
    ReplicaLagMilliseconds: 1_500,
    PromotableReaders: 1,
  });
});

test('F27 a reader of which CloudWatch heard nothing for three minutes may be no target', async () => {
  const line = await judge({
    GetMetricData: (request) =>
      metricDataReply(request, (reader) => ({ value: 3, at: ago(reader === 'second' ? 181 : 180) })),
  });
  expect(line.record.questions).toMatchObject([{ subject: 'readers' }, { subject: 'second: replica lag' }]);
  expect(line.record.status).toBe('UNKNOWN');
});

test('F28 protection and encryption that somebody took away are found', async () => {
  const line = await judge({
    DescribeDBClusters: () => clusterReply({ members, latestRestorableTime, protected: false, encrypted: false }),
  });
  expect(line.codes).toStrictEqual(['EncryptionOff cluster', 'ProtectionOff cluster']);
});

test('F29 storage that runs out is no reason to fail over', async () => {
  const line = await judge({
    ...listed({ writer: { status: 'storage-full' } }),
    DescribeEvents: (request) =>
      parameter(request, 'SourceType') === 'db-cluster'
        ? eventsReply([])
        : eventsReply([{ source: 'writer', message: 'low', at: ago(60), categories: ['low storage'] }]),
  });
  expect(line.codes).toStrictEqual([
    `ZoneWithoutInstance ${ZONES[0]}`,
    'StorageLow writer',
    'WriterNotAvailable writer',
  ]);
});
