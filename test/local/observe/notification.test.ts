import { parseNotification } from '../../../lib/local/observe';

const envelope = (Message: string, more: Readonly<Record<string, unknown>> = {}) =>
  JSON.stringify({ Type: 'Notification', MessageId: 'm', TopicArn: 't', Message, ...more });

const ALARM = {
  AlarmName: 'starter-topology-fault',
  AlarmDescription: '[redundancy-lost] Something is lost.',
  OldStateValue: 'OK',
  NewStateValue: 'ALARM',
  NewStateReason: 'because',
  Trigger: { MetricName: null },
};

test('reads what an alarm tells', () => {
  const body = envelope(JSON.stringify(ALARM), { Subject: 'ALARM: "starter-topology-fault" in ap-northeast-1' });
  expect(parseNotification(body)).toStrictEqual({
    kind: 'alarm',
    alarm: 'starter-topology-fault',
    from: 'OK',
    to: 'ALARM',
    reason: 'because',
    description: '[redundancy-lost] Something is lost.',
    subject: 'ALARM: "starter-topology-fault" in ap-northeast-1',
  });
});

test.each(['backup failed', '{"Event Source":"db-instance"}', '[1]', 'null'])('leaves %j as it is', (message) => {
  expect(parseNotification(envelope(message))).toStrictEqual({ kind: 'other', subject: undefined, message });
});

test.each<[string, string, RegExp]>([
  ['that is no envelope', 'hello', /malformed notification: the message: Invalid input.*begins with hello/],
  ['that confirms a subscription', envelope('m', { Type: 'SubscriptionConfirmation' }), /Type: Invalid input/],
  ['of an alarm without a state', envelope(JSON.stringify({ ...ALARM, NewStateValue: 1 })), /NewStateValue: Invalid/],
  ['of a state without an alarm', envelope('{"NewStateValue":"OK"}'), /AlarmName: Invalid input/],
])('refuses a message %s', (_, body, message) => {
  expect(() => parseNotification(body)).toThrow(message);
});
