import { readFileSync } from 'node:fs';
import path from 'node:path';
import { HonmaruError } from '../../errors';
import { readPolicyText, type PolicySource } from '../../verify/policy/read/source';

/** What a file holds, in messages. */
export interface FileKind {
  /** How codes of its faults begin. */
  readonly codes: string;
  /** What is written in it, for example `objectives`. */
  readonly what: string;
}

/**
 * Reads a YAML or JSON file.
 *
 * @throws HonmaruError with every fault, with file, line and column
 */
export function readFile(
  file: string,
  { codes, what }: FileKind,
): { readonly value: unknown; readonly source: PolicySource } {
  if (!/\.(ya?ml|json)$/i.test(file)) {
    throw new HonmaruError([
      {
        path: file,
        must: 'must end in one of .yaml, .yml, .json',
        got: `'${path.extname(file)}'`,
        hint: `write ${what} in YAML or JSON`,
        code: `${codes}FormatUnknown`,
      },
    ]);
  }
  return readPolicyText(file, readText(file, { codes, what }), `${codes}Unreadable`);
}

function readText(file: string, { codes, what }: FileKind): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new HonmaruError(
      [
        {
          path: file,
          must: 'must be a readable file',
          hint: `name a file with ${what} that exists`,
          code: `${codes}NotFound`,
        },
      ],
      { cause },
    );
  }
}
