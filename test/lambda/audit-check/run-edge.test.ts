import { cloudFrontError, jsonReply, jsonTargetError, topicReply } from '../support/fake-audit';
import { queryError } from '../support/fake-transport';
import { EDGE, keyArn, PUBLISHERS, TOKYO, topicArn, WEB_ACL_ARN } from './expectation';
import { DISTRIBUTION, foundIn, healthyReplies, policyText, regionOf, run, webAclMembers } from './run-with-replies';

describe('F48 the web ACL', () => {
  test.each([
    ['an empty element', '<WebACLId></WebACLId>'],
    ['an element closed at once', '<WebACLId/>'],
  ])('is detached when CloudFront answers %s', async (_what, element) => {
    const { line } = await run({
      [DISTRIBUTION]: () => ({
        body: `<DistributionConfig><CallerReference>r</CallerReference><Enabled>true</Enabled>${element}</DistributionConfig>`,
      }),
    });
    expect(line).toMatchObject({
      record: { status: 'DEGRADED', findings: [{ code: 'WebAclDetached', subject: 'E1' }], questions: [] },
      SecurityDegraded: 1,
    });
  });

  test('that WAF says does not exist is missing, and so are its logs', async () => {
    const absent = () => jsonTargetError('WAFNonexistentItemException');
    const { line } = await run({ GetWebACL: absent, GetLoggingConfiguration: absent });
    expect(foundIn(line)).toStrictEqual([`WebAclLoggingOff ${WEB_ACL_ARN}`, `WebAclMissing ${WEB_ACL_ARN}`]);
    expect(line).toMatchObject({ SecurityDegraded: 1, AuditGaps: 1 });
  });

  test.each([
    ['counts instead of blocking', { Name: 'RequestsPerSource', Action: { Count: {} } }, 'WebAclRuleWeak'],
    ['lets pass what it blocked', { Name: 'RequestsPerSource', Action: { Allow: {} } }, 'WebAclRuleWeak'],
    ['has another name', { Name: 'Renamed', Action: { Block: {} } }, 'WebAclRuleMissing'],
  ])('has a rule that %s', async (_what, rule, code) => {
    const { line } = await run({
      GetWebACL: () => jsonReply({ WebACL: { ...webAclMembers, Rules: [rule, webAclMembers.Rules[1]] } }),
    });
    expect(foundIn(line)).toStrictEqual([`${code} rule RequestsPerSource`]);
  });

  test.each([
    ['both acts and overrides', { Action: { Block: {} }, OverrideAction: { None: {} } }],
    ['does two things', { Action: { Block: {}, Count: {} } }],
    ['does nothing known', { Action: { Teleport: {} } }],
    ['does nothing', {}],
  ])('with a rule that %s is no answer', async (_what, actions) => {
    const Rules = [{ Name: 'RequestsPerSource', ...actions }];
    const { line } = await run({ GetWebACL: () => jsonReply({ WebACL: { ...webAclMembers, Rules } }) });
    expect(line.record.questions).toMatchObject([{ subject: 'web ACL', code: 'Malformed' }]);
  });
});

test('a distribution that CloudFront says does not exist stops the service', async () => {
  const { line } = await run({ [DISTRIBUTION]: () => cloudFrontError('NoSuchDistribution', 404) });
  expect(line).toMatchObject({
    record: { status: 'FAILED', findings: [{ code: 'DistributionMissing', subject: 'E1' }] },
    ServiceDown: 1,
  });
});

test('F55 a topic and a key that do not exist are faults of the path of the alarms', async () => {
  const { line } = await run({
    GetTopicAttributes: (request, nth) =>
      regionOf(request) === EDGE
        ? queryError('NotFound', 404)
        : (healthyReplies.GetTopicAttributes?.(request, nth) ?? queryError('InvalidAction')),
    DescribeKey: (request, nth) =>
      regionOf(request) === TOKYO
        ? jsonTargetError('NotFoundException')
        : (healthyReplies.DescribeKey?.(request, nth) ?? jsonTargetError('InvalidAction')),
  });
  expect(foundIn(line)).toStrictEqual(
    [`TopicMissing topic in ${EDGE}`, `TopicKeyUnusable topic key in ${TOKYO}`].sort((a, b) =>
      a.slice(a.indexOf(' ')) < b.slice(b.indexOf(' ')) ? -1 : 1,
    ),
  );
  expect(line).toMatchObject({ AlarmPathFaults: 2, UnconfirmedSubscriptions: 2 });
});

describe('policies', () => {
  test('F55 a key that no longer lets CloudWatch use it is a fault of the path', async () => {
    const { line } = await run({
      GetKeyPolicy: () =>
        jsonReply({ Policy: policyText(['events.amazonaws.com'], ['kms:Decrypt', 'kms:GenerateDataKey*']) }),
    });
    expect(foundIn(line)).toStrictEqual([TOKYO, EDGE].map((region) => `TopicKeyRefuses topic key in ${region}`));
    expect(line.AlarmPathFaults).toBe(2);
  });

  test('a statement may stand alone, with its condition in any form', async () => {
    const Policy = JSON.stringify({
      Statement: {
        Effect: 'Allow',
        Principal: { Service: PUBLISHERS },
        Action: 'SNS:Publish',
        Resource: topicArn(TOKYO),
        Condition: { Bool: { 'aws:SecureTransport': true }, StringEquals: { 'AWS:SourceAccount': ['111111111111'] } },
      },
    });
    const { line } = await run({
      GetTopicAttributes: (request, nth) =>
        regionOf(request) === TOKYO
          ? topicReply({ TopicArn: topicArn(TOKYO), KmsMasterKeyId: keyArn(TOKYO, 'topic'), Policy })
          : (healthyReplies.GetTopicAttributes?.(request, nth) ?? queryError('InvalidAction')),
    });
    expect(line.record).toMatchObject({ status: 'HEALTHY' });
  });

  test.each([
    ['no JSON', 'half a docu'],
    ['no policy', '{"Version":"2012-10-17"}'],
    ['a statement without an action', '{"Statement":[{"Effect":"Allow","Principal":"*","Resource":"*"}]}'],
    ['a statement without a principal', '{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}'],
    ['a statement without a resource', '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*"}]}'],
    ['a statement without an effect', '{"Statement":[{"Principal":"*","Action":"*","Resource":"*"}]}'],
    ['an empty text', ''],
  ])('F53 a policy that is %s is unknown', async (_what, Policy) => {
    const { line } = await run({ GetKeyPolicy: () => jsonReply({ Policy }) });
    expect(line.record).toMatchObject({
      status: 'UNKNOWN',
      questions: [TOKYO, EDGE].map((region) => ({
        subject: `policy of the topic key in ${region}`,
        code: 'Malformed',
      })),
    });
  });

  test('what a policy does not concern is not followed: it may decide', async () => {
    const Policy = JSON.stringify({
      Statement: [
        { Effect: 'Allow', NotPrincipal: { AWS: '*' }, Action: '*', Resource: '*' },
        { Effect: 'Allow', Principal: '*', NotAction: 'kms:ScheduleKeyDeletion', Resource: '*' },
        { Effect: 'Allow', Principal: '*', Action: '*', NotResource: 'x' },
      ],
    });
    const { line } = await run({ GetKeyPolicy: () => jsonReply({ Policy }) });
    expect(line.record.questions.map(({ subject, code }) => `${code} ${subject}`)).toStrictEqual(
      PUBLISHERS.flatMap((service) =>
        [TOKYO, EDGE].map((region) => `Incomplete ${service} at the topic key in ${region}`),
      ),
    );
  });
});
