import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import { HonmaruError, type Fault } from '../../errors';
import { faultOf, shown } from '../fault';
import { readArrivalsCsv } from './arrivals-csv';
import type { Arrivals } from './declared-arrivals';
import type { FieldPath } from './fields';

/** What a file declares, before it is checked. */
export interface CurveFile {
  readonly value: Readonly<Record<string, unknown>>;
  /** File, line, column and name of a field. */
  readonly place: (path: FieldPath) => string;
  /** Requests of each minute, when the file is one of them or names one. */
  readonly minutes: Extract<Arrivals, { readonly kind: 'minutes' }> | undefined;
}

/**
 * Reads what a file declares: YAML, JSON, or a CSV of requests per minute.
 *
 * @throws HonmaruError `SpikeFileUnreadable`, `SpikeFileInvalid` or those of a CSV
 */
export function readCurveFile(file: string): CurveFile {
  if (path.extname(file).toLowerCase() === '.csv') {
    return {
      value: {},
      place: (field) => `${file} ${fieldText(field)}`,
      minutes: readArrivalsCsv(file, readText(file)),
    };
  }
  const lines = new LineCounter();
  const document = parseDocument(readText(file), { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${String(line)}:${String(col)}`;
  };
  if (document.errors.length > 0) {
    const faults = document.errors.map(({ pos, message }): Fault => ({
      path: at(pos[0]),
      must: 'must be readable YAML or JSON',
      got: shown(message),
      hint: 'correct the text there',
      code: 'SpikeFileInvalid',
    }));
    throw new HonmaruError(faults, { cause: document.errors[0] });
  }
  const value = valueOf(document, file);
  const place = (field: FieldPath) => `${at(offsetOf(document, field))} ${fieldText(field)}`.trim();
  const csv = csvOf(value);
  const minutes = csv === undefined ? undefined : readCsvBeside(file, csv);
  return { value, place, minutes };
}

/** `tiers[0].rpsPerInstance` */
export function fieldText(field: FieldPath): string {
  return field.reduce<string>(
    (written, step) =>
      typeof step === 'number' ? `${written}[${String(step)}]` : written === '' ? step : `${written}.${step}`,
    '',
  );
}

function readCsvBeside(file: string, csv: string) {
  const beside = path.resolve(path.dirname(file), csv);
  return readArrivalsCsv(csv, readText(beside));
}

function valueOf(document: Document, file: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = document.toJS() as unknown;
  } catch (cause) {
    // Aliases that blow up are refused when the document becomes a value.
    const got = shown(cause instanceof Error ? cause.message : String(cause));
    throw faultOf(file, 'must be readable YAML or JSON', got, 'write it without aliases', 'SpikeFileInvalid');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw faultOf(file, 'must hold an object', shown(value), 'write arrivals, tiers and so on', 'SpikeFileInvalid');
  }
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== '$schema'));
}

function csvOf(value: Readonly<Record<string, unknown>>): string | undefined {
  const arrivals = value['arrivals'];
  const isObject = typeof arrivals === 'object' && arrivals !== null;
  const csv: unknown = isObject && 'csv' in arrivals ? arrivals.csv : undefined;
  return typeof csv === 'string' ? csv : undefined;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const fault: Fault = {
      path: shown(file),
      must: 'must be a file that can be read',
      hint: 'name another file',
      code: 'SpikeFileUnreadable',
    };
    throw new HonmaruError([fault], { cause });
  }
}

/** Where a field is written, or the nearest thing around it. */
function offsetOf(document: Document, field: FieldPath): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const step of field) {
    if (isSeq(node)) {
      node = node.items[Number(step)];
      offset = startOf(node) ?? offset;
    } else if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      offset = startOf(pair?.key) ?? offset;
      node = pair?.value;
    }
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
  const start: unknown = Array.isArray(range) ? range[0] : undefined;
  return typeof start === 'number' ? start : undefined;
}
