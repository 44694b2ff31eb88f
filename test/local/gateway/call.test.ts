import { identify, requireParameter } from '../../../lib/local/gateway/call';

const FORM = 'application/x-www-form-urlencoded';

function scope(service: string, region = 'ap-northeast-1'): string {
  return `AWS4-HMAC-SHA256 Credential=111122223333/20261125/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`;
}

function identified(request: Partial<Parameters<typeof identify>[0]>) {
  return identify({
    ...{ method: 'POST', url: '/', authorization: undefined, contentType: undefined, body: Buffer.alloc(0) },
    ...request,
  });
}

test('reads service, Region and account from the scope of the signature', () => {
  expect(identified({ authorization: scope('elasticloadbalancing', 'eu-central-1') })).toMatchObject({
    service: 'elasticloadbalancing',
    region: 'eu-central-1',
    account: '111122223333',
  });
});

test('reads action and parameters from the form', () => {
  const body = Buffer.from('Action=DescribeDBClusters&DBClusterIdentifier=a%2Bb+c');
  const call = identified({ authorization: scope('rds'), contentType: `${FORM}; charset=utf-8`, body });
  expect(call.action).toBe('DescribeDBClusters');
  expect(requireParameter(call, 'DBClusterIdentifier')).toBe('a+b c');
  expect(() => requireParameter(call, 'Marker')).toThrow('DescribeDBClusters was answered without Marker');
});

test.each([
  ['/backup-vaults/v', 'DescribeBackupVault', { BackupVaultName: 'v' }],
  ['/backup-vaults/v/', 'DescribeBackupVault', { BackupVaultName: 'v' }],
  ['/backup-vaults/v/recovery-points?maxResults=1', 'ListRecoveryPointsByBackupVault', { BackupVaultName: 'v' }],
  ['/backup/plans/p', 'GetBackupPlan', { BackupPlanId: 'p' }],
  ['/backup/plans/p/selections', 'ListBackupSelections', { BackupPlanId: 'p' }],
  ['/backup/plans/p/selections/s', 'GetBackupSelection', { BackupPlanId: 'p', SelectionId: 's' }],
])('reads the action of AWS Backup from the path %s', (url, action, parameters) => {
  const call = identified({ method: 'GET', url, authorization: scope('backup') });
  expect(call.action).toBe(action);
  expect(Object.fromEntries(call.parameters)).toEqual(parameters);
});

test.each([
  ['PUT', '/backup-vaults/v', 'PUT /backup-vaults/v'],
  ['GET', '/backup-vaults/v/recovery-points/arn?x=1', 'GET /backup-vaults/v/recovery-points/arn'],
])('names other calls by method and path: %s %s', (method, url, action) => {
  expect(identified({ method, url, authorization: scope('backup') }).action).toBe(action);
});

test('knows nothing about a request that is not signed', () => {
  expect(identified({ method: 'GET', url: '/x?y' })).toMatchObject({
    ...{ service: '', region: '', account: '', action: 'GET /x' },
  });
});

test('takes no form for one that says it is something else', () => {
  const body = Buffer.from('Action=DescribeDBClusters');
  expect(identified({ authorization: scope('rds'), contentType: 'application/json', body }).action).toBe('POST /');
});
