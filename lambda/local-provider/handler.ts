import { writeLine, type RunContext } from '../shared/run-check';
import { sendAnswer } from './answer';
import { makeClients } from './clients';
import { run } from './run';

const clients = makeClients();

/** Answers one request of CloudFormation. */
export async function handler(payload: unknown, context: RunContext): Promise<void> {
  await run(payload, context.getRemainingTimeInMillis(), { clients, answer: sendAnswer, write: writeLine });
}
