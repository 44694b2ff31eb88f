import { decide } from '../../../../lambda/shared/decision';
import type { EndpointReading, Vantage } from '../../../../lambda/shared/failover/ports';
import { known, unknown } from '../../../../lambda/shared/observed';
import { cluster, codes, LOST, path, SILENT, Stage, vantage, vantages, ZONES } from './stage';

const silentProbe = (zone: string): Vantage =>
  vantage(zone, undefined, { writerEndpoint: unknown('Timeout', 'the probe did not answer'), instances: {} });

/** Every probe meets this at the endpoint of the cluster. */
function everywhere(reading: EndpointReading): readonly Vantage[] {
  return ZONES.map((zone) => vantage(zone, 'm-a', { writerEndpoint: known(reading) }));
}

describe('zones', () => {
  test('F04 F16 a writer that Aurora moves out of a lost zone is only verified: no mutation', async () => {
    const stage = new Stage();
    await stage.run();
    stage.cluster = known(cluster({ 'm-a': { isWriter: false, readiness: 'broken' } }, 'failing-over'));
    stage.vantages = [silentProbe('a'), vantage('b', undefined), vantage('c', undefined)];
    const moving = await stage.run();
    expect(moving).toMatchObject({ state: 'VERIFY', previousState: 'OBSERVE', changed: true });
    stage.cluster = known(cluster({ 'm-a': { isWriter: false, readiness: 'broken' }, 'm-b': { isWriter: true } }));
    stage.vantages = [silentProbe('a'), vantage('b', 'm-b'), vantage('c', 'm-b')];
    const moved = await stage.run();
    expect(path(moved)).toBe('leaseWon>HOLD restart>VERIFY nativeFailover>VERIFY healthy>DONE');
    expect(moved.reasons).toContainEqual({
      code: 'WriterMoved',
      subject: 'writer',
      detail: 'the writer was m-a and is m-b',
    });
    expect(stage.sent).toStrictEqual([]);
  });

  test('F05 in a half dead zone, whose own probe alone still sees the writer, nothing is acted on', async () => {
    const stage = new Stage();
    await stage.run();
    stage.vantages = [vantage('a', 'm-a'), vantage('b', undefined), vantage('c', undefined)];
    stage.cluster = known(LOST);
    for (const outcome of await stage.runs(4)) {
      expect(outcome.state).toBe('HOLD');
      expect(codes(outcome)).toStrictEqual(['WriterMissing', 'WriterSeen']);
      expect(outcome.conclusion.metrics).toMatchObject({ Held: 1, Suspected: 0, Acted: 0 });
    }
    expect(stage.sent).toStrictEqual([]);
  });

  test('F05 one zone that finds the writer lost is never enough', async () => {
    const stage = new Stage();
    await stage.run();
    stage.cluster = known(LOST);
    stage.vantages = [silentProbe('a'), vantage('b', undefined), silentProbe('c')];
    for (const outcome of await stage.runs(4)) {
      expect(outcome.state).toBe('HOLD');
    }
    expect(stage.sent).toStrictEqual([]);
  });

  test('F57 a zone that is evacuated is no target, and its evacuation is no failure', async () => {
    const stage = new Stage();
    stage.evacuations = known([{ availabilityZone: 'b', expiresAt: undefined, reason: 'zonal shift' }]);
    expect(await stage.run()).toMatchObject({ state: 'OBSERVE', reasons: [] });
    await stage.suspect(3);
    expect(stage.sent).toStrictEqual(['m-c']);
  });

  test('F57 while it is not known which zones are evacuated, nothing is acted on', async () => {
    const stage = new Stage();
    stage.evacuations = unknown('Denied', 'not allowed');
    await stage.suspect(2);
    const outcome = await stage.run();
    expect(path(outcome)).toBe('leaseWon>HOLD restart>SUSPECT writerMissing>CONFIRM unknown>HOLD');
    expect(codes(outcome)).toContain('EvacuationsUnknown');
    expect(stage.sent).toStrictEqual([]);
  });
});

