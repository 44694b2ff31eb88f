import { decide } from '../../../../lambda/shared/decision';
import type { ClusterView } from '../../../../lambda/shared/failover/ports';
import { known, unknown, type Observed } from '../../../../lambda/shared/observed';
import { cluster, codes, LOST, NOW, path, Stage } from './stage';

/** A stage on which the next run acts. */
async function confirmed(): Promise<Stage> {
  const stage = new Stage();
  await stage.suspect(2);
  return stage;
}

/** Answers the second reading of the cluster, right before sending. */
function reread(stage: Stage, view: Observed<ClusterView>): void {
  let reads = 0;
  stage.before = (call) => {
    reads += call === 'readCluster' ? 1 : 0;
    if (reads === 2) {
      stage.cluster = view;
    }
  };
}

const BEGIN = 'leaseWon>HOLD restart>SUSPECT writerMissing>CONFIRM leaseWon>ACT';

describe('what the writer is right before sending', () => {
  test.each<readonly [string, string, Observed<ClusterView>, string]>([
    ['available again', 'healthy>ABORTED', known(cluster()), 'WriterBack'],
    [
      'another one',
      'writerMoved>ABORTED',
      known(cluster({ 'm-a': { isWriter: false }, 'm-b': { isWriter: true } })),
      'WriterMoved',
    ],
    ['being moved', 'nativeFailover>VERIFY', known({ ...LOST, condition: 'failing-over' }), 'FailoverRunning'],
    ['two', 'twoWriters>SPLIT_SUSPECT', known(cluster({ 'm-b': { isWriter: true } })), 'TwoWritersReported'],
    ['worked on', 'contradictory>HOLD', known(cluster({ 'm-a': { readiness: 'busy' } })), 'WriterBusy'],
    ['in a cluster that is worked on', 'contradictory>HOLD', known({ ...LOST, condition: 'busy' }), 'ClusterBusy'],
    ['in a cluster that is broken', 'contradictory>HOLD', known({ ...LOST, condition: 'broken' }), 'ClusterBroken'],
    [
      'lost, and so is the target',
      'contradictory>HOLD',
      known(cluster({ 'm-a': { readiness: 'broken' }, 'm-b': { readiness: 'busy' } })),
      'TargetChanged',
    ],
  ])('F54 %s: nothing is sent, and the count begins again', async (_what, step, view, code) => {
    const stage = await confirmed();
    reread(stage, view);
    const outcome = await stage.run();
    expect(path(outcome)).toBe(`${BEGIN} ${step}`);
    expect(codes(outcome)).toStrictEqual([code, 'NotSent', 'Suspected', 'WriterMissing'].sort());
    expect(stage.sent).toStrictEqual([]);
    expect(stage.memory.acts).toStrictEqual([]);
    expect(stage.memory.incident).toMatchObject({ lostWriter: 'm-a', confirmations: 0 });
    expect(stage.memory.incident?.intent).toBeUndefined();
    expect(outcome.conclusion.metrics).toMatchObject({ Acted: 0 });
  });

  test.each<readonly [string, Observed<ClusterView>, string]>([
    ['not known', unknown('Timeout', 'no answer'), 'ControlPlaneUnknown'],
    ['unclear', known(cluster({ 'm-a': { readiness: 'unclear' } })), 'WriterUnclear'],
    ['in a cluster whose status says nothing', known({ ...LOST, condition: 'unclear' }), 'ClusterUnclear'],
  ])('%s: nothing is sent, and the count is kept', async (_what, view, code) => {
    const stage = await confirmed();
    reread(stage, view);
    const outcome = await stage.run();
    expect(path(outcome)).toBe(`${BEGIN} unknown>HOLD`);
    expect(codes(outcome)).toContain(code);
    expect(decide(outcome.conclusion).metrics.CheckUnknown).toBe(1);
    expect(stage.memory.incident?.confirmations).toBe(3);
    stage.before = () => undefined;
    stage.lose();
    await stage.run();
    expect(stage.sent).toStrictEqual(['m-b']);
  });

  test('called by nobody the writer is still lost', async () => {
    const stage = await confirmed();
    reread(stage, known(cluster({ 'm-a': { isWriter: false, readiness: 'broken' } })));
    expect(path(await stage.run())).toContain(`${BEGIN} writerMissing>ACT accepted>VERIFY`);
    expect(stage.sent).toStrictEqual(['m-b']);
  });
});

