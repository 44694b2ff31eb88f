import { judge, undetermined, type Rule, type RuleFault } from '../rule';
import { descriptionOf, groupRules, isEveryProtocol, rulesByResource, type GroupRule } from '../support';

/** What leaves for everywhere is limited to ports and says why. */
export const egressToAnywhereDocumented: Rule = {
  id: 'EgressToAnywhereDocumented',
  description:
    'A security group lets nothing out to everywhere except named ports with a description; a group without an egress rule lets everything out.',
  check: (model) => {
    const rules = groupRules(model, 'Egress');
    const limited = new Set(rules.map(({ group }) => group));
    return rulesByResource(model, rules).map(([resource, own]) => {
      const byDefault = resource.type === 'AWS::EC2::SecurityGroup' && !limited.has(resource);
      return judge(resource, [byDefault ? OPEN_BY_DEFAULT : undefined, ...own.map(egressFault)]);
    });
  },
};

const OPEN_BY_DEFAULT: RuleFault = {
  message: 'has no egress rule, so EC2 lets everything out; name what may leave',
  property: 'Properties.SecurityGroupEgress',
};

function egressFault(rule: GroupRule): RuleFault | undefined {
  const { reach, property, properties } = rule;
  if (reach === 'unknown') {
    return undetermined('the addresses it lets out to cannot be found', property);
  }
  if (reach !== 'anywhere') {
    return undefined;
  }
  if (isEveryProtocol(properties)) {
    return { message: 'lets every protocol out to everywhere', property };
  }
  return descriptionOf(rule) === undefined
    ? { message: 'lets out to everywhere and does not say why; add a description', property }
    : undefined;
}
