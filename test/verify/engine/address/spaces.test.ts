import fc from 'fast-check';
import {
  addressText,
  AddressSpace,
  blockText,
  describeAtom,
  hasBit,
  holds,
  literalBlock,
  membersOf,
  parseBlock,
  ServiceSpace,
  setBit,
  type Interval,
} from '../../../../lib/verify/address';

const ipv4 = fc
  .tuple(fc.nat(0xffffffff), fc.integer({ min: 0, max: 32 }))
  .map(([value, length]) => `${addressText(4, BigInt(value >>> 0))}/${length}`);
const ipv6 = fc
  .tuple(fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }), fc.integer({ min: 0, max: 128 }))
  .map(([value, length]) => `${addressText(6, value)}/${length}`);
/** Blocks that often lie inside each other. */
const close = fc
  .tuple(fc.nat(15), fc.integer({ min: 24, max: 32 }))
  .map(([low, length]) => `10.0.0.${low * 16}/${length}`);

function intervalOf(text: string): Interval {
  const found = parseBlock(text);
  if (found === undefined) {
    throw new Error(text);
  }
  return found;
}

describe('blocks', () => {
  test('are read as they are written', () => {
    fc.assert(
      fc.property(fc.oneof(ipv4, ipv6), (text) => {
        const interval = intervalOf(text);
        expect(intervalOf(blockText(interval))).toEqual(interval);
        expect(intervalOf(addressText(interval.family, interval.first)).first).toBe(interval.first);
      }),
    );
  });

  test.each(['10.0.0.0/33', '10.0.0.256/8', '10.0.0/8', '::/129', '1::2::3/64', 'fe80:::/10', 'x', '10.0.0.0/8/8', ''])(
    '%j is none',
    (text) => {
      expect(parseBlock(text)).toBeUndefined();
    },
  );

  test.each([
    ['::ffff:10.0.0.1', '::ffff:a00:1'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['::', '::'],
  ])('%s is written %s', (text, short) => {
    expect(addressText(6, intervalOf(text).first)).toBe(short);
  });
});

describe('address classes', () => {
  test('cut every block exactly, and every address lies in one', () => {
    fc.assert(
      fc.property(fc.array(close, { maxLength: 12 }), fc.nat(255), (texts, last) => {
        const blocks = texts.flatMap((text) => literalBlock(text) ?? []);
        const space = new AddressSpace(blocks);
        const address = intervalOf(`10.0.0.${last}`);
        const inside = space.classes.filter(
          (each) =>
            !each.isOutside &&
            each.family === 4 &&
            each.block.kind === 'literal' &&
            holds(each.block.interval, address),
        );
        // The class of the address is the smallest around it; blocks answer for it as they do for the address.
        const own = inside.reduce((best, each) => (each.index > best.index ? each : best));
        const isLeft = blocks.every(
          (block) =>
            block.kind !== 'literal' ||
            !holds(own.block.kind === 'literal' ? own.block.interval : block.interval, block.interval) ||
            !holds(block.interval, address) ||
            space.holds(block, own.index) === 'yes',
        );
        expect(isLeft).toBe(true);
        for (const block of blocks) {
          expect(space.classesOf(block).every(({ index }) => space.holds(block, index) === 'yes')).toBe(true);
          expect(space.holds(block, own.index) === 'yes').toBe(holds(block.interval, address));
        }
      }),
    );
  });

  test('leave out blocks that others use up', () => {
    const space = new AddressSpace(
      ['10.0.0.0/24', '10.0.0.0/25', '10.0.0.128/25'].flatMap((text) => literalBlock(text) ?? []),
    );
    const whole = literalBlock('10.0.0.0/24');
    expect(whole === undefined ? [] : space.classesOf(whole).map(({ representative }) => representative)).toEqual([
      '10.0.0.10',
      '10.0.0.138',
    ]);
  });
});

describe('service atoms', () => {
  const range = fc
    .tuple(fc.constantFrom(6, 17), fc.nat(65535), fc.nat(65535))
    .map(([protocol, a, b]) => ({ protocol, ports: { from: Math.min(a, b), to: Math.max(a, b) } }));

  test('a range is exactly the atoms within it', () => {
    fc.assert(
      fc.property(
        fc.array(range, { minLength: 1, maxLength: 8 }),
        fc.constantFrom(6, 17),
        fc.nat(65535),
        (ranges, protocol, port) => {
          const space = new ServiceSpace(ranges);
          const atom = space.atoms.find(
            (each) =>
              each.protocol === protocol &&
              each.ports !== undefined &&
              each.ports.from <= port &&
              port <= each.ports.to,
          );
          for (const each of ranges) {
            const isIn = each.protocol === protocol && each.ports.from <= port && port <= each.ports.to;
            expect(atom !== undefined && hasBit(space.bitsOf(each), atom.index)).toBe(isIn);
          }
        },
      ),
    );
  });

  test('types and codes of ICMP, and protocols that rules name, are apart', () => {
    const space = new ServiceSpace([{ protocol: 1, icmp: { type: 3, code: 4 } }, { protocol: 47 }]);
    const names = (bits: Parameters<typeof membersOf>[0]) =>
      membersOf(bits).map((index) => describeAtom(space.atoms[index] ?? { index, protocol: 0 }));
    expect(names(space.bitsOf({ protocol: 1, icmp: { type: 3 } }))).toEqual(['icmp type 3 code 4', 'icmp type 3']);
    expect(names(space.bitsOf({ protocol: 47 }))).toEqual(['protocol 47']);
    expect(space.bitsOf({ protocol: 'any' })).toEqual(space.all);
  });
});

describe('bit sets', () => {
  test('hold what was put in', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(199)), (members) => {
        const bits = new Uint32Array(7);
        members.forEach((member) => {
          setBit(bits, member);
        });
        expect(membersOf(bits)).toEqual([...members].sort((a, b) => a - b));
      }),
    );
  });
});
