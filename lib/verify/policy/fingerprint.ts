import { createHash } from 'node:crypto';
import type { FailingPath, PolicyFinding, ProofResult } from './types';

/** Changes whenever what is in a fingerprint changes: baselines of another version are refused. */
export const FINGERPRINT_VERSION = 1;

/**
 * Names one failing pair of a rule.
 *
 * It holds the id and kind of the rule, the ids of both parties (`<stack>/<logical id>@<stack>/<logical id of the subnet>`),
 * the services in words, sorted, and whether it is open or closed, surely or perhaps. It holds no address, but those that the
 * policy names, no line, no physical name and no wording: it stays the same when those change.
 */
export function pathFingerprint(
  { rule, kind }: Pick<ProofResult, 'rule' | 'kind'>,
  { from, to, services, state }: Omit<FailingPath, 'fingerprint'>,
): string {
  return digest(['path', rule, kind, from, to, [...services].sort(), state]);
}

/** Names a finding by its code and what it is about. */
export function findingFingerprint({ code, origin, says }: PolicyFinding): string {
  return digest(['finding', code, origin === undefined ? says.en : [origin.id, origin.property ?? '']]);
}

function digest(parts: readonly unknown[]): string {
  return createHash('sha256')
    .update(JSON.stringify([FINGERPRINT_VERSION, ...parts]))
    .digest('hex');
}
