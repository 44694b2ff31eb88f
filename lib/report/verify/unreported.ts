import type { NetworkFinding } from '../../verify';
import type { VerifyReport } from '../../verify/policy/types';

/** What the engine and the template reader noticed, but for what is told as a finding already. */
export function unreported({ network, findings }: VerifyReport): readonly NetworkFinding[] {
  const told = new Set(findings.map(({ code, origin }) => `${code} ${origin?.id ?? ''}`));
  return network.filter(({ code, origin }) => !told.has(`${code} ${origin.id}`));
}
