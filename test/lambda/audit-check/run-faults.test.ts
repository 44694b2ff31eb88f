import { cloudFrontError, jsonReply, jsonTargetError } from '../support/fake-audit';
import { connectionReset, ec2Error, PROXY_PAGE, queryError, type Reply } from '../support/fake-transport';
import { TOKYO, topicArn } from './expectation';
import { DISTRIBUTION, healthyReplies, run } from './run-with-replies';

/** Every operation with the errors of its protocol. */
const OPERATIONS: readonly (readonly [string, (code: string, status?: number) => Reply, number])[] = [
  ['DescribeFlowLogs', ec2Error, 1],
  ['DescribeLogGroups', jsonTargetError, 3],
  ['GetMetricData', jsonTargetError, 2],
  ['DescribeTrails', jsonTargetError, 1],
  ['GetTrailStatus', jsonTargetError, 1],
  ['GetEventSelectors', jsonTargetError, 1],
  [DISTRIBUTION, cloudFrontError, 2],
  ['GetWebACL', jsonTargetError, 1],
  ['GetLoggingConfiguration', jsonTargetError, 1],
  ['GetTopicAttributes', queryError, 2],
  ['ListSubscriptionsByTopic', queryError, 2],
  ['DescribeKey', jsonTargetError, 2],
  ['GetKeyPolicy', jsonTargetError, 2],
];

describe.each(OPERATIONS)('F52 F53 when %s', (operation, errorReply, questions) => {
  test.each([
    ['is throttled', 'Throttled', () => errorReply('ThrottlingException', 400)],
    ['fails', 'ApiError', () => errorReply('InternalFailure', 500)],
    ['is denied', 'Denied', () => errorReply('AccessDeniedException', 403)],
    ['has an expired token', 'Denied', () => errorReply('ExpiredTokenException', 403)],
    ['loses its connection', 'Network', connectionReset],
    ['gets the page of a proxy', 'Malformed', () => PROXY_PAGE],
    [
      'gets half a document',
      'Malformed',
      () => ({ body: operation.startsWith('GetW') ? '{"WebACL":{"Ru' : '<Describe' }),
    ],
    ['gets an empty document', 'Malformed', () => ({ body: '' })],
    ['gets an answer without members', 'Malformed', () => ({ body: isXml(errorReply) ? '<a></a>' : '{}' })],
  ])('%s, the check says unknown with code %s and the rest is still judged', async (_what, code, reply) => {
    const { result, line } = await run({ [operation]: reply });
    expect(result.status).toBe('UNKNOWN');
    expect(line.record.questions.map((question) => question.code)).toStrictEqual(Array(questions).fill(code));
    expect(line).toMatchObject({ CheckUnknown: questions, CheckCompleted: 1 });
    expect(line).not.toHaveProperty('RedundancyLost');
  });

  test('is throttled twice and then answers, that is one answer', async () => {
    const { line } = await run({
      [operation]: (request, nth) =>
        nth < 3
          ? errorReply('ThrottlingException', 400)
          : (healthyReplies[operation]?.(request, nth) ?? errorReply('InvalidAction')),
    });
    expect(line.record.status).toBe('HEALTHY');
  });

  test('never answers, the check ends in time and says unknown', async () => {
    const { line } = await run({ [operation]: () => ({ hang: true }) }, 5_100);
    expect(line.record.status).toBe('UNKNOWN');
    expect(line.record.questions.map(({ code }) => code)).toContain('Timeout');
  });
});

function isXml(errorReply: unknown): boolean {
  return errorReply !== jsonTargetError;
}

/** Every variant of a JSON document that lacks one member, the members of lists and objects included. */
function withoutEach(document: unknown, path = ''): readonly (readonly [string, unknown])[] {
  if (typeof document !== 'object' || document === null) {
    return [];
  }
  const entries = Object.entries(document);
  return entries.flatMap(([name, value]) => {
    const rest = Array.isArray(document)
      ? document.filter((_, index) => String(index) !== name)
      : Object.fromEntries(entries.filter(([other]) => other !== name));
    const below = withoutEach(value, `${path}.${name}`).map(
      ([at, variant]) =>
        [
          at,
          Array.isArray(document)
            ? document.map((entry: unknown, index) => (String(index) === name ? variant : entry))
            : { ...document, [name]: variant },
        ] as const,
    );
    return [[`${path}.${name}`, rest] as const, ...below];
  });
}

/** Members that the check does not need. */
const UNUSED =
  /Label|HomeRegion|IsOrganizationTrail|LockToken|DefaultAction|Priority|\.Id$|\.Name$|retentionInDays|DataResources|Enabled|TrailARN$|ResourceArn$|NextToken|logGroups\.1|Values\.|Timestamps\./;

test.each([
  'DescribeTrails',
  'GetTrailStatus',
  'GetEventSelectors',
  'GetWebACL',
  'GetLoggingConfiguration',
  'DescribeKey',
])('F53 no member can be left out of the answer of %s with the check still healthy', async (operation) => {
  const reply = healthyReplies[operation]?.({ body: '{}' } as never, 1);
  const variants = withoutEach(JSON.parse(reply !== undefined && 'body' in reply ? (reply.body ?? '') : ''));
  for (const [at, variant] of variants.filter(([path]) => !UNUSED.test(path))) {
    const { line } = await run({ [operation]: () => jsonReply(variant) });
    expect({ at, status: line.record.status }).not.toMatchObject({ status: 'HEALTHY' });
  }
});

test.each(['DescribeFlowLogs', DISTRIBUTION, 'GetTopicAttributes', 'ListSubscriptionsByTopic'])(
  'F53 no element can be left out of the answer of %s with the check still healthy',
  async (operation) => {
    const request = { body: `TopicArn=${topicArn(TOKYO)}`, hostname: `sns.${TOKYO}.amazonaws.com` };
    const reply = healthyReplies[operation]?.(request as never, 1);
    const body = (reply !== undefined && 'body' in reply ? (reply.body ?? '') : '').replace(
      /<requestId>r<\/requestId>|<CallerReference>r<\/CallerReference>|<Endpoint>[^<]*<\/Endpoint>/g,
      '',
    );
    const variants = [...body.matchAll(/<(\w+)>[^<]+<\/\1>/g)].map(
      ({ 0: element, index }) => body.slice(0, index) + body.slice(index + element.length),
    );
    expect(variants.length).toBeGreaterThan(1);
    for (const variant of variants) {
      const { line } = await run({ [operation]: () => ({ body: variant }) });
      expect({ variant, status: line.record.status }).not.toMatchObject({ status: 'HEALTHY' });
    }
  },
);
