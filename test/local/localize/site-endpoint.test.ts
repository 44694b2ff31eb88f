import { withFunctionEndpoint } from '../../../lib/local/localize/function-endpoints';
import { siteEndpoint } from '../../../lambda/site-check/endpoint';

test('a function of the local site finds the site at the gateway', () => {
  const functionEndpoint = 'http://127.0.0.1:4567';
  const { Environment } = withFunctionEndpoint({}, { functionEndpoint }) as {
    readonly Environment: { readonly Variables: Readonly<Record<string, string>> };
  };
  expect(siteEndpoint(Environment.Variables)?.origin).toBe(functionEndpoint);
});
