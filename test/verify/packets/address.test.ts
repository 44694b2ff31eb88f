import * as fc from 'fast-check';
import {
  formatAddress,
  lies,
  parseAddress,
  parseBlock,
  type Address,
  type Block,
} from '../../../lib/verify/packets/net/address';

function address(text: string): Address {
  const parsed = parseAddress(text);
  if (parsed === undefined) {
    throw new Error(text);
  }
  return parsed;
}

function block(text: string): Block {
  const parsed = parseBlock(text);
  if (parsed === undefined) {
    throw new Error(text);
  }
  return parsed;
}

describe('addresses', () => {
  test.each([
    '',
    '10.0.0',
    '10.0.0.256',
    '10.0.0.0.1',
    'a.b.c.d',
    '::1::',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '12345::',
  ])('refuses %p', (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });

  test.each(['10.0.0.0', '10.0.0.0/33', '10.0.0.0/x', '10.0.0.0/8/8', '::/129'])('refuses %p as a block', (text) => {
    expect(parseBlock(text)).toBeUndefined();
  });

  test.each(['0.0.0.0', '255.255.255.255', '10.1.2.3', '2001:db8:1:2:3:4:5:6', '1:2:3:4:5:6:7:8'])(
    'writes %p as it was read',
    (text) => {
      expect(formatAddress(address(text))).toBe(text);
    },
  );

  test.each([
    ['::', 0n],
    ['::1', 1n],
    ['1::', 1n << 112n],
    ['1::2', (1n << 112n) + 2n],
  ])('reads %p', (text, value) => {
    expect(address(text)).toEqual({ family: 6, value });
  });

  test('lies in exactly one of two halves of any block around it', () => {
    fc.assert(
      fc.property(fc.nat({ max: 0xffffffff }), fc.integer({ min: 0, max: 31 }), (value, bits) => {
        const at: Address = { family: 4, value: BigInt(value) };
        const text = (first: bigint, size: number): string => `${formatAddress({ family: 4, value: first })}/${size}`;
        const whole = block(`${formatAddress(at)}/${bits}`);
        const half = 1n << BigInt(31 - bits);
        const halves = [whole.first, whole.first + half].map((first) => lies(at, block(text(first, bits + 1))));
        return lies(at, whole) === 'yes' && halves.filter((truth) => truth === 'yes').length === 1;
      }),
    );
  });

  test.each([
    ['10.0.0.0/8', 'yes'],
    ['10.0.1.0/24', 'yes'],
    ['10.0.1.0/25', 'unknown'],
    ['10.0.2.0/24', 'no'],
    ['::/0', 'no'],
    ['0.0.0.0/0', 'yes'],
  ])('an address picked in 10.0.1.0/24 lies in %s: %s', (text, expected) => {
    expect(lies({ ...address('10.0.1.10'), pickedIn: [block('10.0.1.0/24')] }, block(text))).toBe(expected);
  });

  test.each([
    ['10.0.0.0/8', 'no'],
    ['52.0.0.0/8', 'unknown'],
    ['0.0.0.0/0', 'yes'],
  ])('some public address lies in %s: %s', (text, expected) => {
    expect(lies({ ...address('52.1.2.3'), pickedIn: [], publicOnly: true }, block(text))).toBe(expected);
  });
});
