import { failOverWriterAction } from '../../../lambda/fail-over-writer/run';
import type { FakeAws, Intercept } from '../support/fake-aws';
import { stopDate } from '../support/fake-date';
import { FakeHeads } from '../support/fake-heads';
import { connectionReset, jsonError, PROXY_PAGE, queryError, type Reply } from '../support/fake-transport';
import { runInAws } from '../support/run-in-fake-aws';
import { almostActing, failOverEvent, runOnce, runs, statesOf } from './scenario';

let prepared: FakeAws;

beforeAll(async () => {
  prepared = await almostActing();
});

beforeEach(() => {
  stopDate(prepared.dynamo.now);
});

afterEach(() => {
  jest.useRealTimers();
});

function refusal(code: string): Reply {
  return {
    status: 400,
    body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error><RequestId>r</RequestId></ErrorResponse>`,
  };
}

/** Answers the mutating call so; what it does to the cluster is `effect`. */
function failoverAnswers(reply: Reply, effect: () => void = () => undefined): Intercept {
  return (operation) => {
    if (operation !== 'FailoverDBCluster') {
      return undefined;
    }
    effect();
    return reply;
  };
}

describe('F24 F54 the call is sent once', () => {
  test.each<readonly [string, Reply]>([
    ['its connection is reset', connectionReset()],
    ['RDS fails', queryError('InternalFailure', 500)],
    ['RDS is not available', queryError('ServiceUnavailable', 503)],
    ['a proxy shows a page', PROXY_PAGE],
    ['its answer is cut short', { body: '<FailoverDBClusterResp' }],
    ['it is sent elsewhere', { status: 307, headers: { location: 'https://example.com/' }, body: '' }],
    ['no answer comes', { hang: true }],
  ])('when %s and nothing happened, and then people are told', async (_what, reply) => {
    const world = prepared.copy();
    world.intercept = failoverAnswers(reply);
    const done = await runs(world, 8);
    expect(world.mutations()).toBe(1);
    expect(done[0]?.line).toMatchObject({ Acted: 1 });
    expect(done[0]?.result.status).toBe('VERIFY');
    expect(done[0]?.result.reasons.join()).toContain('OutcomeUnknown');
    expect(statesOf(done)).toContain('HOLD');
    expect(done.flatMap(({ result }) => result.reasons).join()).toContain('VerifyDeadline');
  });

  test('when its connection is reset and it worked, that is found out', async () => {
    const world = prepared.copy();
    world.intercept = failoverAnswers(connectionReset(), () => {
      world.moveWriter('db-2');
    });
    const done = await runs(world, 3);
    expect(world.mutations()).toBe(1);
    expect(done[0]?.result.status).toBe('DONE');
    expect(done[0]?.result.reasons.join()).toContain('OutcomeUnknown');
  });

  test.each(['InvalidDBInstanceState', 'DBClusterNotFoundFault', 'AccessDenied', 'Throttling', 'RequestExpired'])(
    'when RDS refuses it with %s',
    async (code) => {
      const world = prepared.copy();
      world.intercept = failoverAnswers(refusal(code));
      const [first] = await runs(world, 5);
      expect(world.mutations()).toBe(1);
      expect(first?.result.reasons.join()).toContain('Refused');
    },
  );
});

describe('F15 F21 Aurora moves the writer itself', () => {
  test('before the last look: the act is called off, and nothing is sent', async () => {
    const world = prepared.copy();
    world.intercept = (operation, _request, nth) => {
      if (operation === 'DescribeDBClusters' && nth === 2) {
        world.moveWriter('db-3');
      }
      return undefined;
    };
    const [first, ...later] = await runs(world, 4);
    expect(first?.result.status).toBe('ABORTED');
    expect(first?.result.reasons.join()).toContain('WriterMoved');
    expect(first?.line).toMatchObject({ Acted: 0 });
    expect(world.mutations()).toBe(0);
    expect(later.at(-1)?.result.status).toBe('OBSERVE');
  });

  test('before the last look, and is still at it: nothing is sent', async () => {
    const world = prepared.copy();
    world.intercept = (operation, _request, nth) => {
      if (operation === 'DescribeDBClusters' && nth === 2) {
        world.status = 'failing-over';
      }
      return undefined;
    };
    await runs(world, 2);
    expect(world.mutations()).toBe(0);
  });

  test('between the last look and the call, which is refused: it is only watched', async () => {
    const world = prepared.copy();
    world.intercept = failoverAnswers(refusal('InvalidDBClusterStateFault'), () => {
      world.moveWriter('db-3');
    });
    const done = await runs(world, 4);
    expect(world.mutations()).toBe(1);
    expect(done[0]?.result.reasons.join()).toContain('AlreadyFailingOver');
    expect(['VERIFY', 'DONE']).toContain(done[0]?.result.status);
    expect(done.at(-1)?.result.status).toBe('OBSERVE');
  });

  test('between the last look and the call, which is accepted: it is watched, and not sent again', async () => {
    const world = prepared.copy();
    world.onFailover = () => {
      world.moveWriter('db-3');
    };
    const done = await runs(world, 4);
    expect(world.mutations()).toBe(1);
    expect(['VERIFY', 'DONE']).toContain(done[0]?.result.status);
    expect(done.at(-1)?.result.status).toBe('OBSERVE');
  });

  test('between the last look and the call, whose answer is lost: it is watched, and not sent again', async () => {
    const world = prepared.copy();
    world.intercept = failoverAnswers(connectionReset(), () => {
      world.moveWriter('db-3');
    });
    const done = await runs(world, 4);
    expect(world.mutations()).toBe(1);
    expect(done.at(-1)?.result.status).toBe('OBSERVE');
  });
});

describe('F54 runs that are stopped, repeated and at once', () => {
  test('a run that is stopped after it sent leaves its intent: the next one only looks', async () => {
    const world = prepared.copy();
    let sent = false;
    world.intercept = (operation) => {
      if (operation === 'FailoverDBCluster') {
        sent = true;
        return connectionReset();
      }
      // From then on nothing of this run reaches the store, as if it had been stopped.
      return sent && operation === 'UpdateItem' ? connectionReset() : undefined;
    };
    await runOnce(world);
    world.intercept = () => undefined;
    world.time.pass(60_000);
    const later = await runs(world, 3);
    expect(world.mutations()).toBe(1);
    expect(later[0]?.result.status).toBe('VERIFY');
    expect(later[0]?.result.reasons.join()).toContain('OutcomeUnknown');
  });

  test('a run whose intent cannot be saved sends nothing', async () => {
    const world = prepared.copy();
    world.intercept = (operation, _request, nth) =>
      operation === 'UpdateItem' && nth > 1 ? jsonError('InternalServerError', 500) : undefined;
    const { result } = await runOnce(world);
    expect(result.status).toBe('HOLD');
    expect(result.reasons.join()).toContain('LeaseStoreDown: intent');
    expect(world.mutations()).toBe(0);
  });

  test('two runs at once send one call', async () => {
    const world = prepared.copy();
    const action = failOverWriterAction(world.tools('act'));
    const results = await Promise.all(
      ['r-a', 'r-b'].map((requestId) => runInAws(world, action, failOverEvent, { requestId, heads: new FakeHeads() })),
    );
    expect(world.mutations()).toBe(1);
    expect(results.map(({ result }) => result.reasons.join()).join()).toContain('LeaseHeld');
  });

  test('the same request again sends nothing more', async () => {
    const world = prepared.copy();
    const heads = new FakeHeads();
    await runOnce(world, { requestId: 'r-same', heads });
    await runOnce(world, { requestId: 'r-same', heads });
    await runOnce(world, { requestId: 'r-same', heads });
    expect(world.mutations()).toBe(1);
  });

  test('a run that was frozen over the end of its lease sends nothing', async () => {
    const world = prepared.copy();
    let isFrozen = false;
    world.intercept = (operation, _request, nth) => {
      // Frozen right before the last look: meanwhile another run takes the lease.
      if (operation === 'DescribeDBClusters' && nth === 2 && !isFrozen) {
        isFrozen = true;
        world.time.pass(120_000);
      }
      return undefined;
    };
    const { result } = await runOnce(world);
    expect(world.mutations()).toBe(0);
    expect(result.status).not.toBe('DONE');
  });
});
