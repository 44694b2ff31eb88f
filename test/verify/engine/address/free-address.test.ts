import fc from 'fast-check';
import { addressText, parseBlock, standsForIpv4, type Interval } from '../../../../lib/verify/address';
import { freeAddress } from '../../../../lib/verify/address/free-address';

function intervalOf(text: string): Interval {
  const found = parseBlock(text);
  if (found === undefined) {
    throw new Error(text);
  }
  return found;
}

const free = (text: string, ...children: readonly string[]) => {
  const found = freeAddress(intervalOf(text), children.map(intervalOf));
  return found === undefined ? undefined : addressText(text.includes(':') ? 6 : 4, found);
};

/** Blocks inside 10.0.0.0/27, apart or inside each other, in the order in which they begin. */
const children = fc
  .array(fc.tuple(fc.nat(31), fc.integer({ min: 27, max: 32 })), { maxLength: 8 })
  .map((all) => all.map(([low, length]) => `10.0.0.${low}/${length}`).map(intervalOf))
  .map((all) => [...all].sort((a, b) => Number(a.first - b.first) || Number(b.last - a.last)));

test('an address is free when no block inside has it, and one is found while any is left', () => {
  fc.assert(
    fc.property(children, (blocks) => {
      const whole = intervalOf('10.0.0.0/27');
      const left = Array.from({ length: 32 }, (_, at) => whole.first + BigInt(at)).filter(
        (address) => !blocks.some(({ first, last }) => first <= address && address <= last),
      );
      const found = freeAddress(whole, blocks);
      expect(found === undefined ? left.length === 0 : left.includes(found)).toBe(true);
      // A subnet keeps its first four addresses for itself.
      const others = left.filter((address) => address - whole.first >= 4n);
      expect(found !== undefined && found - whole.first < 4n && others.length > 0).toBe(false);
    }),
  );
});

test.each([
  ['203.0.113.7', '0.0.0.0/0', []],
  ['203.0.113.7', '203.0.113.0/24', ['203.0.113.0/30']],
  ['203.0.113.18', '203.0.113.0/24', ['203.0.113.7/32']],
  ['2001:db8::7', '::/0', ['fd00::/8']],
  ['10.0.0.10', '10.0.0.0/24', []],
  ['10.0.0.138', '10.0.0.0/24', ['10.0.0.0/25']],
  ['10.0.0.7', '10.0.0.0/29', []],
  ['10.0.0.3', '10.0.0.0/29', ['10.0.0.4/30']],
  ['10.0.0.15', '10.0.0.0/28', ['10.0.0.4/30']],
  [undefined, '10.0.0.0/24', ['10.0.0.0/25', '10.0.0.128/25']],
] as const)('%s is free in %s without %j', (address, whole, blocks) => {
  // Of several free ones, one for documentation, else one that a server could have.
  expect(free(whole, ...blocks)).toBe(address);
});

test.each([
  ['64:ff9b::/96', true],
  ['64:ff9b::c000:201/128', true],
  ['64:ff9b::/95', false],
  ['64:ff9b:1::/48', false],
  ['::/0', false],
  ['0.0.0.0/0', false],
])('%s: whether its addresses stand for IPv4 addresses is %s', (text, stands) => {
  expect(standsForIpv4(intervalOf(text))).toBe(stands);
});
