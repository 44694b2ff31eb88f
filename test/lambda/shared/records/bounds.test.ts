import {
  bounded,
  boundedEvidence,
  MOST_BYTES,
  MOST_CHARACTERS,
  MOST_ENTRIES,
  MOST_EVIDENCE_BYTES,
  shortText,
} from '../../../../lambda/shared/records/bounds';
import { sha256 } from '../../../../lambda/shared/records/canonical';

test('limits keep a line below 256 KB', () => {
  expect({ MOST_ENTRIES, MOST_BYTES, MOST_CHARACTERS, MOST_EVIDENCE_BYTES }).toStrictEqual({
    MOST_ENTRIES: 100,
    MOST_BYTES: 45_000,
    MOST_CHARACTERS: 1_000,
    MOST_EVIDENCE_BYTES: 16_000,
  });
  // Findings, questions, notes and reasons, and evidence; the rest is left to metrics.
  expect(4 * MOST_BYTES + MOST_EVIDENCE_BYTES).toBeLessThan(200 * 1024);
});

test.each([
  [0, 0, 0],
  [100, 100, 0],
  [101, 100, 1],
  [250, 100, 150],
])('of %i entries %i are kept and %i are counted', (entries, kept, leftOut) => {
  const result = bounded(Array.from({ length: entries }, (_, index) => index));
  expect(result.kept).toStrictEqual(Array.from({ length: kept }, (_, index) => index));
  expect(result.leftOut).toBe(leftOut);
});

test('entries are kept up to the last byte', () => {
  // With its quotes an entry is exactly 450 bytes.
  const entry = 'x'.repeat(448);
  const whole = bounded(Array.from({ length: 100 }, () => entry));
  expect(whole).toMatchObject({ leftOut: 0 });
  const over = bounded([...Array.from({ length: 99 }, () => entry), `${entry}y`]);
  expect(over.kept).toHaveLength(99);
  expect(over.leftOut).toBe(1);
});

test('bytes are counted, not characters', () => {
  const result = bounded(Array.from({ length: 100 }, () => '火'.repeat(448)));
  expect(result.kept).toHaveLength(33);
  expect(result.leftOut).toBe(67);
});

test('after an entry that does not fit none is kept, so that the order tells what is missing', () => {
  const large = 'x'.repeat(1_000);
  const result = bounded([...Array.from({ length: 45 }, () => large), 'small']);
  expect(result.kept).toHaveLength(44);
  expect(result.leftOut).toBe(2);
});

test('texts of an entry are cut, and other members stay', () => {
  const [entry] = bounded([{ detail: 'x'.repeat(1_003), effect: 'service', count: 7 }]).kept;
  expect(entry).toStrictEqual({ detail: `${'x'.repeat(1_000)}… (3 more)`, effect: 'service', count: 7 });
});

test('an entry that is a text is cut as well', () => {
  expect(bounded(['x'.repeat(1_002)]).kept).toStrictEqual([`${'x'.repeat(1_000)}… (2 more)`]);
});

test('no evidence is nothing', () => {
  expect(boundedEvidence(undefined)).toBeNull();
});

test('an entry that is nothing stays nothing', () => {
  expect(bounded([null, 7]).kept).toStrictEqual([null, 7]);
});

test.each([
  ['x'.repeat(1_000), 'x'.repeat(1_000)],
  ['x'.repeat(1_001), `${'x'.repeat(1_000)}… (1 more)`],
])('a text of more than 1,000 characters says what is missing', (text, short) => {
  expect(shortText(text)).toBe(short);
});

test('evidence that fits is kept as JSON', () => {
  expect(boundedEvidence({ b: new Date(0), a: undefined })).toStrictEqual({ b: '1970-01-01T00:00:00.000Z' });
  const evidence = 'x'.repeat(MOST_EVIDENCE_BYTES - 2);
  expect(boundedEvidence(evidence)).toBe(evidence);
});

test('of evidence that does not fit, size and hash are kept', () => {
  const evidence = 'x'.repeat(MOST_EVIDENCE_BYTES - 1);
  expect(boundedEvidence(evidence)).toStrictEqual({ leftOutBytes: 16_001, sha256: sha256(`"${evidence}"`) });
});
