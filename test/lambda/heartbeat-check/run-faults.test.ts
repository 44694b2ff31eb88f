import { jsonReply, metricDataOf } from '../support/fake-rds-metrics';
import { connectionReset, jsonError, PROXY_PAGE, type Reply, type SentRequest } from '../support/fake-transport';
import { backup, database, page, result, run, type Result } from './run-with-replies';

describe('F53 an answer in pages', () => {
  const pages =
    (last: Result): ((request: SentRequest) => Reply) =>
    (request) =>
      metricDataOf(request).NextToken === 'more'
        ? page([last])
        : page([result('q0', [600], { StatusCode: 'PartialData' }), backup], { NextToken: 'more' });

  test('is read to the end', async () => {
    const { line, sent } = await run(pages(database));
    expect(line.record.status).toBe('HEALTHY');
    expect(sent).toHaveLength(2);
  });

  test('that does not end as a whole tells nothing about that function', async () => {
    const { line } = await run(pages(result('q0', [60], { StatusCode: 'PartialData' })));
    expect(line.record).toMatchObject({
      status: 'UNKNOWN',
      questions: [
        {
          subject: 'database-check',
          code: 'Incomplete',
          reason: 'CloudWatch gave no complete answer: PartialData, PartialData',
        },
      ],
    });
  });

  test('of which a page never comes tells nothing about any', async () => {
    const { line } = await run((request) =>
      metricDataOf(request).NextToken === 'more' ? PROXY_PAGE : page([database, backup], { NextToken: 'more' }),
    );
    expect(line.record.questions.map(({ subject }) => subject)).toStrictEqual(['backup-check', 'database-check']);
  });
});

test.each(['InternalError', 'PartialData', 'Forbidden'])(
  'F53 a result that is %s tells nothing, fresh as it may be',
  async (StatusCode) => {
    const { line } = await run(() => page([{ ...database, StatusCode }, backup]));
    expect(line.record).toMatchObject({
      status: 'UNKNOWN',
      findings: [],
      questions: [{ subject: 'database-check', reason: `CloudWatch gave no complete answer: ${StatusCode}` }],
    });
    expect(line).not.toHaveProperty('HeartbeatsMissing');
  },
);

test('F53 a result that was complete only after an error tells nothing', async () => {
  const { line } = await run(() => page([{ ...database, StatusCode: 'InternalError' }, database, backup]));
  expect(line.record.questions).toMatchObject([{ subject: 'database-check', code: 'Incomplete' }]);
});

test('F53 a result with a message tells nothing', async () => {
  const { line } = await run(() =>
    page([{ ...database, Messages: [{ Code: 'ArithmeticError', Value: 'x' }, { Value: 'y' }] }, backup]),
  );
  expect(line.record.questions).toMatchObject([
    { subject: 'database-check', reason: 'CloudWatch says of its answer: ArithmeticError, without a code' },
  ]);
});

test('F53 a message about the whole answer leaves nothing known', async () => {
  const { line } = await run(() => page([database, backup], { Messages: [{ Code: 'MaximumMetricsExceeded' }] }));
  expect(line.record.questions).toMatchObject([
    { subject: 'backup-check', reason: 'CloudWatch says of its answer: MaximumMetricsExceeded' },
    { subject: 'database-check', reason: 'CloudWatch says of its answer: MaximumMetricsExceeded' },
  ]);
});

test('F53 a function that is missing in the answer is unknown', async () => {
  const { line } = await run(() => page([backup]));
  expect(line.record.questions).toMatchObject([
    { subject: 'database-check', code: 'Incomplete', reason: 'CloudWatch gave no complete answer: none' },
  ]);
});

test('F53 an answer to what was not asked leaves nothing known', async () => {
  const { line } = await run(() => page([database, backup, result('q2', [60])]));
  expect(line.record.questions).toMatchObject([
    { subject: 'backup-check', code: 'Contradictory', reason: 'CloudWatch answers what was not asked' },
    { subject: 'database-check', code: 'Contradictory' },
  ]);
});

describe('F52 F53 when CloudWatch', () => {
  test.each([
    ['is throttled', 'Throttled', () => jsonError('ThrottlingException', 400)],
    ['fails', 'ApiError', () => jsonError('InternalServiceFault', 500)],
    ['denies', 'Denied', () => jsonError('AccessDeniedException', 403)],
    ['cannot be reached', 'Network', connectionReset],
    ['is a proxy', 'Malformed', () => PROXY_PAGE],
    ['gives half a document', 'Malformed', () => ({ body: '{"MetricDataRes' })],
    ['gives an empty document', 'Malformed', () => ({ body: '' })],
    ['gives an answer without members', 'Malformed', () => jsonReply({})],
    ['gives values without times', 'Malformed', () => page([result('q0', [], { Values: [1] }), backup])],
    ['gives no status', 'Malformed', () => page([{ Id: 'q0', Timestamps: [], Values: [] }, backup])],
    ['gives no id', 'Malformed', () => page([{ ...database, Id: '' }, backup])],
  ])('%s, no heartbeat is known, with code %s', async (_what, code, reply) => {
    const { line } = await run(reply);
    expect(line.record).toMatchObject({
      status: 'UNKNOWN',
      findings: [],
      questions: [
        { subject: 'backup-check', code },
        { subject: 'database-check', code },
      ],
    });
    expect(line).not.toHaveProperty('HeartbeatsMissing');
    expect(line).not.toHaveProperty('RedundancyLost');
  });

  test('never answers, the check ends in time', async () => {
    const { line } = await run(() => ({ hang: true }), { remainingMilliseconds: 5_100 });
    expect(line.record.questions.map(({ code }) => code)).toStrictEqual(['Timeout', 'Timeout']);
  });
});
