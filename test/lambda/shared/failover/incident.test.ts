import { known, unknown } from '../../../../lambda/shared/observed';
import { cluster, EVENT, LOST, NOW, path, Stage, vantages } from './stage';

describe('limits', () => {
  test('an act within 15 minutes of another one waits, and comes when they are over', async () => {
    const stage = new Stage();
    stage.before = (call) => {
      if (call === 'sleep 5000') {
        stage.move('m-b');
      }
    };
    await stage.suspect(3);
    stage.before = () => undefined;
    const [act = 0] = stage.memory.acts;
    expect(act).toBe(NOW + 240_000 + 999);
    await stage.run();
    stage.cluster = known(cluster({ 'm-a': { isWriter: false }, 'm-b': { isWriter: true, readiness: 'broken' } }));
    stage.vantages = vantages('m-b').map((vantage) => ({
      ...vantage,
      writerEndpoint: known({ kind: 'silent', reason: 'no answer' }),
      instances: {
        'm-a': { kind: 'reader' },
        'm-b': { kind: 'silent', reason: 'no answer' },
        'm-c': { kind: 'reader' },
      },
    }));
    await stage.run();
    await stage.run();
    const limited = await stage.run();
    expect(path(limited)).toBe('leaseWon>HOLD restart>SUSPECT writerMissing>CONFIRM rateLimited>HOLD');
    expect(limited.reasons).toContainEqual({
      code: 'TooSoonAfterAct',
      subject: 'cluster',
      detail: 'the last act was at 2026-11-25T12:04:00.999Z, the next one may be at 2026-11-25T12:19:00.999Z',
    });
    expect(limited.conclusion.metrics).toMatchObject({ RateLimited: 1, Held: 1, Suspected: 3 });
    await stage.run(400);
    expect((await stage.run((act + 899_999 - stage.now) / 1000)).conclusion.metrics.RateLimited).toBe(1);
    expect(stage.sent).toStrictEqual(['m-b']);
    await stage.run(0.001);
    expect(stage.sent).toStrictEqual(['m-b', 'm-a']);
  });
});

describe('an incident', () => {
  test('counts observations that are far enough apart, and forgets those that are too old', async () => {
    const stage = new Stage();
    await stage.suspect(1);
    const confirmedAt = (): number => stage.memory.incident?.confirmedAt ?? 0;
    await stage.run((confirmedAt() + 39_999 - stage.now) / 1000);
    expect(stage.memory.incident?.confirmations).toBe(1);
    await stage.run((confirmedAt() + 40_000 - stage.now) / 1000);
    expect(stage.memory.incident?.confirmations).toBe(2);
    await stage.run((confirmedAt() + 600_001 - stage.now) / 1000);
    expect(stage.memory.incident?.confirmations).toBe(1);
    await stage.run((confirmedAt() + 600_000 - stage.now) / 1000);
    expect(stage.memory.incident?.confirmations).toBe(2);
  });

  test('keeps its epoch while it is open, and gets another one when it is opened again', async () => {
    const stage = new Stage();
    await stage.suspect(1);
    expect(stage.memory.incident).toMatchObject({ epoch: 2, openedAt: NOW + 120_000, availabilityZone: 'a' });
    stage.move('m-a');
    await stage.run();
    expect(stage.memory).toMatchObject({ state: 'OBSERVE', incident: { epoch: 2, confirmations: 0 } });
    stage.lose();
    await stage.run();
    expect(stage.memory.incident).toMatchObject({ epoch: 2, confirmations: 1 });
    stage.move('m-a');
    await stage.runs(3);
    expect(stage.memory.incident).toBeUndefined();
    stage.lose();
    await stage.run();
    expect(stage.memory.incident).toMatchObject({ epoch: 8, confirmations: 1 });
  });

  test('is another one when another writer is lost', async () => {
    const stage = new Stage();
    await stage.suspect(2);
    stage.move('m-c');
    await stage.run();
    stage.cluster = known(
      cluster({ 'm-a': { isWriter: false, readiness: 'broken' }, 'm-c': { isWriter: true, readiness: 'broken' } }),
    );
    const silent = { kind: 'silent', reason: 'no answer' } as const;
    stage.vantages = vantages(undefined).map((vantage) => ({
      ...vantage,
      instances: { 'm-a': silent, 'm-b': { kind: 'reader' }, 'm-c': silent },
    }));
    expect((await stage.run()).state).toBe('SUSPECT');
    expect(stage.memory.incident).toMatchObject({
      lostWriter: 'm-c',
      availabilityZone: 'c',
      epoch: 5,
      confirmations: 1,
    });
  });

  test('one unknown holds and keeps the count; one contradiction holds and begins it again', async () => {
    const stage = new Stage();
    await stage.suspect(2);
    stage.cluster = unknown('Throttled', 'slow down');
    expect(await stage.run()).toMatchObject({ state: 'HOLD', conclusion: { metrics: { Held: 1, Suspected: 2 } } });
    stage.cluster = known({ ...LOST, condition: 'busy' });
    expect(await stage.run()).toMatchObject({ state: 'HOLD', conclusion: { metrics: { Held: 1, Suspected: 0 } } });
    stage.cluster = known(LOST);
    expect(path(await stage.run())).toBe('leaseWon>HOLD restart>HOLD writerMissing>SUSPECT');
    expect(stage.memory.incident?.confirmations).toBe(1);
  });

  test('more observations, if the limits ask for more', async () => {
    const stage = new Stage();
    const event = { ...EVENT, limits: { ...EVENT.limits, confirmations: 4 } };
    await stage.suspect(2);
    expect((await stage.run(60, event)).state).toBe('SUSPECT');
    await stage.run(60, event);
    expect(stage.sent).toStrictEqual(['m-b']);
  });
});
