import * as z from 'zod/mini';
import { auditCheckEvent } from '../../../lambda/audit-check/event';
import { expectation } from './expectation';

test.each([
  ['no log group', { logGroups: [] }],
  ['two log groups of one id', { logGroups: [0, 1].map(() => expectation.logGroups[0]) }],
  ['no topic', { topics: [] }],
  ['two topics of one Region', { topics: [0, 1].map(() => expectation.topics[0]) }],
  ['no rule', { edge: { ...expectation.edge, rules: [] } }],
  [
    'a web ACL of a Region',
    { edge: { ...expectation.edge, webAclArn: 'arn:aws:wafv2:us-east-1:111111111111:regional/webacl/a/b' } },
  ],
  [
    'a destination with a star',
    { edge: { ...expectation.edge, logDestinationArn: 'arn:aws:logs:us-east-1:1:log-group:a:*' } },
  ],
  ['deliveries every nine minutes', { trail: { maximumDeliveryAgeSeconds: 599 } }],
  ['four minutes of silence', { logGroups: [{ ...expectation.logGroups[0], silentMinutes: 4 }] }],
  ['more than a day of silence', { logGroups: [{ ...expectation.logGroups[0], silentMinutes: 1_441 }] }],
  ['a topic without contacts', { topics: [{ ...expectation.topics[0], subscriptions: 0 }] }],
  ['a topic without publishers', { topics: [{ ...expectation.topics[0], publishers: [] }] }],
  ['a topic without an account', { topics: [{ ...expectation.topics[0], topicArn: 'arn:aws:sns:us-east-1::t' }] }],
  ['another version', { version: 2 }],
])('a payload with %s is none', (_what, changes) => {
  expect(z.safeParse(auditCheckEvent, { ...expectation, ...changes }).success).toBe(false);
});

test.each([
  ['five minutes of silence', { logGroups: [{ ...expectation.logGroups[0], silentMinutes: 5 }] }],
  ['a day of silence', { logGroups: [{ ...expectation.logGroups[0], silentMinutes: 1_440 }] }],
  ['deliveries every ten minutes', { trail: { maximumDeliveryAgeSeconds: 600 } }],
])('a payload with %s is one', (_what, changes) => {
  expect(z.parse(auditCheckEvent, { ...expectation, ...changes })).toStrictEqual({ ...expectation, ...changes });
});