describe('what comes of the call', () => {
  test('confirmed: verified, over several runs, and never sent again', async () => {
    const stage = await confirmed();
    const outcome = await stage.run();
    expect(path(outcome)).toMatch(/accepted>VERIFY( duplicate>VERIFY)+$/);
    expect(outcome.reasons.at(-1)).toStrictEqual({ code: 'Sent', subject: 'm-b', detail: 'is to be promoted' });
    expect(stage.memory).toMatchObject({
      state: 'VERIFY',
      verifyingSince: NOW + 240_000,
      incident: { lostWriter: 'm-a', epoch: 2, confirmations: 3, intent: { target: 'm-b', outcome: 'accepted' } },
    });
    for (const outcome of await stage.runs(4)) {
      expect(path(outcome)).toBe('leaseWon>HOLD restart>VERIFY duplicate>VERIFY');
    }
    const late = await stage.run();
    expect(path(late)).toBe('leaseWon>HOLD restart>VERIFY deadline>HOLD');
    expect(late.reasons).toContainEqual({
      code: 'VerifyDeadline',
      subject: 'failover',
      detail: 'not seen to be over 300 s after it began',
    });
    expect(decide(late.conclusion).status).toBe('FAILED');
    for (const held of await stage.runs(16)) {
      expect(path(held)).toBe('leaseWon>HOLD restart>HOLD duplicate>HOLD');
      expect(held.conclusion.metrics).toMatchObject({ Held: 1, Suspected: 0 });
    }
    expect(stage.sent).toStrictEqual(['m-b']);
  });

  test('refused: called off, with the reason, and not sent again in this incident', async () => {
    const stage = await confirmed();
    stage.answer = { kind: 'refused', inProgress: false, reason: 'InvalidDBClusterStateFault: not available' };
    const outcome = await stage.run();
    expect(path(outcome)).toBe(`${BEGIN} writerMissing>ACT refused>ABORTED`);
    expect(outcome.reasons.at(-1)).toStrictEqual({
      code: 'Refused',
      subject: 'failover',
      detail: 'InvalidDBClusterStateFault: not available',
    });
    expect(stage.memory.incident?.intent).toMatchObject({ outcome: 'refused' });
    expect(path(await stage.run(1_000))).toBe('leaseWon>HOLD restart>ABORTED duplicate>ABORTED');
    expect(stage.sent).toStrictEqual(['m-b']);
    stage.move('m-a');
    const states: string[] = [];
    states.push(...(await stage.runs(3)).map(({ state }) => state));
    expect(states).toStrictEqual(['ABORTED', 'ABORTED', 'OBSERVE']);
  });

  test('refused because it runs already: verified, and not sent again', async () => {
    const stage = await confirmed();
    stage.answer = { kind: 'refused', inProgress: true, reason: 'already failing over' };
    const outcome = await stage.run();
    expect(path(outcome)).toMatch(/nativeFailover>VERIFY( duplicate>VERIFY)+$/);
    expect(codes(outcome)).toContain('AlreadyFailingOver');
    expect(stage.memory.incident?.intent).toMatchObject({ outcome: 'inProgress' });
    await stage.run();
    expect(stage.sent).toStrictEqual(['m-b']);
  });

  test('not known: verified, and not sent again', async () => {
    const stage = await confirmed();
    stage.answer = { kind: 'outcomeUnknown', reason: 'ECONNRESET: socket hang up' };
    const outcome = await stage.run();
    expect(path(outcome)).toMatch(/outcomeUnknown>VERIFY( duplicate>VERIFY)+$/);
    expect(outcome.reasons).toContainEqual({
      code: 'OutcomeUnknown',
      subject: 'failover',
      detail: 'ECONNRESET: socket hang up',
    });
    expect(stage.memory.incident?.intent).toMatchObject({ outcome: 'unknown' });
    await stage.runs(7);
    expect(stage.sent).toStrictEqual(['m-b']);
  });

  test('sent, and then the store is down: the next run finds the intent and verifies', async () => {
    const stage = await confirmed();
    const down = unknown('Timeout', 'no answer');
    stage.saves = ['works', down, down];
    const outcome = await stage.run();
    expect(path(outcome)).toMatch(/accepted>VERIFY leaseStoreDown>VERIFY/);
    expect(outcome.conclusion.metrics).toMatchObject({ Acted: 1 });
    expect(stage.memory.state).toBe('ACT');
    expect(path(await stage.run())).toBe('leaseWon>HOLD restart>ACT outcomeUnknown>VERIFY duplicate>VERIFY');
    expect(stage.sent).toStrictEqual(['m-b']);
  });

  test('sent, and then another run holds the lease: that one verifies', async () => {
    const stage = await confirmed();
    stage.saves = ['works', known('lost'), known('lost')];
    expect(path(await stage.run())).toMatch(/accepted>VERIFY leaseLost>VERIFY/);
    expect(stage.sent).toStrictEqual(['m-b']);
  });
});
