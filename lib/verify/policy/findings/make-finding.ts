import { compare } from '../../../template/compare';
import type { Origin } from '../../network/types';
import type { PolicyFinding, Words } from '../types';

/** A finding of one severity. */
export type MakeFinding = (
  code: string,
  origin: Origin | undefined,
  says: Words,
  rules?: readonly string[],
) => PolicyFinding;

const make =
  (severity: PolicyFinding['severity']): MakeFinding =>
  (code, origin, says, rules = []) => ({ code, severity, says, ...(origin === undefined ? {} : { origin }), rules });

/** Fails the run. */
export const errorFinding = make('error');
/** Should be looked at. */
export const warningFinding = make('warning');
/** Can be tidied up. */
export const noteFinding = make('note');

/** Sorted by code, then by where they are; each once. */
export function sortFindings(findings: readonly PolicyFinding[]): readonly PolicyFinding[] {
  const unique = new Map(
    findings.map((finding) => [`${finding.code} ${finding.origin?.id ?? ''} ${finding.says.en}`, finding]),
  );
  return [...unique].sort(([a], [b]) => compare(a, b)).map(([, finding]) => finding);
}
