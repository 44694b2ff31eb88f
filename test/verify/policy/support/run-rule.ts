import type { TemplateModel } from '../../../../lib/template';
import {
  parsePolicy,
  runPolicy,
  verifierFor,
  type Policy,
  type PolicyRule,
  type ProofResult,
} from '../../../../lib/verify/policy';

/** What becomes of one rule. */
export function runRule(
  model: TemplateModel,
  rule: PolicyRule,
  more: Pick<Policy, 'segments' | 'sites'> = {},
): readonly ProofResult[] {
  const policy = parsePolicy({ name: 'test', ...more, rules: [rule] });
  return runPolicy(verifierFor(model, policy), policy);
}

/** What a result says, shortly. */
export function shortly({ to, holds, verdict, paths = [] }: ProofResult): readonly unknown[] {
  return [
    to,
    holds,
    verdict.verdict,
    paths.map((path) => `${path.from} > ${path.to}: ${path.state} ${path.services.join(' ')}`),
  ];
}
