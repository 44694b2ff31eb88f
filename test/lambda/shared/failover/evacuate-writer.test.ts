import { evacuateWriter } from '../../../../lambda/shared/failover/evacuate-writer';
import type { ActionOutcome } from '../../../../lambda/shared/failover/outcome';
import { known, unknown } from '../../../../lambda/shared/observed';
import { cluster, codes, EVENT, LOST, NOW, path, SILENT, Stage, vantage, ZONES } from './stage';
import { evacuate, stageThatMoves } from './evacuating';

test('F57 an order moves the writer out of its zone, behind the same lease and record', async () => {
  const stage = stageThatMoves();
  await stage.run();
  const outcome = await evacuate(stage);
  expect(path(outcome)).toBe(
    'leaseWon>HOLD restart>OBSERVE ordered>CONFIRM leaseWon>ACT ordered>ACT accepted>VERIFY nativeFailover>VERIFY healthy>DONE',
  );
  expect(outcome).toMatchObject({ state: 'DONE', previousState: 'OBSERVE', changed: true });
  expect(stage.sent).toStrictEqual(['m-b']);
  expect(stage.calls[0]).toBe('acquire evacuate-writer 60000');
  expect(stage.memory).toMatchObject({
    state: 'DONE',
    orders: ['order-1'],
    acts: [NOW + 120_000 + 999],
    incident: {
      lostWriter: 'm-a',
      availabilityZone: 'a',
      epoch: 2,
      intent: { orderId: 'order-1', outcome: 'accepted' },
    },
  });
  await stage.runs(2);
  expect(stage.memory.incident).toBeUndefined();
});

test('F05 out of a zone whose own probe alone sees the writer', async () => {
  const stage = stageThatMoves();
  await stage.run();
  stage.vantages = [vantage('a', 'm-a'), vantage('b', undefined), vantage('c', undefined)];
  expect((await stage.run()).state).toBe('HOLD');
  const outcome = await evacuate(stage);
  expect(outcome.state).toBe('DONE');
  expect(stage.sent).toStrictEqual(['m-b']);
});

test('a probe that meets the writer at its own endpoint sees it, too', async () => {
  const stage = stageThatMoves();
  stage.vantages = ZONES.map((zone) =>
    zone === 'a' ? vantage(zone, 'm-a', { writerEndpoint: known(SILENT) }) : vantage(zone, undefined),
  );
  await evacuate(stage);
  expect(stage.sent).toStrictEqual(['m-b']);
});

describe('right before sending', () => {
  async function reread(change: (stage: Stage) => void): Promise<{ stage: Stage; outcome: ActionOutcome }> {
    const stage = new Stage();
    await stage.run();
    let reads = 0;
    stage.before = (call) => {
      reads += call === 'readCluster' ? 1 : 0;
      if (reads === 2) {
        change(stage);
      }
    };
    return { stage, outcome: await evacuate(stage) };
  }

  test.each<readonly [string, (stage: Stage) => void, string]>([
    [
      'moved',
      (stage) => {
        stage.move('m-c');
      },
      'writerMoved>ABORTED',
    ],
    [
      'lost',
      (stage) => {
        stage.cluster = known(LOST);
      },
      'contradictory>HOLD',
    ],
    [
      'not known',
      (stage) => {
        stage.cluster = unknown('Timeout', 'no answer');
      },
      'unknown>HOLD',
    ],
    [
      'moving',
      (stage) => {
        stage.cluster = known(cluster({}, 'failing-over'));
      },
      'nativeFailover>VERIFY',
    ],
  ])('F54 a writer that is %s is not moved, and nothing of the order is left', async (_what, change, step) => {
    const { stage, outcome } = await reread(change);
    expect(path(outcome)).toBe(`leaseWon>HOLD restart>OBSERVE ordered>CONFIRM leaseWon>ACT ${step}`);
    expect(stage.sent).toStrictEqual([]);
    expect(stage.memory).toMatchObject({ state: 'OBSERVE', acts: [], orders: [], healthy: 1 });
    expect(stage.memory.incident).toBeUndefined();
    expect(stage.calls.slice(-2)).toStrictEqual(['save 2 OBSERVE', 'release 2']);
  });

  test('F22 two writers are remembered', async () => {
    const { stage, outcome } = await reread((own) => {
      own.cluster = known(cluster({ 'm-b': { isWriter: true } }));
    });
    expect(outcome.state).toBe('SPLIT_SUSPECT');
    expect(stage.memory.state).toBe('SPLIT_SUSPECT');
    expect(stage.memory.incident?.intent).toBeUndefined();
  });

  test('F55 an intent that may not be saved is taken back', async () => {
    const stage = new Stage();
    await stage.run();
    stage.saves = [unknown('Timeout', 'no answer')];
    const outcome = await evacuate(stage);
    expect(path(outcome)).toBe('leaseWon>HOLD restart>OBSERVE ordered>CONFIRM leaseStoreDown>HOLD');
    expect(stage.calls.slice(-2)).toStrictEqual(['save 2 OBSERVE', 'release 2']);
    expect(stage.memory).toMatchObject({ state: 'OBSERVE', acts: [] });
    expect(stage.sent).toStrictEqual([]);
  });

  test('F54 an intent that another run’s lease forbids leaves everything to that run', async () => {
    const stage = new Stage();
    await stage.run();
    stage.saves = [known('lost')];
    await evacuate(stage);
    expect(stage.calls.slice(-2)).toStrictEqual(['save 2 ACT', 'release 2']);
  });
});

test('a dry run says what it would do', async () => {
  const stage = new Stage();
  await stage.run();
  const saved = stage.saved;
  stage.now += 60_000;
  const ports = stage.dryPorts();
  const order = { orderId: 'order-1', issuedAt: new Date(stage.now).toISOString() };
  const outcome = await evacuateWriter({ ...EVENT, order, availabilityZone: 'a' }, ports);
  expect(outcome.state).toBe('CONFIRM');
  expect(codes(outcome)).toStrictEqual(['NothingSends']);
  expect(stage.saved).toBe(saved);
});

test('F54 while another run holds the lease, nothing is read', async () => {
  const stage = new Stage();
  stage.lease = known('held');
  expect(await evacuate(stage)).toMatchObject({ state: 'HOLD', reasons: [{ code: 'LeaseHeld' }] });
  expect(stage.calls).toHaveLength(1);
});
