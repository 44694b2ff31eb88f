import { merge, metricUnless, NOTHING, openQuestion, type Conclusion } from '../shared/decision';
import { unknown } from '../shared/observed';
import { checkKey, checkTopicPolicy } from './check-grants';
import { counted, found } from './conclude';
import { AUDIT_METRICS, type ExpectedTopic } from './contract';
import type { TopicObservation, TopicState } from './observation';

/** The way of alarms to people in every Region: topic, key and subscriptions. */
export function checkTopics(
  expected: readonly ExpectedTopic[],
  observed: Readonly<Record<string, TopicObservation>>,
): Conclusion {
  const topics = expected.map((topic) => checkTopic(topic, observed[topic.region]));
  const unconfirmed = topics.reduce((sum, { silent = 0 }) => sum + silent, 0);
  const cannotTell = unconfirmed === 0 && topics.some(({ silent }) => silent === undefined);
  return merge([
    counted(AUDIT_METRICS.alarmPathFaults, merge(topics.map(({ path }) => path))),
    ...topics.map(({ contacts }) => contacts),
    { ...NOTHING, metrics: metricUnless(cannotTell, AUDIT_METRICS.unconfirmedSubscriptions, () => unconfirmed) },
  ]);
}

/** What was found about one topic. */
interface TopicConclusion {
  /** Whether a message gets through to the contacts. */
  readonly path: Conclusion;
  /** Which of the contacts hear it. */
  readonly contacts: Conclusion;
  /** Contacts who hear nothing; `undefined` when that cannot be told. */
  readonly silent: number | undefined;
}

function checkTopic(expected: ExpectedTopic, observed: TopicObservation | undefined): TopicConclusion {
  const subject = `topic in ${expected.region}`;
  if (observed === undefined) {
    const question = openQuestion(subject, 'redundancy', unknown('Incomplete', 'the topic was not read'));
    return { path: question, contacts: NOTHING, silent: undefined };
  }
  const subscribers = checkSubscribers(expected, observed, subject);
  const withTopic = (topic: Conclusion): TopicConclusion => ({
    ...subscribers,
    path: merge([topic, checkKey(expected, observed), subscribers.path]),
  });
  if (observed.topic.kind === 'unknown') {
    return withTopic(openQuestion(subject, 'redundancy', observed.topic));
  }
  const topic = observed.topic.value;
  return topic === 'absent'
    ? {
        path: found('TopicMissing', subject, `${expected.topicArn} does not exist`),
        contacts: NOTHING,
        silent: expected.subscriptions,
      }
    : withTopic(checkTopicState(expected, topic, subject));
}

function checkSubscribers(
  expected: ExpectedTopic,
  { subscriptions }: TopicObservation,
  subject: string,
): TopicConclusion {
  if (subscriptions.kind === 'unknown') {
    const question = openQuestion(`subscriptions of the ${subject}`, 'redundancy', subscriptions);
    return { path: question, contacts: NOTHING, silent: undefined };
  }
  const { confirmed, pending } = subscriptions.value;
  const gone = Math.max(0, expected.subscriptions - confirmed - pending);
  return {
    path: confirmed === 0 ? found('NobodySubscribed', subject, 'no contact has confirmed') : NOTHING,
    contacts: merge([
      pending === 0
        ? NOTHING
        : found('SubscriptionUnconfirmed', subject, `${String(pending)} of the contacts have not confirmed`),
      gone === 0
        ? NOTHING
        : found(
            'SubscriptionMissing',
            subject,
            `${String(gone)} of ${String(expected.subscriptions)} are not subscribed`,
          ),
    ]),
    silent: pending + gone,
  };
}

/** Encryption and policy of the topic. */
function checkTopicState(expected: ExpectedTopic, { keyId, policy }: TopicState, subject: string): Conclusion {
  // A topic names its key by ARN or by id.
  const isExpectedKey = keyId === expected.keyArn || expected.keyArn.endsWith(`:key/${keyId ?? ''}`);
  return merge([
    isExpectedKey ? NOTHING : found('TopicKeyChanged', subject, `is encrypted with ${keyId ?? 'no key'}`),
    checkTopicPolicy(expected, policy, subject),
  ]);
}
