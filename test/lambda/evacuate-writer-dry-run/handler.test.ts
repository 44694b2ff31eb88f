import { handler } from '../../../lambda/evacuate-writer-dry-run/handler';
import { evacuationSettings } from '../evacuate-writer/scenario';
import { runHandler } from '../support/run-handler';

const order = {
  version: 1,
  order: { orderId: 'INC-42', issuedAt: '2026-11-25T12:00:00Z' },
  availabilityZone: 'ap-northeast-1a',
};

afterEach(() => {
  delete process.env.ACTION_SETTINGS;
});

test('F55 without a store of records the deployed function holds', async () => {
  process.env.ACTION_SETTINGS = JSON.stringify(evacuationSettings);
  const { result } = await runHandler(handler, order);
  expect(result).toMatchObject({ check: 'evacuate-writer', status: 'HOLD', record: null });
});

test('without settings no order is taken', async () => {
  await expect(runHandler(handler, order)).rejects.toThrow();
});
