import { merge, NOTHING, openQuestion, type Conclusion } from '../shared/decision';
import { unknown } from '../shared/observed';
import { found } from './conclude';
import type { ExpectedTopic } from './contract';
import type { TopicObservation } from './observation';
import { judge, type Policy, type ServiceRequest } from './policy';

/** States in which a key encrypts; one that is being changed over to another primary Region still does. */
const USABLE = ['Enabled', 'Updating'];

const UNUSABLE = [
  'absent',
  'Creating',
  'Disabled',
  'PendingDeletion',
  'PendingImport',
  'PendingReplicaDeletion',
  'Unavailable',
];

/**
 * What a service does with the key of a topic it publishes to.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html read 2026-11-25
 */
const KEY_ACTIONS = ['kms:GenerateDataKey', 'kms:Decrypt'];

/** Whether every publisher may publish to the topic. */
export function checkTopicPolicy(expected: ExpectedTopic, policy: Policy, subject: string): Conclusion {
  return checkGrants('TopicRefuses', expected, policy, subject, ['sns:Publish'], expected.topicArn);
}

/**
 * The key of the topic: usable at all, and by every publisher. A publisher that may not use it fails without a sound.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html read 2026-11-25
 */
export function checkKey(expected: ExpectedTopic, { key, keyPolicy }: TopicObservation): Conclusion {
  const subject = `topic key in ${expected.region}`;
  return merge([checkKeyState(key, subject), checkKeyPolicy(expected, keyPolicy, subject)]);
}

function checkKeyState(key: TopicObservation['key'], subject: string): Conclusion {
  if (key.kind === 'unknown') {
    return openQuestion(subject, 'redundancy', key);
  }
  if (USABLE.includes(key.value)) {
    return NOTHING;
  }
  return UNUSABLE.includes(key.value)
    ? found('TopicKeyUnusable', subject, `the key is ${key.value}`)
    : openQuestion(subject, 'redundancy', unknown('Incomplete', `what ${key.value} means is not known`));
}

function checkKeyPolicy(
  expected: ExpectedTopic,
  keyPolicy: TopicObservation['keyPolicy'],
  subject: string,
): Conclusion {
  if (keyPolicy.kind === 'unknown') {
    return openQuestion(`policy of the ${subject}`, 'redundancy', keyPolicy);
  }
  // A key that does not exist is a fault of its own.
  return keyPolicy.value === 'absent'
    ? NOTHING
    : checkGrants('TopicKeyRefuses', expected, keyPolicy.value, subject, KEY_ACTIONS, expected.keyArn);
}

function checkGrants(
  code: string,
  { topicArn, publishers }: ExpectedTopic,
  policy: Policy,
  subject: string,
  actions: readonly string[],
  resource: string,
): Conclusion {
  return merge(
    publishers.map((service) => {
      const verdicts = actions.map((action) => judge(policy, requestOf(service, action, resource, topicArn)));
      if (verdicts.includes('refused')) {
        return found(code, subject, `its policy refuses ${service}`);
      }
      return verdicts.includes('unclear')
        ? openQuestion(
            `${service} at the ${subject}`,
            'redundancy',
            unknown('Incomplete', 'its policy decides by more than is known here'),
          )
        : NOTHING;
    }),
  );
}

/** What is known of the request of a service: it comes over TLS, for a topic of this account, and not from a person. */
function requestOf(service: string, action: string, resource: string, topicArn: string): ServiceRequest {
  return {
    service,
    action,
    resource,
    context: {
      'aws:securetransport': 'true',
      'aws:sourceaccount': topicArn.split(':')[4] ?? '',
      'aws:principalarn': null,
      'kms:encryptioncontext:aws:sns:topicarn': topicArn,
    },
  };
}
