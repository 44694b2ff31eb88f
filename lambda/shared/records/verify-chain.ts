import { canonicalJson, sha256 } from './canonical';
import { parseRecord, type ChainRecord } from './chain-record';

/** What is wrong with a chain. */
export type ChainFaultCode =
  /** It is not what a function writes. */
  | 'NotARecord'
  /** It says what a record says, in other bytes. */
  | 'NotCanonical'
  /** It is a record of another function or site. */
  | 'ForeignRecord'
  /** It does not name the record before it. */
  | 'PreviousDiffers'
  /** Its number does not follow that of the record before it. */
  | 'SequenceDiffers'
  /** A chain begins where another went on, or goes on where it should begin. */
  | 'BeginningMisplaced'
  /** The last record is not the one that is known to be the last. */
  | 'HeadDiffers';

/** A fault of a chain. */
export interface ChainFault {
  readonly code: ChainFaultCode;
  /** Index of the text, from 0. */
  readonly index: number;
}

/** What is known of a chain from elsewhere, for example from the lines in the log. */
export interface ChainEnds {
  /** Hash of the record before the first text; `null` when the chain begins with it. */
  readonly before: string | null;
  /** Hash of the last text. */
  readonly head: string;
}

/**
 * Verifies that texts are the records of one chain, complete and in order: any that was altered, removed, added or moved
 * is found. Of the records alone the last could be altered or removed, so its hash must be known from elsewhere.
 */
export function verifyChain(texts: readonly string[], ends: ChainEnds): readonly ChainFault[] {
  const records = texts.map((text) => {
    const parsed = parseRecord(text);
    return parsed.kind === 'known' ? parsed.value : undefined;
  });
  const hashes = texts.map(sha256);
  const faults = records.flatMap((record, index) =>
    record === undefined
      ? [faultOf('NotARecord', index)]
      : recordFaults(record, { text: texts[index] ?? '', index, before: hashes[index - 1] ?? ends.before, records }),
  );
  return (hashes.at(-1) ?? ends.before) === ends.head ? faults : [...faults, faultOf('HeadDiffers', texts.length - 1)];
}

interface RecordPlace {
  readonly text: string;
  readonly index: number;
  readonly before: string | null;
  readonly records: readonly (ChainRecord | undefined)[];
}

function recordFaults(record: ChainRecord, { text, index, before, records }: RecordPlace): readonly ChainFault[] {
  const first = records.find((other) => other !== undefined);
  const last = records[index - 1];
  const begins = before === null;
  return [
    ...faultsIf(canonicalJson(record) !== text, 'NotCanonical', index),
    ...faultsIf(record.function !== first?.function || record.site !== first.site, 'ForeignRecord', index),
    ...faultsIf(record.previous !== before, 'PreviousDiffers', index),
    ...faultsIf((record.beginning !== null) !== begins, 'BeginningMisplaced', index),
    ...faultsIf(
      begins ? record.sequence !== 1 : last !== undefined && record.sequence !== last.sequence + 1,
      'SequenceDiffers',
      index,
    ),
  ];
}

function faultsIf(isFault: boolean, code: ChainFaultCode, index: number): readonly ChainFault[] {
  return isFault ? [faultOf(code, index)] : [];
}

function faultOf(code: ChainFaultCode, index: number): ChainFault {
  return { code, index };
}
