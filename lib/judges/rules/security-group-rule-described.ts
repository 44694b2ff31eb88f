import { judge, type Rule } from '../rule';
import { descriptionOf, groupRules, rulesByResource } from '../support';

/** A reviewer can tell what each rule is for. */
export const securityGroupRuleDescribed: Rule = {
  id: 'SecurityGroupRuleDescribed',
  description: 'Every rule of a security group says what it is for.',
  check: (model) =>
    rulesByResource(model, [...groupRules(model, 'Ingress'), ...groupRules(model, 'Egress')]).map(([resource, rules]) =>
      judge(
        resource,
        rules.map((rule) =>
          rule.reach === 'nothing' || descriptionOf(rule) !== undefined
            ? undefined
            : { message: 'has a rule without a description', property: rule.property },
        ),
      ),
    ),
};
