import { decide } from '../../../../lambda/shared/decision';
import type { EndpointReading, Vantage } from '../../../../lambda/shared/failover/ports';
import { known, unknown } from '../../../../lambda/shared/observed';
import { cluster, codes, LOST, path, SILENT, Stage, vantage, vantages, ZONES } from './stage';

/** Every probe meets this at the endpoint of the cluster. */
function everywhere(reading: EndpointReading): readonly Vantage[] {
  return ZONES.map((zone) => vantage(zone, 'm-a', { writerEndpoint: known(reading) }));
}

describe('the writer', () => {
  test('F15 a crash that Aurora repairs by itself: suspected, then verified, no mutation', async () => {
    const stage = new Stage();
    await stage.suspect(1);
    expect(stage.memory.state).toBe('SUSPECT');
    stage.move('m-b');
    expect(path(await stage.run())).toBe('leaseWon>HOLD restart>SUSPECT nativeFailover>VERIFY healthy>DONE');
    expect(stage.sent).toStrictEqual([]);
  });

  test('F21 a failover that runs is waited for, with a deadline, and not joined', async () => {
    const stage = new Stage();
    await stage.run();
    stage.lose();
    stage.cluster = known({ ...LOST, condition: 'failing-over' });
    for (const outcome of await stage.runs(5)) {
      expect(outcome).toMatchObject({ state: 'VERIFY' });
    }
    const late = await stage.run();
    expect(late).toMatchObject({ state: 'HOLD', changed: true });
    expect(codes(late)).toStrictEqual(['FailoverRunning', 'VerifyDeadline']);
    expect(stage.sent).toStrictEqual([]);
  });

  test('F21 a failover that ends without a writer is a loss like any other', async () => {
    const stage = new Stage();
    await stage.run();
    stage.lose();
    stage.cluster = known({ ...LOST, condition: 'failing-over' });
    await stage.run();
    stage.cluster = known(LOST);
    expect(path(await stage.run())).toBe('leaseWon>HOLD restart>VERIFY writerMissing>SUSPECT');
    await stage.run();
    expect(stage.sent).toStrictEqual([]);
    await stage.run();
    expect(stage.sent).toStrictEqual(['m-b']);
  });

  test('F22 two writers by RDS stop everything and page, until one was seen three times', async () => {
    const stage = new Stage();
    await stage.suspect(2);
    stage.cluster = known(cluster({ 'm-b': { isWriter: true } }));
    const split = await stage.run();
    expect(split).toMatchObject({ state: 'SPLIT_SUSPECT', changed: true });
    expect(split.reasons).toStrictEqual([
      { code: 'TwoWritersReported', subject: 'writer', detail: 'RDS reports m-a and m-b' },
    ]);
    expect(split.conclusion.metrics).toMatchObject({ SplitSuspected: 1, Acted: 0 });
    expect(decide(split.conclusion).status).toBe('UNKNOWN');
    stage.lose();
    for (const outcome of await stage.runs(4)) {
      expect(outcome.state).toBe('SPLIT_SUSPECT');
      expect(outcome.conclusion.metrics).toMatchObject({ SplitSuspected: 1, Held: 1 });
      expect(codes(outcome)).toContain('SplitOpen');
    }
    expect(stage.sent).toStrictEqual([]);
    stage.move('m-a');
    const states: string[] = [];
    states.push(...(await stage.runs(3)).map(({ state }) => state));
    expect(states).toStrictEqual(['SPLIT_SUSPECT', 'SPLIT_SUSPECT', 'OBSERVE']);
  });

  test('F22 two instances that accept writes are a split, whatever RDS says', async () => {
    const stage = new Stage();
    stage.cluster = unknown('Throttled', 'slow down');
    stage.vantages = [vantage('a', 'm-a'), vantage('b', 'm-b'), vantage('c', 'm-b')];
    expect(await stage.run()).toMatchObject({
      state: 'SPLIT_SUSPECT',
      reasons: [{ code: 'TwoWritersAnswer', detail: 'the probes find m-a and m-b writing' }],
    });
  });

  test('F23 a writer that is back within the time Aurora needs was only suspected', async () => {
    const stage = new Stage();
    await stage.run();
    stage.lose();
    const states: string[] = [];
    // Runs every 20 s, three times as often as they come: only every other one is far enough from the last.
    states.push(...(await stage.runs(4, 20)).map(({ state }) => state));
    expect(states).toStrictEqual(['SUSPECT', 'SUSPECT', 'SUSPECT', 'SUSPECT']);
    stage.move('m-a');
    expect(await stage.run()).toMatchObject({ state: 'OBSERVE', conclusion: { metrics: { Suspected: 0 } } });
    expect(stage.sent).toStrictEqual([]);
  });

  test('F24 a writer that stays lost in both planes is replaced, once, by a named reader', async () => {
    const stage = new Stage();
    await stage.suspect(2);
    stage.before = (call) => {
      if (call === 'sleep 5000') {
        stage.move('m-b');
      }
    };
    const outcome = await stage.run();
    expect(path(outcome)).toBe(
      'leaseWon>HOLD restart>SUSPECT writerMissing>CONFIRM leaseWon>ACT writerMissing>ACT accepted>VERIFY ' +
        'nativeFailover>VERIFY healthy>DONE',
    );
    expect(outcome).toMatchObject({ state: 'DONE', previousState: 'SUSPECT', changed: true });
    expect(outcome.conclusion.metrics).toMatchObject({ Acted: 1, Held: 0, Suspected: 0 });
    await stage.runs(3);
    expect(stage.memory).toMatchObject({ state: 'OBSERVE', acts: [expect.any(Number)] });
    expect(stage.memory.incident).toBeUndefined();
    expect(stage.sent).toStrictEqual(['m-b']);
  });

  test('F24 the calls of an act come in this order: intent, reading again, sending, outcome', async () => {
    const stage = new Stage();
    await stage.suspect(2);
    stage.answer = { kind: 'refused', inProgress: false, reason: 'InvalidDBClusterStateFault' };
    await stage.run();
    expect(stage.calls).toStrictEqual([
      'acquire fail-over-writer 60000',
      'readCluster',
      'readVantages m-a,m-b,m-c',
      'readEvacuations',
      'save 4 ACT',
      'readCluster',
      'failOver m-b',
      'save 4 ABORTED',
      'save 4 ABORTED',
      'release 4',
    ]);
  });

  test('F25 a writer that RDS calls available and no probe reaches is the clients’ way: held', async () => {
    const stage = new Stage();
    await stage.run();
    stage.vantages = everywhere(SILENT);
    for (const outcome of await stage.runs(4)) {
      expect(outcome.state).toBe('HOLD');
      expect(codes(outcome)).toStrictEqual(['ClientPath', 'ClientPath', 'ClientPath']);
    }
    expect(stage.sent).toStrictEqual([]);
  });

  test('F26 a writer that the probes see while RDS does not answer is left alone: held', async () => {
    const stage = new Stage();
    await stage.suspect(2);
    stage.cluster = unknown('ApiError', 'InternalFailure: try later');
    stage.vantages = vantages('m-a');
    const outcome = await stage.run();
    expect(outcome).toMatchObject({ state: 'HOLD' });
    expect(outcome.reasons).toStrictEqual([
      {
        code: 'ControlPlaneUnknown',
        subject: 'cluster',
        detail: 'InternalFailure: try later; the probes find m-a writing',
        unknownCode: 'ApiError',
      },
    ]);
    expect(stage.calls).toContain('readVantages m-a,m-b,m-c');
    expect(stage.sent).toStrictEqual([]);
  });

  test('F27 a reader that is too far behind is no target', async () => {
    const stage = new Stage();
    await stage.suspect(2);
    stage.cluster = known(cluster({ 'm-a': { readiness: 'broken' }, 'm-b': { replicaLagMilliseconds: known(1_001) } }));
    await stage.run();
    expect(stage.sent).toStrictEqual(['m-c']);
  });

  test('F27 when every reader is too far behind, nothing is acted on, and it is told why', async () => {
    const stage = new Stage();
    await stage.suspect(2);
    const late = { replicaLagMilliseconds: known(5_000) };
    stage.cluster = known(cluster({ 'm-a': { readiness: 'broken' }, 'm-b': late, 'm-c': late }));
    const outcome = await stage.run();
    expect(outcome.state).toBe('HOLD');
    expect(outcome.reasons).toContainEqual({
      code: 'NoFitTarget',
      subject: 'readers',
      detail: 'm-b is 5000 ms behind, m-c is 5000 ms behind',
    });
    expect(outcome.conclusion.metrics).toMatchObject({ Held: 1 });
    expect(stage.sent).toStrictEqual([]);
  });
});
