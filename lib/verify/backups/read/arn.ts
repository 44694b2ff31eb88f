import { describeValue, knownText, type Value } from '../../../template';

/** A piece of an ARN: text, or something that only the deployment tells. */
type Piece = { readonly text: string } | { readonly hole: Value };

/** The six parts of an ARN; the last may hold colons. */
export interface Arn {
  readonly partition: Segment;
  readonly service: Segment;
  readonly region: Segment;
  readonly account: Segment;
  readonly resource: Segment;
}

/** A part of an ARN. */
export type Segment = readonly Piece[];

export type Answer = 'yes' | 'no' | 'unknown';

/** Reads an ARN, however it is put together; `undefined` when its parts cannot be told apart. */
export function readArn(value: Value): Arn | undefined {
  const parts = value.kind === 'text' ? value.parts : [value];
  const segments: Piece[][] = [[]];
  for (const part of parts) {
    const text = knownText(part);
    if (text === undefined) {
      segments.at(-1)?.push({ hole: part });
      continue;
    }
    text.split(':').forEach((piece, index) => {
      if (index > 0 && segments.length < 6) {
        segments.push([]);
      } else if (index > 0) {
        segments.at(-1)?.push({ text: ':' });
      }
      if (piece !== '') {
        segments.at(-1)?.push({ text: piece });
      }
    });
  }
  const [head, partition, service, region, account, resource] = segments;
  const isArn = textOf(head ?? []) === 'arn' && resource !== undefined;
  return isArn && partition !== undefined && service !== undefined && region !== undefined && account !== undefined
    ? { partition, service, region, account, resource }
    : undefined;
}

/** The text of a part, when all of it is known. */
export function textOf(segment: Segment): string | undefined {
  return segment.every((piece) => 'text' in piece)
    ? segment.map((piece) => ('text' in piece ? piece.text : '')).join('')
    : undefined;
}

/** A part for people. */
export function describeSegment(segment: Segment): string {
  return segment.map((piece) => ('text' in piece ? piece.text : describeValue(piece.hole))).join('');
}

/** A part that is a text before something, as `cluster:` before the name of a cluster. */
export function segmentOf(text: string, value: Value): Segment {
  const pieces = value.kind === 'text' ? value.parts : [value];
  return [
    ...(text === '' ? [] : [{ text }]),
    ...pieces.map((piece): Piece => {
      const known = knownText(piece);
      return known === undefined ? { hole: piece } : { text: known };
    }),
  ];
}

/**
 * Whether a part of a pattern covers a part of an ARN.
 *
 * The same hole on both sides is the same text; a `*` covers whatever follows. Other holes may be anything.
 *
 * @param isSame whether two holes stand for the same
 */
export function covers(pattern: Segment, segment: Segment, isSame: (a: Value, b: Value) => boolean): Answer {
  const [wanted, given] = [textOf(pattern), textOf(segment)];
  if (wanted !== undefined && wanted.endsWith('*')) {
    const start = wanted.slice(0, -1);
    return start.includes('*') ? 'unknown' : startsWith(segment, start);
  }
  if (wanted !== undefined && given !== undefined) {
    return wanted === given ? 'yes' : wanted.includes('*') ? 'unknown' : 'no';
  }
  const [a, b] = [merged(pattern), merged(segment)];
  const isEqual =
    a.length === b.length &&
    a.every((piece, index) => {
      const other = b[index];
      return other === undefined
        ? false
        : 'text' in piece
          ? 'text' in other && piece.text === other.text
          : 'hole' in other && isSame(piece.hole, other.hole);
    });
  return isEqual ? 'yes' : couldDiffer(a, b);
}

function startsWith(segment: Segment, start: string): Answer {
  const [first] = merged(segment);
  const text = first !== undefined && 'text' in first ? first.text : '';
  if (text.startsWith(start)) {
    return 'yes';
  }
  return textOf(segment) === undefined && start.startsWith(text) ? 'unknown' : 'no';
}

/** Texts before the first hole of either that differ cannot be made equal by any value. */
function couldDiffer(a: Segment, b: Segment): Answer {
  const [x, y] = [leading(a), leading(b)];
  return x.startsWith(y) || y.startsWith(x) ? 'unknown' : 'no';
}

function leading(segment: Segment): string {
  const [first] = segment;
  return first !== undefined && 'text' in first ? first.text : '';
}

function merged(segment: Segment): Segment {
  return segment.reduce<readonly Piece[]>((pieces, piece) => {
    const last = pieces.at(-1);
    return last !== undefined && 'text' in last && 'text' in piece
      ? [...pieces.slice(0, -1), { text: last.text + piece.text }]
      : [...pieces, piece];
  }, []);
}

/** What holds when all of some answers must. */
export function allOf(answers: readonly Answer[]): Answer {
  return answers.includes('no') ? 'no' : answers.includes('unknown') ? 'unknown' : 'yes';
}

/** What holds when one of some answers must. */
export function anyOf(answers: readonly Answer[]): Answer {
  return answers.includes('yes') ? 'yes' : answers.includes('unknown') ? 'unknown' : 'no';
}
