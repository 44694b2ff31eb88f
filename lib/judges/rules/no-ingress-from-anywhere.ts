import { judge, undetermined, type Rule, type RuleFault } from '../rule';
import { groupRules, rulesByResource, type GroupRule } from '../support';

/** The AwsSolutions pack sees `0.0.0.0/0` alone, not `0.0.0.0/1` with `128.0.0.0/1`. */
export const noIngressFromAnywhere: Rule = {
  id: 'NoIngressFromAnywhere',
  description:
    'No security group admits the internet, neither whole nor in pieces wider than /8: viewers come through CloudFront, which the group names by its prefix list.',
  check: (model) =>
    rulesByResource(model, groupRules(model, 'Ingress')).map(([resource, rules]) =>
      judge(resource, rules.map(ingressFault)),
    ),
};

function ingressFault({ reach, property, properties }: GroupRule): RuleFault | undefined {
  switch (reach) {
    case 'anywhere':
      return { message: `admits ${JSON.stringify(properties['CidrIp'] ?? properties['CidrIpv6'])}`, property };
    case 'unknown':
      return undetermined('the addresses it admits cannot be found', property);
    case 'limited':
    case 'nothing':
      return undefined;
  }
}
