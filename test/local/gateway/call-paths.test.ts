import { identifyPath } from '../../../lib/local/gateway/call-paths';

const asked = (service: string, method: string, url: string) => {
  const { parameters = new Map<string, string>(), ...call } = identifyPath(service, { method, url }) ?? {};
  return { ...call, parameters: Object.fromEntries(parameters) };
};

const LOAD_BALANCER = 'arn:aws:elasticloadbalancing:ap-northeast-1:111122223333:loadbalancer/app/web/1';

test.each([
  ['backup', 'rest-json', '/backup-vaults/v', 'DescribeBackupVault', { BackupVaultName: 'v' }],
  ['backup', 'rest-json', '/backup-vaults/v/', 'DescribeBackupVault', { BackupVaultName: 'v' }],
  [
    ...['backup', 'rest-json', '/backup-vaults/v/recovery-points?maxResults=1', 'ListRecoveryPointsByBackupVault'],
    { BackupVaultName: 'v' },
  ],
  ['backup', 'rest-json', '/backup/plans/p', 'GetBackupPlan', { BackupPlanId: 'p' }],
  ['backup', 'rest-json', '/backup/plans/p/selections/', 'ListBackupSelections', { BackupPlanId: 'p' }],
  [
    ...['backup', 'rest-json', '/backup/plans/p/selections/s', 'GetBackupSelection'],
    { BackupPlanId: 'p', SelectionId: 's' },
  ],
  ['backup', 'rest-json', '/restore-testing/plans/r', 'GetRestoreTestingPlan', { RestoreTestingPlanName: 'r' }],
  ['backup', 'rest-json', '/restore-jobs/?restoreTestingPlanArn=a', 'ListRestoreJobs', {}],
  ['cloudfront', 'rest-xml', '/2020-05-31/distribution/E1/config', 'GetDistributionConfig', { Id: 'E1' }],
  [
    ...['arc-zonal-shift', 'rest-json', `/managedresources/${encodeURIComponent(LOAD_BALANCER)}`, 'GetManagedResource'],
    { resourceIdentifier: LOAD_BALANCER },
  ],
  ['s3', 'rest-xml', '/b?list-type=2&prefix=x', 'ListObjectsV2', { Bucket: 'b' }],
  ['s3', 'rest-xml', '/b/?prefix=x&list-type=2', 'ListObjectsV2', { Bucket: 'b' }],
  ['s3', 'rest-xml', '/b/folder/%E6%97%A5.json?x-id=GetObject', 'GetObject', { Bucket: 'b', Key: 'folder/日.json' }],
] as [string, string, string, string, Record<string, string>][])(
  'a GET of %s in %s for %s is %s',
  (service, protocol, url, action, parameters) => {
    expect(asked(service, 'GET', url)).toEqual({ protocol, action, parameters });
  },
);

test('an object that is put, and a function that is invoked, are known by their methods', () => {
  expect(asked('s3', 'PUT', '/b/k?x-id=PutObject')).toMatchObject({
    action: 'PutObject',
    parameters: { Bucket: 'b', Key: 'k' },
  });
  expect(asked('lambda', 'POST', '/2015-03-31/functions/probe/invocations')).toMatchObject({
    action: 'Invoke',
    parameters: { FunctionName: 'probe' },
  });
});

test.each([
  ['backup', 'PUT', '/backup-vaults/v'],
  ['backup', 'GET', '/backup-vaults/v/recovery-points/arn'],
  ['backup', 'DELETE', '/restore-jobs'],
  ['lambda', 'GET', '/2015-03-31/functions/probe/invocations'],
  ['lambda', 'GET', '/2015-03-31/functions/probe'],
  ['cloudfront', 'GET', '/2020-05-31/distribution'],
  ['cloudfront', 'GET', '/2020-05-31/distribution/E1/config/more'],
  ['s3', 'GET', '/b'],
  ['s3', 'DELETE', '/b/k'],
])('to %s, %s %s keeps method and path, without the query', (service, method, path) => {
  expect(asked(service, method, `${path}?list-type=20`)).toMatchObject({ action: `${method} ${path}`, parameters: {} });
});

test.each(['ec2', '', 'constructor', '__proto__'])('%j is no service that is asked by paths', (service) => {
  expect(identifyPath(service, { method: 'GET', url: '/b/k' })).toBeUndefined();
});

test('what is no encoding is meant as it stands', () => {
  expect(asked('s3', 'GET', '/b/100%').parameters).toEqual({ Bucket: 'b', Key: '100%' });
});
