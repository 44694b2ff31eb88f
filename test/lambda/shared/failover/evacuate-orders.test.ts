import { decide } from '../../../../lambda/shared/decision';
import { known, unknown } from '../../../../lambda/shared/observed';
import { cluster, codes, NOW, path, Stage, vantages } from './stage';
import { evacuate, stageThatMoves } from './evacuating';

describe('an order', () => {
  test('F54 that was carried out is not carried out again', async () => {
    const stage = stageThatMoves();
    await evacuate(stage);
    const saved = stage.saved;
    const outcome = await evacuate(stage, { availabilityZone: 'b' });
    expect(path(outcome)).toBe('leaseWon>HOLD restart>DONE duplicate>DONE');
    expect(outcome).toMatchObject({ changed: false });
    expect(outcome.reasons).toStrictEqual([
      { code: 'OrderRepeated', subject: 'order-1', detail: 'was carried out before' },
    ]);
    expect(stage.saved).toBe(saved);
    expect(stage.sent).toStrictEqual(['m-b']);
  });

  test.each([
    [-300_000, true],
    [-300_001, false],
    [300_000, true],
    [300_001, false],
  ])('F54 F55 given %i ms from the time of the store is carried out: %s', async (from, isCarriedOut) => {
    const stage = stageThatMoves();
    const issuedAt = new Date(NOW + 60_000 + from).toISOString();
    const outcome = await evacuate(stage, { order: { orderId: 'late', issuedAt } });
    expect(stage.sent).toHaveLength(isCarriedOut ? 1 : 0);
    if (!isCarriedOut) {
      expect(path(outcome)).toBe('leaseWon>HOLD restart>OBSERVE stale>ABORTED');
      expect(outcome.reasons[0]).toMatchObject({ code: 'OrderStale', subject: 'late' });
      expect(stage.calls).toStrictEqual(['acquire evacuate-writer 60000', 'release 1']);
    }
  });

  test('that is too old says how old', async () => {
    const stage = new Stage();
    const outcome = await evacuate(stage, { order: { orderId: 'late', issuedAt: '2026-11-25T11:00:00Z' } });
    expect(outcome.reasons[0]?.detail).toBe(
      'was given at 2026-11-25T11:00:00Z, which by the clock of the store is 3660 s ago',
    );
  });

  test.each<readonly [string, (stage: Stage) => void, string]>([
    [
      'the writer is elsewhere',
      (stage) => {
        stage.move('m-b');
      },
      'WriterMoved',
    ],
    [
      'the writer is lost',
      (stage) => {
        stage.lose();
      },
      'WriterMissing',
    ],
    [
      'the cluster fails over',
      (stage) => {
        stage.cluster = known(cluster({}, 'failing-over'));
      },
      'FailoverRunning',
    ],
    [
      'RDS works on the cluster',
      (stage) => {
        stage.cluster = known(cluster({}, 'busy'));
      },
      'ClusterBusy',
    ],
    [
      'RDS works on the writer',
      (stage) => {
        stage.cluster = known(cluster({ 'm-a': { readiness: 'busy' } }));
      },
      'WriterBusy',
    ],
    [
      'the probes find another one writing',
      (stage) => {
        stage.vantages = vantages('m-b');
      },
      'PlanesDisagree',
    ],
  ])('is refused when %s, and the state of the cluster stays what it was', async (_why, change, code) => {
    const stage = new Stage();
    await stage.run();
    const saved = stage.saved;
    change(stage);
    const outcome = await evacuate(stage);
    expect(path(outcome)).toBe('leaseWon>HOLD restart>OBSERVE abort>ABORTED');
    expect(outcome).toMatchObject({ previousState: 'OBSERVE', changed: true });
    expect(codes(outcome)).toContain(code);
    expect(stage.saved).toBe(saved);
    expect(stage.calls.at(-1)).toBe('release 2');
    expect(stage.sent).toStrictEqual([]);
  });

  test('for a zone the writer is not in has nothing to move', async () => {
    const stage = new Stage();
    const outcome = await evacuate(stage, { availabilityZone: 'c' });
    expect(outcome.reasons).toStrictEqual([
      { code: 'WriterElsewhere', subject: 'm-a', detail: 'is in a, not in c: nothing to move' },
    ]);
    expect(stage.sent).toStrictEqual([]);
  });

  test.each<readonly [string, (stage: Stage) => void, string]>([
    [
      'RDS does not answer',
      (stage) => {
        stage.cluster = unknown('Throttled', 'slow down');
      },
      'ControlPlaneUnknown',
    ],
    [
      'the status says nothing',
      (stage) => {
        stage.cluster = known(cluster({}, 'unclear'));
      },
      'ClusterUnclear',
    ],
    [
      'RDS does not list the writer',
      (stage) => {
        stage.cluster = known(cluster({ 'm-a': { readiness: 'unclear' } }));
      },
      'WriterUnclear',
    ],
    [
      'nobody knows the zone',
      (stage) => {
        stage.cluster = known(cluster({ 'm-a': { availabilityZone: undefined } }));
      },
      'WriterZoneUnknown',
    ],
    [
      'no probe sees the writer',
      (stage) => {
        stage.vantages = vantages(undefined);
      },
      'TooFewVantages',
    ],
  ])('F52 holds when %s', async (_why, change, code) => {
    const stage = new Stage();
    await stage.run();
    change(stage);
    const outcome = await evacuate(stage);
    expect(path(outcome)).toBe('leaseWon>HOLD restart>OBSERVE unknown>HOLD');
    expect(codes(outcome)).toContain(code);
    expect(decide(outcome.conclusion).status).not.toBe('HEALTHY');
    expect(stage.memory.state).toBe('OBSERVE');
    expect(stage.sent).toStrictEqual([]);
  });

  test('F22 that meets two writers leaves the suspicion to everybody', async () => {
    const stage = new Stage();
    stage.cluster = known(cluster({ 'm-b': { isWriter: true } }));
    expect((await evacuate(stage)).state).toBe('SPLIT_SUSPECT');
    expect(stage.memory.state).toBe('SPLIT_SUSPECT');
    stage.move('m-a');
    const next = await evacuate(stage, { order: { orderId: 'two', issuedAt: new Date(stage.now).toISOString() } });
    expect(path(next)).toBe('leaseWon>HOLD restart>SPLIT_SUSPECT abort>SPLIT_SUSPECT');
    expect(codes(next)).toStrictEqual(['IncidentOpen', 'SplitOpen']);
    expect(stage.sent).toStrictEqual([]);
  });

  test('is refused while the last failover is not closed', async () => {
    const stage = stageThatMoves();
    await evacuate(stage);
    const again = { order: { orderId: 'two', issuedAt: new Date(stage.now).toISOString() }, availabilityZone: 'b' };
    const outcome = await evacuate(stage, again);
    expect(outcome.reasons).toStrictEqual([
      { code: 'IncidentOpen', subject: 'two', detail: 'the last failover is not closed yet: DONE' },
    ]);
    expect(stage.sent).toStrictEqual(['m-b']);
  });

  test('is refused while a failover is verified', async () => {
    const stage = new Stage();
    await stage.run();
    stage.cluster = known(cluster({}, 'failing-over'));
    await stage.run();
    stage.cluster = known(cluster());
    expect(codes(await evacuate(stage))).toStrictEqual(['IncidentOpen']);
  });

  test('has the limits of everybody: nothing lifts them', async () => {
    const stage = stageThatMoves();
    await evacuate(stage);
    await stage.runs(3);
    const again = { order: { orderId: 'two', issuedAt: new Date(stage.now).toISOString() }, availabilityZone: 'b' };
    const outcome = await evacuate(stage, again);
    expect(path(outcome)).toBe('leaseWon>HOLD restart>OBSERVE ordered>CONFIRM rateLimited>HOLD');
    expect(outcome.conclusion.metrics).toMatchObject({ RateLimited: 1, Acted: 0 });
    expect(stage.memory).toMatchObject({ state: 'OBSERVE', orders: ['order-1'] });
    expect(stage.sent).toStrictEqual(['m-b']);
  });

  test('is carried out although the decision holds', async () => {
    const stage = stageThatMoves();
    await stage.run();
    stage.cluster = unknown('Timeout', 'no answer');
    expect((await stage.run()).state).toBe('HOLD');
    stage.cluster = known(cluster());
    expect((await evacuate(stage)).state).toBe('DONE');
  });
});
