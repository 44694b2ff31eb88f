import { failOverWriterAction } from '../fail-over-writer/run';
import { actionClients } from '../shared/aws-failover/clients';
import type { RunContext } from '../shared/finish-run';
import { runAction, type ActionResult } from '../shared/run-action';
import { containerSurroundings } from '../shared/surroundings';

const action = failOverWriterAction({ clients: actionClients(), environment: process.env });
const surroundings = containerSurroundings();

/** Decides whether it would replace a lost writer. Nothing in here could. */
export function handler(payload: unknown, context: RunContext): Promise<ActionResult> {
  return runAction(action, payload, context, surroundings);
}
