/** Steps from the configuration to a field. */
export type FieldPath = readonly (string | number)[];

const MAX_SHOWN_CHARACTERS = 60;

/** Writes a path as a user would: `tiers.web.release` or `regions.recovery[0].region`. */
export function formatPath(path: FieldPath): string {
  const text = path.reduce<string>((written, step) => {
    if (typeof step === 'number') {
      return `${written}[${step}]`;
    }
    if (!/^[A-Za-z_$][\w$]*$/.test(step)) {
      return `${written}[${quote(step)}]`;
    }
    return written === '' ? step : `${written}.${step}`;
  }, '');
  return text === '' ? 'site' : text;
}

/** Describes a value in one short printable line; what a list or an object holds is not shown. */
export function show(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return quote(value);
    case 'number':
      return showNumber(value);
    case 'boolean':
      return String(value);
    case 'undefined':
      return 'nothing';
    case 'object':
      return showObject(value);
    case 'bigint':
    case 'function':
    case 'symbol':
      return `a ${typeof value}`;
    default:
      return 'something unknown';
  }
}

/** A long number may be a card number with a slip in it: its digits are not shown. */
function showNumber(value: number): string {
  return Number.isInteger(value) && Math.abs(value) >= 1e12 ? value.toExponential(1) : String(value);
}

function showObject(value: object | null): string {
  if (value === null) {
    return 'null';
  }
  return Array.isArray(value) ? `a list of ${value.length}` : 'an object';
}

/** What may be a card number with a slip in it: 13 digits and more, in groups or not. */
const LONG_NUMBER = /\d(?:[ ._-]?\d){12,}/g;

/** Quotes a text, leaves out long numbers, cuts it and escapes everything that does not print as itself. */
export function quote(text: string): string {
  const characters = [...text.replace(LONG_NUMBER, '[long number]')];
  const cut = characters.length > MAX_SHOWN_CHARACTERS;
  const shown = (cut ? characters.slice(0, MAX_SHOWN_CHARACTERS) : characters).map(escapeCharacter).join('');
  return `'${shown}${cut ? '…' : ''}'`;
}

function escapeCharacter(character: string): string {
  if (character === "'" || character === '\\') {
    return `\\${character}`;
  }
  if (/^[\p{L}\p{N}\p{P}\p{S}\p{M} ]$/u.test(character)) {
    return character;
  }
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
