import { identify, requireParameter } from '../../../lib/local/gateway/call';

const FORM = 'application/x-www-form-urlencoded';

function scope(service: string, region = 'ap-northeast-1'): string {
  return `AWS4-HMAC-SHA256 Credential=111122223333/20261125/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`;
}

function identified(request: Partial<Parameters<typeof identify>[0]>) {
  return identify({
    ...{ method: 'POST', url: '/', body: Buffer.alloc(0) },
    ...{ authorization: undefined, contentType: undefined, target: undefined },
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

test('reads the action of a JSON protocol from its target, and the texts of the document', () => {
  const body = Buffer.from(JSON.stringify({ KeyId: 'k-1', Limit: 5, Filters: [{ Name: 'a' }], None: null }));
  const target = 'TrentService.DescribeKey';
  const { action, protocol, parameters } = identified({ authorization: scope('kms'), target, body });
  expect([action, protocol, [...parameters]]).toEqual(['DescribeKey', 'json', [['KeyId', 'k-1']]]);
});

test.each(['', 'no JSON', '[1', 'null', '"text"', '1'])('finds no texts in the document %j', (document) => {
  const call = identified({ authorization: scope('kms'), target: 'DescribeKey', body: Buffer.from(document) });
  expect([call.action, [...call.parameters]]).toEqual(['DescribeKey', []]);
});

test('reads the action of RPC in CBOR from the path, and nothing from the body', () => {
  const url = '/service/GraniteServiceVersion20100801/operation/GetMetricData?x';
  const call = identified({ url, authorization: scope('monitoring'), target: 'Other.Action', body: Buffer.of(0xa0) });
  expect([call.action, call.protocol, [...call.parameters]]).toEqual(['GetMetricData', 'cbor', []]);
});

test('reads the action of a REST service from its path', () => {
  const call = identified({ method: 'GET', url: '/backup-vaults/v', authorization: scope('backup') });
  expect([call.action, call.protocol, [...call.parameters]]).toEqual([
    ...['DescribeBackupVault', 'rest-json', [['BackupVaultName', 'v']]],
  ]);
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
