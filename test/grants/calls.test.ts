import { findCallFaults } from './calls';
import { neededCalls } from './compare';
import { call, implied } from './need';

test('a call that nobody has written down is found', () => {
  const recorded = new Map([['heartbeat-check', new Set(['CloudWatch.GetMetricData', 'RDS.FailoverDBCluster'])]]);
  expect(findCallFaults(recorded)).toContain('heartbeat-check calls RDS.FailoverDBCluster, and needs no grant for it');
});

test('a call that no test makes is found', () => {
  expect(findCallFaults(new Map())).toContain('heartbeat-check needs CloudWatch.GetMetricData, and no test calls it');
});

test('a dry run is not said to fail over', () => {
  const recorded = new Map([['fail-over-writer-dry-run', new Set(['RDS.FailoverDBCluster'])]]);
  expect(findCallFaults(recorded)).toContain(
    'fail-over-writer-dry-run calls RDS.FailoverDBCluster, and needs no grant for it',
  );
});

test('calls are named once and in order, without what is only implied', () => {
  expect(neededCalls([call('B.X', []), implied('a log', []), call('A.Y', []), call('B.X', [])])).toEqual([
    'A.Y',
    'B.X',
  ]);
});
