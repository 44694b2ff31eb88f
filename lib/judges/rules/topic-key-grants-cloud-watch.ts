import type { Rule } from '../rule';
import { judgeTopicKeys } from '../support';

/** Alarms publish as CloudWatch, whose messages are dropped without a word. */
export const topicKeyGrantsCloudWatch: Rule = {
  id: 'TopicKeyGrantsCloudWatch',
  description:
    'The key of a topic lets CloudWatch encrypt for it: otherwise an alarm changes its state and nobody hears of it.',
  check: (model) => judgeTopicKeys(model, 'cloudwatch'),
};
