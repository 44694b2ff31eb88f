import fc from 'fast-check';
import { contains, overlaps, parseIpv4Cidr, sizeOf, subtract, type Ipv4Range } from '../../lib/template';

const range = fc
  .tuple(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 0, max: 2 ** 32 - 1 }))
  .map(([a, b]): Ipv4Range => ({ first: Math.min(a, b), last: Math.max(a, b) }));

test('reads the addresses of a range', () => {
  expect(parseIpv4Cidr('10.0.16.0/20')).toEqual({ first: 0x0a001000, last: 0x0a001fff });
});

test('takes host bits for the network they are in', () => {
  expect(parseIpv4Cidr('10.0.16.7/20')).toEqual(parseIpv4Cidr('10.0.16.0/20'));
});

test.each(['10.0.0.0', '10.0.0/8', '256.0.0.0/8', '10.0.0.0/33', '::/0', ' 10.0.0.0/8', ''])(
  'takes %j for no range',
  (text) => {
    expect(parseIpv4Cidr(text)).toBeUndefined();
  },
);

test('what is left of a range and what is taken add up', () => {
  fc.assert(
    fc.property(range, range, (whole, taken) => {
      const left = subtract(whole, taken);
      const shared = overlaps(whole, taken)
        ? Math.min(whole.last, taken.last) - Math.max(whole.first, taken.first) + 1
        : 0;
      expect(left.reduce((sum, part) => sum + sizeOf(part), shared)).toBe(sizeOf(whole));
      expect(left.every((part) => contains(whole, part) && !overlaps(part, taken))).toBe(true);
    }),
  );
});
