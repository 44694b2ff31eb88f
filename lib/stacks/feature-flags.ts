import type { Construct } from 'constructs';
import { HonmaruError, type Fault } from '../errors';

/**
 * Feature flags on which what is deployed depends, with the value each must have.
 *
 * Of the 89 recommended flags of aws-cdk-lib 2.276, leaving out any other one gives the same templates and the same stack
 * tags of the three reference sites, byte for byte. `docs/decisions/0003-cross-stack-references.md` says why references are strong.
 */
export const REQUIRED_FLAGS: Readonly<Record<string, boolean | string>> = {
  '@aws-cdk/aws-iam:minimizePolicies': true,
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
  // Tags of a stack reach every resource, the VPC origin included, which must never be updated while it is in use.
  '@aws-cdk/core:explicitStackTags': true,
  // The acknowledged findings name policies by ARNs with a literal partition.
  '@aws-cdk/core:enablePartitionLiterals': true,
};

/** Refuses an app whose feature flags would change what a site becomes, naming each flag. */
export function requireFeatureFlags(scope: Construct): void {
  const faults: Fault[] = Object.entries(REQUIRED_FLAGS).flatMap(([flag, value]) => {
    const got: unknown = scope.node.tryGetContext(flag);
    return got === value
      ? []
      : [
          {
            path: `context[${JSON.stringify(flag)}]`,
            must: `must be ${JSON.stringify(value)} in the app that builds a site`,
            got: got === undefined ? 'nothing' : JSON.stringify(got),
            hint: `set it under "context" in cdk.json`,
            code: 'FeatureFlagDiffers',
          },
        ];
  });
  if (faults.length > 0) {
    throw new HonmaruError(faults);
  }
}
