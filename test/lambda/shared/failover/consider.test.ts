import { decide } from '../../../../lambda/shared/decision';
import { known } from '../../../../lambda/shared/observed';
import { LOST, path, Stage } from './stage';

describe('the old writer', () => {
  /** A stage on which the call was sent. */
  async function sent(stage: Stage): Promise<void> {
    await stage.suspect(3);
    expect(stage.sent).toStrictEqual(['m-b']);
  }

  test('that is reported as before right after sending is waited for', async () => {
    const stage = new Stage();
    await stage.suspect(2);
    stage.before = (call) => {
      if (call === 'sleep 5000') {
        stage.move('m-a');
      }
    };
    const outcome = await stage.run();
    expect(outcome.state).toBe('VERIFY');
    expect(outcome.reasons).toContainEqual({ code: 'OldWriterStill', subject: 'm-b', detail: 'not the writer yet' });
    expect(decide(outcome.conclusion).status).toBe('DEGRADED');
  });

  test('that is the only one again a minute after a confirmed failover is a split', async () => {
    const stage = new Stage();
    await sent(stage);
    stage.move('m-a');
    const at = stage.memory.incident?.intent?.at ?? 0;
    const outcome = await stage.run((at + 60_000 - stage.now) / 1000);
    expect(path(outcome)).toBe('leaseWon>HOLD restart>VERIFY twoWriters>SPLIT_SUSPECT');
    expect(outcome.reasons).toContainEqual({
      code: 'OldWriterBack',
      subject: 'm-b',
      detail: 'the failover was accepted, and the old writer is the only one again',
    });
    const states = [];
    states.push(...(await stage.runs(3)).map(({ state }) => state));
    expect(states).toStrictEqual(['SPLIT_SUSPECT', 'SPLIT_SUSPECT', 'OBSERVE']);
  });

  test('is waited for until a minute is over', async () => {
    const stage = new Stage();
    await sent(stage);
    stage.move('m-a');
    const at = stage.memory.incident?.intent?.at ?? 0;
    expect(path(await stage.run((at + 59_999 - stage.now) / 1000))).toBe(
      'leaseWon>HOLD restart>VERIFY contradictory>VERIFY',
    );
  });

  test('that comes back after the new one was seen is a split', async () => {
    const stage = new Stage();
    await sent(stage);
    stage.move('m-b');
    expect((await stage.run()).state).toBe('DONE');
    stage.move('m-a');
    expect(path(await stage.run())).toBe('leaseWon>HOLD restart>DONE nativeFailover>VERIFY twoWriters>SPLIT_SUSPECT');
  });

  test('that writes on after a call of which nobody knows calls it off', async () => {
    const stage = new Stage();
    stage.answer = { kind: 'outcomeUnknown', reason: 'timeout' };
    await sent(stage);
    stage.move('m-a');
    const outcome = await stage.run(90);
    expect(path(outcome)).toBe('leaseWon>HOLD restart>VERIFY abort>ABORTED');
    expect(outcome.reasons).toContainEqual({
      code: 'OldWriterKept',
      subject: 'm-b',
      detail: 'the old writer writes on; the call may not have arrived',
    });
    expect((await stage.run()).state).toBe('ABORTED');
    await stage.run();
    expect((await stage.run()).state).toBe('OBSERVE');
    expect(stage.memory.incident).toBeUndefined();
  });

  test('that Aurora started again by itself is well', async () => {
    const stage = new Stage();
    await stage.run();
    stage.lose();
    stage.cluster = known({ ...LOST, condition: 'failing-over' });
    await stage.run();
    stage.move('m-a');
    const outcome = await stage.run();
    expect(path(outcome)).toBe('leaseWon>HOLD restart>VERIFY healthy>DONE');
    expect(outcome.reasons).toStrictEqual([
      { code: 'Verified', subject: 'm-a', detail: 'is the one writer, seen by both planes' },
    ]);
  });
});
