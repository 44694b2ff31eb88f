import { actionClients } from '../shared/aws-failover/clients';
import { failOver } from '../shared/aws-failover/fail-over-cluster';
import type { RunContext } from '../shared/finish-run';
import { runAction, type ActionResult } from '../shared/run-action';
import { containerSurroundings } from '../shared/surroundings';
import { drillAction } from './run';

const action = drillAction({ clients: actionClients(), environment: process.env, failOver });
const surroundings = containerSurroundings();

/** Fails over on purpose, in its window, and measures how long it takes. */
export function handler(payload: unknown, context: RunContext): Promise<ActionResult> {
  return runAction(action, payload, context, surroundings);
}
