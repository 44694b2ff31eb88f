import { healthyWorld, runs, statesOf } from '../fail-over-writer/scenario';

afterEach(() => {
  jest.useRealTimers();
});

test('F24 a dry run comes to the same decision, and has nothing to carry it out with', async () => {
  const world = await healthyWorld('dry-run');
  world.loseWriter();
  const done = await runs(world, 5, {}, 'dry-run');
  expect(statesOf(done)).toStrictEqual(['SUSPECT', 'SUSPECT', 'CONFIRM', 'CONFIRM', 'CONFIRM']);
  expect(done.at(-1)?.result.reasons.join()).toContain('NothingSends: db-2: would be promoted');
  expect(done.at(-1)?.line).toMatchObject({ Acted: 0, Held: 1, Check: 'fail-over-writer' });
  expect(world.mutations()).toBe(0);
});

test('a dry run keeps a lease and a state of its own', async () => {
  const world = await healthyWorld('dry-run');
  expect([...world.dynamo.items.keys()]).toStrictEqual(['test-site-database#dry-run']);
});
