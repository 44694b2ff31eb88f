import type { RunContext } from '../../../lambda/shared/finish-run';
import type { ActionResult } from '../../../lambda/shared/run-action';

type Handler = (payload: unknown, context: RunContext) => Promise<ActionResult>;

/**
 * Runs the handler of an action as it is deployed, without a bucket for its records: it then may do nothing, and a test
 * needs no network. Gives back its result and its lines.
 */
export async function runHandler(handler: Handler, payload: unknown) {
  const lines: string[] = [];
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    lines.push(String(text));
    return true;
  });
  try {
    const context = { awsRequestId: 'r-1', getRemainingTimeInMillis: () => 45_000 };
    return { result: await handler(payload, context), lines };
  } finally {
    write.mockRestore();
  }
}
