import {
  bitString,
  boolean,
  explicit,
  integer,
  objectId,
  octetString,
  sequence,
  set,
  tagged,
  utcTime,
  utf8,
} from '../../../lib/local/database/asn1';

const hex = (bytes: Buffer): string => bytes.toString('hex');

test.each([
  [0, '00'],
  [127, '7f'],
  [128, '8180'],
  [255, '81ff'],
  [256, '820100'],
  [65_535, '82ffff'],
])('a value of %i bytes has the length %s', (length, head) => {
  const value = tagged(0x04, Buffer.alloc(length));
  expect(hex(value).slice(0, 2 + head.length)).toBe(`04${head}`);
  expect(value).toHaveLength(1 + head.length / 2 + length);
});

test('parts of a value stand one after the other', () => {
  expect(hex(tagged(0x30, Buffer.of(1), Buffer.of(2, 3)))).toBe('3003010203');
});

test.each([
  ['a list', sequence(integer(Buffer.of(5)), boolean(true)), '3006' + '020105' + '0101ff'],
  ['a set', set(boolean(false)), '3103' + '010100'],
  ['a numbered value', explicit(3, integer(Buffer.of(1))), 'a303' + '020101'],
  ['a text', utf8('本丸'), '0c06e69cace4b8b8'],
  ['bits', bitString(Buffer.of(0xab)), '030200ab'],
  ['bytes', octetString(Buffer.of(0xab, 0xcd)), '0402abcd'],
  // 2026-11-25T01:02:03Z.
  ['a moment', utcTime(new Date('2026-11-25T01:02:03.456Z')), `170d${hex(Buffer.from('261125010203Z'))}`],
])('%s is written as X.690 says: %#', (_, value, expected) => {
  expect(hex(value)).toBe(expected);
});

// The identifiers of ECDSA with SHA-256, of a common name and of RSA: from RFC 5758, X.520 and RFC 8017.
test.each([
  [[1, 2, 840, 10045, 4, 3, 2], '06082a8648ce3d040302'],
  [[2, 5, 4, 3], '0603550403'],
  [[1, 2, 840, 113549, 1, 1, 11], '06092a864886f70d01010b'],
  [[1, 3, 0, 127, 128], '06052b007f8100'],
])('the identifier %j is written in base 128', (numbers, expected) => {
  expect(hex(objectId(...numbers))).toBe(expected);
});
