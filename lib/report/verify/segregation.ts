import type { ProofResult, VerifyReport } from '../../verify/policy/types';

/** A matrix of a policy: what must get from each segment to each other. */
export interface Segregation {
  readonly rule: string;
  readonly segments: readonly string[];
  /** Results by `<from> > <to>`; a pair may have several, one of them for what must not get through. */
  readonly cells: ReadonlyMap<string, readonly ProofResult[]>;
}

/** Every matrix of a report, by rule. */
export function segregationsOf({ results }: VerifyReport): readonly Segregation[] {
  const rules = [...new Set(results.filter(({ kind }) => kind === 'matrix').map(({ rule }) => rule))];
  return rules.map((rule) => {
    const own = results.filter((result) => result.rule === rule);
    const cells = new Map<string, readonly ProofResult[]>();
    for (const result of own) {
      const key = cellKey(result.from, result.to);
      cells.set(key, [...(cells.get(key) ?? []), result]);
    }
    return { rule, segments: [...new Set(own.flatMap(({ from, to }) => [from, to]))], cells };
  });
}

export function cellKey(from: string, to: string): string {
  return `${from} > ${to}`;
}

/** What must get through, in words; `-` for nothing, `✗` before it when that does not hold. */
export function cellText(results: readonly ProofResult[] | undefined): string {
  if (results === undefined) {
    return '';
  }
  const services = results.filter(({ relation }) => relation === 'session').flatMap((result) => result.services);
  const text = services.length === 0 ? '-' : [...new Set(services)].join(' ');
  return results.every(({ holds }) => holds) ? text : `✗ ${text}`;
}
