import { asObject, at, type JsonObject } from '../../template';
import type { Surroundings } from './treatment';

/** Services the failover checks ask, as the AWS SDKs name them in `AWS_ENDPOINT_URL_<SERVICE>`. */
const WATCHED_SERVICES = ['EC2', 'RDS', 'BACKUP', 'ELASTIC_LOAD_BALANCING_V2'];

/**
 * Sends a function's calls to the watched services through the fault gateway.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export function withFunctionEndpoint(properties: JsonObject, { functionEndpoint }: Surroundings): JsonObject {
  const variables = Object.fromEntries(
    WATCHED_SERVICES.map((service) => [`AWS_ENDPOINT_URL_${service}`, functionEndpoint]),
  );
  return {
    ...properties,
    Environment: {
      ...asObject(properties['Environment']),
      Variables: { ...asObject(at(properties, 'Environment', 'Variables')), ...variables },
    },
  };
}
