import {
  asNumber,
  findTarget,
  resolveItems,
  resourcesOfType,
  type TemplateModel,
  type TemplateResource,
} from '../../template';
import { judge, undetermined, type Rule, type RuleFault } from '../rule';
import { coversPort, groupRules, type GroupRule } from '../support';

/** `addListener` opens the load balancer to everybody by default. */
export const noOpenListener: Rule = {
  id: 'NoOpenListener',
  description:
    'No listener can be reached from the internet: its load balancer has groups, and none of them admits it.',
  check: (model) => {
    const rules = groupRules(model, 'Ingress');
    return resourcesOfType(model, 'AWS::ElasticLoadBalancingV2::Listener').map((listener) =>
      judge(listener, listenerFaults(model, rules, listener)),
    );
  },
};

function listenerFaults(
  model: TemplateModel,
  rules: readonly GroupRule[],
  listener: TemplateResource,
): readonly RuleFault[] {
  const loadBalancer = findTarget(model, listener.stack, listener.properties['LoadBalancerArn']);
  const port = asNumber(listener.properties['Port']);
  if (loadBalancer === undefined || port === undefined) {
    return [undetermined('the load balancer or the port cannot be found')];
  }
  if (loadBalancer.properties['Type'] === 'gateway') {
    return [];
  }
  const groups = resolveItems(model, loadBalancer.stack, loadBalancer.properties['SecurityGroups']);
  if (groups === undefined) {
    return [undetermined(`the groups of ${loadBalancer.logicalId} cannot be found`)];
  }
  if (groups.length === 0) {
    return [{ message: `${loadBalancer.logicalId} has no security group: its listeners admit whoever reaches it` }];
  }
  return groups.flatMap((group): RuleFault[] => {
    if (group.kind !== 'reference') {
      return [undetermined(`a group of ${loadBalancer.logicalId} cannot be found`)];
    }
    return rules
      .filter((rule) => rule.group === group.resource && rule.reach !== 'limited' && rule.reach !== 'nothing')
      .filter((rule) => coversPort(rule, port))
      .map((rule) => openFault(rule, port));
  });
}

function openFault({ resource, properties, reach }: GroupRule, port: number): RuleFault {
  const from = JSON.stringify(properties['CidrIp'] ?? properties['CidrIpv6']);
  const message = `port ${String(port)} is open to ${from} by ${resource.logicalId}`;
  return reach === 'unknown' ? undetermined(message) : { message };
}
