import { ServerFleet } from '../../../lib/simulate/spike/server-fleet';

const SETTINGS = { zones: 3, slowStartSeconds: 0, warmupSeconds: 60, keepsBalance: false };

test('the zone that is lost is one with the most instances, whatever was added and removed', () => {
  for (let instances = 1; instances <= 9; instances += 1) {
    for (let removed = 0; removed < instances; removed += 1) {
      const fleet = new ServerFleet(SETTINGS, instances);
      fleet.remove(removed);
      const left = instances - removed;
      expect([instances, removed, fleet.loseZone(0, left)]).toEqual([instances, removed, Math.ceil(left / 3)]);
    }
  }
});

test('instances serve when they are ready, and are warm after their warm-up', () => {
  const fleet = new ServerFleet(SETTINGS, 2);
  fleet.add(4, 100);
  expect([99, 100, 159, 160].map((now) => [fleet.serving(now), fleet.warmed(now)])).toEqual([
    [2, 2],
    [6, 2],
    [6, 2],
    [6, 6],
  ]);
  expect(fleet.size).toBe(6);
});

test('the newest are ended first', () => {
  const fleet = new ServerFleet(SETTINGS, 3);
  fleet.add(3, 100);
  fleet.remove(3);
  expect([fleet.serving(0), fleet.size]).toEqual([3, 3]);
});

test('a target in slow start is worth its share of the time', () => {
  const fleet = new ServerFleet({ ...SETTINGS, slowStartSeconds: 30 }, 1);
  fleet.add(2, 100);
  expect([99, 100, 115, 130, 200].map((now) => fleet.weight(now) / fleet.slowStartUnit)).toEqual([1, 1, 2, 3, 3]);
});

test('after the loss of a zone nothing is launched in it', () => {
  const fleet = new ServerFleet(SETTINGS, 6);
  fleet.loseZone(0, 6);
  fleet.add(3, 0);
  expect(fleet.size).toBe(7);
  expect(fleet.wanted(9)).toBe(7);
});
