import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { known } from '../../../../lambda/shared/observed';
import { readReplicaLags } from '../../../../lambda/shared/rds/replica-lag';
import { jsonReply, metricDataOf, metricDataReply, type FakeDataPoint } from '../../support/fake-rds-metrics';
import { NOW } from '../../support/fake-run';
import { fakeClientConfig, FakeTransport, jsonError, type Reply, type SentRequest } from '../../support/fake-transport';

const SECOND = 1_000;

async function read(readers: readonly string[], reply: (request: SentRequest, nth: number) => Reply) {
  const transport = new FakeTransport(reply);
  const cloudwatch = new CloudWatchClient(fakeClientConfig(transport));
  const lags = await readReplicaLags(readers, cloudwatch, NOW, AbortSignal.timeout(1_000));
  return { lags, sent: transport.sent };
}

/** Answers with the same results, whatever was asked. */
function results(...entries: readonly object[]): Reply {
  return jsonReply({ MetricDataResults: entries });
}

function ago(seconds: number): number {
  return NOW.getTime() / SECOND - seconds;
}

test('one question is asked about all readers, with one query each', async () => {
  const { lags, sent } = await read(['first', 'second'], (request) =>
    metricDataReply(request, (reader) => ({ value: reader.length, at: NOW })),
  );
  expect(lags).toStrictEqual(known({ first: 5, second: 6 }));
  expect(sent).toHaveLength(1);
  expect(sent.map(metricDataOf)).toStrictEqual([
    {
      StartTime: ago(300),
      EndTime: ago(0),
      ScanBy: 'TimestampDescending',
      MetricDataQueries: ['first', 'second'].map((Value, index) => ({
        Id: `q${String(index)}`,
        MetricStat: {
          Metric: {
            Namespace: 'AWS/RDS',
            MetricName: 'AuroraReplicaLag',
            Dimensions: [{ Name: 'DBInstanceIdentifier', Value }],
          },
          Period: 60,
          Stat: 'Maximum',
        },
      })),
    },
  ]);
});

test('without readers nothing is asked', async () => {
  const { lags, sent } = await read([], () => jsonError('AccessDenied', 403));
  expect(lags).toStrictEqual(known({}));
  expect(sent).toStrictEqual([]);
});

test.each([
  ['of now', { value: 7, at: 0 }, 7],
  ['of three minutes ago', { value: 7, at: 180 }, 7],
  ['older than that', { value: 7, at: 181 }, undefined],
  ['half a minute ahead', { value: 7, at: -30 }, 7],
  ['of the future', { value: 7, at: -120 }, undefined],
  ['of zero', { value: 0, at: 60 }, 0],
  ['below zero', { value: -1, at: 60 }, undefined],
])('F27 a data point %s counts as %p', async (_what, { value, at }, lag) => {
  const point: FakeDataPoint = { value, at: new Date(ago(at) * SECOND) };
  const { lags } = await read(['first'], (request) => metricDataReply(request, () => point));
  expect(lags).toStrictEqual(known(lag === undefined ? {} : { first: lag }));
});

test('F27 the newest of several data points counts, in whatever order they come', async () => {
  const { lags } = await read(['first', 'second'], () =>
    results(
      { Id: 'q0', StatusCode: 'Complete', Timestamps: [ago(60), ago(120)], Values: [1, 2] },
      { Id: 'q1', StatusCode: 'Complete', Timestamps: [ago(120), ago(60)], Values: [3, 4] },
    ),
  );
  expect(lags).toStrictEqual(known({ first: 1, second: 4 }));
});

test('F27 a newest data point below zero is not replaced by an older one', async () => {
  const { lags } = await read(['first'], () =>
    results({ Id: 'q0', StatusCode: 'Complete', Timestamps: [ago(60), ago(120)], Values: [-1, 2] }),
  );
  expect(lags).toStrictEqual(known({}));
});

test('F53 pieces of one result are put together over all pages', async () => {
  const { lags, sent } = await read(['first'], (request) =>
    metricDataOf(request).NextToken === 'more'
      ? results({ Id: 'q0', StatusCode: 'Complete', Timestamps: [ago(60)], Values: [1] })
      : jsonReply({
          MetricDataResults: [{ Id: 'q0', StatusCode: 'PartialData', Timestamps: [ago(120)], Values: [2] }],
          NextToken: 'more',
        }),
  );
  expect(lags).toStrictEqual(known({ first: 1 }));
  expect(sent).toHaveLength(2);
});

test.each(['PartialData', 'InternalError', 'Forbidden'])('F53 a result that stays %s says nothing', async (status) => {
  const { lags } = await read(['first'], (request) =>
    metricDataReply(request, () => ({ value: 1, at: NOW }), { status }),
  );
  expect(lags).toStrictEqual(known({}));
});

test('F53 a reader without a result, or without a data point, reported nothing', async () => {
  const { lags } = await read(['first', 'second'], () =>
    results({ Id: 'q1', StatusCode: 'Complete', Timestamps: [], Values: [] }),
  );
  expect(lags).toStrictEqual(known({}));
});

test.each([
  ['more values than times', { Timestamps: [ago(60)], Values: [1, 2] }],
  ['more times than values', { Timestamps: [ago(60), ago(0)], Values: [1] }],
  ['no times', { Values: [] }],
  ['no values', { Timestamps: [] }],
])('F53 a result with %s is no answer', async (_what, members) => {
  const { lags } = await read(['first'], () => results({ Id: 'q0', StatusCode: 'Complete', ...members }));
  expect(lags).toMatchObject({ kind: 'unknown', code: 'Malformed' });
});
