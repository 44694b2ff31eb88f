import type { Rule } from '../rule';
import { judgeTopicKeys } from '../support';

/** Vaults publish as AWS Backup, whose messages are dropped without a word. */
export const topicKeyGrantsBackup: Rule = {
  id: 'TopicKeyGrantsBackup',
  description:
    'The key of a topic lets AWS Backup encrypt for it: otherwise a failed backup job is reported to nobody.',
  check: (model) => judgeTopicKeys(model, 'backup'),
};
