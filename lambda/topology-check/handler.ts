import { EC2Client } from '@aws-sdk/client-ec2';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { readClientOptions } from '../shared/client-options';
import { systemClock } from '../shared/clock';
import { runCheck, writeLine, type CheckResult, type RunContext } from '../shared/run-check';
import { topologyCheck } from './run';

const check = topologyCheck({
  ec2: new EC2Client(readClientOptions()),
  loadBalancing: new ElasticLoadBalancingV2Client(readClientOptions()),
});

/** Runs one check of the topology. */
export function handler(payload: unknown, context: RunContext): Promise<CheckResult> {
  return runCheck(check, payload, context, { clock: systemClock, write: writeLine });
}
