import { handler } from '../../../lambda/drill/handler';
import { failOverEvent } from '../fail-over-writer/scenario';
import { runHandler } from '../support/run-handler';

test('F55 without a store of records the deployed function holds', async () => {
  const { result } = await runHandler(handler, {
    ...failOverEvent,
    order: { orderId: 'execution-1', issuedAt: '2026-11-25T12:00:00Z' },
    window: { days: ['Wed'], from: '02:00', until: '04:00', timeZone: 'Asia/Tokyo' },
    environment: { kind: 'non-production' },
  });
  expect(result).toMatchObject({ check: 'drill', status: 'HOLD', record: null });
});

test('a payload that is none is refused', async () => {
  await expect(runHandler(handler, failOverEvent)).rejects.toThrow();
});
