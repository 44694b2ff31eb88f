import { flowLogsReply, jsonReply, jsonTargetError, subscriptionsReply } from '../support/fake-audit';
import { EDGE, keyArn, secondsAgo, TOKYO, topicArn, TRAIL_ARN, WEB_ACL_ARN } from './expectation';
import { epoch, flowLogMembers, foundIn, healthyReplies, metricResult, run } from './run-with-replies';

test('a site as deployed is healthy', async () => {
  const { line } = await run();
  expect(line).toMatchObject({
    Check: 'audit-check',
    record: { status: 'HEALTHY', findings: [], questions: [], notes: [`changes are recorded by ${TRAIL_ARN}`] },
    AuditGaps: 0,
    SecurityDegraded: 0,
    UnconfirmedSubscriptions: 0,
    AlarmPathFaults: 0,
    CheckUnknown: 0,
  });
});

test('nothing but questions is asked, each in the Region it belongs to', async () => {
  const { sent, operations } = await run();
  expect(sent.map(({ hostname }, index) => `${hostname} ${operations[index] ?? ''}`).sort()).toStrictEqual(
    [
      'cloudfront.amazonaws.com GET /2020-05-31/distribution/E1/config',
      ...['DescribeTrails', 'GetEventSelectors', 'GetTrailStatus'].map(
        (operation) => `cloudtrail.ap-northeast-1.amazonaws.com ${operation}`,
      ),
      'ec2.ap-northeast-1.amazonaws.com DescribeFlowLogs',
      ...[TOKYO, TOKYO, EDGE].map((region) => `logs.${region}.amazonaws.com DescribeLogGroups`),
      'monitoring.ap-northeast-1.amazonaws.com GetMetricData',
      ...[TOKYO, EDGE].flatMap((region) => [
        `kms.${region}.amazonaws.com DescribeKey`,
        `kms.${region}.amazonaws.com GetKeyPolicy`,
        `sns.${region}.amazonaws.com GetTopicAttributes`,
        `sns.${region}.amazonaws.com ListSubscriptionsByTopic`,
      ]),
      'wafv2.us-east-1.amazonaws.com GetLoggingConfiguration',
      'wafv2.us-east-1.amazonaws.com GetWebACL',
    ].sort(),
  );
});

test('every question is about what belongs to the site', async () => {
  const { sent, operations } = await run();
  const bodyOf = (operation: string, nth = 0): unknown => {
    const body = sent.filter((_, index) => operations[index] === operation)[nth]?.body ?? '';
    return body.startsWith('{') ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body));
  };
  expect(bodyOf('DescribeFlowLogs')).toMatchObject({ 'Filter.1.Name': 'resource-id', 'Filter.1.Value.1': 'vpc-1' });
  expect(bodyOf('DescribeLogGroups', 1)).toStrictEqual({ logGroupNamePrefix: '/aws/vendedlogs/test-site-dns-queries' });
  expect(bodyOf('DescribeTrails')).toStrictEqual({ includeShadowTrails: true });
  expect(bodyOf('GetTrailStatus')).toStrictEqual({ Name: TRAIL_ARN });
  expect(bodyOf('GetEventSelectors')).toStrictEqual({ TrailName: TRAIL_ARN });
  expect(bodyOf('GetWebACL')).toStrictEqual({ Name: 'test-site-edge', Id: '0f2b', Scope: 'CLOUDFRONT' });
  expect(bodyOf('GetLoggingConfiguration')).toStrictEqual({ ResourceArn: WEB_ACL_ARN });
  expect(bodyOf('GetTopicAttributes')).toMatchObject({ TopicArn: topicArn(TOKYO) });
  expect(bodyOf('ListSubscriptionsByTopic', 1)).toMatchObject({ TopicArn: topicArn(EDGE) });
  expect(bodyOf('DescribeKey')).toStrictEqual({ KeyId: keyArn(TOKYO, 'topic') });
  expect(bodyOf('GetKeyPolicy')).toStrictEqual({ KeyId: keyArn(TOKYO, 'topic'), PolicyName: 'default' });
  expect(bodyOf('GetMetricData')).toStrictEqual({
    MetricDataQueries: ['/test-site/network/flows', '/aws/vendedlogs/test-site-dns-queries'].map((Value, index) => ({
      Id: `q${String(index)}`,
      MetricStat: {
        Metric: {
          Namespace: 'AWS/Logs',
          MetricName: 'IncomingLogEvents',
          Dimensions: [{ Name: 'LogGroupName', Value }],
        },
        Period: 60,
        Stat: 'Sum',
      },
    })),
    StartTime: epoch(secondsAgo(61 * 60)),
    EndTime: epoch(secondsAgo(0)),
    ScanBy: 'TimestampDescending',
  });
});

