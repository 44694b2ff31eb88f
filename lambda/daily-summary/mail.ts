import { ENGLISH, JAPANESE, type Phrases } from './phrases';
import { render } from './render';
import type { Summary } from './summary';

/** A mail as SNS takes it. */
export interface Mail {
  readonly subject: string;
  readonly body: string;
}

/**
 * Longest subject: fewer than 100 characters of ASCII, without line breaks or control characters.
 *
 * @see https://docs.aws.amazon.com/sns/latest/api/API_Publish.html read 2026-11-25
 */
const MOST_SUBJECT_CHARACTERS = 99;

/** Most bytes of one language; a message may have 256 KB. */
export const MOST_TEXT_BYTES = 120_000;

/** Writes the mail: English, then Japanese. */
export function writeMail(summary: Summary): Mail {
  const texts = [ENGLISH, JAPANESE].map((phrases) => withinBytes(render(summary, phrases), phrases).join('\n'));
  return { subject: subjectOf(summary), body: `${texts.join(`\n\n${'-'.repeat(72)}\n\n`)}\n` };
}

function subjectOf({ site, date, functions }: Summary): string {
  const attention = functions.filter(({ needsAttention }) => needsAttention).length;
  const isAnythingKnown = functions.some(({ yesterday }) => yesterday.kind === 'told');
  const state = !isAnythingKnown
    ? 'NOTHING IS KNOWN'
    : attention === 0
      ? `all ${String(functions.length)} functions as planned`
      : `${String(attention)} of ${String(functions.length)} functions need attention`;
  const subject = `[honmaru] ${date}: ${state} (${site})`.replace(/[^\x20-\x7e]/g, '?');
  return subject.slice(0, MOST_SUBJECT_CHARACTERS);
}

/** The first lines that fit, and how many are left out. */
function withinBytes(lines: readonly string[], phrases: Phrases): readonly string[] {
  let bytes = 0;
  const end = lines.findIndex((line) => {
    bytes += Buffer.byteLength(line) + 1;
    return bytes > MOST_TEXT_BYTES;
  });
  return end === -1 ? lines : [...lines.slice(0, end), phrases.cut(lines.length - end)];
}
