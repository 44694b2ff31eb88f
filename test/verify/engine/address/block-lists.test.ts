import fc from 'fast-check';
import {
  abstractBlock,
  AddressSpace,
  anyBlock,
  countBelow,
  holds,
  literalBlock,
  type Block,
  type LiteralBlock,
} from '../../../../lib/verify/address';

function blockOf(text: string): LiteralBlock {
  const found = literalBlock(text);
  if (found === undefined) {
    throw new Error(text);
  }
  return found;
}

const TEXTS = [
  '0.0.0.0/0',
  '10.0.0.0/8',
  '10.0.0.0/24',
  '10.0.0.0/25',
  '10.0.0.128/25',
  '10.0.0.7/32',
  '192.0.2.0/24',
  '192.0.2.7/32',
  '203.0.113.0/24',
  '::/0',
  '64:ff9b::/96',
  '64:ff9b::c000:201/128',
  '2001:db8::/32',
  'fd00::/8',
];
const vpc = abstractBlock(4, 'vpc', 'a VPC');
const ABSTRACT: readonly Block[] = [
  vpc,
  abstractBlock(4, 'subnet', 'a subnet', { within: vpc }),
  abstractBlock(4, 'other subnet', 'another subnet', { within: vpc }),
  abstractBlock(4, 'in ten', 'a part of 10.0.0.0/8', { within: blockOf('10.0.0.0/8') }),
  abstractBlock(4, 'elastic', 'an Elastic IP address', { isPublic: true, pool: 'interfaces' }),
  abstractBlock(4, 'service', 'addresses of a service', { isPublic: true, pool: 'services' }),
  abstractBlock(4, 'allowed', 'one of two', { among: [blockOf('10.0.0.0/24'), blockOf('192.0.2.0/24')] }),
  abstractBlock(6, 'vpc6', 'what Amazon assigns', { isPublic: true }),
];
const literal = fc.constantFrom(...TEXTS).map(blockOf);
const block = fc.oneof(literal, fc.constantFrom(...ABSTRACT));

test('a list holds a class as any of its blocks does', () => {
  fc.assert(
    fc.property(fc.array(block, { maxLength: 10 }), fc.array(block, { maxLength: 5 }), (list, others) => {
      const space = new AddressSpace([...list, ...others]);
      for (const { index } of space.classes) {
        const each = list.map((of) => space.holds(of, index));
        const any = each.includes('yes') ? 'yes' : each.includes('unknown') ? 'unknown' : 'no';
        expect(space.lists.holds(list, index)).toBe(any);
        // What was marked once is asked again.
        expect(space.lists.holds(list, index)).toBe(any);
      }
    }),
  );
});

test('the numbers of the classes of a block are those of the classes in it, and of their parts outside', () => {
  fc.assert(
    fc.property(fc.array(block, { minLength: 1, maxLength: 12 }), (blocks) => {
      const space = new AddressSpace(blocks);
      for (const of of [...blocks, anyBlock(4), anyBlock(6)]) {
        if (of.kind === 'literal') {
          const inside = space.classes.flatMap(({ index, block: own }) =>
            own.kind === 'literal' && holds(of.interval, own.interval) ? [index] : [],
          );
          const named = space
            .rangesOf(of)
            .flatMap(([first, end]) => Array.from({ length: end - first }, (_, step) => first + step));
          expect(named).toEqual(inside);
        }
      }
    }),
  );
});

test('a block along which a space is not cut is an error', () => {
  expect(() => new AddressSpace([]).rangesOf(blockOf('192.0.2.0/24'))).toThrow(
    'block 192.0.2.0/24 is not one of the address space',
  );
});

test('as many numbers are below a bound as are less', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(60)), fc.integer({ min: -1, max: 61 }), (numbers, bound) => {
      const rising = [...numbers].sort((a, b) => a - b);
      expect(countBelow(rising, bound)).toBe(numbers.filter((each) => each < bound).length);
    }),
  );
});
