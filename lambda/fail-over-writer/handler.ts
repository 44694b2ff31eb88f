import { actionClients } from '../shared/aws-failover/clients';
import { failOver } from '../shared/aws-failover/fail-over-cluster';
import type { RunContext } from '../shared/finish-run';
import { runAction, type ActionResult } from '../shared/run-action';
import { containerSurroundings } from '../shared/surroundings';
import { failOverWriterAction } from './run';

const action = failOverWriterAction({ clients: actionClients(), environment: process.env, failOver });
const surroundings = containerSurroundings();

/** Decides whether the writer is lost and Aurora does not replace it, and then does. */
export function handler(payload: unknown, context: RunContext): Promise<ActionResult> {
  return runAction(action, payload, context, surroundings);
}
