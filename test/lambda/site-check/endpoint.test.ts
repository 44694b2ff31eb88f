import { siteEndpoint } from '../../../lambda/site-check/endpoint';

test('on AWS the site itself is asked', () => {
  expect(siteEndpoint({})).toBeUndefined();
});

test('on the local site a server of this machine is asked', () => {
  expect(siteEndpoint({ AWS_ENDPOINT_URL_SITE: 'http://127.0.0.1:4567' })?.href).toBe('http://127.0.0.1:4567/');
});

test.each([
  ['another machine', 'http://192.0.2.1:80'],
  ['a name', 'http://127.0.0.1.example.com'],
  ['another protocol', 'https://127.0.0.1:443'],
])('%s is refused', (_what, named) => {
  expect(() => siteEndpoint({ AWS_ENDPOINT_URL_SITE: named })).toThrow(
    `AWS_ENDPOINT_URL_SITE must be a server of this machine, got ${named}`,
  );
});

test('what is no address is refused', () => {
  expect(() => siteEndpoint({ AWS_ENDPOINT_URL_SITE: '' })).toThrow('Invalid URL');
});
