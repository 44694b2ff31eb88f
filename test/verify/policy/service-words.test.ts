import fc from 'fast-check';
import { findService } from '../../../lib/verify/policy';
import { common, covers, without } from '../../../lib/verify/policy/run/service-words';
import { pathPattern, pattern } from '../../../lib/verify/policy/select/glob';

test.each([
  ['any', { protocol: 'any' }],
  ['tcp', { protocol: 6 }],
  ['tcp/443', { protocol: 6, ports: { from: 443, to: 443 } }],
  ['udp/53-54', { protocol: 17, ports: { from: 53, to: 54 } }],
  ['icmp', { protocol: 1 }],
  ['icmpv6', { protocol: 58 }],
  ['protocol/50', { protocol: 50 }],
])('%s is a service', (text, range) => {
  expect(findService(text)).toEqual(range);
});

test.each(['', 'TCP', 'tcp/', 'tcp/65536', 'tcp/2-1', 'tcp/1,2', 'icmp/8', 'protocol/256', 'http'])(
  '%j is none',
  (text) => {
    expect(findService(text)).toBeUndefined();
  },
);

test.each<[readonly string[], readonly string[], readonly string[], readonly string[]]>([
  [['tcp/22-80'], ['tcp/22'], ['tcp/22'], ['tcp/23-80']],
  [
    ['all'],
    ['tcp/443'],
    ['tcp/443'],
    [
      'tcp/0-442',
      'tcp/444-65535',
      'udp',
      'icmp type 0',
      'icmp type 8',
      'icmp',
      'icmpv6 type 128',
      'icmpv6 type 129',
      'icmpv6',
      'other protocols',
    ],
  ],
  [['tcp', 'udp'], ['tcp'], ['tcp'], ['udp']],
  [['icmp type 8', 'protocol 50'], ['icmp'], ['icmp type 8'], ['protocol 50']],
  [['other protocols'], ['any'], ['other protocols'], []],
  [[], ['any'], [], []],
])('%j and %j', (words, others, both, rest) => {
  expect(common(words, others)).toEqual(both);
  expect(without(words, others)).toEqual(rest);
});

test('what is left after taking away, with what is common, is what was there', () => {
  const range = fc
    .tuple(fc.integer({ min: 0, max: 65535 }), fc.integer({ min: 0, max: 65535 }))
    .map(([a, b]) => `tcp/${String(Math.min(a, b))}-${String(Math.max(a, b))}`);
  const words = fc.array(range, { maxLength: 4 });
  fc.assert(
    fc.property(words, words, (a, b) => {
      const parts = [...common(a, b), ...without(a, b)];
      expect(covers(parts, a)).toBe(true);
      expect(covers(a, parts)).toBe(true);
      expect(common(without(a, b), b)).toEqual([]);
    }),
  );
});

test.each([
  ['Web*', 'WebServer', true],
  ['Web*', 'Web/Server', false],
  ['Web/**', 'Web/a/b', true],
  ['Web/**', 'Web', true],
  ['**/Web', 'App/x/Web', true],
  ['**/Web', 'Web', true],
  ['**/Web', 'App/Webs', false],
  ['*', 'a', true],
  ['*', 'a/b', false],
  ['**', 'a/b', true],
  ['a.b', 'axb', false],
  ['a[0]', 'a[0]', true],
])('pattern %j and %j: %p', (written, text, isFitting) => {
  expect(pattern(written)(text)).toBe(isFitting);
});

test('a path fits with what is around it', () => {
  expect(pathPattern('App/Web')('App/Web/Servers/ASG')).toBe(true);
  expect(pathPattern('App/*')('App')).toBe(false);
});
