import type { Construct } from 'constructs';
import { HonmaruError, type Fault } from '../errors';

/**
 * Feature flags on which the templates of a site depend, with the value each must have.
 *
 * `docs/decisions/0003-cross-stack-references.md` says why references are strong.
 */
export const REQUIRED_FLAGS: Readonly<Record<string, boolean | string>> = {
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
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
