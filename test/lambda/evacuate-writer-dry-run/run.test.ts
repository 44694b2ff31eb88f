import { evacuate, orderIn } from '../evacuate-writer/scenario';
import { ZONES } from '../support/fake-cluster';
import { BEGINNING, FakeAws } from '../support/fake-aws';
import { stopDate } from '../support/fake-date';

beforeEach(() => {
  stopDate(BEGINNING);
});

afterEach(() => {
  jest.useRealTimers();
});

test('F57 a dry run says whom it would promote, and has nothing to do it with', async () => {
  const world = new FakeAws();
  const { result, line } = await evacuate(world, orderIn(world), 'dry-run');
  expect(result.reasons.join()).toContain('NothingSends: db-2: would be promoted');
  expect(line).toMatchObject({ Acted: 0, Check: 'evacuate-writer' });
  expect(world.mutations()).toBe(0);
  expect([...world.dynamo.items.keys()]).toStrictEqual(['test-site-database#dry-run']);
});

test('a dry run says as well why it would not', async () => {
  const world = new FakeAws();
  const { result } = await evacuate(world, orderIn(world, { availabilityZone: ZONES[2] }), 'dry-run');
  expect(result.reasons.join()).toContain('WriterElsewhere');
});
