import type { Construct } from 'constructs';
import { HonmaruError } from '../errors';
import type { Site } from '../site';

/**
 * Context key that switches a site's protection off for one synthesis, without touching its file:
 * `cdk deploy --all -c honmaru:protection=off`. For the first deployment and for the removal of a site.
 */
export const PROTECTION_CONTEXT = 'honmaru:protection';

/** The only value of the context: a command line can take protection away, and a site file alone gives it for good. */
const OFF = 'off';

/** The site as it is deployed now. */
export function withProtectionContext(scope: Construct, site: Site): Site {
  const got: unknown = scope.node.tryGetContext(PROTECTION_CONTEXT);
  if (got === undefined) {
    return site;
  }
  if (got !== OFF) {
    throw new HonmaruError([
      {
        path: `context[${JSON.stringify(PROTECTION_CONTEXT)}]`,
        must: `must be '${OFF}' or left out`,
        got: JSON.stringify(got),
        hint: `add -c ${PROTECTION_CONTEXT}=${OFF} to deploy unprotected, or remove it to deploy as the site file says`,
        code: 'ProtectionContextUnknown',
      },
    ]);
  }
  return { ...site, protection: false };
}
