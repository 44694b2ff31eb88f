import type { Rule } from '../rule';
import { judgeTopicKeys } from '../support';

/** Rules publish as EventBridge, whose messages are dropped without a word. */
export const topicKeyGrantsEvents: Rule = {
  id: 'TopicKeyGrantsEvents',
  description:
    'The key of a topic lets EventBridge encrypt for it, without a condition on the source, which EventBridge does not pass on.',
  check: (model) => judgeTopicKeys(model, 'events'),
};
