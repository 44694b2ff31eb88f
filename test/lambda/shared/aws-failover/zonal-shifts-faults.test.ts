import { EC2Client } from '@aws-sdk/client-ec2';
import { readEvacuations } from '../../../../lambda/shared/aws-failover/zonal-shifts';
import { ZONES } from '../../support/fake-cluster';
import { stopDate } from '../../support/fake-date';
import {
  connectionReset,
  ec2Error,
  fakeClientConfig,
  FakeTransport,
  jsonError,
  PROXY_PAGE,
  type Reply,
} from '../../support/fake-transport';
import { describedZones, managedResourceReply, zonalShift } from '../../support/fake-zones';
import { NOW, ENTRY, APP, readWith, entryHas } from './zonal-shifts-setup';

beforeEach(() => {
  stopDate(NOW);
});

afterEach(() => {
  jest.useRealTimers();
});

describe('F52 F53 when the API of shifts', () => {
  test.each<readonly [string, string, Reply]>([
    ['is throttled', 'Throttled', jsonError('ThrottlingException', 429)],
    ['fails', 'ApiError', jsonError('InternalServerException', 500)],
    ['denies', 'Denied', jsonError('AccessDeniedException', 403)],
    [
      'denies with an address behind the name',
      'Denied',
      jsonError('AccessDeniedException:http://internal.amazon.com/', 403),
    ],
    ['knows no such resource', 'ApiError', jsonError('ResourceNotFoundException', 404)],
    ['fails without a name', 'ApiError', { status: 503, body: '' }],
    ['loses its connection', 'Network', connectionReset()],
    ['gets the page of a proxy', 'Malformed', PROXY_PAGE],
    ['gets half a document', 'Malformed', { body: '{"arn":"arn:aws' }],
    ['gets an empty document', 'Malformed', { body: '' }],
    ['gets a document without end', 'Malformed', { body: `"${'x'.repeat(1_000_000)}"` }],
    ['leaves out the shifts', 'Malformed', managedResourceReply(ENTRY, { zonalShifts: undefined })],
    ['leaves out the weights', 'Malformed', managedResourceReply(ENTRY, { appliedWeights: undefined })],
    ['leaves out the resource', 'Malformed', managedResourceReply(ENTRY, { arn: undefined })],
    [
      'names a status nobody knows',
      'Malformed',
      managedResourceReply(ENTRY, { zonalShifts: [zonalShift(ZONES[1], { appliedStatus: 'PERHAPS' })] }),
    ],
    [
      'names no end',
      'Malformed',
      managedResourceReply(ENTRY, { zonalShifts: [zonalShift(ZONES[1], { expiryTime: '2026' })] }),
    ],
    [
      'names an end before all time',
      'Malformed',
      managedResourceReply(ENTRY, { zonalShifts: [zonalShift(ZONES[1], { expiryTime: -1 })] }),
    ],
    [
      'names a zone of another Region',
      'Contradictory',
      managedResourceReply(ENTRY, { zonalShifts: [zonalShift('us-east-1a', { awayFrom: 'use1-az1' })] }),
    ],
    ['answers about another resource', 'Contradictory', managedResourceReply(APP)],
  ])('%s, what is evacuated is unknown with code %s', async (_what, code, reply) => {
    const { evacuated } = await readWith({ resource: (arn) => (arn === ENTRY ? reply : managedResourceReply(arn)) });
    expect(evacuated).toMatchObject({ kind: 'unknown', code });
  });

  test.each<readonly [string, Reply]>([
    ['is throttled', jsonError('ThrottlingException', 429)],
    ['fails', jsonError('InternalServerException', 500)],
    ['loses its connection', connectionReset()],
    ['breaks the pipe', { error: Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }) }],
    ['takes too long', { error: Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' }) }],
  ])('%s twice and then answers, that is one answer', async (_what, reply) => {
    const { evacuated, sent } = await readWith({
      resource: (arn, nth) => (arn === ENTRY && nth < 3 ? reply : managedResourceReply(arn)),
    });
    expect(evacuated).toStrictEqual({ kind: 'known', value: [] });
    expect(sent.filter(({ action }) => action.includes('entry'))).toHaveLength(3);
  });

  test.each<readonly [string, number, Reply]>([
    ['fails every time', 3, jsonError('InternalServerException', 500)],
    ['denies', 1, jsonError('AccessDeniedException', 403)],
    ['finds no host', 1, { error: Object.assign(new Error('x'), { code: 'ENOTFOUND' }) }],
    ['answers nonsense', 1, PROXY_PAGE],
  ])('%s, it is asked %d times', async (_what, times, reply) => {
    const { sent } = await readWith({ resource: () => reply });
    expect(sent.filter(({ action }) => action.includes('entry'))).toHaveLength(times);
  });

  test('names what it was asked about and what it answered', async () => {
    const { evacuated } = await readWith({ resource: () => managedResourceReply(APP) });
    expect(evacuated).toMatchObject({ reason: `asked about ${ENTRY}, the API answered about ${APP}` });
    const stranger = { zonalShifts: [zonalShift('us-east-1a', { awayFrom: 'use1-az1' })] };
    expect((await readWith(entryHas(stranger))).evacuated).toMatchObject({
      reason: 'traffic is moved away from use1-az1, which is no zone of the Region',
    });
  });
});

describe('F52 F53 when EC2', () => {
  test.each<readonly [string, string, Reply]>([
    ['is throttled', 'Throttled', ec2Error('RequestLimitExceeded', 503)],
    ['denies', 'Denied', ec2Error('UnauthorizedOperation', 403)],
    ['gets the page of a proxy', 'Malformed', PROXY_PAGE],
    ['names no zone', 'Malformed', describedZones([])],
  ])('%s, what is evacuated is unknown with code %s, and nothing more is asked', async (_what, code, zones) => {
    const { evacuated, sent } = await readWith({ zones });
    expect(evacuated).toMatchObject({ kind: 'unknown', code });
    expect(sent.filter(({ method }) => method === 'GET')).toHaveLength(0);
  });
});

test('a question that never ends is given up when the time is up', async () => {
  const transport = new FakeTransport(({ method }) => (method === 'GET' ? { hang: true } : describedZones()));
  const ec2 = new EC2Client(fakeClientConfig(transport));
  expect(await readEvacuations([ENTRY], { ec2 }, AbortSignal.timeout(50))).toMatchObject({ code: 'Timeout' });
});
