import { canonicalJson, sha256 } from './canonical';

/** Entries that fit, and how many did not. */
export interface Bounded<T> {
  readonly kept: readonly T[];
  readonly leftOut: number;
}

/** Most entries of one kind; a broken network can have thousands of findings. */
export const MOST_ENTRIES = 100;

/** Most bytes of one kind of entry; a log event holds 256 KB. */
export const MOST_BYTES = 45_000;

/** Longest text in an entry. */
export const MOST_CHARACTERS = 1_000;

/** Most bytes of evidence. */
export const MOST_EVIDENCE_BYTES = 16_000;

/** Keeps the first entries that fit, their texts cut to a length; what is not kept is counted, what is cut says so. */
export function bounded<T>(entries: readonly T[]): Bounded<T> {
  const kept: T[] = [];
  let bytes = 0;
  for (const entry of entries.slice(0, MOST_ENTRIES).map(withShortTexts)) {
    bytes += Buffer.byteLength(canonicalJson(entry));
    if (bytes > MOST_BYTES) {
      break;
    }
    kept.push(entry);
  }
  return { kept, leftOut: entries.length - kept.length };
}

/** Evidence as it is, `null` where there is none, or its size and hash when it is too long to keep. */
export function boundedEvidence(evidence: unknown): unknown {
  const text = canonicalJson(evidence);
  const bytes = Buffer.byteLength(text);
  return bytes <= MOST_EVIDENCE_BYTES ? (JSON.parse(text) as unknown) : { leftOutBytes: bytes, sha256: sha256(text) };
}

/** A text, cut to a length; where it was cut, it says how much is missing. */
export function shortText(text: string, length = MOST_CHARACTERS): string {
  return text.length <= length ? text : `${text.slice(0, length)}… (${String(text.length - length)} more)`;
}

function withShortTexts<T>(entry: T): T {
  if (typeof entry === 'string') {
    return shortText(entry) as T & string;
  }
  if (typeof entry !== 'object' || entry === null) {
    return entry;
  }
  return Object.fromEntries(
    Object.entries(entry).map(([name, value]) => [name, typeof value === 'string' ? shortText(value) : value]),
  ) as T;
}
