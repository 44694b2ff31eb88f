import { createHash } from 'node:crypto';
export { findingFingerprint } from '../../verify/policy/fingerprint';
import type { ProofResult } from '../../verify/policy/types';

/**
 * Names a question of a rule whatever its verdict and wherever its lines move to: the rule, and who is asked about.
 */
export function questionFingerprint({ rule, kind, from, to, services, level, relation }: ProofResult): string {
  return digest([rule, kind, from, to, [...services].sort().join(' '), level, relation]);
}

/** Names the way that was found, or what stands open: another way for the same question is news. */
export function wayFingerprint({ verdict: { verdict, witness, blames } }: ProofResult): string {
  const hops = [...(witness?.before ?? []), ...(witness === undefined ? [] : [witness])].flatMap(
    ({ from, to, forward, back = [] }) => [
      from.id,
      to.id,
      ...[...forward, ...back].map(({ kind, origin, rule }) => `${kind} ${rule?.id ?? origin.id}`),
    ],
  );
  return digest([verdict, ...hops, ...blames.map(({ what, origin }) => `${what} ${origin?.id ?? ''}`).sort()]);
}

function digest(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
