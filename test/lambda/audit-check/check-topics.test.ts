import { checkAudit } from '../../../lambda/audit-check/check';
import type { TopicObservation } from '../../../lambda/audit-check/observation';
import { known, unknown } from '../../../lambda/shared/observed';
import { NOW } from '../support/fake-run';
import { EDGE, expectation, healthy, keyArn, policyFor, PUBLISHERS, TOKYO, topicArn, topicOf } from './expectation';

const timeout = unknown('Timeout', 'no answer');

function check(changes: Partial<TopicObservation>, at: string = TOKYO) {
  const topics = { ...healthy.topics, [at]: { ...topicOf(at), ...changes } };
  return checkAudit(expectation, { ...healthy, topics }, NOW);
}

function redundancy(code: string, subject: string, detail: string) {
  return { code, effect: 'redundancy', subject, detail };
}

const policy = policyFor(PUBLISHERS, ['sns:Publish']);

test('a path as deployed is healthy', () => {
  expect(check({})).toMatchObject({
    status: 'HEALTHY',
    metrics: { AlarmPathFaults: 0, UnconfirmedSubscriptions: 0 },
  });
});

test('F55 a topic that does not exist reaches none of its contacts, and has no other fault', () => {
  expect(check({ topic: known('absent'), subscriptions: timeout, key: known('absent') })).toMatchObject({
    status: 'DEGRADED',
    findings: [redundancy('TopicMissing', `topic in ${TOKYO}`, `${topicArn(TOKYO)} does not exist`)],
    questions: [],
    metrics: { AlarmPathFaults: 1, UnconfirmedSubscriptions: 2 },
  });
});

describe('F55 subscriptions', () => {
  const subscribed = (confirmed: number, pending: number) => check({ subscriptions: known({ confirmed, pending }) });
  const subject = `topic in ${TOKYO}`;

  test.each([
    [2, 0, 0, []],
    [3, 0, 0, []],
    [1, 1, 1, [redundancy('SubscriptionUnconfirmed', subject, '1 of the contacts have not confirmed')]],
    [2, 1, 1, [redundancy('SubscriptionUnconfirmed', subject, '1 of the contacts have not confirmed')]],
    [1, 0, 1, [redundancy('SubscriptionMissing', subject, '1 of 2 are not subscribed')]],
  ])('%i confirmed and %i pending: %i hear nothing', (confirmed, pending, silent, findings) => {
    expect(subscribed(confirmed, pending)).toMatchObject({
      findings,
      metrics: { UnconfirmedSubscriptions: silent, AlarmPathFaults: 0 },
    });
  });

  const nobody = redundancy('NobodySubscribed', subject, 'no contact has confirmed');

  test.each([
    [0, 2, [nobody, redundancy('SubscriptionUnconfirmed', subject, '2 of the contacts have not confirmed')]],
    [0, 0, [nobody, redundancy('SubscriptionMissing', subject, '2 of 2 are not subscribed')]],
  ])('%i confirmed and %i pending: the path ends', (confirmed, pending, findings) => {
    expect(subscribed(confirmed, pending)).toMatchObject({
      findings,
      metrics: { UnconfirmedSubscriptions: 2, AlarmPathFaults: 1 },
    });
  });

  test('those of all Regions are added up', () => {
    const topics = {
      [TOKYO]: { ...topicOf(TOKYO), subscriptions: known({ confirmed: 1, pending: 1 }) },
      [EDGE]: { ...topicOf(EDGE), subscriptions: known({ confirmed: 0, pending: 0 }) },
    };
    expect(checkAudit(expectation, { ...healthy, topics }, NOW).metrics).toMatchObject({ UnconfirmedSubscriptions: 3 });
  });

  test('without an answer their number is left out, unless some are known to hear nothing', () => {
    const one = check({ subscriptions: timeout });
    expect(one.questions).toMatchObject([
      { subject: `subscriptions of the topic in ${TOKYO}`, code: 'Timeout', effect: 'redundancy' },
    ]);
    expect(one.metrics).not.toHaveProperty('UnconfirmedSubscriptions');
    expect(one.metrics).not.toHaveProperty('AlarmPathFaults');
    const topics = {
      [TOKYO]: { ...topicOf(TOKYO), subscriptions: timeout },
      [EDGE]: { ...topicOf(EDGE), subscriptions: known({ confirmed: 1, pending: 1 }) },
    };
    expect(checkAudit(expectation, { ...healthy, topics }, NOW).metrics).toMatchObject({ UnconfirmedSubscriptions: 1 });
  });
});

