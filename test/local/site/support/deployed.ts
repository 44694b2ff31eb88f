import type { CheckName } from '../../../../lambda/shared/contract';
import type { DeployedCheck } from '../../../../lib/local/site';

/** A deployed check that runs every minute, with some things different. */
export function deployedCheck(overrides: Partial<DeployedCheck> = {}): DeployedCheck {
  const name: CheckName = overrides.name ?? 'topology-check';
  return {
    name,
    functionName: `starter-${name}`,
    logGroupName: `/aws/lambda/starter-${name}`,
    timeoutSeconds: 45,
    environment: {},
    schedule: 'rate(1 minute)',
    enabled: true,
    intervalSeconds: 60,
    input: '{"version":1,"site":"starter"}',
    ...overrides,
  };
}
