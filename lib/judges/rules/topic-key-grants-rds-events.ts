import type { Rule } from '../rule';
import { judgeTopicKeys } from '../support';

/** Event subscriptions publish as a service of their own, not as RDS. */
export const topicKeyGrantsRdsEvents: Rule = {
  id: 'TopicKeyGrantsRdsEvents',
  description: 'The key of a topic lets RDS events encrypt for it: otherwise a failover happens in silence.',
  check: (model) => judgeTopicKeys(model, 'rds'),
};
