import { siteCheckEvent } from '../../../lambda/site-check/event';
import { expectation } from './expectation';

const [get, post] = expectation.methods;

test.each([
  ['as it is deployed', expectation],
  ['of a site without a domain', { ...expectation, url: 'https://d111111abcdef8.cloudfront.net' }],
  ['of a name in capitals', { ...expectation, url: 'https://Tickets-1.Example.JP' }],
  ['of the whole site', { ...expectation, path: '/' }],
  ['with one method', { ...expectation, methods: [post] }],
  ['with a limit of a second', { ...expectation, methods: [{ ...get, limitMilliseconds: 1_000 }] }],
  ['with a limit of a minute', { ...expectation, methods: [{ ...get, limitMilliseconds: 60_000 }] }],
])('a payload %s is one', (_what, payload) => {
  expect(siteCheckEvent.parse(payload)).toStrictEqual(payload);
});

test.each([
  ['of another version', { version: 2 }, 'invalid_value'],
  ['without a site', { site: '' }, 'too_small'],
  ['without TLS', { url: 'http://tickets.example.jp' }, 'invalid_format'],
  ['with a port', { url: 'https://tickets.example.jp:8443' }, 'invalid_format'],
  ['with a path in the address', { url: 'https://tickets.example.jp/' }, 'invalid_format'],
  ['with somebody else in the address', { url: 'https://tickets.example.jp@example.com' }, 'invalid_format'],
  ['with something before the address', { url: ' https://tickets.example.jp' }, 'invalid_format'],
  ['without a host', { url: 'https://' }, 'invalid_format'],
  ['with a host that begins with a dot', { url: 'https://.jp' }, 'invalid_format'],
  ['without a path', { path: '' }, 'invalid_format'],
  ['with a path that begins elsewhere', { path: 'health' }, 'invalid_format'],
  ['with a space in the path', { path: '/he alth' }, 'invalid_format'],
  ['with a line break in the path', { path: '/health\n' }, 'invalid_format'],
  ['without methods', { methods: [] }, 'too_small'],
  ['with a method twice', { methods: [get, get] }, 'each method once'],
  ['with a method that changes something', { methods: [{ ...get, method: 'DELETE' }] }, 'invalid_value'],
  ['with a limit below a second', { methods: [{ ...get, limitMilliseconds: 999 }] }, 'too_small'],
  ['with a limit beyond a minute', { methods: [{ ...get, limitMilliseconds: 60_001 }] }, 'too_big'],
  ['with half a millisecond', { methods: [{ ...get, limitMilliseconds: 1_000.5 }] }, 'invalid_type'],
])('a payload %s is none', (_what, changes, error) => {
  expect(() => siteCheckEvent.parse({ ...expectation, ...changes })).toThrow(error);
});
