import { parameter } from '../support/fake-ec2';
import { eventsReply } from '../support/fake-rds';
import { NOW } from '../support/fake-run';
import { queryError, type SentRequest } from '../support/fake-transport';
import { ago, run } from './run-with-replies';

describe('events', () => {
  const completed = (n: number) => ({
    source: 'test-site-database',
    message: 'Completed failover to DB instance: first',
    at: ago(n * 60),
  });
  const ofCluster = (request: SentRequest) => parameter(request, 'SourceType') === 'db-cluster';

  test('F15 all pages of them are read', async () => {
    const { line } = await run({
      DescribeEvents: (request) => {
        if (!ofCluster(request)) {
          return eventsReply([]);
        }
        return parameter(request, 'Marker') === 'more'
          ? eventsReply([completed(3), completed(4)])
          : eventsReply([completed(1), completed(2)], 'more');
      },
    });
    expect(line).toMatchObject({
      record: { status: 'DEGRADED', findings: [{ code: 'FailoverRepeated' }] },
      FailoverEvents: 4,
    });
  });

  test('F29 those of instances are told apart by their source', async () => {
    const { line } = await run({
      DescribeEvents: (request) =>
        ofCluster(request)
          ? eventsReply([])
          : eventsReply(
              ['first', 'stranger'].map((source) => ({
                source,
                message: 'low',
                at: ago(60),
                categories: ['notification', 'low storage'],
              })),
            ),
    });
    expect(line.record).toMatchObject({ findings: [{ code: 'StorageLow', subject: 'first' }] });
  });

  test('F52 those of instances stand without those of the cluster', async () => {
    const { line } = await run({
      DescribeEvents: (request) =>
        ofCluster(request)
          ? queryError('AccessDenied', 403)
          : eventsReply([{ source: 'first', message: 'low', at: ago(60), categories: ['low storage'] }]),
    });
    expect(line.record).toMatchObject({
      status: 'DEGRADED',
      findings: [{ code: 'StorageLow' }],
      questions: [{ subject: 'events of the cluster', code: 'Denied' }],
    });
  });

  test('an event without categories is none of a fault', async () => {
    const { line } = await run({
      DescribeEvents: () => ({
        body: `<DescribeEventsResponse><DescribeEventsResult><Events><Event><SourceIdentifier>first</SourceIdentifier><Message>x</Message><Date>${NOW.toISOString()}</Date></Event></Events></DescribeEventsResult></DescribeEventsResponse>`,
      }),
    });
    expect(line.record.status).toBe('HEALTHY');
  });
});

test.each(['SourceIdentifier', 'Message', 'Date'])('F53 an event without %s is no answer', async (element) => {
  const reply = eventsReply([{ source: 'first', message: 'x', at: NOW }]);
  const body = 'body' in reply ? (reply.body ?? '') : '';
  const without = body.replace(new RegExp(`<${element}>.*</${element}>`), '');
  expect(without).not.toBe(body);
  const { line } = await run({ DescribeEvents: () => ({ body: without }) });
  expect(line.record.questions).toMatchObject([
    { subject: 'events of the cluster', code: 'Malformed' },
    { subject: 'events of the instances', code: 'Malformed' },
  ]);
});
