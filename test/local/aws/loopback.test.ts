import { requireLoopback } from '../../../lib/local/aws';

test.each([
  'http://127.0.0.1:4566',
  'http://127.0.0.1',
  'http://127.200.3.4:80/path',
  'http://localhost:4566',
  'http://LOCALHOST:4566',
  'https://[::1]:4566',
  'http://127.1:4566',
])('accepts %s', (endpoint) => {
  expect(() => {
    requireLoopback(endpoint);
  }).not.toThrow();
});

test.each([
  ['https://rds.ap-northeast-1.amazonaws.com', 'rds.ap-northeast-1.amazonaws.com'],
  ['http://0.0.0.0:4566', '0.0.0.0'],
  ['http://10.0.0.1:4566', '10.0.0.1'],
  ['http://192.168.1.2', '192.168.1.2'],
  ['http://128.0.0.1', '128.0.0.1'],
  ['http://127.0.0.1.example.com', '127.0.0.1.example.com'],
  ['http://127.0.0.1@example.com', 'example.com'],
  ['http://localhost.example.com', 'localhost.example.com'],
  ['http://notlocalhost', 'notlocalhost'],
  ['http://example.com/127.0.0.1', 'example.com'],
  ['http://example.com?localhost', 'example.com'],
  ['http://example.com#localhost', 'example.com'],
  ['http://[::]:4566', '[::]'],
  ['http://[::2]', '[::2]'],
  ['http://[fe80::1]', '[fe80::1]'],
  ['file:///localhost', ''],
])('refuses %s', (endpoint, host) => {
  expect(() => {
    requireLoopback(endpoint);
  }).toThrow(
    `endpoint: must be on loopback, so that no real account is ever reached, got '${host}'; use 127.0.0.1 [EndpointNotLocal]`,
  );
});

test.each(['', 'localhost', '127.0.0.1:4566', 'not a URL'])('refuses %p, which names no host', (endpoint) => {
  expect(() => {
    requireLoopback(endpoint);
  }).toThrow(/\[EndpointNotLocal\]$/);
});
