import { ordersIn } from '../../../lib/local/gateway';
import type { GatewayCall } from '../../../lib/local/gateway';

function call(service: string, action: string, status: number | undefined = 200): GatewayCall {
  return {
    ...{ service, action, status, region: 'ap-northeast-1', parameters: new Map(), at: new Date(0) },
    ...{ effect: undefined, unanswered: undefined },
  };
}

test.each([
  ['rds', 'FailoverDBCluster'],
  ['ec2', 'StartZonalShift'],
  ['backup', 'PUT /backup-vaults/v'],
  ['s3', 'DELETE /b/k'],
  ['dynamodb', 'DeleteItem'],
  ['sns', 'Subscribe'],
  ['lambda', 'UpdateItem'],
  ['kms', 'ForgetList'],
])('%s %s would change the site', (service, action) => {
  const order = call(service, action);
  expect(ordersIn([order])).toEqual([order]);
});

test.each([
  ['rds', 'DescribeDBClusters'],
  ['backup', 'GetBackupPlan'],
  ['s3', 'ListObjectsV2'],
  ['cloudtrail', 'LookupEvents'],
  ['backup', 'GET /restore-jobs/x'],
  ['s3', 'HEAD /b/k'],
])('%s %s only reads', (service, action) => {
  expect(ordersIn([call(service, action)])).toEqual([]);
});

test.each([
  ['dynamodb', 'UpdateItem'],
  ['lambda', 'Invoke'],
  ['s3', 'PutObject'],
  ['sns', 'Publish'],
])('%s %s keeps books, and changes nothing that is watched', (service, action) => {
  expect(ordersIn([call(service, action)])).toEqual([]);
});

test('orders stay in their order, whatever became of them', () => {
  const [first, second] = [call('rds', 'FailoverDBCluster', undefined), call('rds', 'FailoverDBCluster', 400)];
  expect(ordersIn([first, call('rds', 'DescribeDBClusters'), second])).toEqual([first, second]);
});
