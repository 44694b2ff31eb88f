import type { Environment } from '../shared/surroundings';
import { SITE_ENDPOINT_VARIABLE } from './contract';

/**
 * Server to ask in the place of the site; none where the environment names none, as on AWS.
 *
 * @throws when it is no plain HTTP server of this machine: whatever else is named there, the check must not be led to it
 */
export function siteEndpoint(environment: Environment = process.env): URL | undefined {
  const named = environment[SITE_ENDPOINT_VARIABLE];
  if (named === undefined) {
    return undefined;
  }
  const endpoint = new URL(named);
  if (endpoint.protocol !== 'http:' || endpoint.hostname !== '127.0.0.1') {
    throw new Error(`${SITE_ENDPOINT_VARIABLE} must be a server of this machine, got ${named}`);
  }
  return endpoint;
}