describe('F55 the key of a topic', () => {
  const subject = `topic in ${TOKYO}`;

  test.each([
    [keyArn(TOKYO, 'topic'), []],
    [`topic-${TOKYO}`, []],
    [TOKYO, [redundancy('TopicKeyChanged', subject, `is encrypted with ${TOKYO}`)]],
    ['alias/aws/sns', [redundancy('TopicKeyChanged', subject, 'is encrypted with alias/aws/sns')]],
    [undefined, [redundancy('TopicKeyChanged', subject, 'is encrypted with no key')]],
  ])('as %s', (keyId, findings) => {
    expect(check({ topic: known({ keyId, policy }) }).findings).toStrictEqual(findings);
  });

  test.each(['Enabled', 'Updating'])('is usable while it is %s', (state) => {
    expect(check({ key: known(state) }).status).toBe('HEALTHY');
  });

  test.each([
    'absent',
    'Creating',
    'Disabled',
    'PendingDeletion',
    'PendingImport',
    'PendingReplicaDeletion',
    'Unavailable',
  ])('is not usable while it is %s', (state) => {
    expect(check({ key: known(state) })).toMatchObject({
      findings: [redundancy('TopicKeyUnusable', `topic key in ${TOKYO}`, `the key is ${state}`)],
      metrics: { AlarmPathFaults: 1 },
    });
  });

  test('in a state that nobody knows is an open question', () => {
    expect(check({ key: known('Melting') })).toMatchObject({
      findings: [],
      questions: [
        {
          subject: `topic key in ${TOKYO}`,
          code: 'Incomplete',
          reason: 'what Melting means is not known',
          effect: 'redundancy',
        },
      ],
    });
  });

  test('that does not exist has no policy that could refuse', () => {
    expect(check({ key: known('absent'), keyPolicy: known('absent') }).findings).toHaveLength(1);
  });

  test.each([['kms:Decrypt'], ['kms:GenerateDataKey*']])('that grants only %s refuses', (action) => {
    expect(check({ keyPolicy: known(policyFor(PUBLISHERS, [action])) }).findings).toStrictEqual(
      PUBLISHERS.map((service) =>
        redundancy('TopicKeyRefuses', `topic key in ${TOKYO}`, `its policy refuses ${service}`),
      ),
    );
  });

  test('that names one publisher refuses the other', () => {
    const keyPolicy = known(policyFor(['events.amazonaws.com'], ['kms:*']));
    expect(check({ keyPolicy }).findings).toMatchObject([{ detail: 'its policy refuses cloudwatch.amazonaws.com' }]);
  });
});

test('F55 a topic whose policy names no publisher refuses them', () => {
  expect(check({ topic: known({ keyId: keyArn(TOKYO, 'topic'), policy: [] }) })).toMatchObject({
    findings: PUBLISHERS.map((service) =>
      redundancy('TopicRefuses', `topic in ${TOKYO}`, `its policy refuses ${service}`),
    ),
    metrics: { AlarmPathFaults: 2 },
  });
});

test('a policy that decides by what nobody knows is an open question', () => {
  const [statement] = policy;
  const doubtful =
    statement === undefined ? [] : [{ ...statement, conditions: { Null: { 'aws:MultiFactorAuthAge': ['true'] } } }];
  expect(check({ topic: known({ keyId: keyArn(TOKYO, 'topic'), policy: doubtful }) })).toMatchObject({
    findings: [],
    questions: PUBLISHERS.map((service) => ({
      subject: `${service} at the topic in ${TOKYO}`,
      code: 'Incomplete',
      reason: 'its policy decides by more than is known here',
      effect: 'redundancy',
    })),
  });
});

test.each<[Partial<TopicObservation>, string]>([
  [{ topic: timeout }, `topic in ${TOKYO}`],
  [{ key: timeout }, `topic key in ${TOKYO}`],
  [{ keyPolicy: timeout }, `policy of the topic key in ${TOKYO}`],
])('what is not known of a topic is an open question: %j', (change, subject) => {
  const { questions, findings, metrics } = check(change);
  expect(findings).toStrictEqual([]);
  expect(questions).toStrictEqual([{ subject, code: 'Timeout', reason: 'no answer', effect: 'redundancy' }]);
  expect(metrics).not.toHaveProperty('AlarmPathFaults');
  expect(metrics.UnconfirmedSubscriptions).toBe(0);
});

test('a topic that nobody read is an open question', () => {
  const { questions, metrics } = checkAudit(expectation, { ...healthy, topics: { [TOKYO]: topicOf(TOKYO) } }, NOW);
  expect(questions).toMatchObject([
    { subject: `topic in ${EDGE}`, code: 'Incomplete', reason: 'the topic was not read', effect: 'redundancy' },
  ]);
  expect(metrics).not.toHaveProperty('UnconfirmedSubscriptions');
});

test('a fault of one topic is told while another one is not known', () => {
  const topics = {
    [TOKYO]: { ...topicOf(TOKYO), topic: timeout },
    [EDGE]: { ...topicOf(EDGE), key: known('Disabled') },
  };
  expect(checkAudit(expectation, { ...healthy, topics }, NOW)).toMatchObject({
    status: 'DEGRADED',
    metrics: { AlarmPathFaults: 1, CheckUnknown: 1 },
  });
});
