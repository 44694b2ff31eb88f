import { walk } from '../../template';
import { judge, judgeStack, type Rule, type RuleFault } from '../rule';

/** Values CDK writes in place of what a look-up has not told yet. */
const PLACEHOLDER =
  /^(dummy1[a-z]|vpc-12345|s-12345|p-12345|rtb-12345\w*|DUMMY|dummy-value-for-.*|ami-1234|sg-12345678)$/;

/** A template with placeholders deploys, into nothing that exists. */
export const noPlaceholderValues: Rule = {
  id: 'NoPlaceholderValues',
  description:
    'No template holds a placeholder (zone dummy1a) of a look-up that was not made, and no look-up is missing.',
  check: (model) => {
    const [first] = model.stacks;
    const missing = model.missingContext.map(
      (key) => `a look-up is missing: ${key}; give the value in the configuration`,
    );
    return [
      ...(first === undefined ? [] : [judgeStack(first, missing)]),
      ...model.resources.map((resource) => {
        const faults: RuleFault[] = [];
        walk(resource.properties, (value, path) => {
          if (typeof value === 'string' && PLACEHOLDER.test(value)) {
            faults.push({ message: `holds the placeholder ${value}`, property: ['Properties', ...path].join('.') });
          }
        });
        return judge(resource, faults);
      }),
    ];
  },
};
