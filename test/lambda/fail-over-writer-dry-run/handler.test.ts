import { handler } from '../../../lambda/fail-over-writer-dry-run/handler';
import { failOverEvent } from '../fail-over-writer/scenario';
import { runHandler } from '../support/run-handler';

test('F55 without a store of records the deployed function holds', async () => {
  const { result, lines } = await runHandler(handler, failOverEvent);
  expect(result).toMatchObject({ check: 'fail-over-writer', status: 'HOLD', record: null });
  expect(lines).toHaveLength(1);
});

test('a payload that is none is refused', async () => {
  await expect(runHandler(handler, { version: 1 })).rejects.toThrow();
});
