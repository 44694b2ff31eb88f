import { describeValue, knownNumber, possibleValues, type Value } from '../../../template';

/** A number of which at least the bounds are known. */
export interface Span {
  readonly least: number;
  readonly most: number;
  /** What hides the number, when it is not known. */
  readonly hidden?: string;
}

/** A number that is known. */
export function exactly(number: number): Span {
  return { least: number, most: number };
}

/** Reads a number: `absent` when there is none, and the widest bounds when it is hidden. */
export function readSpan(
  value: Value,
  absent: number,
  widest: { readonly least: number; readonly most: number },
): Span {
  if (value.kind === 'absent') {
    return exactly(absent);
  }
  const values = possibleValues(value)?.map((each) => (each.kind === 'absent' ? absent : knownNumber(each)));
  if (values === undefined || values.length === 0 || values.some((number) => number === undefined)) {
    return { ...widest, hidden: describeValue(value) };
  }
  const numbers = values.flatMap((number) => (number === undefined ? [] : [number]));
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  return least === most ? exactly(least) : { least, most, hidden: describeValue(value) };
}

/** A span with both bounds changed. */
export function mapSpan(span: Span, change: (number: number) => number): Span {
  return { ...span, least: change(span.least), most: change(span.most) };
}
