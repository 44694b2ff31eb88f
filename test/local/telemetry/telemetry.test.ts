import { report, startTelemetry, type TelemetryOptions } from '../../../lib/local/telemetry';
import { changesIn, fakeClients, type Answers, type FakeCall } from '../aws/support/fake-clients';

const NOW = Date.parse('2026-11-25T09:00:00.000Z');
const HERE = 'ap-northeast-1';
const EDGE = 'us-east-1';

const logGroup = (id: string, region: string, silentMinutes?: number): TelemetryOptions['logGroups'][number] => ({
  ...{ id, region, logGroupName: `logs-${id}`, keyArn: 'arn:key', retentionDays: 400 },
  ...(silentMinutes === undefined ? {} : { silentMinutes }),
});

/** What is reported of a site with these log groups. */
function site(
  overrides: Partial<TelemetryOptions> = {},
  members: readonly string[] = ['db-1', 'db-2'],
  answers: Answers = {},
) {
  const fakes = [HERE, EDGE].map((region) =>
    fakeClients(
      {
        DescribeDBClusters: () => ({
          DBClusters: [
            {
              DBClusterMembers: members.map((id, index) => ({
                DBInstanceIdentifier: id,
                IsClusterWriter: index === 0,
              })),
            },
          ],
        }),
        PutMetricData: () => ({}),
        ...answers,
      },
      region,
    ),
  );
  const options: TelemetryOptions = {
    clients: new Map(fakes.map(({ clients }) => [clients.region, clients])),
    ...{ primaryRegion: HERE, clusterIdentifier: 'db', logGroups: [], now: () => NOW },
    ...overrides,
  };
  const calls = (): readonly FakeCall[] => fakes.flatMap((fake) => fake.calls);
  const reported = () => calls().filter(({ action }) => action === 'PutMetricData');
  return { options, calls, reported };
}

const lag = (id: string) => ({
  MetricName: 'AuroraReplicaLag',
  Dimensions: [{ Name: 'DBInstanceIdentifier', Value: id }],
  Timestamp: new Date(NOW),
  Value: 20,
});
const records = (name: string) => ({
  MetricName: 'IncomingLogEvents',
  Dimensions: [{ Name: 'LogGroupName', Value: name }],
  Timestamp: new Date(NOW),
  Value: 1,
});

test('of every member of the cluster is reported how far it is behind, of the writer as well', async () => {
  const { options, calls } = site();
  await report(options);
  expect(calls()[0]).toMatchObject({
    action: 'DescribeDBClusters',
    region: HERE,
    input: { DBClusterIdentifier: 'db' },
  });
  expect(changesIn(calls())).toStrictEqual([
    ['PutMetricData', { Namespace: 'AWS/RDS', MetricData: [lag('db-1'), lag('db-2')] }],
  ]);
});

test('of log groups that must never be silent is reported, each in its Region, that records come in', async () => {
  const logGroups = [
    logGroup('flow', HERE, 15),
    logGroup('audit', HERE),
    logGroup('waf', EDGE, 60),
    logGroup('app', HERE, 30),
  ];
  const { options, reported } = site({ logGroups }, []);
  await report(options);
  expect(reported().map(({ region, input }) => [region, input])).toStrictEqual([
    [HERE, { Namespace: 'AWS/Logs', MetricData: [records('logs-flow'), records('logs-app')] }],
    [EDGE, { Namespace: 'AWS/Logs', MetricData: [records('logs-waf')] }],
  ]);
});

test('nothing is sent where there is nothing to report, or no Region to report it to', async () => {
  const { options, calls, reported } = site({
    primaryRegion: 'eu-west-1',
    logGroups: [logGroup('x', 'eu-west-1', 5), logGroup('y', HERE)],
  });
  await report(options);
  expect(calls()).toStrictEqual([]);
  const empty = site({}, []);
  await report(empty.options);
  expect([reported(), empty.reported()]).toStrictEqual([[], []]);
});

test('a report that cannot be made is an error', async () => {
  const { options } = site({}, ['db-1'], {
    PutMetricData: () => {
      throw new Error('no');
    },
  });
  await expect(report(options)).rejects.toThrow('no');
  await expect(startTelemetry(options)).rejects.toThrow('no');
});

describe('the reports of a minute', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  test('are made at once, every minute, and no more when they are ended', async () => {
    const { options, reported } = site();
    const end = await startTelemetry(options);
    expect(reported()).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(59_999);
    expect(reported()).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(reported()).toHaveLength(2);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(reported()).toHaveLength(3);
    end();
    await jest.advanceTimersByTimeAsync(180_000);
    expect(reported()).toHaveLength(3);
  });

  test('go on after one that could not be made', async () => {
    const state = { stands: false };
    const { options, reported } = site({}, ['db-1'], {
      PutMetricData: () => {
        if (state.stands) {
          throw new Error('no answer');
        }
        return {};
      },
    });
    const end = await startTelemetry(options);
    state.stands = true;
    await jest.advanceTimersByTimeAsync(60_000);
    state.stands = false;
    await jest.advanceTimersByTimeAsync(60_000);
    expect(reported()).toHaveLength(3);
    end();
  });
});
