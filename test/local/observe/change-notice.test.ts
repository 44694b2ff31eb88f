import { changeNotice, type Notification } from '../../../lib/local/observe';

const told = (message: string): Notification => ({ kind: 'other', subject: 'EventBridge Notification', message });

test('reads which function announces what', () => {
  const notice = 'database-check of tickets: HEALTHY -> DEGRADED';
  expect(changeNotice(told(JSON.stringify({ notice, summary: 'NoWriter: "x"', findings: 1 })))).toStrictEqual({
    check: 'database-check',
    from: 'HEALTHY',
    to: 'DEGRADED',
  });
});

test.each(['', 'hello', '1', '{"notice":1}', '{"notice":"a failover has begun"}', '{"summary":"a of b: c -> d"}'])(
  'finds no announcement in %j',
  (message) => {
    expect(changeNotice(told(message))).toBeUndefined();
  },
);

test('an alarm announces no status', () => {
  const alarm = { alarm: 'a', from: 'OK', to: 'ALARM', reason: 'r', description: '', subject: undefined } as const;
  expect(changeNotice({ kind: 'alarm', ...alarm })).toBeUndefined();
});
