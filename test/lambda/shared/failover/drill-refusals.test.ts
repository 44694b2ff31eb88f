import { decide } from '../../../../lambda/shared/decision';
import { known, unknown } from '../../../../lambda/shared/observed';
import { cluster, codes, path, SILENT, Stage, vantage, vantages } from './stage';
import { drill, stageThatRecovers, WINDOW } from './drilling';

describe('is refused', () => {
  test.each([
    ['2026-11-25T11:58:59Z', false],
    ['2026-11-25T11:59:00Z', true],
    ['2026-11-25T13:58:59.999Z', true],
    ['2026-11-25T13:59:00Z', false],
    ['2026-11-24T12:30:00Z', false],
  ])('outside its window, by the clock of the store: sent a minute after %s is %s', async (before, isSent) => {
    const stage = new Stage();
    stage.now = Date.parse(before);
    const outcome = await drill(stage);
    expect(stage.sent).toHaveLength(isSent ? 1 : 0);
    if (!isSent) {
      expect(path(outcome)).toBe('leaseWon>HOLD restart>OBSERVE abort>ABORTED');
      expect(codes(outcome)).toStrictEqual(['OutsideWindow']);
      expect(stage.calls).toStrictEqual(['acquire drill 60000', 'release 1']);
    }
  });

  test('outside its window, and says when that is', async () => {
    const stage = new Stage();
    const outcome = await drill(stage, { window: { ...WINDOW, days: ['Sat', 'Sun'] } });
    expect(outcome.reasons).toStrictEqual([
      {
        code: 'OutsideWindow',
        subject: 'drill-1',
        detail: '2026-11-25T12:01:00.000Z is not within Sat, Sun 21:00 to 23:00 Asia/Tokyo',
      },
    ]);
  });

  test('in production without a reason, and not with one', async () => {
    const stage = new Stage();
    const outcome = await drill(stage, { environment: { kind: 'production' } });
    expect(outcome.reasons).toStrictEqual([
      {
        code: 'ProductionWithoutReason',
        subject: 'drill-1',
        detail: 'a site in production is drilled only for a reason somebody gave',
      },
    ]);
    expect(stage.sent).toStrictEqual([]);
    await drill(stage, { environment: { kind: 'production', reason: 'yearly audit' } });
    expect(stage.sent).toStrictEqual(['m-b']);
  });

  test('F57 while any zone is evacuated', async () => {
    const stage = new Stage();
    stage.evacuations = known([{ availabilityZone: 'c', expiresAt: undefined, reason: 'practice run' }]);
    const outcome = await drill(stage);
    expect(path(outcome)).toBe('leaseWon>HOLD restart>OBSERVE abort>ABORTED');
    expect(outcome.reasons).toStrictEqual([
      { code: 'ZoneEvacuated', subject: 'c', detail: 'is evacuated: practice run' },
    ]);
    expect(stage.sent).toStrictEqual([]);
  });

  test.each<readonly [string, (stage: Stage) => void, string, string]>([
    [
      'a member is worked on',
      (stage) => {
        stage.cluster = known(cluster({ 'm-c': { readiness: 'busy' } }));
      },
      'NotAtRest',
      'm-c is busy',
    ],
    [
      'a member is broken',
      (stage) => {
        stage.cluster = known(cluster({ 'm-b': { readiness: 'broken' } }));
      },
      'NotAtRest',
      'm-b is broken',
    ],
    [
      'a reader is behind',
      (stage) => {
        stage.cluster = known(cluster({ 'm-b': { replicaLagMilliseconds: known(1_001) } }));
      },
      'NotAtRest',
      'm-b is 1001 ms behind',
    ],
    [
      'a probe is cut off',
      (stage) => {
        stage.vantages = [...vantages('m-a').slice(0, 2), vantage('c', 'm-a', { writerEndpoint: known(SILENT) })];
      },
      'ClientPath',
      'probe of c RDS says that m-a is available, and nothing answers: no answer in time',
    ],
  ])('while %s', async (_why, change, code, told) => {
    const stage = new Stage();
    change(stage);
    const outcome = await drill(stage);
    expect(path(outcome)).toBe('leaseWon>HOLD restart>OBSERVE abort>ABORTED');
    expect(outcome.reasons.map((reason) => `${reason.code} ${reason.subject} ${reason.detail}`)).toStrictEqual([
      `${code} ${told}`,
    ]);
    expect(stage.sent).toStrictEqual([]);
  });

  test.each<readonly [string, (stage: Stage) => void, string]>([
    [
      'RDS',
      (stage) => {
        stage.cluster = unknown('Timeout', 'no answer');
      },
      'ControlPlaneUnknown',
    ],
    [
      'a probe',
      (stage) => {
        stage.vantages = vantages('m-a').slice(0, 2);
      },
      'ProbeUnknown',
    ],
    [
      'two probes',
      (stage) => {
        stage.vantages = vantages('m-a').slice(0, 1);
      },
      'TooFewVantages',
    ],
    [
      'the evacuated zones',
      (stage) => {
        stage.evacuations = unknown('Denied', 'not allowed');
      },
      'EvacuationsUnknown',
    ],
    [
      'the lag of a reader',
      (stage) => {
        stage.cluster = known(cluster({ 'm-b': { replicaLagMilliseconds: unknown('Incomplete', 'none') } }));
      },
      'LagUnknown',
    ],
    [
      'the state of a member',
      (stage) => {
        stage.cluster = known(cluster({ 'm-c': { readiness: 'unclear' } }));
      },
      'MemberUnclear',
    ],
  ])('F52 while nothing is known of %s: it holds', async (_what, change, code) => {
    const stage = new Stage();
    change(stage);
    const outcome = await drill(stage);
    expect(path(outcome)).toBe('leaseWon>HOLD restart>OBSERVE unknown>HOLD');
    expect(codes(outcome)).toContain(code);
    expect(decide(outcome.conclusion).status).not.toBe('HEALTHY');
    expect(stage.sent).toStrictEqual([]);
  });

  test('the lag of the writer is nobody’s', async () => {
    const stage = new Stage();
    stage.cluster = known(cluster({ 'm-a': { replicaLagMilliseconds: unknown('Incomplete', 'none') } }));
    await drill(stage);
    expect(stage.sent).toStrictEqual(['m-b']);
  });

  test('a reader at the limit is close enough', async () => {
    const stage = new Stage();
    stage.cluster = known(cluster({ 'm-c': { replicaLagMilliseconds: known(1_000) } }));
    await drill(stage);
    expect(stage.sent).toStrictEqual(['m-b']);
  });

  test('while the decision about the writer is not at rest', async () => {
    const stage = new Stage();
    await stage.suspect(1);
    stage.move('m-a');
    await stage.run();
    const open = await drill(stage);
    expect(open.reasons).toStrictEqual([
      { code: 'NotAtRest', subject: 'drill-1', detail: 'the decision about the writer is not at rest: OBSERVE' },
    ]);
    stage.vantages = [];
    await stage.run();
    const held = await drill(stage);
    expect(held.reasons[0]?.detail).toBe('the decision about the writer is not at rest: HOLD');
    expect(stage.sent).toStrictEqual([]);
  });

  test('F22 while two writers answer, which everybody is told', async () => {
    const stage = new Stage();
    stage.vantages = [vantage('a', 'm-a'), vantage('b', 'm-b'), vantage('c', 'm-a')];
    expect((await drill(stage)).state).toBe('SPLIT_SUSPECT');
    expect(stage.memory.state).toBe('SPLIT_SUSPECT');
  });

  test('F54 when it was drilled before, or when its time is over', async () => {
    const stage = stageThatRecovers();
    await drill(stage);
    expect(codes(await drill(stage))).toStrictEqual(['OrderRepeated']);
    const order = { orderId: 'drill-2', issuedAt: new Date(stage.now - 300_000).toISOString() };
    expect(codes(await drill(stage, { order }))).toStrictEqual(['OrderStale']);
    expect(stage.sent).toStrictEqual(['m-b']);
  });

  test('and nothing is measured then', async () => {
    const stage = new Stage();
    stage.evacuations = unknown('Denied', 'not allowed');
    const outcome = await drill(stage);
    expect(outcome).not.toHaveProperty('evidence');
    expect(outcome.conclusion.metrics).not.toHaveProperty('RecoverySeconds');
  });

  test('F55 when the store is down', async () => {
    const stage = new Stage();
    stage.lease = unknown('Timeout', 'no answer');
    expect(codes(await drill(stage))).toStrictEqual(['LeaseStoreDown']);
  });
});
