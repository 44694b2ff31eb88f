import { FUNCTION_LABELS, isAction, isCheck } from '../../../lib/local/observe/function-labels';

const CHECKS = [
  ...['topology-check', 'database-check', 'backup-check', 'audit-check', 'certificate-check', 'line-check'],
  ...['heartbeat-check', 'site-check'],
];
const ACTIONS = ['fail-over-writer', 'evacuate-writer', 'drill'];

test('a function that only watches is a check', () => {
  expect(FUNCTION_LABELS.filter(isCheck)).toStrictEqual(CHECKS);
});

test('a function that may act is an action', () => {
  expect(FUNCTION_LABELS.filter(isAction)).toStrictEqual(ACTIONS);
});

test('the summary of a day keeps records as well, and neither watches nor acts', () => {
  expect(FUNCTION_LABELS).toStrictEqual([...CHECKS, ...ACTIONS, 'daily-summary']);
});
