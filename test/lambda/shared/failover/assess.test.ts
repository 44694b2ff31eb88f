import { known, unknown } from '../../../../lambda/shared/observed';
import { cluster, EVENT, LOST, SILENT, vantage, vantages, ZONES } from './stage';
import { see, met, mute, BUSY, REFUSED, READER } from './assessing';

describe('a writer that RDS calls available', () => {
  test('is healthy when the probes see it', () => {
    expect(see(cluster(), vantages('m-a'))).toMatchObject({
      event: 'healthy',
      reasons: [],
      isWithoutWriter: false,
      writer: { instanceId: 'm-a' },
    });
  });

  test('is healthy when two probes see it, and what the third does not say is told', () => {
    expect(see(cluster(), mute(['c'], 'm-a'))).toMatchObject({
      event: 'healthy',
      reasons: [
        { code: 'ProbeUnknown', subject: 'probe of c', detail: 'no answer of the probe', unknownCode: 'Timeout' },
      ],
    });
  });

  test('is not known to be healthy when one probe sees it', () => {
    const seen = see(cluster(), mute(['a', 'c'], 'm-a'));
    expect(seen.event).toBe('unknown');
    expect(seen.told).toStrictEqual(['TooFewVantages probes', 'ProbeUnknown probe of a', 'ProbeUnknown probe of c']);
    expect(seen.reasons[0]?.detail).toBe('1 see the writer, 2 have to');
  });

  test('is healthy to as many probes as the limits ask for', () => {
    const limits = { ...EVENT.limits, vantages: 3 };
    expect(see(cluster(), vantages('m-a'), { limits }).event).toBe('healthy');
    expect(see(cluster(), mute(['b'], 'm-a'), { limits }).event).toBe('unknown');
  });

  test('need not tell its name', () => {
    const unnamed = ZONES.map((zone) => vantage(zone, 'm-a', { writerEndpoint: known({ kind: 'writer' }) }));
    expect(see(cluster(), unnamed).event).toBe('healthy');
  });

  test.each([
    [BUSY, 'ServerBusy', 'a server answers and lets nobody in: too many connections'],
    [REFUSED, 'ServerRefuses', 'a server answers and refuses the probe: unknown user'],
    [SILENT, 'ClientPath', 'RDS says that m-a is available, and nothing answers: no answer in time'],
    [READER, 'ClientPath', 'RDS says that m-a is available, and the name leads to a reader'],
  ] as const)('is contradicted by one probe that meets %j', (reading, code, detail) => {
    expect(see(cluster(), met('b', reading, 'm-a'))).toMatchObject({
      event: 'contradictory',
      reasons: [{ code, subject: 'probe of b', detail }],
      isWithoutWriter: false,
    });
  });

  test('is contradicted by probes that find another one writing', () => {
    expect(see(cluster(), vantages('m-b'))).toMatchObject({
      event: 'contradictory',
      reasons: [
        { code: 'PlanesDisagree', subject: 'writer', detail: 'RDS says it is m-a, and the probes find m-b writing' },
      ],
    });
  });

  test('whose class of machine is worked on is not healthy, and not lost', () => {
    expect(see(cluster({ 'm-a': { readiness: 'busy' } }), vantages('m-a'))).toMatchObject({
      event: 'contradictory',
      reasons: [{ code: 'WriterBusy', subject: 'm-a', detail: 'RDS is working on the writer' }],
      isWithoutWriter: false,
    });
  });

  test('that RDS does not list is not known', () => {
    expect(see(cluster({ 'm-a': { readiness: 'unclear' } }), vantages(undefined))).toMatchObject({
      event: 'unknown',
      reasons: [{ code: 'WriterUnclear', subject: 'm-a', detail: 'RDS does not say how the writer is' }],
      isWithoutWriter: false,
    });
  });

  test('that is another one than before was moved by Aurora', () => {
    const moved = cluster({ 'm-a': { isWriter: false }, 'm-c': { isWriter: true } });
    expect(see(moved, vantages('m-c'))).toMatchObject({
      event: 'nativeFailover',
      reasons: [{ code: 'WriterMoved', subject: 'writer', detail: 'the writer was m-a and is m-c' }],
      writer: { instanceId: 'm-c' },
    });
  });

  test('is taken as it is when none was seen before', () => {
    const moved = cluster({ 'm-a': { isWriter: false }, 'm-c': { isWriter: true } });
    expect(see(moved, vantages('m-c'), { sighting: undefined }).event).toBe('healthy');
  });
});

describe('the cluster', () => {
  test.each([
    ['failing-over', 'nativeFailover', 'FailoverRunning', 'the cluster is failing over'],
    ['busy', 'contradictory', 'ClusterBusy', 'RDS is working on the cluster'],
    ['broken', 'contradictory', 'ClusterBroken', 'not available, by its own status'],
    ['unclear', 'unknown', 'ClusterUnclear', 'what its status means is not known'],
  ] as const)('that is %s settles it, whether a writer is lost or not', (condition, event, code, detail) => {
    for (const view of [
      { ...cluster(), condition },
      { ...LOST, condition },
    ]) {
      expect(see(view, vantages(undefined))).toMatchObject({
        event,
        reasons: [{ code, subject: 'cluster', detail }],
        isWithoutWriter: false,
        writer: { instanceId: 'm-a' },
      });
    }
  });

  test('of which nothing is known is unknown, and what the probes see is told', () => {
    const gone = unknown('Malformed', 'not the answer of this API');
    expect(see(gone, vantages('m-a'))).toMatchObject({
      event: 'unknown',
      reasons: [
        {
          code: 'ControlPlaneUnknown',
          subject: 'cluster',
          detail: 'not the answer of this API; the probes find m-a writing',
          unknownCode: 'Malformed',
        },
      ],
      isWithoutWriter: false,
    });
    expect(see(gone, vantages(undefined)).reasons[0]?.detail).toBe(
      'not the answer of this API; no probe names a writer',
    );
  });
});

describe('two writers', () => {
  test('reported by RDS are a split, even while the cluster fails over', () => {
    const two = cluster({ 'm-c': { isWriter: true } }, 'failing-over');
    expect(see(two, vantages('m-a'))).toMatchObject({
      event: 'twoWriters',
      reasons: [{ code: 'TwoWritersReported', subject: 'writer', detail: 'RDS reports m-a and m-c' }],
      isWithoutWriter: false,
    });
    expect(see(two, vantages('m-a')).writer).toBeUndefined();
  });

  test('met by the probes are a split, by the name a server gives itself', () => {
    const other = met('b', { kind: 'writer', server: 'm-b' }, 'm-a');
    expect(see(cluster(), other)).toMatchObject({
      event: 'twoWriters',
      reasons: [{ code: 'TwoWritersAnswer', detail: 'the probes find m-a and m-b writing' }],
    });
  });

  test('met by the probes are a split, by the endpoint of an instance', () => {
    const instances = { 'm-a': { kind: 'writer' }, 'm-b': { kind: 'writer' }, 'm-c': READER } as const;
    const other = [vantage('a', 'm-a', { instances }), vantage('b', 'm-a'), vantage('c', 'm-a')];
    expect(see(cluster(), other).told).toStrictEqual(['TwoWritersAnswer writer']);
  });

  test('of both planes are both told', () => {
    expect(
      see(cluster({ 'm-b': { isWriter: true } }), met('b', { kind: 'writer', server: 'm-c' }, 'm-a')).told,
    ).toStrictEqual(['TwoWritersReported writer', 'TwoWritersAnswer writer']);
  });
});
