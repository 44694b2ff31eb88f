import { EC2Client } from '@aws-sdk/client-ec2';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { readClientOptions } from '../shared/client-options';
import { runCheck, type CheckResult, type RunContext } from '../shared/run-check';
import { containerSurroundings } from '../shared/surroundings';
import { topologyCheck } from './run';

const check = topologyCheck({
  ec2: new EC2Client(readClientOptions()),
  loadBalancing: new ElasticLoadBalancingV2Client(readClientOptions()),
});
const surroundings = containerSurroundings();

/** Runs one check of the topology. */
export function handler(payload: unknown, context: RunContext): Promise<CheckResult> {
  return runCheck(check, payload, context, surroundings);
}
