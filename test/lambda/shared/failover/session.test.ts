import { decide } from '../../../../lambda/shared/decision';
import { recall } from '../../../../lambda/shared/failover/memory';
import { known, unknown } from '../../../../lambda/shared/observed';
import { NOW, path, Stage, vantages } from './stage';

describe('what was saved', () => {
  test.each([
    ['no object', 'a text'],
    ['null', null],
    ['a later version', { version: 2 }],
    ['an unknown state', { state: 'PANIC' }],
    ['a member nobody knows', { extra: 1 }],
    ['no acts', { acts: undefined }],
    ['acts that are no times', { acts: ['yesterday'] }],
    ['a count below zero', { healthy: -1 }],
  ])('F53 and cannot be read, being %s, holds, and is never written over', async (_what, damage) => {
    const stage = new Stage();
    await stage.run();
    const whole = stage.saved as object;
    const damaged = typeof damage === 'object' && damage !== null ? { ...whole, ...damage } : damage;
    stage.saved = damaged;
    const outcome = await stage.run();
    expect(path(outcome)).toBe('leaseWon>HOLD unknown>HOLD');
    expect(outcome).toMatchObject({ previousState: undefined, changed: false });
    expect(outcome.reasons).toMatchObject([{ code: 'StateUnreadable', subject: 'saved state' }]);
    expect(stage.calls).toStrictEqual(['acquire fail-over-writer 60000', 'release 2']);
    expect(stage.saved).toBe(damaged);
    expect(decide(outcome.conclusion)).toMatchObject({ status: 'UNKNOWN', questions: [{ code: 'Malformed' }] });
  });

  test('F53 says where it cannot be read', () => {
    expect(recall({ version: 1, state: 'OBSERVE' }, NOW)).toStrictEqual(
      unknown('Malformed', 'no saved state: time (invalid_type)'),
    );
    expect(recall('text', NOW)).toStrictEqual(unknown('Malformed', 'no saved state:  (invalid_type)'));
  });

  test.each([
    ['ACT', undefined],
    ['ACT', { intent: undefined }],
    ['ACT', { intent: { target: 'm-b', at: NOW, outcome: 'accepted' } }],
    ['SUSPECT', undefined],
    ['SUSPECT', { intent: { target: 'm-b', at: NOW } }],
    ['CONFIRM', undefined],
    ['CONFIRM', { intent: { target: 'm-b', at: NOW } }],
  ])('F53 a state %s with the incident %j says nothing', (state, changes) => {
    const memory = recall(undefined, NOW);
    const incident = { lostWriter: 'm-a', availabilityZone: 'a', epoch: 1, openedAt: NOW, confirmations: 3 };
    const saved = {
      ...(memory.kind === 'known' ? memory.value : {}),
      state,
      incident: changes === undefined ? undefined : { ...incident, ...changes },
    };
    expect(recall(saved, NOW)).toStrictEqual(
      unknown('Contradictory', `a saved state ${state} without what belongs to it`),
    );
  });

  test.each(['SUSPECT', 'CONFIRM', 'ACT', 'HOLD', 'VERIFY'])('a state %s with what belongs to it is read', (state) => {
    const memory = recall(undefined, NOW);
    const intent = { target: 'm-b', at: NOW };
    const incident = { lostWriter: 'm-a', availabilityZone: 'a', epoch: 1, openedAt: NOW, confirmations: 3 };
    const saved = {
      ...(memory.kind === 'known' ? memory.value : {}),
      state,
      incident: state === 'ACT' ? { ...incident, intent } : incident,
    };
    expect(recall(saved, NOW)).toStrictEqual(known(saved));
  });

  test('nothing: the first run observes', () => {
    expect(recall(undefined, NOW)).toStrictEqual(
      known({
        version: 1,
        state: 'OBSERVE',
        time: NOW,
        announced: { state: 'OBSERVE', at: NOW },
        lags: {},
        healthy: 0,
        acts: [],
        orders: [],
      }),
    );
  });

  test('is all that a run leaves', async () => {
    const stage = new Stage();
    await stage.run();
    expect(stage.memory).toStrictEqual({
      version: 1,
      state: 'OBSERVE',
      time: NOW + 60_000,
      announced: { state: 'OBSERVE', at: NOW + 60_000 },
      sighting: { instanceId: 'm-a', availabilityZone: 'a', at: NOW + 60_000 },
      lags: Object.fromEntries(['m-a', 'm-b', 'm-c'].map((id) => [id, { milliseconds: 20, at: NOW + 60_000 }])),
      healthy: 1,
      acts: [],
      orders: [],
    });
  });
});

describe('announcements', () => {
  test('a run that holds is announced once it has held, or rested, for five minutes', async () => {
    const stage = new Stage();
    await stage.run();
    stage.vantages = [];
    expect((await stage.run(299)).changed).toBe(false);
    expect((await stage.run(1)).changed).toBe(true);
    expect((await stage.run()).changed).toBe(false);
    expect(stage.memory.announced).toStrictEqual({ state: 'HOLD', at: NOW + 360_000 });
    stage.vantages = vantages('m-a');
    await stage.run();
    await stage.run();
    expect(await stage.run(60)).toMatchObject({ state: 'OBSERVE', changed: false });
    expect(await stage.run(60)).toMatchObject({ state: 'OBSERVE', changed: true });
  });

  test('everything else is announced at once, and once', async () => {
    const stage = new Stage();
    await stage.run();
    stage.lose();
    expect(await stage.run(1)).toMatchObject({ state: 'SUSPECT', changed: true, previousState: 'OBSERVE' });
    expect(await stage.run(60)).toMatchObject({ state: 'SUSPECT', changed: false, previousState: 'SUSPECT' });
    stage.move('m-a');
    expect(await stage.run(60)).toMatchObject({ state: 'OBSERVE', changed: true, previousState: 'SUSPECT' });
  });
});

test('the numbers of a run say what was seen', async () => {
  const stage = new Stage();
  await stage.run();
  stage.vantages = vantages('m-a').map((vantage, index) => ({
    ...vantage,
    writerEndpoint: known(
      index === 0
        ? ({ kind: 'silent', reason: 'no answer' } as const)
        : ({ kind: 'refused', reason: 'unknown user' } as const),
    ),
  }));
  expect((await stage.run()).conclusion.metrics).toStrictEqual({
    Acted: 0,
    Held: 0,
    Suspected: 0,
    SplitSuspected: 0,
    RateLimited: 0,
    ProbesSilent: 1,
    ProbesRefused: 2,
  });
});

test('a run that saw nothing tells only what it knows', async () => {
  const stage = new Stage();
  stage.lease = known('held');
  expect((await stage.run()).conclusion.metrics).toStrictEqual({ Acted: 0, RateLimited: 0 });
});

test('what a decision rests on is told: what was found, and what was seen', async () => {
  const stage = new Stage();
  await stage.run();
  const outcome = await stage.run();
  expect(outcome.inputs).toMatchObject({
    found: { state: 'OBSERVE', time: NOW + 60_000 },
    cluster: stage.cluster,
    vantages: stage.vantages,
  });
});
