import { LocalFailure } from '../../../lib/local/local-failure';
import { runFaults, type DrillFault } from '../../../lib/local/drill';
import { BreakableSite, FakeLane, NO_GROUND, tickingClock } from './support/faults';

const play = (faults: readonly DrillFault[], lane: FakeLane) =>
  runFaults(faults, { ground: NO_GROUND, lane, now: tickingClock() });

/** A fault whose repair fails. */
function withBadRepair(site: BreakableSite, id: string): DrillFault {
  return site.fault({
    id,
    inject: () =>
      Promise.resolve({
        repair: () => {
          site.happened.push(`repair ${id}`);
          return Promise.reject(new Error(`no repair of ${id}`));
        },
      }),
  });
}

const repairs = ({ happened }: BreakableSite): readonly string[] =>
  happened.filter((event) => event.startsWith('repair'));

test('a fault that cannot be injected leaves none of the others', async () => {
  const site = new BreakableSite();
  const failure = new LocalFailure(['the plan has no selection']);
  const faults = [
    site.fault({ id: 'a' }),
    site.fault({ id: 'b' }),
    site.fault({ id: 'bad', inject: () => Promise.reject(failure) }),
    site.fault({ id: 'never' }),
  ];
  await expect(play(faults, new FakeLane((check) => site.truth(check)))).rejects.toBe(failure);
  expect(repairs(site)).toStrictEqual(['repair a', 'repair b']);
  expect(site.happened).not.toContain('inject never');
});

test('a watch that fails leaves no fault', async () => {
  const site = new BreakableSite();
  const lane = new FakeLane((check) => {
    if (site.broken) {
      throw new LocalFailure([`${check} failed`]);
    }
    return site.truth(check);
  });
  await expect(play([site.fault()], lane)).rejects.toThrow('topology-check failed');
  expect(repairs(site)).toStrictEqual(['repair gateway-deleted']);
});

test('nothing is repaired before every watch has ended', async () => {
  const site = new BreakableSite();
  const lane = new FakeLane(async (check) => {
    if (site.broken && check === 'topology-check') {
      throw new Error('no answer');
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
    return site.truth(check);
  });
  await expect(play([site.fault({ id: 'a' }), site.fault({ id: 'b', check: 'backup-check' })], lane)).rejects.toThrow(
    'no answer',
  );
  expect(site.happened.slice(-3)).toStrictEqual(['run backup-check', 'repair a', 'repair b']);
});

test('a run before the fault that fails injects nothing', async () => {
  const site = new BreakableSite();
  const lane = new FakeLane(() => Promise.reject(new Error('no answer')));
  await expect(play([site.fault()], lane)).rejects.toThrow('no answer');
  expect(site.happened).toStrictEqual([]);
});

test('a repair that fails does not keep the others from being made', async () => {
  const site = new BreakableSite();
  const faults = [withBadRepair(site, 'a'), site.fault({ id: 'b' })];
  await expect(play(faults, new FakeLane((check) => site.truth(check)))).rejects.toThrow('no repair of a');
  expect(repairs(site)).toStrictEqual(['repair a', 'repair b']);
});

test('every repair that fails is told, after what failed before', async () => {
  const site = new BreakableSite();
  const lane = new FakeLane((_, nth) => (nth > 1 ? Promise.reject(new Error('no answer')) : {}));
  const faults = [withBadRepair(site, 'a'), withBadRepair(site, 'b')];
  const error = await play(faults, lane).catch((it: unknown) => it);
  expect(error).toBeInstanceOf(AggregateError);
  expect((error as AggregateError).message).toBe('Error: no answer; Error: no repair of a; Error: no repair of b');
});
