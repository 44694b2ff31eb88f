import { evacuateWriterAction } from '../evacuate-writer/run';
import { actionClients } from '../shared/aws-failover/clients';
import type { RunContext } from '../shared/finish-run';
import { runAction, type ActionResult } from '../shared/run-action';
import { containerSurroundings } from '../shared/surroundings';

const tools = { clients: actionClients(), environment: process.env };
const surroundings = containerSurroundings();

/** Says whether, and to which instance, it would move the writer out of a zone. Nothing in here could. */
export async function handler(payload: unknown, context: RunContext): Promise<ActionResult> {
  return runAction(evacuateWriterAction(tools), payload, context, surroundings);
}
