import type { Rule } from '../rule';
import { judgeTopicKeys } from '../support';

/** Auto Scaling groups publish as a role, which the account's own policies do not let use the key. */
export const topicKeyGrantsAutoScaling: Rule = {
  id: 'TopicKeyGrantsAutoScaling',
  description:
    'The key of a topic lets the service-linked role of Auto Scaling, which publishes in the name of a group, encrypt for it.',
  check: (model) => judgeTopicKeys(model, 'autoscaling'),
};
