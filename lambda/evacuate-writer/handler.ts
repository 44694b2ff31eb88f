import { actionClients } from '../shared/aws-failover/clients';
import { failOver } from '../shared/aws-failover/fail-over-cluster';
import type { RunContext } from '../shared/finish-run';
import { runAction, type ActionResult } from '../shared/run-action';
import { containerSurroundings } from '../shared/surroundings';
import { evacuateWriterAction } from './run';

const tools = { clients: actionClients(), environment: process.env, failOver };
const surroundings = containerSurroundings();

/** Moves the writer out of a zone, by order of an operator. */
export async function handler(payload: unknown, context: RunContext): Promise<ActionResult> {
  return runAction(evacuateWriterAction(tools), payload, context, surroundings);
}
