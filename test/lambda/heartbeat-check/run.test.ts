import { metricDataOf } from '../support/fake-rds-metrics';
import { NOW } from '../support/fake-run';
import { PROXY_PAGE, type Reply } from '../support/fake-transport';
import { expectation, secondsAgo } from './expectation';
import { backup, page, result, run } from './run-with-replies';

test('functions that complete their runs are alive', async () => {
  const { finished, line } = await run();
  expect(finished).toMatchObject({ check: 'heartbeat-check', status: 'HEALTHY', findings: 0, unknown: 0 });
  expect(line).toMatchObject({ Check: 'heartbeat-check', Site: 'test-site', HeartbeatsMissing: 0, CheckCompleted: 1 });
});

test('one question is asked, in the Region of the functions, about their completed runs', async () => {
  const { sent, regions } = await run();
  expect(regions).toStrictEqual(['ap-northeast-1']);
  expect(sent).toHaveLength(1);
  expect(sent[0]?.hostname).toBe('monitoring.ap-northeast-1.amazonaws.com');
  const query = (index: number, check: string) => ({
    Id: `q${String(index)}`,
    MetricStat: {
      Metric: {
        Namespace: 'Honmaru',
        MetricName: 'CheckCompleted',
        Dimensions: [
          { Name: 'Site', Value: 'test-site' },
          { Name: 'Check', Value: check },
        ],
      },
      Period: 60,
      Stat: 'Sum',
    },
  });
  expect(sent[0] && metricDataOf(sent[0])).toStrictEqual({
    StartTime: secondsAgo(360).getTime() / 1000,
    EndTime: NOW.getTime() / 1000,
    ScanBy: 'TimestampDescending',
    MetricDataQueries: [query(0, 'database-check'), query(1, 'backup-check')],
  });
});

test('functions with different bounds are asked about one by one, none for longer than its bound', async () => {
  const replies: Readonly<Record<string, Reply>> = {
    'database-check': page([result('q0', [60])]),
    'backup-check': page([result('q0', [7_100])]),
  };
  const { line, sent } = await run(
    (request) => {
      const checks = metricDataOf(request).MetricDataQueries.map(
        ({ MetricStat }) => MetricStat.Metric.Dimensions[1]?.Value ?? '',
      );
      expect(checks).toHaveLength(1);
      return replies[checks[0] ?? ''] ?? PROXY_PAGE;
    },
    { payload: expectation },
  );
  expect(line.record.status).toBe('HEALTHY');
  expect(sent.map((request) => metricDataOf(request).StartTime)).toStrictEqual([
    secondsAgo(360).getTime() / 1000,
    secondsAgo(7_260).getTime() / 1000,
  ]);
});

test('F52 a question without an answer leaves the other one its own', async () => {
  const { line } = await run(
    (request) =>
      metricDataOf(request).StartTime === secondsAgo(360).getTime() / 1000 ? page([result('q0', [60])]) : PROXY_PAGE,
    { payload: expectation },
  );
  expect(line.record).toMatchObject({ status: 'UNKNOWN', questions: [{ subject: 'backup-check', code: 'Malformed' }] });
});

test('F54 a function without data is silent', async () => {
  const { line } = await run(() => page([result('q0', []), backup]));
  expect(line).toMatchObject({
    record: { status: 'DEGRADED', findings: [{ code: 'HeartbeatMissing', subject: 'database-check' }] },
    HeartbeatsMissing: 1,
  });
});

test('the newest run counts, wherever it stands', async () => {
  const { line } = await run(() => page([result('q0', [600, 60, 900]), backup]));
  expect(line.record.status).toBe('HEALTHY');
});

test('a data point that counts no run is none', async () => {
  const { line } = await run(() => page([result('q0', [60, 600], { Values: [0, 1] }), backup]));
  expect(line).toMatchObject({
    record: { findings: [{ subject: 'database-check', detail: expect.stringContaining('T11:50:00.000Z') as string }] },
  });
});
