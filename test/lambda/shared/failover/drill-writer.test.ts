import { decide } from '../../../../lambda/shared/decision';
import { drillWriter } from '../../../../lambda/shared/failover/drill-writer';
import { known, unknown } from '../../../../lambda/shared/observed';
import { cluster, EVENT, Stage, vantages } from './stage';
import { WINDOW, drill, stageThatRecovers } from './drilling';

test('measures from sending until two zones see the new writer, part by part', async () => {
  const stage = stageThatRecovers();
  await stage.run();
  const outcome = await drill(stage);
  expect(outcome.state).toBe('DONE');
  expect(stage.sent).toStrictEqual(['m-b']);
  expect(stage.calls[0]).toBe('acquire drill 60000');
  // 0.7 s for the answer, then looks every 1.5 s.
  expect(outcome.evidence).toStrictEqual({
    startedAt: '2026-11-25T12:02:00.000Z',
    oldWriter: 'm-a',
    pauseSeconds: 1,
    target: 'm-b',
    recoverySeconds: 6.7,
    parts: { answered: 0.7, reportedByRds: 5.2, seenFromOneZone: 5.2, seenFromEnoughZones: 6.7 },
    readings: [
      { seconds: 2.2, condition: 'failing-over', writers: ['m-a'], seenFrom: [] },
      { seconds: 3.7, condition: 'failing-over', writers: ['m-a'], seenFrom: [] },
      { seconds: 5.2, condition: 'serving', writers: ['m-b'], seenFrom: ['b'] },
      { seconds: 6.7, condition: 'serving', writers: ['m-b'], seenFrom: ['a', 'b', 'c'] },
    ],
  });
  expect(outcome.conclusion.metrics).toMatchObject({ RecoverySeconds: 6.7, Acted: 1 });
  expect(stage.memory).toMatchObject({ state: 'DONE', orders: ['drill-1'] });
});

test('sees a new writer that does not tell its name by the endpoint of its instance', async () => {
  const stage = new Stage();
  await stage.run();
  stage.before = (call) => {
    if (call === 'sleep 1000') {
      stage.move('m-b');
      stage.vantages = vantages('m-b').map((seen) => ({ ...seen, writerEndpoint: known({ kind: 'writer' as const }) }));
    }
  };
  expect((await drill(stage)).evidence).toMatchObject({ recoverySeconds: 1 });
});

test('does not take the old writer, seen through an old name, for the new one', async () => {
  const stage = new Stage();
  await stage.run();
  let looks = 0;
  stage.before = (call) => {
    if (call === 'sleep 1000') {
      looks += 1;
      stage.move('m-b');
      stage.vantages = looks === 1 ? vantages('m-a') : vantages('m-b');
    }
  };
  expect((await drill(stage)).evidence).toMatchObject({
    recoverySeconds: 2,
    readings: [{ seenFrom: [] }, { seenFrom: ['a', 'b', 'c'] }],
  });
});

test('says so when the new writer is not seen within the run, and leaves the rest to the next runs', async () => {
  const stage = new Stage();
  await stage.run();
  stage.before = (call) => {
    if (call === 'sleep 1000') {
      stage.cluster = unknown('Timeout', 'no answer');
      stage.vantages = vantages(undefined);
    }
  };
  const outcome = await drill(stage);
  expect(outcome.state).toBe('VERIFY');
  expect(outcome.evidence).toMatchObject({ parts: { answered: 0 }, target: 'm-b' });
  expect((outcome.evidence as { recoverySeconds?: number }).recoverySeconds).toBeUndefined();
  expect((outcome.evidence as { readings: readonly { condition: string }[] }).readings[0]).toMatchObject({
    condition: 'unknown',
    writers: [],
  });
  expect(outcome.reasons).toContainEqual({
    code: 'NotRecovered',
    subject: 'm-b',
    detail: 'was not seen to write within the run',
  });
  expect(decide(outcome.conclusion).status).toBe('FAILED');
  expect(outcome.conclusion.metrics).not.toHaveProperty('RecoverySeconds');
  expect(outcome.conclusion.metrics).toMatchObject({ Acted: 1 });
});

test('keeps 60 readings at most', async () => {
  const stage = new Stage();
  await stage.run();
  stage.remaining = 200_000;
  stage.before = (call) => {
    if (call === 'sleep 1000') {
      stage.cluster = known(cluster({}, 'failing-over'));
      stage.vantages = vantages(undefined);
    }
  };
  const { evidence } = await drill(stage, { limits: { ...EVENT.limits, leaseSeconds: 300 } });
  expect((evidence as { readings: readonly unknown[] }).readings).toHaveLength(60);
});

test('a dry run of a drill measures nothing', async () => {
  const stage = new Stage();
  stage.now += 60_000;
  const ports = stage.dryPorts();
  const order = { orderId: 'drill-1', issuedAt: new Date(stage.now).toISOString() };
  const outcome = await drillWriter(
    { ...EVENT, order, window: WINDOW, environment: { kind: 'non-production' } },
    ports,
  );
  expect(outcome).toMatchObject({ state: 'CONFIRM' });
  expect(outcome).not.toHaveProperty('evidence');
});
