import { withFunctionEndpoint } from '../../../lib/local/localize/function-endpoints';
import type { Surroundings } from '../../../lib/local/localize/treatment';
import { at, type JsonObject } from '../../../lib/template';
import { frozen } from './support/stacks';

const GATEWAY = 'http://127.0.0.1:4599';

const SERVED: Surroundings = {
  functionEndpoint: GATEWAY,
  dataPlane: {
    certificateFile: '/my site/authority.pem',
    preloadFile: '/my site/resolver.cjs',
    resolver: { variable: 'HONMARU_RESOLVER', endpoint: 'http://127.0.0.1:5' },
  },
};

/** Variables of a function with these, beside the endpoints of services. */
function variablesOf(Variables: JsonObject | undefined, surroundings: Surroundings = SERVED): unknown {
  const properties = frozen(Variables === undefined ? {} : { Environment: { Variables } });
  const variables = at(withFunctionEndpoint(properties, surroundings), 'Environment', 'Variables') ?? {};
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !name.startsWith('AWS_ENDPOINT_URL_')));
}

test('a function that signs in to the database trusts the local authority, and finds its names on this machine', () => {
  expect(variablesOf({ SITE: 'starter', NODE_EXTRA_CA_CERTS: '/var/runtime/ca-cert.pem' })).toStrictEqual({
    SITE: 'starter',
    NODE_EXTRA_CA_CERTS: '/my site/authority.pem',
    NODE_OPTIONS: '--require "/my site/resolver.cjs"',
    HONMARU_RESOLVER: 'http://127.0.0.1:5',
  });
});

test('any other function is told nothing of the database', () => {
  expect(variablesOf({ SITE: 'starter' })).toStrictEqual({ SITE: 'starter' });
  expect(variablesOf(undefined)).toStrictEqual({});
});

test('where nothing stands in for the database, a function trusts whom it was to trust', () => {
  const variables = { NODE_EXTRA_CA_CERTS: '/var/runtime/ca-cert.pem' };
  expect(variablesOf(variables, { functionEndpoint: GATEWAY })).toStrictEqual(variables);
});

test('an endpoint of the site itself gives way to the gateway', () => {
  const properties = { Environment: { Variables: { AWS_ENDPOINT_URL_S3: 'https://elsewhere' } } };
  const localized = withFunctionEndpoint(frozen(properties), SERVED);
  expect(at(localized, 'Environment', 'Variables', 'AWS_ENDPOINT_URL_S3')).toBe(GATEWAY);
});
