import type { DatabaseProbeAnswer } from '../database-probe/contract';
import { runProbe } from '../database-probe/run';
import { askMySql } from './ask';

const ask = askMySql();

/** Says what the endpoints of the cluster answer in this zone. */
export function handler(payload: unknown): Promise<DatabaseProbeAnswer> {
  return runProbe(payload, ask, process.env);
}
