import type { SemanticRule } from './rule';
import { RULE_TESTS } from './rule-tests';
import { BOTH_WAYS, RULE_WAYS } from './rule-ways';
import { SERVICE_RULES } from './service-rules';
import { VPC_RULES } from './vpc-rules';

export type { RuleStatus, SemanticRule } from './rule';
export type { Deciding, DecidingWay } from './rule-ways';

/** Every rule on which verdicts can rest, by its id. */
export const RULES: ReadonlyMap<string, SemanticRule> = new Map(
  [...VPC_RULES, ...SERVICE_RULES].map((rule) => [
    rule.id,
    { ...rule, tests: RULE_TESTS[rule.id] ?? [], decides: RULE_WAYS[rule.id] ?? BOTH_WAYS },
  ]),
);

/** The rule with an id. */
export function requireRule(id: string): SemanticRule {
  const found = RULES.get(id);
  if (found === undefined) {
    throw new Error(`no semantic rule ${id}`);
  }
  return found;
}