describe('common causes and load', () => {
  test('F09 when nothing at all answers any probe, what is lost is the way there: held, and never failed over', async () => {
    const stage = new Stage();
    await stage.run();
    stage.cluster = known(LOST);
    stage.vantages = ZONES.map((zone) =>
      vantage(zone, undefined, { instances: { 'm-a': SILENT, 'm-b': SILENT, 'm-c': SILENT } }),
    );
    for (const outcome of await stage.runs(4)) {
      expect(outcome.state).toBe('HOLD');
      expect(codes(outcome)).toStrictEqual(['CommonCause', 'WriterMissing']);
    }
    expect(stage.sent).toStrictEqual([]);
  });

  test('F09 a bad release, with a database that is well, is nothing to act on', async () => {
    const stage = new Stage();
    expect(await stage.run()).toMatchObject({ state: 'OBSERVE', reasons: [] });
    expect(stage.sent).toStrictEqual([]);
  });

  test('F10 F29 load that leaves no connection is not a lost writer', async () => {
    const stage = new Stage();
    await stage.run();
    stage.vantages = everywhere({ kind: 'busy', reason: 'too many connections' });
    for (const view of [cluster(), LOST, LOST, LOST, LOST]) {
      stage.cluster = known(view);
      const outcome = await stage.run();
      expect(outcome.state).toBe('HOLD');
      expect(codes(outcome)).toContain('ServerBusy');
      expect(decide(outcome.conclusion)).toMatchObject({ status: 'FAILED' });
    }
    expect(stage.sent).toStrictEqual([]);
  });

  test('F29 a full cluster is not failed over', async () => {
    const stage = new Stage();
    await stage.run();
    stage.lose();
    stage.cluster = known({ ...LOST, condition: 'broken' });
    for (const outcome of await stage.runs(4)) {
      expect(outcome).toMatchObject({
        state: 'HOLD',
        reasons: [{ code: 'ClusterBroken', subject: 'cluster' }],
      });
    }
    expect(stage.sent).toStrictEqual([]);
  });

  test('F30 a server whose locks keep a probe waiting lives: held, not failed over', async () => {
    const stage = new Stage();
    await stage.run();
    stage.cluster = known(LOST);
    stage.vantages = [
      vantage('a', undefined),
      vantage('b', undefined),
      vantage('c', undefined, { writerEndpoint: known({ kind: 'busy', reason: 'lock wait timeout' }) }),
    ];
    for (const outcome of await stage.runs(4)) {
      expect(outcome.state).toBe('HOLD');
      expect(outcome.reasons).toContainEqual({
        code: 'ServerBusy',
        subject: 'probe of c',
        detail: 'a server answers and lets nobody in: lock wait timeout',
      });
    }
    expect(stage.sent).toStrictEqual([]);
  });

  test('F13 a database that answers slowly every other minute is announced as held once, not every minute', async () => {
    const stage = new Stage();
    const announced: number[] = [];
    for (let minute = 0; minute < 60; minute += 1) {
      stage.vantages = minute % 2 === 0 ? vantages('m-a') : everywhere(SILENT);
      if ((await stage.run()).changed) {
        announced.push(minute);
      }
    }
    expect(announced).toHaveLength(1);
    expect(stage.sent).toStrictEqual([]);
  });

  test.each([1, 2, 3, 4, 5, 6, 7])(
    'F13 slow for %i minutes in ten, nothing is announced twice in five minutes',
    async (slow) => {
      const stage = new Stage();
      const announced: number[] = [];
      for (let minute = 0; minute < 120; minute += 1) {
        stage.vantages = minute % 10 < slow ? everywhere(SILENT) : vantages('m-a');
        if ((await stage.run()).changed) {
          announced.push(minute);
        }
      }
      expect(announced.length).toBeGreaterThan(0);
      announced.slice(1).forEach((minute, index) => {
        expect(minute - (announced[index] ?? 0)).toBeGreaterThanOrEqual(5);
      });
    },
  );
});
