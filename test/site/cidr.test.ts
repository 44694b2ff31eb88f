import fc from 'fast-check';
import { coveredAddresses, overlaps, readCidr, requireCidr, within } from '../../lib/site/input/cidr';

const cidr4 = fc
  .tuple(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 0, max: 32 }))
  .map(([address, prefix]) => {
    const size = 2 ** (32 - prefix);
    const first = Math.floor(address / size) * size;
    const octets = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256);
    return `${octets.join('.')}/${prefix}`;
  });

describe('a range of addresses', () => {
  test('is read in canonical form', () => {
    expect(readCidr('203.0.113.16/28')).toEqual({
      cidr: { family: 4, first: 3405803792n, last: 3405803807n, prefix: 28, text: '203.0.113.16/28' },
    });
  });

  test('is read whatever its size', () => {
    fc.assert(fc.property(cidr4, (text) => requireCidr(text).text === text));
  });

  test('keeps the text of IPv6 as it is', () => {
    expect(requireCidr('2001:db8::/32')).toMatchObject({ family: 6, prefix: 32, text: '2001:db8::/32' });
  });

  test.each([
    ['2001:DB8::/32', "write it as '2001:db8::/32'"],
    ['2001:db8:0:0::/64', "write it as '2001:db8::/64'"],
    ['2001:db8::', 'add a prefix length from 0 to 128'],
    ['2001:db8::/129', 'add a prefix length from 0 to 128'],
    ['2001:db8:::/32', 'write an IPv6 range'],
    ['10.0.0.0', "add the prefix length, for example '10.0.0.0/32'"],
    ['10.0.0.256/32', 'at most 255'],
    ['10.0.0.0/08', "write '10.0.0.0/8'"],
    [' 10.0.0.0/8', "write it in ASCII as '10.0.0.0/8'"],
    ['10.0.0.0/8\n', "write it in ASCII as '10.0.0.0/8'"],
    ['', 'write four decimal numbers'],
    ['internet', 'write four decimal numbers'],
  ])('is not read from %j', (text, hint) => {
    const result = readCidr(text);
    expect('problem' in result ? result.problem.hint : 'read').toContain(hint);
  });

  test('never makes reading throw, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.ipV4Extended(), fc.ipV6()),
        (text) => readCidr(text) !== undefined,
      ),
    );
  });
});

describe('ranges among each other', () => {
  test('lie within one another as their first and last addresses do', () => {
    expect(within(requireCidr('10.1.0.0/16'), requireCidr('10.0.0.0/8'))).toBe(true);
  });

  test('of different families have nothing to do with each other', () => {
    expect(overlaps(requireCidr('0.0.0.0/0'), requireCidr('::/0'))).toBe(false);
  });

  test('cover every address when they are its halves', () => {
    expect(coveredAddresses(['0.0.0.0/1', '128.0.0.0/1'].map(requireCidr), 4)).toBe(2n ** 32n);
  });

  test('cover the address 0.0.0.0 too', () => {
    expect(coveredAddresses(['0.0.0.0/32'].map(requireCidr), 4)).toBe(1n);
  });

  test('cover an address once, however often it is listed', () => {
    fc.assert(
      fc.property(fc.array(cidr4, { maxLength: 8 }), (texts) => {
        const cidrs = texts.map(requireCidr);
        const again = [...cidrs, ...cidrs].reverse();
        expect(coveredAddresses(again, 4)).toBe(coveredAddresses(cidrs, 4));
      }),
    );
  });
});
