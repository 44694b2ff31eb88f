import { EC2Client } from '@aws-sdk/client-ec2';
import { readEvacuations } from '../../../../lambda/shared/aws-failover/zonal-shifts';
import { ZONES } from '../../support/fake-cluster';
import { stopDate } from '../../support/fake-date';
import { fakeClientConfig, FakeTransport } from '../../support/fake-transport';
import { describedZones, managedResourceReply, zonalShift, zoneId } from '../../support/fake-zones';
import { NOW, ENTRY, APP, EXPIRES, readWith, entryHas } from './zonal-shifts-setup';

beforeEach(() => {
  stopDate(NOW);
});

afterEach(() => {
  jest.useRealTimers();
});

test('no zone is evacuated while traffic goes everywhere', async () => {
  expect((await readWith()).evacuated).toStrictEqual({ kind: 'known', value: [] });
});

test('the question is signed, and about each load balancer', async () => {
  const { sent } = await readWith();
  expect(sent.map(({ action }) => action)).toStrictEqual([
    'DescribeAvailabilityZones',
    `GET /managedresources/${encodeURIComponent(ENTRY)}`,
    `GET /managedresources/${encodeURIComponent(APP)}`,
  ]);
  expect(sent[1]).toMatchObject({
    hostname: 'arc-zonal-shift.ap-northeast-1.amazonaws.com',
    query: {},
    headers: {
      host: 'arc-zonal-shift.ap-northeast-1.amazonaws.com',
      'x-amz-date': '20261125T120000Z',
      authorization: expect.stringMatching(
        /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/20261125\/ap-northeast-1\/arc-zonal-shift\/aws4_request, SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=[\da-f]{64}$/,
      ) as string,
    },
  });
});

test.each([-600_000, 600_000])(
  'F55 a clock of this machine that is %d ms off signs with the right time',
  async (skew) => {
    stopDate(NOW.getTime() + skew);
    const { sent } = await readWith({ zones: { ...describedZones(), headers: { date: NOW.toUTCString() } } });
    expect(sent[1]?.headers['x-amz-date']).toBe('20261125T120000Z');
  },
);

describe('F57 a zone is evacuated', () => {
  test.each([
    ['by an operator', { zonalShifts: [zonalShift(ZONES[1])] }, 'zonal shift', EXPIRES],
    [
      'by an operator, as the API says now',
      { zonalShifts: [zonalShift(ZONES[1], { shiftType: 'ZONAL_SHIFT' })] },
      'zonal shift',
      EXPIRES,
    ],
    ['to practise', { zonalShifts: [zonalShift(ZONES[1], { shiftType: 'PRACTICE_RUN' })] }, 'practice run', EXPIRES],
    [
      'to practise, as the API said first',
      { zonalShifts: [zonalShift(ZONES[1], { practiceRunOutcome: 'PENDING' })] },
      'practice run',
      EXPIRES,
    ],
    [
      'in an experiment',
      { zonalShifts: [zonalShift(ZONES[1], { shiftType: 'FIS_EXPERIMENT' })] },
      'experiment',
      EXPIRES,
    ],
    [
      'by AWS',
      { autoshifts: [{ appliedStatus: 'APPLIED', awayFrom: zoneId(ZONES[1]), startTime: 1 }] },
      'autoshift of AWS',
      undefined,
    ],
    [
      'by nobody knows whom',
      { appliedWeights: { [zoneId(ZONES[0])]: 1, [zoneId(ZONES[1])]: 0 } },
      'no traffic is sent there',
      undefined,
    ],
  ])('%s', async (_what, changes, reason, expiresAt) => {
    expect((await readWith(entryHas(changes))).evacuated).toStrictEqual({
      kind: 'known',
      value: [{ availabilityZone: ZONES[1], expiresAt, reason }],
    });
  });

  test('once, although the weight says it as well', async () => {
    const changes = { zonalShifts: [zonalShift(ZONES[1])], appliedWeights: { [zoneId(ZONES[1])]: 0 } };
    expect((await readWith(entryHas(changes))).evacuated).toHaveProperty('value.length', 1);
  });

  test('when the second load balancer alone is shifted', async () => {
    const resource = (arn: string) =>
      managedResourceReply(arn, arn === APP ? { zonalShifts: [zonalShift(ZONES[2])] } : {});
    expect((await readWith({ resource })).evacuated).toMatchObject({ value: [{ availabilityZone: ZONES[2] }] });
  });

  test('and another one as well', async () => {
    const changes = {
      zonalShifts: [zonalShift(ZONES[1])],
      autoshifts: [{ appliedStatus: 'APPLIED', awayFrom: zoneId(ZONES[2]), startTime: 1 }],
    };
    expect((await readWith(entryHas(changes))).evacuated).toMatchObject({
      value: [{ availabilityZone: ZONES[1] }, { availabilityZone: ZONES[2] }],
    });
  });
});

describe('no zone is evacuated', () => {
  test.each([
    ['by a shift that is not in effect', { zonalShifts: [zonalShift(ZONES[1], { appliedStatus: 'NOT_APPLIED' })] }],
    [
      'by an autoshift that is not in effect',
      { autoshifts: [{ appliedStatus: 'NOT_APPLIED', awayFrom: zoneId(ZONES[1]), startTime: 1 }] },
    ],
    ['when the API knows of no autoshifts', { autoshifts: undefined }],
  ])('%s', async (_what, changes) => {
    expect((await readWith(entryHas(changes))).evacuated).toStrictEqual({ kind: 'known', value: [] });
  });
});

test('a site without load balancers has nothing that could be evacuated', async () => {
  const transport = new FakeTransport(() => describedZones());
  const ec2 = new EC2Client(fakeClientConfig(transport));
  expect(await readEvacuations([], { ec2 }, new AbortController().signal)).toStrictEqual({ kind: 'known', value: [] });
});
