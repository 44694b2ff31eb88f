import { distance } from 'fastest-levenshtein';
import type { Fault } from '../../errors';
import { printable } from '../../terminal-text';
import { shown } from '../fault';
import { findFraction, type Fraction } from '../fraction';

/** Steps to a field. */
export type FieldPath = readonly (string | number)[];

/** Collects what is wrong, each with the place the user knows it by. */
export interface Sink {
  /** The place of a field: `curve.yaml:3:5 arrivals.peakRps`, or `--peak-multiple`. */
  readonly place: (path: FieldPath) => string;
  readonly faults: Fault[];
}

/** Least and greatest value. */
export interface Range {
  readonly least: number;
  readonly most: number;
}

/** An object that somebody wrote, read field by field. Whatever is wrong goes to the sink and is read as nothing. */
export class Fields {
  private readonly entries: Readonly<Record<string, unknown>>;
  private readonly known: string[] = [];
  readonly path: FieldPath;
  private readonly sink: Sink;
  private readonly isObject: boolean;

  constructor(value: unknown, path: FieldPath, sink: Sink) {
    this.path = path;
    this.sink = sink;
    this.isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    this.entries = this.isObject ? (value as Readonly<Record<string, unknown>>) : {};
    if (!this.isObject) {
      this.report([], 'must be an object', shown(value), 'write its fields', 'SpikeTypeInvalid');
    }
  }

  has(name: string): boolean {
    return this.read(name) !== undefined;
  }

  whole(name: string, { least, most }: Range): number | undefined {
    const value = this.read(name);
    if (value === undefined) {
      return undefined;
    }
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) {
      return value;
    }
    const must = `must be a whole number from ${String(least)} to ${String(most)}`;
    return this.report([name], must, shown(value), 'write such a number', 'SpikeNumberInvalid');
  }

  /** A number of at most six digits behind the point. */
  fraction(name: string, { least, most }: Range): Fraction | undefined {
    const value = this.read(name);
    if (value === undefined) {
      return undefined;
    }
    const found = typeof value === 'number' && value >= least && value <= most ? findFraction(value) : undefined;
    const must = `must be a number from ${String(least)} to ${String(most)}, with at most six digits behind the point`;
    return found ?? this.report([name], must, shown(value), 'write such a number', 'SpikeNumberInvalid');
  }

  text(name: string): string | undefined {
    const value = this.read(name);
    if (value === undefined || (typeof value === 'string' && value.trim() !== '')) {
      return value;
    }
    return this.report([name], 'must be a text', shown(value), 'write a text', 'SpikeTypeInvalid');
  }

  object(name: string): Fields | undefined {
    const value = this.read(name);
    return value === undefined ? undefined : new Fields(value, [...this.path, name], this.sink);
  }

  /** The entries of a list that is not empty. */
  list(name: string): readonly Fields[] | undefined {
    const value = this.read(name);
    if (value === undefined) {
      return undefined;
    }
    if (!Array.isArray(value) || value.length === 0) {
      return this.report(
        [name],
        'must be a list that is not empty',
        shown(value),
        'write its entries',
        'SpikeTypeInvalid',
      );
    }
    return value.map((each: unknown, index) => new Fields(each, [...this.path, name, index], this.sink));
  }

  /** A field that must be there; reported once when it is not. */
  required<T>(name: string, value: T | undefined, hint: string): T | undefined {
    if (value === undefined && !this.has(name)) {
      this.report([name], 'must be given', undefined, hint, 'SpikeFieldMissing');
    }
    return value;
  }

  report(path: FieldPath, must: string, got: string | undefined, hint: string, code: string): undefined {
    if (!this.isObject && path.length > 0) {
      // What is no object is told once.
      return;
    }
    const place = printable(this.sink.place([...this.path, ...path]));
    this.sink.faults.push({ path: place, must, ...(got === undefined ? {} : { got }), hint, code });
  }

  /** Reports fields that nobody asked for. */
  close(): void {
    for (const name of Object.keys(this.entries).filter((each) => !this.known.includes(each))) {
      const meant = this.known.find((each) => distance(each.toLowerCase(), name.toLowerCase()) <= 2);
      const hint =
        meant === undefined ? `remove it, or use one of: ${this.known.join(', ')}` : `did you mean '${meant}'?`;
      this.report([name], 'must be a known field', undefined, hint, 'SpikeFieldUnknown');
    }
  }

  private read(name: string): unknown {
    if (!this.known.includes(name)) {
      this.known.push(name);
    }
    const value = Object.hasOwn(this.entries, name) ? this.entries[name] : undefined;
    return value ?? undefined;
  }
}
