import { decide } from '../../../../lambda/shared/decision';
import { failOverWriter } from '../../../../lambda/shared/failover/fail-over-writer';
import { known, unknown } from '../../../../lambda/shared/observed';
import { codes, EVENT, NOW, path, Stage } from './stage';

describe('the function and its store', () => {
  test('F54 a run that was stopped between its intent and the outcome is taken for sent, and never sent again', async () => {
    const stage = new Stage();
    await stage.suspect(2);
    stage.before = (call) => {
      if (call.startsWith('failOver')) {
        throw new Error('killed');
      }
    };
    await expect(stage.run()).rejects.toThrow('killed');
    expect(stage.memory).toMatchObject({ state: 'ACT', incident: { intent: { target: 'm-b' } } });
    stage.before = () => undefined;
    const next = await stage.run();
    expect(path(next)).toBe('leaseWon>HOLD restart>ACT outcomeUnknown>VERIFY duplicate>VERIFY');
    expect(codes(next)).toStrictEqual(['IncidentSpent', 'OutcomeUnknown', 'WriterMissing']);
    expect(stage.memory).toMatchObject({ incident: { intent: { outcome: 'unknown' } } });
    await stage.runs(8);
    expect(stage.memory.state).toBe('HOLD');
    expect(stage.sent).toStrictEqual([]);
  });

  test('F54 a repeated run adds no observation', async () => {
    const stage = new Stage();
    await stage.suspect(2);
    for (const outcome of await stage.runs(3, 10)) {
      expect(codes(outcome)).toStrictEqual(['TooSoonToCount', 'WriterMissing']);
    }
    expect(stage.sent).toStrictEqual([]);
  });

  test('F54 while another run holds the lease, nothing is read', async () => {
    const stage = new Stage();
    stage.lease = known('held');
    const outcome = await stage.run();
    expect(outcome).toMatchObject({ state: 'HOLD', previousState: undefined, changed: false });
    expect(codes(outcome)).toStrictEqual(['LeaseHeld']);
    expect(stage.calls).toStrictEqual(['acquire fail-over-writer 60000']);
    expect(decide(outcome.conclusion)).toMatchObject({ status: 'UNKNOWN', metrics: { Acted: 0 } });
  });

  test('F54 a run whose lease another one took in the meantime sends nothing', async () => {
    const stage = new Stage();
    await stage.suspect(2);
    stage.saves = [known('lost')];
    const outcome = await stage.run();
    expect(path(outcome)).toBe('leaseWon>HOLD restart>SUSPECT writerMissing>CONFIRM leaseLost>HOLD');
    expect(stage.sent).toStrictEqual([]);
  });

  test('F55 while the lease store is down, nothing is read and nothing done', async () => {
    const stage = new Stage();
    stage.lease = unknown('Timeout', 'no answer');
    const outcome = await stage.run();
    expect(outcome).toMatchObject({ state: 'HOLD', previousState: undefined });
    expect(outcome.reasons).toStrictEqual([
      { code: 'LeaseStoreDown', subject: 'lease', detail: 'no answer', unknownCode: 'Timeout' },
    ]);
    expect(stage.calls).toStrictEqual(['acquire fail-over-writer 60000']);
  });

  test('F55 an intent that may not be saved is not carried out; the next run acts', async () => {
    const stage = new Stage();
    await stage.suspect(2);
    stage.saves = [unknown('Timeout', 'no answer')];
    expect(path(await stage.run())).toBe('leaseWon>HOLD restart>SUSPECT writerMissing>CONFIRM leaseStoreDown>HOLD');
    expect(stage.sent).toStrictEqual([]);
    await stage.run();
    expect(stage.sent).toStrictEqual(['m-b']);
  });

  test('F55 a clock of the store that goes backwards holds, and nothing is saved over the later time', async () => {
    const stage = new Stage();
    await stage.suspect(2);
    const before = stage.saved;
    const outcome = await stage.run(-1);
    expect(path(outcome)).toBe('leaseWon>HOLD restart>SUSPECT unknown>HOLD');
    expect(outcome.reasons).toStrictEqual([
      {
        code: 'ClockBackwards',
        subject: 'lease',
        detail: 'the store says 2026-11-25T12:02:59.000Z, and said 2026-11-25T12:03:00.000Z before',
      },
    ]);
    expect(stage.calls).toStrictEqual(['acquire fail-over-writer 60000', 'release 4']);
    expect(stage.saved).toBe(before);
    expect(stage.memory.time).toBe(NOW + 180_000);
  });

  test('F55 the clock of the machine is never asked', async () => {
    const stage = new Stage();
    const now = jest.spyOn(Date, 'now').mockImplementation(() => {
      throw new Error('asked for the time');
    });
    try {
      await stage.suspect(3);
      expect(stage.sent).toStrictEqual(['m-b']);
    } finally {
      now.mockRestore();
    }
  });

  test('a dry run says what it would do, and means nothing', async () => {
    const stage = new Stage();
    await stage.suspect(2);
    stage.now += 60_000;
    stage.elapsed = 0;
    const ports = stage.dryPorts();
    const outcome = await failOverWriter(EVENT, ports);
    expect(outcome.state).toBe('CONFIRM');
    expect(outcome.reasons.at(-1)).toMatchObject({ code: 'NothingSends', subject: 'm-b' });
    expect(outcome.conclusion.metrics).toMatchObject({ Held: 1, Acted: 0 });
    expect(stage.memory).toMatchObject({ state: 'CONFIRM', acts: [] });
    expect(stage.memory.incident?.intent).toBeUndefined();
  });
});
