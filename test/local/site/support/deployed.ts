import type { FunctionLabel } from '../../../../lambda/shared/contract';
import type { DeployedCheck } from '../../../../lib/local/site';

/** A deployed check that runs every minute, with some things different. */
export function deployedCheck(overrides: Partial<DeployedCheck> = {}): DeployedCheck {
  const name: FunctionLabel = overrides.name ?? 'topology-check';
  return {
    name,
    region: 'ap-northeast-1',
    functionName: `starter-${name}`,
    functionArn: `arn:aws:lambda:ap-northeast-1:111122223333:function:starter-${name}`,
    bundle: name,
    logGroupName: `/aws/lambda/starter-${name}`,
    timeoutSeconds: 45,
    environment: {},
    scheduleName: name,
    scheduleGroup: 'starter',
    schedule: 'rate(1 minute)',
    enabled: true,
    intervalSeconds: 60,
    input: '{"version":1,"site":"starter"}',
    ...overrides,
  };
}
