import { failOverCluster } from '../../../../lambda/shared/aws-failover/fail-over-cluster';
import { CLUSTER, failedOver } from '../../support/fake-cluster';
import { stopDate } from '../../support/fake-date';
import { parameter } from '../../support/fake-ec2';
import { connectionReset, FakeTransport, PROXY_PAGE, type Reply } from '../../support/fake-transport';

const NOW = new Date('2026-11-25T12:00:00Z');
const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };

afterEach(() => {
  jest.useRealTimers();
});

function networkError(code: string, syscall?: string): Reply {
  return {
    error: Object.assign(new Error(`${code} happened`), { code, ...(syscall === undefined ? {} : { syscall }) }),
  };
}

function rdsError(code: string, status = 400): Reply {
  return {
    status,
    body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error><RequestId>r-1</RequestId></ErrorResponse>`,
  };
}

/** Sends the call through the real client over a transport that is not one. */
async function failOverWith(reply: Reply, options: { readonly milliseconds?: number; readonly offset?: number } = {}) {
  const transport = new FakeTransport(() => reply);
  const call = failOverCluster({
    clusterIdentifier: CLUSTER,
    systemClockOffset: () => options.offset ?? 0,
    ...(options.milliseconds === undefined ? {} : { milliseconds: options.milliseconds }),
    client: { region: 'ap-northeast-1', credentials, requestHandler: transport },
  });
  return { outcome: await call('db-2'), sent: transport.sent };
}

test('the call names the cluster and the instance that is to be promoted', async () => {
  const { outcome, sent } = await failOverWith(failedOver());
  expect(outcome).toStrictEqual({ kind: 'accepted' });
  expect(sent).toHaveLength(1);
  const [request] = sent;
  expect(request?.action).toBe('FailoverDBCluster');
  expect(request && parameter(request, 'DBClusterIdentifier')).toBe(CLUSTER);
  expect(request && parameter(request, 'TargetDBInstanceIdentifier')).toBe('db-2');
});

describe('F24 F54 after the call was sent, nobody knows what happened, and it is never sent again', () => {
  test.each<readonly [string, Reply, string]>([
    ['when the connection is reset', connectionReset(), 'ECONNRESET: socket hang up'],
    ['when the connection breaks while writing', networkError('EPIPE', 'write'), 'EPIPE: EPIPE happened'],
    ['when reading breaks', networkError('ECONNRESET', 'read'), 'ECONNRESET: ECONNRESET happened'],
    ['when it takes too long', networkError('ETIMEDOUT'), 'ETIMEDOUT: ETIMEDOUT happened'],
    ['when RDS fails', rdsError('InternalFailure', 500), 'InternalFailure: no'],
    ['when RDS is not available', rdsError('ServiceUnavailable', 503), 'ServiceUnavailable: no'],
    ['when RDS throttles with a fault of its own', rdsError('Throttling', 503), 'Throttling: no'],
    ['when a gateway gives up', { status: 504, body: '<html>Gateway Timeout</html>' }, ''],
    ['when a proxy refuses', { status: 403, body: '<html>Forbidden</html>' }, ''],
    ['when a proxy shows a page', PROXY_PAGE, 'the answer does not confirm it'],
    ['when the answer is cut short', { body: '<FailoverDBClusterResponse><FailoverDBClusterRes' }, ''],
    ['when the answer is empty', { body: '' }, ''],
    ['when the answer is about another cluster', failedOver('other'), 'the answer does not confirm it'],
    [
      'when the answer confirms nothing',
      { body: '<FailoverDBClusterResponse><FailoverDBClusterResult/></FailoverDBClusterResponse>' },
      'the answer does not confirm it',
    ],
    [
      'when it is sent elsewhere',
      { status: 307, headers: { location: 'https://rds.us-east-1.amazonaws.com/' }, body: '' },
      '',
    ],
    [
      'when it is told to go on',
      { status: 302, headers: { location: 'https://example.com/' }, body: '<html></html>' },
      '',
    ],
  ])('%s', async (_what, reply, reason) => {
    const { outcome, sent } = await failOverWith(reply);
    expect(outcome).toMatchObject({ kind: 'outcomeUnknown' });
    expect(outcome).toHaveProperty('reason', reason === '' ? expect.stringMatching(/./) : reason);
    expect(sent).toHaveLength(1);
  });

  test('when no answer comes in time', async () => {
    const { outcome, sent } = await failOverWith({ hang: true }, { milliseconds: 50 });
    expect(outcome).toMatchObject({ kind: 'outcomeUnknown' });
    expect(sent).toHaveLength(1);
  });
});

describe('RDS refuses, and nothing happened', () => {
  test('F21 because the cluster is failing over already', async () => {
    const { outcome, sent } = await failOverWith(rdsError('InvalidDBClusterStateFault'));
    expect(outcome).toStrictEqual({ kind: 'refused', inProgress: true, reason: 'InvalidDBClusterStateFault: no' });
    expect(sent).toHaveLength(1);
  });

  test.each([
    ['InvalidDBInstanceState', 400],
    ['DBClusterNotFoundFault', 404],
    ['AccessDenied', 403],
    ['ExpiredToken', 403],
    ['Throttling', 400],
    ['RequestLimitExceeded', 499],
    ['InvalidParameterValue', 400],
  ])('F52 because of %s', async (code, status) => {
    const { outcome, sent } = await failOverWith(rdsError(code, status));
    expect(outcome).toStrictEqual({
      kind: 'refused',
      inProgress: false,
      reason: expect.stringMatching(/: no$/) as string,
    });
    expect(sent).toHaveLength(1);
  });

  test('F55 because the clock is off: it is not sent again with the right time', async () => {
    const reply = { ...rdsError('RequestExpired'), headers: { date: new Date(Date.now() + 1_200_000).toUTCString() } };
    const { outcome, sent } = await failOverWith(reply);
    expect(outcome).toStrictEqual({ kind: 'refused', inProgress: false, reason: 'RequestExpired: no' });
    expect(sent).toHaveLength(1);
  });
});

describe('a connection that could not be made sent nothing', () => {
  test.each([
    ['because nobody listens', networkError('ECONNREFUSED', 'connect'), 'ECONNREFUSED: ECONNREFUSED happened'],
    ['because nothing answers there', networkError('ETIMEDOUT', 'connect'), 'ETIMEDOUT: ETIMEDOUT happened'],
    ['because there is no such name', networkError('ENOTFOUND', 'getaddrinfo'), 'ENOTFOUND: ENOTFOUND happened'],
    ['because the resolver is away', networkError('EAI_AGAIN', 'getaddrinfo'), 'EAI_AGAIN: EAI_AGAIN happened'],
  ])('%s', async (_what, reply, reason) => {
    expect((await failOverWith(reply)).outcome).toStrictEqual({ kind: 'refused', inProgress: false, reason });
  });

  test('because there are no credentials to sign it with', async () => {
    const transport = new FakeTransport(() => failedOver());
    const missing = Object.assign(new Error('none found'), { name: 'CredentialsProviderError' });
    const call = failOverCluster({
      clusterIdentifier: CLUSTER,
      systemClockOffset: () => 0,
      client: {
        region: 'ap-northeast-1',
        credentials: () => Promise.reject(missing),
        requestHandler: transport,
      },
    });
    expect(await call('db-2')).toStrictEqual({
      kind: 'refused',
      inProgress: false,
      reason: 'CredentialsProviderError: none found',
    });
    expect(transport.sent).toHaveLength(0);
  });
});

test.each([-600_000, 0, 600_000])(
  'F55 the call is signed with the time of AWS when the clock is %d ms off',
  async (skew) => {
    stopDate(NOW.getTime() + skew);
    const { sent } = await failOverWith(failedOver(), { offset: -skew });
    expect(sent[0]?.headers['x-amz-date']).toBe('20261125T120000Z');
  },
);