describe('pages', () => {
  test('F53 flow logs are read to the last page', async () => {
    const { line, operations } = await run({
      DescribeFlowLogs: (request) =>
        new URLSearchParams(request.body).get('NextToken') === 'more'
          ? flowLogsReply([flowLogMembers])
          : flowLogsReply([{ ...flowLogMembers, flowLogId: 'fl-0', logGroupName: 'elsewhere' }], 'more'),
    });
    expect(line.record.status).toBe('HEALTHY');
    expect(operations.filter((operation) => operation === 'DescribeFlowLogs')).toHaveLength(2);
  });

  test('F53 log groups are read to the last page', async () => {
    const { line } = await run({
      DescribeLogGroups: (request, nth) => {
        const { nextToken } = JSON.parse(request.body) as { readonly nextToken?: string };
        return nextToken === 'more'
          ? (healthyReplies.DescribeLogGroups?.(request, nth) ?? jsonTargetError('InvalidAction'))
          : jsonReply({ logGroups: [], nextToken: 'more' });
      },
    });
    expect(line.record.status).toBe('HEALTHY');
  });

  test('F53 metrics are read to the last page, and a page of one query says nothing about the other', async () => {
    const { line } = await run({
      GetMetricData: ({ body }) =>
        body.includes('"more"')
          ? jsonReply({ MetricDataResults: [metricResult('q0', secondsAgo(300)), metricResult('q1', secondsAgo(60))] })
          : jsonReply({ MetricDataResults: [metricResult('q0', secondsAgo(120), 'PartialData')], NextToken: 'more' }),
    });
    expect(line.record.status).toBe('HEALTHY');
  });

  test('F53 subscriptions are read to the last page', async () => {
    const { line } = await run({
      ListSubscriptionsByTopic: ({ body }) =>
        new URLSearchParams(body).get('NextToken') === 'more'
          ? subscriptionsReply([['PendingConfirmation', 'email', 'second@example.com']])
          : subscriptionsReply([[`${topicArn(TOKYO)}:1`, 'email', 'first@example.com']], 'more'),
    });
    expect(foundIn(line)).toStrictEqual([TOKYO, EDGE].map((region) => `SubscriptionUnconfirmed topic in ${region}`));
    expect(line.UnconfirmedSubscriptions).toBe(2);
  });
});

test('addresses of contacts are in no record', async () => {
  const { line } = await run({
    ListSubscriptionsByTopic: () => subscriptionsReply([['Deleted', 'email', 'x@example.com']]),
  });
  expect(foundIn(line)).toContain(`NobodySubscribed topic in ${TOKYO}`);
  expect(JSON.stringify(line)).not.toContain('example.com');
});

describe('log groups', () => {
  test('F56 one that is gone is missing, whatever others begin with its name', async () => {
    const { line } = await run({
      DescribeLogGroups: (request, nth) =>
        request.body.includes('flows')
          ? jsonReply({ logGroups: [{ logGroupName: '/test-site/network/flows-of-another' }] })
          : (healthyReplies.DescribeLogGroups?.(request, nth) ?? jsonTargetError('InvalidAction')),
    });
    expect(foundIn(line)).toStrictEqual(['LogGroupMissing log group flow-logs']);
    expect(line.AuditGaps).toBe(1);
  });

  test('F56 minutes without records do not count', async () => {
    const { line } = await run({
      GetMetricData: () =>
        jsonReply({
          MetricDataResults: [
            {
              ...metricResult('q0', secondsAgo(60)),
              Timestamps: [60, 900].map((s) => epoch(secondsAgo(s))),
              Values: [0, 1],
            },
            { ...metricResult('q1', secondsAgo(60)), Timestamps: [], Values: [] },
          ],
        }),
    });
    expect(foundIn(line)).toStrictEqual(['LogSilent records in dns-queries', 'LogSilent records in flow-logs']);
  });

  test.each([
    ['Forbidden', 'Denied'],
    ['InternalError', 'Incomplete'],
    ['PartialData', 'Incomplete'],
  ])('F52 a metric of which CloudWatch says %s is unknown', async (status, code) => {
    const { line } = await run({
      GetMetricData: () =>
        jsonReply({
          MetricDataResults: [metricResult('q0', secondsAgo(60), status), metricResult('q1', secondsAgo(60))],
        }),
    });
    expect(line.record).toMatchObject({ status: 'UNKNOWN', questions: [{ subject: 'records in flow-logs', code }] });
  });

  test('F53 a query that CloudWatch leaves out is unknown', async () => {
    const { line } = await run({
      GetMetricData: () => jsonReply({ MetricDataResults: [metricResult('q1', secondsAgo(60))] }),
    });
    expect(line.record.questions).toMatchObject([{ subject: 'records in flow-logs', code: 'Incomplete' }]);
  });

  test('F53 times without values are no answer', async () => {
    const { line } = await run({
      GetMetricData: () => jsonReply({ MetricDataResults: [{ ...metricResult('q0', secondsAgo(60)), Values: [] }] }),
    });
    expect(line.record.questions.map(({ code }) => code)).toStrictEqual(['Malformed', 'Malformed']);
  });
});
