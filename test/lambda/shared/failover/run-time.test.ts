import { codes, path, Stage } from './stage';

describe('time', () => {
  test.each([
    [16_999, 'deadline>HOLD', []],
    [17_000, 'leaseWon>HOLD restart>OBSERVE healthy>OBSERVE', expect.arrayContaining(['readCluster'])],
  ])('P7 a run with %i ms left goes %s', async (remaining, way, calls) => {
    const stage = new Stage();
    stage.remaining = remaining;
    const outcome = await stage.run();
    expect(path(outcome)).toBe(way);
    expect(stage.calls).toStrictEqual(calls);
  });

  test('P7 a run too short to begin says so', async () => {
    const stage = new Stage();
    stage.remaining = 8_000;
    expect((await stage.run()).reasons).toStrictEqual([
      { code: 'OutOfTime', subject: 'run', detail: 'too little time to begin with' },
    ]);
  });

  test('P7 a run whose time the lease took looks at nothing, and leaves the count as it was', async () => {
    const stage = new Stage();
    await stage.suspect(2);
    stage.before = (call) => {
      stage.elapsed += call.startsWith('acquire') ? 33_001 : 0;
    };
    const outcome = await stage.run();
    expect(path(outcome)).toBe('leaseWon>HOLD restart>SUSPECT deadline>HOLD');
    expect(outcome.reasons).toStrictEqual([
      { code: 'OutOfTime', subject: 'run', detail: 'no time was left to look at the cluster' },
    ]);
    expect(stage.calls).toStrictEqual(['acquire fail-over-writer 60000', 'save 4 HOLD', 'release 4']);
    expect(stage.memory.incident?.confirmations).toBe(2);
    stage.before = () => undefined;
    await stage.run();
    expect(stage.sent).toStrictEqual(['m-b']);
  });

  test.each([
    [15_000, 'writerMissing>CONFIRM leaseWon>ACT', ['m-b']],
    [15_001, 'writerMissing>CONFIRM deadline>HOLD', []],
  ])('P7 after looks that took %i ms it goes %s', async (milliseconds, way, sent) => {
    const stage = new Stage();
    await stage.suspect(2);
    stage.before = (call) => {
      stage.elapsed += call === 'readCluster' && stage.elapsed === 0 ? milliseconds : 0;
    };
    expect(path(await stage.run())).toContain(way);
    expect(stage.sent).toStrictEqual(sent);
  });

  test.each([
    ['the run', 100_000, 33_000, ['m-b']],
    ['the run', 100_000, 33_001, []],
    ['the lease', 40_000, 34_999, ['m-b']],
    ['the lease', 40_000, 35_000, []],
  ])('F54 when %s is about to end after the second reading, nothing is sent', async (what, lease, elapsed, sent) => {
    const stage = new Stage();
    await stage.suspect(2);
    stage.remaining = what === 'the run' ? 50_000 : 200_000;
    stage.before = (call) => {
      if (call === 'readCluster' && stage.calls.filter((name) => name === 'readCluster').length === 2) {
        stage.elapsed = elapsed;
      }
    };
    const limits = { ...stage.limits, leaseSeconds: lease / 1000 };
    const outcome = await stage.run(60, { ...stage.event, limits });
    expect(stage.sent).toStrictEqual(sent);
    if (sent.length === 0) {
      expect(path(outcome)).toMatch(/writerMissing>ACT deadline>HOLD$/);
      expect(codes(outcome)).toStrictEqual(['NotSent', 'OutOfTime', 'Suspected', 'WriterMissing']);
      expect(stage.memory.incident).toMatchObject({ confirmations: 3 });
    }
  });

  test('P7 a call that never ends is given up in time, and what is known is saved', async () => {
    const stage = new Stage();
    await stage.run();
    const ends: (() => void)[] = [];
    const ports = stage.ports();
    const run = stage.decide({
      ...ports,
      readCluster: () => new Promise(() => undefined),
      sleep: () => new Promise((resolve) => ends.push(resolve)),
    });
    await new Promise((resolve) => setImmediate(resolve));
    stage.elapsed = 42_000;
    ends[0]?.();
    const outcome = await run;
    expect(outcome.state).toBe('HOLD');
    expect(outcome.reasons).toContainEqual({
      code: 'ControlPlaneUnknown',
      subject: 'cluster',
      detail: 'the time of the run is used up; no probe names a writer',
      unknownCode: 'Timeout',
    });
    expect(stage.memory.state).toBe('HOLD');
  });

  test('P7 the work ends 8 s before the function would be stopped, the run 5 s before', async () => {
    const stage = new Stage();
    const waits: number[] = [];
    const ports = stage.ports();
    await stage.decide({
      ...ports,
      sleep: (milliseconds) => {
        waits.push(milliseconds);
        return new Promise(() => undefined);
      },
    });
    expect(waits).toStrictEqual([42_000, 45_000]);
  });
});
