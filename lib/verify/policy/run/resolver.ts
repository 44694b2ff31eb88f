import {
  createEvaluator,
  itemsOf,
  knownNumber,
  knownText,
  targetOf,
  type Evaluator,
  type TemplateResource,
  type Value,
} from '../../../template';
import type { Blame, Party, Verdict } from '../../engine/types';
import type { Verifier } from '../../engine/verifier';
import type { Vpc } from '../../network/types';
import { fieldOf as entry } from '../read-field';

/** What a DNS Firewall does about names that nobody has listed. */
type Guarding =
  | { readonly names: 'blocked' }
  /** `decides`: whatever is looked at later does nothing about names any more. */
  | { readonly names: 'open' | 'unknown'; readonly because: string; readonly decides?: true };

/**
 * Whether data can leave in names that are asked of the resolver of the VPC: neither routes nor groups nor ACLs see these
 * questions. Only a DNS Firewall that blocks every name but the listed ones stops them.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-overview.html read 2026-11-26
 */
export function isResolverOpen(verifier: Verifier, from: readonly Party[]): Verdict {
  const evaluator = createEvaluator(verifier.model);
  const vpcs = new Map<string, Vpc>();
  for (const party of from) {
    if (party.kind === 'interface') {
      vpcs.set(party.interface.subnet.vpc.id, party.interface.subnet.vpc);
    }
  }
  const found = [...vpcs.values()].flatMap((vpc) => {
    const guarding = vpc.dnsSupport === 'no' ? BLOCKED : guardingOf(verifier, evaluator, vpc);
    return guarding.names === 'blocked'
      ? []
      : [{ vpc, guarding, isOpen: guarding.names === 'open' && vpc.dnsSupport === 'yes' }];
  });
  return {
    verdict: found.some(({ isOpen }) => isOpen) ? 'REFUTED' : found.length > 0 ? 'UNDETERMINED' : 'PROVED',
    assuming: [],
    blames: found.map(({ vpc, guarding }): Blame => ({
      what: `${vpc.origin.label}: ${guarding.because}`,
      origin: vpc.origin,
      rules: [],
    })),
    rules: [],
    pairs: Math.max(vpcs.size, from.length),
  };
}

const BLOCKED: Guarding = { names: 'blocked' };

function guardingOf({ model }: Verifier, evaluator: Evaluator, vpc: Vpc): Guarding {
  const associations = (model.byType.get('AWS::Route53Resolver::FirewallRuleGroupAssociation') ?? []).filter(
    (resource) => evaluator.exists(resource) !== 'no',
  );
  const vpcOf = (resource: TemplateResource) => targetOf(evaluator.property(resource, 'VpcId'));
  const all = associations
    .filter((resource) => vpcOf(resource) === vpc.origin.resource)
    .sort((a, b) => priorityOf(evaluator.property(a, 'Priority')) - priorityOf(evaluator.property(b, 'Priority')))
    .map((association) => ofAssociation(evaluator, association));
  const decisive = all.find((each) => each.names === 'blocked' || each.decides === true);
  if (decisive !== undefined) {
    return decisive;
  }
  const unclear = associations.find((resource) => vpcOf(resource) === undefined);
  return (
    all.find(({ names }) => names === 'unknown') ??
    (unclear !== undefined
      ? { names: 'unknown', because: `which VPC ${unclear.logicalId} guards is not known` }
      : (all[0] ?? { names: 'open', because: 'its resolver answers every question: no DNS Firewall is associated' }))
  );
}

/** Groups and rules go by their priority, the lowest first; one that is not known goes first too, so that it spoils a proof. */
function priorityOf(value: Value): number {
  return knownNumber(value) ?? 0;
}

function ofAssociation(evaluator: Evaluator, association: TemplateResource): Guarding {
  const group = targetOf(evaluator.property(association, 'FirewallRuleGroupId'));
  if (group?.type !== 'AWS::Route53Resolver::FirewallRuleGroup') {
    return { names: 'unknown', because: `the rules of ${association.logicalId} are not in the templates` };
  }
  if (evaluator.exists(association) === 'unknown') {
    return { names: 'unknown', because: `only the deployment tells whether ${association.logicalId} exists` };
  }
  const rules = itemsOf(evaluator.property(group, 'FirewallRules'));
  if (rules === undefined) {
    return { names: 'unknown', because: `the rules of ${group.logicalId} are not known` };
  }
  const inOrder = [...rules].sort((a, b) => priorityOf(entry(a, 'Priority')) - priorityOf(entry(b, 'Priority')));
  const general = inOrder.find(
    (rule) => entry(rule, 'Qtype').kind === 'absent' && holdsEveryName(evaluator, entry(rule, 'FirewallDomainListId')),
  );
  const isBlocking = (rule: Value) => knownText(entry(rule, 'Action')) === 'BLOCK';
  if (general !== undefined) {
    return isBlocking(general)
      ? BLOCKED
      : { names: 'open', because: `${group.logicalId} lets every name through`, decides: true };
  }
  return rules.some(isBlocking)
    ? { names: 'unknown', because: `${group.logicalId} blocks some names, and not every name that is not listed` }
    : { names: 'open', because: `${group.logicalId} blocks no name` };
}

function holdsEveryName(evaluator: Evaluator, list: Value): boolean {
  const resource = targetOf(list);
  const domains = resource === undefined ? [] : (itemsOf(evaluator.property(resource, 'Domains')) ?? []);
  return domains.some((domain) => knownText(domain) === '*');
}
