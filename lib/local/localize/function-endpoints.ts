import { SITE_ENDPOINT_VARIABLE } from '../../../lambda/site-check/contract';
import { asObject, asString, at, type JsonObject } from '../../template';
import type { Surroundings } from './treatment';

/**
 * Services that the functions of a site ask, as the AWS SDKs name them in `AWS_ENDPOINT_URL_<SERVICE>`: every one, so that a
 * fault can meet each of them.
 */
const WATCHED_SERVICES = [
  'ACM',
  'ARC_ZONAL_SHIFT',
  'BACKUP',
  'CLOUDFRONT',
  'CLOUDTRAIL',
  'CLOUDWATCH',
  'CLOUDWATCH_LOGS',
  'DYNAMODB',
  'EC2',
  'ELASTIC_LOAD_BALANCING_V2',
  'KMS',
  'LAMBDA',
  'RDS',
  'S3',
  'SNS',
  'WAFV2',
];

/** Variable that names a file with certificates of authorities that Node trusts. */
const CERTIFICATES = 'NODE_EXTRA_CA_CERTS';

/**
 * Sends a function's calls to AWS, and to the site itself, through the fault gateway. A function that signs in to the database trusts the authority of
 * the local site instead of those of Amazon, and finds the names of its endpoints on this machine.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export function withFunctionEndpoint(properties: JsonObject, surroundings: Surroundings): JsonObject {
  const variables = asObject(at(properties, 'Environment', 'Variables'));
  const endpoints = Object.fromEntries(
    WATCHED_SERVICES.map((service) => [`AWS_ENDPOINT_URL_${service}`, surroundings.functionEndpoint]),
  );
  return {
    ...properties,
    Environment: {
      ...asObject(properties['Environment']),
      Variables: {
        ...variables,
        ...endpoints,
        [SITE_ENDPOINT_VARIABLE]: surroundings.functionEndpoint,
        ...databaseVariables(variables, surroundings),
      },
    },
  };
}

function databaseVariables(variables: JsonObject, { dataPlane }: Surroundings): JsonObject {
  return asString(variables[CERTIFICATES]) === undefined || dataPlane === undefined
    ? {}
    : {
        [CERTIFICATES]: dataPlane.certificateFile,
        // Quoted: the folder of a project may have a space in its name.
        NODE_OPTIONS: `--require ${JSON.stringify(dataPlane.preloadFile)}`,
        [dataPlane.resolver.variable]: dataPlane.resolver.endpoint,
      };
}
